"""Devices have names everywhere: a file called NUL or CON is none, in any folder and with any ending."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.system.incoming import NotPlainError, read_regular
from counter_app.system.outgoing import Refusal
from tests.system.test_outgoing import refused

assert sys.platform == "win32"


@pytest.mark.parametrize("force", [False, True])
def test_folders_and_devices_are_no_place(tmp_path: Path, force: bool) -> None:
    (tmp_path / "thu-muc.pdf").mkdir()
    assert refused(tmp_path / "thu-muc.pdf", force=force) is Refusal.NOT_PLAIN
    for name in ("NUL", "con.pdf", "COM1.pdf"):
        assert refused(tmp_path / name, force=force) is Refusal.DEVICE


@pytest.mark.parametrize("name", ["", "NUL"])
def test_folders_and_devices_are_not_read(tmp_path: Path, name: str) -> None:
    with pytest.raises((OSError, NotPlainError), match=r"\w"):
        read_regular(tmp_path / name, 100)
