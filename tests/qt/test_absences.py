"""An absence through the window: announced on the staff page, seen on the board, ended at signing in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Assignment
from counter_app.qt.board.page import BoardPage
from counter_app.qt.kit.caseload_dialog import CaseloadDialog
from counter_app.qt.staff.absence_dialog import AbsenceDialog
from counter_app.qt.staff.page import StaffPage
from counter_app.qt.window.own_absence import OwnAbsenceDialog, ask_own_absence
from tests.makers import COPIES, MARITAL, PASSWORD, officer, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace

TODAY = date(2026, 11, 23)
SECTORS = ("ho-tich", "chung-thuc")


@pytest.fixture
def staffed(place: Workplace) -> Workplace:
    """ "an" in charge of two sectors, "binh" beside."""
    staff = place.office.staff
    for login in ("an", "binh"):
        staff.put_officer(officer(login=login), password=PASSWORD)
    for sector in SECTORS:
        staff.assign(Assignment(officer="an", sector=sector, since=TODAY))
    return place


def shown(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
    page.reload()
    page.place.hub.changed.connect(page.reload)


def dialog_of(page: StaffPage) -> AbsenceDialog:
    found = page.absences.findChildren(AbsenceDialog)
    return found[-1]


def announced(place: Workplace, days: int = 3) -> Absence:
    return place.office.absences.announce(
        Absence(
            officer="an",
            since=TODAY,
            until=TODAY + timedelta(days=days - 1),
            substitutes=tuple((sector, "binh") for sector in SECTORS),
        )
    ).result


def test_an_absence_is_announced_changed_and_ended_on_the_page(
    qtbot: QtBot, staffed: Workplace, clock: FixedClock
) -> None:
    page = StaffPage(staffed)
    shown(qtbot, page)
    page.table.choose(page.model.find(lambda item: item.login == "an"))
    page.absences.announce.click()
    dialog = dialog_of(page)
    assert list(dialog.choices) == [*sorted(SECTORS, reverse=True)]
    QTest.keyClicks(dialog.until, "27/11/2026")
    dialog.choices["ho-tich"].choose("binh")
    dialog.save.click()
    assert "Chứng thực" in dialog.uncovered.error.text()
    assert staffed.office.absences.all() == []
    dialog.choices["chung-thuc"].choose("binh")
    dialog.save.click()
    (absence,) = staffed.office.absences.all()
    assert (absence.until, dict(absence.substitutes)) == (
        date(2026, 11, 27),
        dict.fromkeys(SECTORS, "binh"),
    )
    assert page.absences.model.rowCount() == 1
    clock.tick(days=1)
    page.absences.change.click()
    changing = dialog_of(page)
    assert changing.since.isReadOnly()
    assert changing.choices["ho-tich"].value() == "binh"
    changing.until.setText("30/11/2026")
    changing.save.click()
    assert [item.until for item in staffed.office.absences.all()] == [date(2026, 11, 30), TODAY]
    page.absences.end.click()
    assert [item.until for item in staffed.office.absences.all()] == [TODAY]
    assert not page.absences.end.isEnabled()


def test_whoever_is_away_is_not_offered_as_a_substitute(qtbot: QtBot, staffed: Workplace) -> None:
    announced(staffed)
    binh = officer(login="binh")
    staffed.office.staff.assign(Assignment(officer="canbo", sector="dat-dai", since=TODAY))
    canbo = staffed.office.staff.known("canbo")
    assert canbo is not None
    dialog = AbsenceDialog(staffed, canbo)
    qtbot.addWidget(dialog)
    dialog.until.setText("24/11/2026")
    dialog.until.editingFinished.emit()
    assert dialog.choices["dat-dai"].values() == ("", binh.login)


def test_the_board_says_who_is_away_and_who_acts(qtbot: QtBot, staffed: Workplace) -> None:
    dossier = receive(staffed.office, MARITAL)
    page = BoardPage(staffed)
    shown(qtbot, page)
    assert page.away.isHidden()
    announced(staffed)
    page.reload()
    assert page.away.isVisible()
    for word in ("Công chức an", "25/11/2026", "Công chức binh", "Hộ tịch", "Chứng thực"):
        assert word in page.away.text()
    lines = staffed.office.dossiers.page(DossierFilter(handler="binh"))
    assert [line.code for line in lines] == [
        dossier.code
    ]  # its own list holds what it stands in for
    assert staffed.office.dossiers.page(DossierFilter(handler="canbo")) == []


def test_an_absent_officer_who_signs_in_is_told_and_ends_it(
    qtbot: QtBot, staffed: Workplace
) -> None:
    announced(staffed)
    page = StaffPage(staffed)
    qtbot.addWidget(page)
    office = staffed.office
    ask_own_absence(staffed, page)
    assert not page.findChildren(OwnAbsenceDialog)
    office.session.officer = office.staff.known("an")
    ask_own_absence(staffed, page)
    (dialog,) = page.findChildren(OwnAbsenceDialog)
    dialog.end.click()
    assert office.absences.own() is None
    assert receive(office, MARITAL).handler == "an"


def test_everything_goes_over_and_comes_back_through_the_dialog(
    qtbot: QtBot, staffed: Workplace
) -> None:
    office = staffed.office
    one = office.moves.move(receive(office, MARITAL).code, Act.HAND, handler="an").result
    two = receive(office, COPIES)
    dialog = CaseloadDialog(staffed, "an", "binh")
    qtbot.addWidget(dialog)
    assert "Bàn giao 2 hồ sơ, để lại 0 hồ sơ." in dialog.counts.text()
    dialog.sector.choose("ho-tich")
    assert "Bàn giao 1 hồ sơ, để lại 1 hồ sơ." in dialog.counts.text()
    dialog.save.click()
    found = [office.dossiers.get(item.code) for item in (one, two)]
    assert [(item.handler, item.holder) for item in found] == [("binh", "binh"), ("an", two.holder)]
    back = CaseloadDialog(staffed)
    qtbot.addWidget(back)
    assert not back.save.isEnabled()
    (sheet,) = office.caseloads.returnable()
    back.what.choose(sheet.id)
    assert (back.giver.value(), back.taker.value()) == ("binh", "an")
    back.save.click()
    found = [office.dossiers.get(item.code) for item in (one, two)]
    assert [(item.handler, item.holder) for item in found] == [("an", "an"), ("an", two.holder)]
