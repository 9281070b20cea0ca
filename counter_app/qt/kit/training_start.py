"""Opening the training: a program of its own over its own data; the counter's window stays as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


def training_command(data_dir: Path, login: str, name: str, *, again: bool = False) -> list[str]:
    """The program with its arguments; from a checkout Python runs the package."""
    program = (
        [sys.executable] if hasattr(sys, "_MEIPASS") else [sys.executable, "-m", "counter_app"]
    )
    who = ["--officer", login] if login else []
    more = ["--again"] if again else []
    return [*program, "--data", str(data_dir), *who, "train", "--name", name, *more]


def practise(place: Workplace) -> None:
    """Open the training of whoever sits here, or say that it did not open."""
    officer = place.office.session.officer
    login, name = (officer.login, officer.name) if officer is not None else ("", "")
    if not start_training(place.office.data_dir, login, name):
        from counter_app.qt.kit.hub import Tone

        text = _("Chưa mở được chế độ tập huấn. Bấm lại sau giây lát.")
        place.hub.notice(Tone.BAD, text)


def start_training(data_dir: Path, login: str, name: str, *, again: bool = False) -> bool:
    """Start it and leave it alone: it outlives this window, and holds no output of it open. True if it started."""
    program, *arguments = training_command(data_dir, login, name, again=again)
    started = QProcess()
    started.setProgram(program)
    started.setArguments(arguments)
    started.setStandardInputFile(QProcess.nullDevice())
    started.setStandardOutputFile(QProcess.nullDevice())
    started.setStandardErrorFile(QProcess.nullDevice())
    return bool(started.startDetached())
