"""A dialog out of the frame is seen; that each is in it, ``test_looks_of_dialogs`` asks while it has them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.push_button import PushButton
from tests.patience import settle
from tests.scenarios.frames import faults
from tests.scenarios.looks import name_of
from tests.scenarios.test_looks_of_dialogs import dialogs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scenarios.hands import Counter


@pytest.mark.parametrize("wrong", ["word", "order", "default", "hint"])
def test_canary_a_dialog_out_of_the_frame_is_seen(
    at_work: Callable[[int], Counter], wrong: str
) -> None:
    counter = at_work(100)
    dialog = next(dialogs(counter))
    assert isinstance(dialog, Dialog)
    assert faults(dialog) == []
    if wrong == "word":
        dialog._foot[-2].setText("Bỏ qua (Esc)")
    elif wrong == "order":
        dialog._foot = tuple(reversed(dialog._foot))
    elif wrong == "default":
        dialog._foot[-1].setAutoDefault(True)
    else:
        dialog.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
    assert faults(dialog)


def test_every_button_of_every_page_is_pressed_by_enter(at_work: Callable[[int], Counter]) -> None:
    counter = at_work(100)
    for name in ("board", "intake", "dossiers", "queue", "closing", "settings"):
        counter.view.go(name)
        settle()
    buttons = [
        item
        for item in counter.window.findChildren(QAbstractButton)
        if type(item).__name__.endswith("PushButton") or isinstance(item, QPushButton)
    ]
    assert len(buttons) > 60
    assert [name_of(item) for item in buttons if not isinstance(item, PushButton)] == []
