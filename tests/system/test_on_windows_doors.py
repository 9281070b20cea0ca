"""Devices have names everywhere: a file called NUL or CON is none, in any folder and with any ending."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.system.incoming import NotPlainError, read_regular
from counter_app.system.outgoing import Refusal, RefusedError, hand_out
from tests.system.test_outgoing import OTHER_PDF, PDF, refused

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


def test_a_name_taken_at_the_last_moment_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename of Windows replaces nothing, so that a second name is not needed."""
    path = tmp_path / "a.pdf"
    renaming = Path.rename

    def late(partial: Path, target: Path) -> Path:
        target.write_bytes(OTHER_PDF)
        return renaming(partial, target)

    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(RefusedError) as told:
        hand_out(path, PDF)
    assert told.value.why is Refusal.EXISTS
    assert path.read_bytes() == OTHER_PDF
    assert list(tmp_path.iterdir()) == [path]
