"""Inputs: Enter moves on, digits stay digits, dates are read as people write them, errors stand beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.office.staff import Role
from counter_app.domain.person.birth import Birth
from counter_app.errors import RuleError
from counter_app.qt.kit import announced
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.cards import scrolling
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import (
    Choice,
    DateEdit,
    DigitsEdit,
    Field,
    LineEdit,
    MoneyEdit,
    TextArea,
)
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.push_button import PushButton
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Form(QWidget):
    """Two lines, a choice, a tick, a text and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.choice = LineEdit(), Choice([(1, "một"), (2, "hai")])
        self.tick, self.text, self.last = QCheckBox("Có"), TextArea(), LineEdit()
        self.button = PushButton("Lưu")
        box = QVBoxLayout(self)
        for widget in (self.first, self.choice, self.tick, self.text, self.last, self.button):
            box.addWidget(widget)
        self.moves = EnterMoves(self)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """The form in front."""
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.first.setFocus()
    return made


def test_enter_walks_forward_and_shift_enter_back(form: Form) -> None:
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.choice.hasFocus()
    QTest.keyClick(form.choice, Qt.Key.Key_Enter)
    assert form.tick.hasFocus()
    QTest.keyClick(form.tick, Qt.Key.Key_Return)
    assert form.text.hasFocus()
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    assert form.text.hasFocus()
    assert form.text.toPlainText() == "\n"
    QTest.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.last.hasFocus()
    QTest.keyClick(form.last, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.text.hasFocus()


def test_enter_in_the_last_field_tells_the_form(qtbot: QtBot, form: Form) -> None:
    form.last.setFocus()
    with qtbot.waitSignal(form.moves.ended, timeout=1000):
        QTest.keyClick(form.last, Qt.Key.Key_Return)


def test_enter_on_a_button_presses_it_once_however_long_it_is_held(form: Form) -> None:
    pressed: list[bool] = []
    form.button.clicked.connect(lambda: pressed.append(True))
    form.button.setFocus()
    QTest.keyClick(form.button, Qt.Key.Key_Return)
    for _time in range(5):
        again = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
        )
        QApplication.sendEvent(form.button, again)
    assert len(pressed) == 1


def test_enter_held_down_goes_one_field_on(form: Form) -> None:
    form.first.setFocus()
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached is not form.first
    for _time in range(5):
        again = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
        )
        QApplication.sendEvent(reached, again)
    assert QApplication.focusWidget() is reached


def test_hidden_and_disabled_fields_are_passed_over(form: Form) -> None:
    form.choice.hide()
    form.tick.setEnabled(False)
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    assert form.text.hasFocus()


def test_digits_drop_everything_else_and_take_no_input_method(qtbot: QtBot) -> None:
    edit = DigitsEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "0a9-1 2")
    assert edit.text() == "0912"
    assert edit.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    event = QInputMethodEvent("", [])
    event.setCommitString("ễ3")
    QApplication.sendEvent(edit, event)
    assert edit.text() == "09123"


def test_pasted_digits_keep_the_cursor_where_it_was(qtbot: QtBot) -> None:
    edit = DigitsEdit("12")
    qtbot.addWidget(edit)
    edit.setCursorPosition(1)
    QApplication.clipboard().setText("0 9-9")
    edit.paste()
    assert edit.text() == "10992"
    assert edit.cursorPosition() == 4


def test_money_is_grouped_while_typing(qtbot: QtBot) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "1250000")
    assert edit.text() == "1.250.000"
    assert edit.amount() == 1_250_000
    edit.clear()
    assert edit.amount() is None


@pytest.mark.parametrize(
    ("typed", "birth", "shown"),
    [
        ("5/2/1999", Birth(1999, 2, 5), "05/02/1999"),
        ("05021999", Birth(1999, 2, 5), "05/02/1999"),
        ("1954", Birth(1954), "1954"),
        ("3/1954", Birth(1954, 3), "03/1954"),
    ],
)
def test_births_may_lack_day_and_month(qtbot: QtBot, typed: str, birth: Birth, shown: str) -> None:
    edit = DateEdit()
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.birth() == birth
    edit.set_birth(edit.birth())
    assert edit.text() == shown


def test_a_day_has_to_be_whole(qtbot: QtBot) -> None:
    edit = DateEdit(date(2026, 11, 24))
    qtbot.addWidget(edit)
    assert edit.day() == date(2026, 11, 24)
    edit.setText("11/2026")
    with pytest.raises(RuleError) as refused:
        edit.day("since")
    assert refused.value.field == "since"
    edit.setText("30/02/2026")
    with pytest.raises(RuleError):
        edit.day()


@pytest.mark.parametrize("typed", ["31/02/2027", "32/13/2026", "hôm qua", "5"])
def test_a_day_that_is_none_is_told_beside_its_field_and_is_no_birth(typed: str) -> None:
    edit = DateEdit()
    edit.setText(typed)
    with pytest.raises(RuleError) as refused:
        edit.day("until")
    assert refused.value.field == "until"
    assert typed in refused.value.message
    assert "sinh" not in refused.value.message


def test_a_choice_gives_back_the_very_value(qtbot: QtBot) -> None:
    choice = Choice([(role, role.value) for role in Role])
    qtbot.addWidget(choice)
    choice.choose(Role.LEADER)
    assert choice.value() is Role.LEADER
    choice.offer([(Role.RECEIVER, "a"), (Role.LEADER, "b")])
    assert choice.value() is Role.LEADER
    choice.choose("nobody")
    assert choice.value() is Role.LEADER


