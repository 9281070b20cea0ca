"""Where papers are on a dossier's page, at reception and in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.dossier.originals_dialog import OriginalsDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.settings.office import OfficePart
from tests.makers import MARITAL, receive
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KEPT = (Original(name="Giấy chứng sinh", quantity=2), Original(name="Sổ gốc"))


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> DossierPage:
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    return made


def card_words(page: DossierPage) -> str:
    return "\n".join(item.text() for item in page.whereabouts.findChildren(QLabel))


def test_the_card_says_who_has_the_papers(page: DossierPage, office: Office) -> None:
    dossier = receive(office, MARITAL, originals=KEPT)
    office.shelves.put([dossier.code], "Kệ A")
    office.moves.move(dossier.code, Act.HAND, handler="canbo")
    office.official.enter(dossier.code, "H55.242.01-261123-000015")
    show(page)
    page.enter(dossier.code)
    words = card_words(page)
    name = office.store.officers.names()["canbo"]
    for part in (name, "Kệ A", "H55.242.01-261123-000015", "2 × Giấy chứng sinh", "trước hạn"):
        assert part in words, part


def test_the_code_is_entered_on_the_reconciliation_page(
    qtbot: QtBot, page: DossierPage, office: Office, place: Workplace
) -> None:
    wanted: list[object] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    dossier = receive(office, MARITAL)
    show(page)
    page.enter(dossier.code)
    page.first_field().setFocus()
    press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: wanted == [("official", dossier.code)])


def test_originals_are_given_back_by_number_and_more_are_kept(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    dossier = receive(office, MARITAL, originals=KEPT)
    show(page)
    page.enter(dossier.code)
    page.first_field().setFocus()
    press(Qt.Key.Key_J, ALT)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    (dialog,) = dialogs(page)
    assert isinstance(dialog, OriginalsDialog)
    dialog.rows[0][2].set_count(1)
    dialog.rows[1][1].setChecked(False)
    dialog.activateWindow()
    dialog.give_back.setFocus()
    qtbot.waitUntil(dialog.give_back.hasFocus)
    press(ENTER, CTRL)
    assert office.originals.kept(dossier.code) == (
        Original(name="Giấy chứng sinh"),
        Original(name="Sổ gốc"),
    )
    assert "1 × Giấy chứng sinh" in card_words(page)
    page.whereabouts.originals.click()
    dialog = next(item for item in dialogs(page) if isinstance(item, OriginalsDialog))
    dialog.keep.click()
    assert dialog.fields["originals"].error.text()
    commit(dialog.name, "Hộ chiếu")
    dialog.keep.click()
    assert Original(name="Hộ chiếu") in office.originals.kept(dossier.code)


@pytest.fixture
def form(qtbot: QtBot, office: Office) -> IntakeForm:
    office.rules.change_settings(replace(office.settings, partners=("UBND xã Bên",)))
    made = IntakeForm(office)
    qtbot.addWidget(made)
    show(made)
    procedure = next(item for item in office.catalogue.procedures() if item.code == MARITAL)
    made.procedure.take(procedure)
    return made


def test_a_tick_at_reception_keeps_the_original(form: IntakeForm, office: Office) -> None:
    last = form.papers.rows[-1]
    assert not last.given.isChecked()
    last.quantity.set_count(3)
    last.keep.click()
    assert last.given.isChecked()
    assert form.draft().originals == (Original(name=last.paper.name, quantity=3),)
    kept = form.state()
    form.clear()
    assert form.draft().originals == ()
    form.restore(kept)
    assert form.draft().originals == (Original(name=last.paper.name, quantity=3),)


def test_the_place_of_return_is_chosen_when_there_are_others(
    form: IntakeForm, office: Office
) -> None:
    place = form.returning.fields()["return_place"]
    assert place.isVisible()
    form.returning.place.choose("UBND xã Bên")
    assert form.draft().return_place == "UBND xã Bên"
    kept = form.state()
    office.rules.change_settings(replace(office.settings, partners=()))
    form.clear()
    assert place.isHidden()
    assert form.draft().return_place == ""
    assert isinstance(form.draft(), IntakeDraft)
    office.rules.change_settings(replace(office.settings, partners=("UBND xã Bên",)))
    form.restore(kept)
    assert form.draft().return_place == "UBND xã Bên"


def test_the_office_that_resolves_it_is_chosen_when_there_are_others(
    form: IntakeForm, office: Office
) -> None:
    resolver = form.returning.fields()["resolver"]
    assert resolver.isVisible()
    assert form.draft().resolver == ""
    form.returning.resolver.choose("UBND xã Bên")
    assert form.draft().resolver == "UBND xã Bên"
    kept = form.state()
    office.rules.change_settings(replace(office.settings, partners=()))
    form.clear()
    assert resolver.isHidden()
    assert form.draft().resolver == ""
    office.rules.change_settings(replace(office.settings, partners=("UBND xã Bên",)))
    form.restore(kept)
    assert form.draft().resolver == "UBND xã Bên"


def test_partners_and_the_alarm_are_settings(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    part = OfficePart(place)
    qtbot.addWidget(part)
    show(part)
    part.reload()
    part.partners.partners.setPlainText("  UBND xã Bên \n\nUBND xã Bên\nSở Tư pháp\n")
    part.partners.hours.setText("999")
    part.save.click()
    assert office.settings.partners == ("UBND xã Bên", "Sở Tư pháp")
    assert office.settings.handover_hours == 200
    head = office.store.journal.head()
    part.reload()
    part.save.click()
    assert office.store.journal.head() == head
