"""The paper somebody names themselves by, as the form asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.domain.card.identity_card import read_card
from counter_app.domain.person.documents import Document
from counter_app.domain.person.party import Party, PartyKind
from counter_app.qt.kit.person_form import PersonForm
from tests.makers import person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = "001099000001|012345678|Nguyễn Văn Mẫu|05021999|Nam|Thôn 1|15062021"


@pytest.fixture
def form(qtbot: QtBot) -> PersonForm:
    """An empty form of an applicant."""
    made = PersonForm("applicant", read_card)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_passport_asks_for_its_nationality(form: PersonForm) -> None:
    part = form.document
    assert part.nationality.isHidden() or not part.nationality.isVisible()
    part.kind.choose(Document.PASSPORT)
    assert part.nationality.isVisible()
    form.name.setText("John Mẫu")
    form.id_no.setText("P1234567")
    form.id_no.editingFinished.emit()
    assert "quốc tịch" in form.id_advice.text()
    part.nationality.setText("Hoa Kỳ")
    part.nationality.editingFinished.emit()
    assert form.id_advice.text() == ""
    party = form.party()
    assert (party.document, party.nationality) == (Document.PASSPORT, "Hoa Kỳ")
    part.kind.choose(Document.CARD)
    assert form.party().nationality == ""


def test_an_organisation_names_its_tax_code(form: PersonForm) -> None:
    form.kind.choose(PartyKind.ORGANISATION)
    assert form.document.document == Document.TAX
    form.name.setText("Công ty Mẫu")
    form.id_no.setText("12")
    form.id_no.editingFinished.emit()
    assert "10 chữ số" in form.id_advice.text()
    assert form.party().id_kind is None
    form.kind.choose(PartyKind.PERSON)
    assert form.document.document.value == Document.CARD.value


@pytest.mark.parametrize(
    "party",
    [
        person("A", id_no="001090000001"),
        person("B", id_no="P1234567", id_kind=Document.PASSPORT, nationality="Lào"),
        person("C", id_no="", id_kind=Document.NONE),
        person("D", id_no="15/2020", id_kind=Document.BIRTH),
        Party(PartyKind.ORGANISATION, "E", id_no="0100109106"),
    ],
)
def test_what_is_known_comes_back_as_it_was(qtbot: QtBot, form: PersonForm, party: Party) -> None:
    form.set_party(party)
    assert form.party() == party
    other = PersonForm("owner", read_card)
    qtbot.addWidget(other)
    other.restore(form.state())
    assert other.party() == party
    assert other.state() == form.state()


def test_what_only_the_card_told_goes_with_its_number(form: PersonForm) -> None:
    form.card.take(TEXT)
    told = form.party()
    assert (told.old_id, str(told.id_issued)) == ("012345678", "2021-06-15")
    form.id_no.setText("001099000002")
    assert (form.party().old_id, form.party().id_issued) == ("", None)
    form.id_no.setText("001099000001")
    assert form.party() == told


def test_a_card_after_a_passport_is_a_card(form: PersonForm) -> None:
    form.document.kind.choose(Document.PASSPORT)
    form.card.take(TEXT)
    assert form.party().document is Document.CARD


def test_letters_that_no_paper_can_show_are_told_beside_the_name(form: PersonForm) -> None:
    form.name.setText("王小明")
    form.name.editingFinished.emit()
    assert "王小明" in form.name_advice.text()
    form.name.setText("Y Ƀlơ̆k Ñiă")
    form.name.editingFinished.emit()
    assert form.name_advice.text() == ""
    form.address.setText("ភូមិ 1")
    form.address.editingFinished.emit()
    assert "ភ" in form.name_advice.text()
    form.clear()
    assert form.name_advice.text() == ""


def test_an_email_that_a_typing_method_changed_is_told(form: PersonForm) -> None:
    form.email.setText("nguyễnvăna@gmail.com")
    form.email.editingFinished.emit()
    assert "bộ gõ" in form.phone_advice.text()
    form.email.setText("nguyenvana@gmail.com")
    form.email.editingFinished.emit()
    assert form.phone_advice.text() == ""


def test_the_card_of_somebody_else_leaves_nothing_of_the_one_before(form: PersonForm) -> None:
    form.card.take(TEXT)
    form.phone.setText("0912345678")
    form.email.setText("mau@thu.vn")
    form.card.take(TEXT)
    assert form.phone.text() == "0912345678", "the same card again keeps what was asked"
    form.card.take("001199000002||NguyÔn ThÞ Kh¸c?|05021999|Nữ||15062021")
    party = form.party()
    assert (party.id_no, party.name, party.address) == ("001199000002", "", "")
    assert (party.phone, party.email) == ("", "")
    told = form.card.advice.text()
    assert "0912345678, mau@thu.vn" in told


def test_a_number_typed_by_hand_loses_no_telephone_to_the_card(form: PersonForm) -> None:
    form.id_no.setText("001099000010")
    form.phone.setText("0912345678")
    form.card.take(TEXT)
    assert form.party().phone == "0912345678"