@pytest.mark.parametrize("make", [LineEdit, TextArea, DigitsEdit, DateEdit])
def test_an_error_stands_below_until_something_is_typed(
    qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    editor = make()
    field = Field("&Họ tên", editor, "Như trên giấy tờ", required=True)
    qtbot.addWidget(field)
    field.show()
    assert editor.accessibleName() == "Họ tên"
    field.set_error("Chưa có họ tên.")
    assert field.error.isVisible()
    QTest.keyClicks(editor, "1")
    assert not field.error.isVisible()


def test_what_is_wrong_is_heard_where_nobody_sees_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    class Reader:
        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802 - Qt's own name
            heard.append(event.message())

    monkeypatch.setattr(announced, "QAccessible", Reader)
    form, advice = QWidget(), Advice()
    field = Field("&Số biên lai", LineEdit(), "Số đã giao người nộp.")
    secret = Field("Mật khẩu", PasswordEdit())
    box = QVBoxLayout(form)
    for part in (field, secret, advice):
        box.addWidget(part)
    qtbot.addWidget(form)
    field.set_error("Chưa ai thấy.")
    assert heard == [], "nobody sees it yet"
    form.show()
    field.set_error("Chưa có số.")
    advice.say("Biên lai đã dùng hôm nay.")
    advice.say("Biên lai đã dùng hôm nay.")
    assert heard == ["Chưa có số.", "Biên lai đã dùng hôm nay."]
    assert field.editor.accessibleDescription() == "Chưa có số. Số đã giao người nộp."
    field.set_error("")
    field.set_hint("Số khác.")
    assert field.editor.accessibleDescription() == "Số khác."
    QTest.keyClicks(secret.editor, "sai-roi")
    secret.set_error("Mật khẩu chưa đúng.")
    QTest.keyClicks(secret.editor, "dung")
    assert isinstance(secret.editor, PasswordEdit)
    assert secret.editor.text() == "dung", "nobody sees what stands behind the dots"


def test_text_comes_out_clean() -> None:
    edit = LineEdit()
    edit.setText("  Nguye\u0302\u0303n\u200b  Thi\u0323 ")
    assert edit.value() == "Nguyễn Thị"


def test_an_error_below_the_fold_is_scrolled_to(qtbot: QtBot) -> None:
    column = QVBoxLayout()
    fields = [Field(f"Ô {number}", LineEdit()) for number in range(40)]
    for field in fields:
        column.addWidget(field)
    area = scrolling(column)
    qtbot.addWidget(area)
    area.resize(400, 300)
    with qtbot.waitExposed(area):
        area.show()
    fields[-1].set_error("Sai.")
    assert area.verticalScrollBar().value() > 0
    assert fields[-1].error.isVisible()


def test_an_error_is_scrolled_to_in_all_that_scrolls_around_it(qtbot: QtBot) -> None:
    inner = QVBoxLayout()
    fields = [Field(f"Ô {number}", LineEdit()) for number in range(10)]
    for field in fields:
        inner.addWidget(field)
    area, above, column = scrolling(inner), QWidget(), QVBoxLayout()
    above.setFixedHeight(600)  # as large letters and the training below leave a page
    area.setMinimumHeight(250)
    for widget in (above, area):
        column.addWidget(widget)
    whole = scrolling(column)
    qtbot.addWidget(whole)
    whole.resize(400, 300)
    with qtbot.waitExposed(whole):
        whole.show()
    fields[-1].set_error("Sai.")
    qtbot.waitUntil(lambda: not fields[-1].error.visibleRegion().isEmpty())


@pytest.mark.parametrize(("times", "shown"), [(2, "Căn cước, số định danh"), (1, "…")])
def test_a_choice_without_room_ends_in_an_ellipsis(qtbot: QtBot, times: int, shown: str) -> None:
    choice = Choice([(1, "Căn cước, số định danh")])
    choice.let_shrink(6)
    qtbot.addWidget(choice)
    choice.ensurePolished()
    words = choice.fontMetrics().horizontalAdvance(choice.currentText())
    choice.resize(times * words, choice.sizeHint().height())
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith(shown)
    assert choice.currentText() == "Căn cước, số định danh"


def test_an_error_leaves_its_field_as_wide_as_it_was_and_covers_nothing(qtbot: QtBot) -> None:
    """Driven by hand: the field shrank to its words, and they lay over the next label."""
    column = QVBoxLayout()
    fields = [Field(f"Ô {number}", LineEdit()) for number in range(3)]
    for field in fields:
        column.addWidget(field)
    column.addStretch(1)
    area = scrolling(column)
    qtbot.addWidget(area)
    area.resize(400, 400)
    with qtbot.waitExposed(area):
        area.show()
    wide = fields[1].width()
    fields[1].set_error("Hoàn phí cần ghi lý do. Ghi lý do rồi lưu lại.")
    settle()
    assert (fields[1].width(), fields[1].editor.width()) == (wide, wide)
    assert fields[1].geometry().bottom() < fields[2].geometry().top()
    assert fields[1].error.height() >= fields[1].error.heightForWidth(fields[1].error.width())
