"""The only leader has forgotten the password: the sheet in the sealed envelope lets him in, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.errors import RuleError
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.window.account_dialog import AccountDialog
from counter_app.qt.window.forgotten_dialog import ForgottenDialog
from counter_app.qt.window.recovery_dialog import RecoveryDialog
from counter_app.qt.window.sign_in import SignInPanel
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, SHIFT, TAB, Counter, is_gone, texts

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

NEW = "mat-khau-moi-2026"


def sealed(counter: Counter) -> str:
    """A sheet is made at the own account, seen on paper, and put away; its words."""
    counter.press(KEY.Key_T, CTRL | SHIFT)
    counter.dialog(AccountDialog)
    counter.press(KEY.Key_R, ALT)
    dialog = counter.dialog(RecoveryDialog)
    words = " ".join(dialog._words)
    counter.press(ENTER, CTRL)
    assert "phong bì" in texts(dialog)
    assert not counter.office.recovery.standing().valid, (
        "nothing counts before it lies in its envelope"
    )
    counter.press(KEY.Key_P, CTRL)
    preview = counter.dialog(SheetDialog)
    counter.press(ESCAPE)
    counter.wait(lambda: is_gone(preview))
    counter.press(KEY.Key_P, ALT)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_gone(dialog))
    assert counter.office.recovery.standing().valid
    return words


def fill(counter: Counter, dialog: ForgottenDialog, words: str, password: str) -> None:
    dialog.words.clear()
    counter.reach(dialog.words)
    counter.type(words)
    counter.press(TAB)
    for _field in range(2):
        counter.type(password)
        counter.press(TAB)
    counter.press(ENTER, CTRL)


def test_the_envelope_lets_the_leader_in_again(morning: Counter) -> None:
    words = sealed(morning)
    morning.window.sign_out()
    panel = morning.panel(SignInPanel)
    _press(morning, KEY.Key_Q)
    dialog = morning.dialog(ForgottenDialog)
    assert "số 1" in texts(dialog)
    slip = words.split()
    slip[3] = "xyz"
    fill(morning, dialog, " ".join(slip), NEW)
    morning.wait(lambda: "Chữ thứ 4" in texts(dialog))
    fill(morning, dialog, words, NEW)
    morning.wait(lambda: is_gone(dialog))
    morning.wait(lambda: "Đã đặt mật khẩu mới" in panel.error.text())
    morning.sign_in(NEW)
    assert not morning.office.recovery.standing().valid, "it opens once"
    with pytest.raises(RuleError):
        morning.office.seat.sign_in("canbo", FIRST_PASSWORD)


def _press(counter: Counter, key: Qt.Key) -> None:
    counter.press(key, ALT)
