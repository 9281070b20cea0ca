"""Who signs in is found by letters, and not one of them ends up in the password."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.office.staff import Officer, Role
from counter_app.qt.window.officer_box import OfficerBox
from counter_app.qt.window.sign_in import SignInPanel
from tests.qt.hands import ALT, ENTER, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AN = Officer(login="an.tp", name="Nguyễn Văn An", role=Role.SECTOR_OFFICER, title="Tư pháp")
STAFF = [
    Officer(login="hoa", name="Đặng Thị Hoa", role=Role.RECEIVER, title="Tiếp nhận"),
    AN,
    replace(AN, login="an.dc", title="Địa chính"),
    replace(AN, login="an2"),
    Officer(login="nga", name="Nguyễn Thị Nga", role=Role.LEADER),
]


@pytest.fixture
def panel(qtbot: QtBot) -> SignInPanel:
    made = SignInPanel()
    qtbot.addWidget(made)
    show(made)
    made.ask(STAFF, "hoa")
    made.officer.setFocus()
    return made


def chosen(panel: SignInPanel) -> str:
    return str(panel.officer.currentData())


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("nguyen thi", "nga"),
        ("ntn", "nga"),
        ("nga", "nga"),
        ("an.dc", "an.dc"),
        ("an dia chinh", "an.dc"),
        ("dang", "hoa"),
        ("HOA", "hoa"),
    ],
)
def test_letters_choose_and_stay_out_of_the_password(
    panel: SignInPanel, typed: str, login: str
) -> None:
    QTest.keyClicks(panel.officer, typed)
    assert chosen(panel) == login
    assert panel.password.text() == ""
    assert QApplication.focusWidget() is panel.officer
    press(ENTER)
    assert QApplication.focusWidget() is panel.password


def test_officers_of_one_name_are_told_apart_and_walked_with_the_arrows(
    panel: SignInPanel,
) -> None:
    texts = [panel.officer.itemText(row) for row in range(panel.officer.count())]
    assert len(set(texts)) == len(texts)
    QTest.keyClicks(panel.officer, "nguyen van an")
    assert panel.found.text().startswith("3 người khớp")
    seen = set()
    for _time in range(3):
        seen.add(chosen(panel))
        press(Qt.Key.Key_Down)
    assert seen == {"an.tp", "an.dc", "an2"}
    assert panel.password.text() == ""


def test_nobody_found_is_said_and_a_letter_taken_back(panel: SignInPanel) -> None:
    QTest.keyClicks(panel.officer, "ngax")
    assert "“ngax”" in panel.found.text()
    press(Qt.Key.Key_Backspace)
    assert chosen(panel) == "nga"
    assert panel.found.text() == "Bấm Enter rồi gõ mật khẩu."


def test_accents_of_a_typing_method_find_too(panel: SignInPanel) -> None:
    assert panel.officer.itemData(panel.officer.matches("Ngạ")[0]) == "nga"
    assert panel.officer.matches("đặng") == panel.officer.matches("dang") != []


def test_arrows_alone_never_jump_into_the_password(panel: SignInPanel) -> None:
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.officer
    assert chosen(panel) == "an.tp"


def test_enter_on_the_button_signs_in(panel: SignInPanel, qtbot: QtBot) -> None:
    panel.password.setText("matkhau")
    panel.button.setFocus()
    with qtbot.waitSignal(panel.tried) as tried:
        press(ENTER)
    assert tried.args == ["hoa", "matkhau"]


def test_the_password_can_be_read_and_is_hidden_again(panel: SignInPanel, qtbot: QtBot) -> None:
    panel.password.setFocus()
    QTest.keyClicks(panel.password, "bi mat")
    press(Qt.Key.Key_H, ALT)
    qtbot.waitUntil(lambda: panel.password.echoMode() is QLineEdit.EchoMode.Normal)
    assert not panel.password.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    panel.ask(STAFF, "hoa")
    assert panel.password.echoMode() is QLineEdit.EchoMode.Password


def test_a_letter_with_alt_chooses_nobody(qtbot: QtBot) -> None:
    box = OfficerBox()
    qtbot.addWidget(box)
    show(box)
    box.show_officers(STAFF)
    box.setFocus()
    press(Qt.Key.Key_N, ALT)
    assert box.currentData() == "hoa"
