"""What a folder on Linux is opened to on purpose stays open."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from counter_app.system.closed_folder import close_to_others

assert sys.platform == "linux"


def test_a_folder_shared_with_a_group_stays_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    assert not close_to_others(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o2770


def test_nobody_else_has_any_right(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert close_to_others(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
