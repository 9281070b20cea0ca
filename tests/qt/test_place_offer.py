"""Below the address: what an old one is today, offered and taken by a key, never by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.office import Office
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.completion import Completion
from counter_app.qt.kit.person_form import PersonForm
from tests.patience import come_to_front
from tests.qt.hands import commit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OLD = "Thôn Đông, xã Mỹ Lộc, huyện Tam Bình, tỉnh Vĩnh Long"
NOW = "Thôn Đông, xã Cái Ngang, tỉnh Vĩnh Long"
DIVIDED = "7 Hàng Giấy, Phường Đồng Xuân, Quận Hoàn Kiếm, Hà Nội"


@pytest.fixture
def form(qtbot: QtBot, office: Office) -> IntakeForm:
    """The intake form on the screen."""
    made = IntakeForm(office)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    come_to_front(made)
    return made


def offered(qtbot: QtBot, person: PersonForm) -> str:
    """What stands below the address once hands rest."""
    qtbot.waitUntil(lambda: person.place.isVisible())
    return person.place.said.text()


def test_an_old_address_is_said_and_its_present_form_taken_by_a_key(
    qtbot: QtBot, form: IntakeForm
) -> None:
    person = form.applicant
    person.address.setFocus()
    commit(person.address, OLD)
    said = offered(qtbot, person)
    assert "trước 01/07/2025" in said
    assert NOW in said
    assert person.address.text() == OLD, "typed text is never changed by itself"
    QTest.keyClick(person.address, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: person.address.text() == NOW)
    assert person.address.hasFocus()
    person.place.look()
    assert not person.place.isVisible(), "what is of today needs no word"
    QTest.keyClick(person.address, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.address.text() == OLD, "one edit, taken back by the field's own key"


def test_a_card_s_address_is_recognised_too_without_accents_or_hand(
    qtbot: QtBot, form: IntakeForm
) -> None:
    form.applicant.address.setText("thon dong, xa my loc, huyen tam binh, vinh long")
    assert "thon dong, xã Cái Ngang, tỉnh Vĩnh Long" in offered(qtbot, form.applicant)


def test_a_divided_commune_is_chosen_by_the_citizen_s_word(qtbot: QtBot, form: IntakeForm) -> None:
    person = form.applicant
    person.address.setText(DIVIDED)
    assert "một trong 2 nơi" in offered(qtbot, person)
    person.place.use.click()
    menu = person.place.menu_shown
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "&1 7 Hàng Giấy, phường Ba Đình, thành phố Hà Nội",
        "&2 7 Hàng Giấy, phường Hoàn Kiếm, thành phố Hà Nội",
    ]
    assert person.address.text() == DIVIDED
    menu.actions()[1].trigger()
    menu.close()
    assert person.address.text() == "7 Hàng Giấy, phường Hoàn Kiếm, thành phố Hà Nội"


def test_what_was_said_goes_with_the_text_it_was_said_of(qtbot: QtBot, form: IntakeForm) -> None:
    person = form.applicant
    person.address.setText(OLD)
    offered(qtbot, person)
    person.address.setText("12 Nguyễn Huệ")
    assert not person.place.isVisible()
    person.place.look()
    assert not person.place.isVisible()
    person.address.setText(OLD)
    person.clear()
    person.place.look()
    assert not person.place.isVisible()


def test_both_persons_have_a_key_of_their_own(form: IntakeForm) -> None:
    keys = [item.place.use.key_text() for item in (form.applicant, form.owner.person)]
    assert keys == ["Alt+O", "Alt+I"]


def test_communes_of_today_are_completed_behind_what_the_office_wrote(
    qtbot: QtBot, form: IntakeForm
) -> None:
    edit = form.applicant.address
    edit.setFocus()
    commit(edit, "ấp 3, xã cái nga")
    completion = next(item for item in edit.findChildren(Completion) if item.parent() is edit)
    qtbot.waitUntil(lambda: completion.shown)
    assert completion.list is not None
    assert completion.list.item(0).text() == "ấp 3, xã Cái Ngang, tỉnh Vĩnh Long"
    assert edit.text() == "ấp 3, xã cái nga"
