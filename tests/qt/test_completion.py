"""Texts written before are offered below their field, and only what is chosen is ever written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.completion import Completion
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import LineEdit, TextArea
from tests.makers import person, receive
from tests.patience import come_to_front, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.window.main_window import MainWindow

KNOWN = ("Thôn Đông, xã An Hòa", "Thôn Đoài, xã An Hòa")
KEY = Qt.Key


class Form(QWidget):
    """Two lines and a text, as in any form; Enter goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.text = LineEdit(), LineEdit(), TextArea()
        box = QVBoxLayout(self)
        for widget in (self.first, self.second, self.text):
            box.addWidget(widget)
        box.addStretch(1)
        self.moves = EnterMoves(self)
        self.completion = Completion(
            self.first, lambda typed: KNOWN if typed.startswith("th") else ()
        )
        self.reasons = Completion(self.text, lambda typed: KNOWN if typed.startswith("th") else ())


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    come_to_front(made)
    made.first.setFocus()
    return made


def type_in(edit: QLineEdit | QPlainTextEdit, completion: Completion, text: str) -> None:
    edit.setFocus()
    QTest.keyClicks(edit, text)
    completion.offer()
    QApplication.processEvents()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_down_and_a_key_take_it_and_go_on(form: Form, key: Qt.Key) -> None:
    type_in(form.first, form.completion, "thon")
    assert form.completion.shown
    QTest.keyClick(form.first, KEY.Key_Down)
    QTest.keyClick(form.first, key)
    assert form.first.text() == KNOWN[0]
    assert form.second.hasFocus()
    assert not form.completion.shown


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_without_a_choice_the_keys_do_what_they_did_and_write_nothing(
    form: Form, key: Qt.Key
) -> None:
    type_in(form.first, form.completion, "thon")
    QTest.keyClick(form.first, key)
    assert form.first.text() == "thon"
    assert form.second.hasFocus()
    assert not form.completion.shown


def test_escape_closes_the_list_alone_and_undo_gives_back_what_was_typed(form: Form) -> None:
    type_in(form.first, form.completion, "thon")
    QTest.keyClick(form.first, KEY.Key_Escape)
    assert not form.completion.shown
    type_in(form.first, form.completion, " d")
    QTest.keyClick(form.first, KEY.Key_Down)
    QTest.keyClick(form.first, KEY.Key_Down)
    QTest.keyClick(form.first, KEY.Key_Tab)
    assert form.first.text() == KNOWN[1]
    form.first.undo()
    assert form.first.text() == "thon d"


def test_in_several_lines_enter_takes_a_choice_and_breaks_no_line(form: Form) -> None:
    type_in(form.text, form.reasons, "thon")
    QTest.keyClick(form.text, KEY.Key_Return)
    assert form.text.toPlainText() == "thon\n"
    form.text.clear()
    type_in(form.text, form.reasons, "thon")
    QTest.keyClick(form.text, KEY.Key_Down)
    QTest.keyClick(form.text, KEY.Key_Return)
    assert form.text.toPlainText() == KNOWN[0]
    assert form.text.hasFocus()


def test_it_hides_when_the_field_is_left_and_what_is_put_there_by_the_program_offers_nothing(
    form: Form,
) -> None:
    type_in(form.first, form.completion, "thon")
    form.second.setFocus()
    assert not form.completion.shown
    form.first.setText("thon")
    assert not form.completion.idle.isActive()


def test_the_intake_form_offers_addresses_and_organisations_but_no_names(
    window: MainWindow, office: Office
) -> None:
    receive(office, applicant=person(address="Thôn Đông, xã An Hòa"))
    window.open_page("intake")
    settle()
    assert window.view is not None
    page = window.view.pages.currentWidget()
    assert isinstance(page, IntakePage)
    person_form = page.form.applicant
    address, name = (
        next(item for item in edit.children() if isinstance(item, Completion))
        for edit in (person_form.address, person_form.name)
    )
    type_in(person_form.address, address, "dong")
    assert address.shown
    assert address.list is not None
    assert [address.list.item(at).text() for at in range(address.list.count())] == [
        "Thôn Đông, xã An Hòa"
    ]
    type_in(person_form.name, name, "nguyen")
    assert not name.shown
    assert not any(isinstance(item, Completion) for item in person_form.phone.children())
