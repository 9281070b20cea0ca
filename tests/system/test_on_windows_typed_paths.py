"""A letter alone is the whole disk here, whatever folder on it the program was started in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counter_app import __main__
from counter_app.office import Office
from counter_app.printing.devices.choice import open_printer

assert sys.platform == "win32"


def test_the_verbs_and_the_window_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "umask", lambda _mode: 0)  # what a process keeps for good
    monkeypatch.setattr(sys, "argv", ["counter-app", "--data", 'C:"', "--version"])
    with pytest.raises(SystemExit):
        __main__.main()
    assert sys.argv[2] == "C:\\"
    assert open_printer("file:C:").name == "C:\\"


def test_a_copy_is_proved_wherever_a_program_stands(office: Office, tmp_path: Path) -> None:
    """By the long form of its path too, which looks like a server to whoever does not know it."""
    made = office.backup(Path("\\\\?\\" + str(tmp_path / "sao lưu")))
    assert made.path.is_file()
