"""A folder that leads to itself: Windows says so with an error of its own, which is met as on Linux.

Wine makes no such link; what Windows answers is set here, everything else is real.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counter_app.system import files

assert sys.platform == "win32"

TOO_MANY_LINKS = 1921
"""ERROR_CANT_RESOLVE_FILENAME."""


def test_a_link_to_itself_is_an_error_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = tmp_path / "vong"

    def refuse(path: object, *_more: object, **_named: object) -> str:
        raise OSError(None, "cannot be resolved", str(path), TOO_MANY_LINKS)

    monkeypatch.setattr(os.path, "realpath", refuse)
    monkeypatch.setattr("ntpath.realpath", refuse)
    with pytest.raises(OSError, match="vong"):
        files.resolved(ring)
