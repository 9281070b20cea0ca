"""The access list that Windows keeps of a closed folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path

assert sys.platform == "win32"

from counter_app.system.closed_folder import access_list, close_to_others, own_account  # noqa: E402 - only there


def test_the_own_account_is_named() -> None:
    assert re.fullmatch(r"S-1-5-21-[\d-]+", own_account())


def test_owner_and_system_alone_have_rights(tmp_path: Path) -> None:
    folder = tmp_path / "Số liệu"
    folder.mkdir()
    assert close_to_others(folder)
    named = set(re.findall(r"\(A;[^)]*;([^;)]+)\)", access_list(folder)))
    assert named <= {own_account(), "SY", "BA"}
    assert own_account() in named or "BA" in named
