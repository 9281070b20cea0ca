"""The one frame of every dialog: the same words, the same order, one primary button, and Esc that does as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.guide_dialog import GuideDialog
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.queue.ask_dialog import AskDialog
from counter_app.qt.superior.decisions_dialog import DecisionsDialog
from counter_app.qt.window.lent_password import LentPasswordDialog
from counter_app.qt.window.palette import Palette
from counter_app.qt.window.training_report import TrainingReport

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

LEAVE, CLOSE = "Không lưu (Esc)", "Đóng (Esc)"
ONLY_LOOKED_AT = (AskDialog, Palette, GuideDialog, TrainingReport, DecisionsDialog)
"""Dialogs that are read, or whose act is a digit or a line of a list: no button leads on."""
OTHER_WAYS_OUT: dict[type[Dialog], str] = {LentPasswordDialog: "Đăng xuất (Esc)"}
"""Leaving means something else there, and the button says what."""


def faults(dialog: QDialog) -> list[str]:
    """What is wrong with the frame of one dialog."""
    assert isinstance(dialog, Dialog), type(dialog).__name__
    shown = [item for item in dialog.findChildren(QPushButton) if item.isVisibleTo(dialog)]
    feet = [item for item in dialog._foot if item.isVisibleTo(dialog)]
    tones = [str(item.property("tone")) for item in feet]
    leads_on = [item for item in feet if item is dialog.primary()]
    loud = [item for item in shown if item.property("tone") == "primary"]
    out = [item for item in shown if isinstance(item, ActionButton) and item.key_text() == "Esc"]
    found = {
        "the hint for minimise or maximise is set": bool(
            dialog.windowFlags()
            & (Qt.WindowType.WindowMinimizeButtonHint | Qt.WindowType.WindowMaximizeButtonHint)
        ),
        "a button that Enter does not press": not all(isinstance(item, PushButton) for item in shown),
        "nothing ever leads on": not isinstance(dialog, ONLY_LOOKED_AT)
        and not any(item.property("tone") == "primary" or _saves(item) for item in dialog._foot),
        "several lead on": len(loud) > 1,
        "what leads on is not the last": bool(leads_on) and feet[-1] is not leads_on[0],
        "a dangerous button among the others": "danger" in tones[1:-1]
        and any(tone != "danger" for tone in tones[: tones.index("danger")]),
        "two ways out": len(out) > 1,
        "another word for leaving": any(item.text() != _leaving(dialog) for item in out),
        "a button elsewhere for leaving": any(item not in feet for item in out),
        "Qt's own default button": any(item.isDefault() or item.autoDefault() for item in shown),
    }  # fmt: skip
    return [what for what, wrong in found.items() if wrong]


def _leaving(dialog: Dialog) -> str:
    return OTHER_WAYS_OUT.get(type(dialog), LEAVE if dialog.writes else CLOSE)


def _saves(item: QPushButton) -> bool:
    """A dangerous act may be what a dialog is for; it is hidden while there is nothing to do."""
    return isinstance(item, ActionButton) and item.key_text() == "Ctrl+Return"


def leave(dialog: QDialog) -> None:
    """Press Esc where the keyboard is."""
    target = QApplication.focusWidget()
    inside = target if target is not None and dialog.isAncestorOf(target) else dialog
    QTest.keyClick(inside, Qt.Key.Key_Escape)
