"""Home as each sees it: officers their own dossiers, leaders the office in figures; every list is filtered alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.desk.dossier.slices import Slice
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Role
from counter_app.qt.board.page import BoardPage
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.dossiers.page import DossiersPage
from tests.makers import COPIES, MARITAL, PASSWORD, officer, receive
from tests.qt.days import cells, press, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

TODAY = date(2026, 11, 23)
TILES = ("overdue", "due_today", "due_soon", "open", "received")


def sit(office: Office, login: str) -> None:
    """Another officer sits here now."""
    found = office.staff.known(login)
    assert found is not None
    office.session.officer = found


@pytest.fixture
def staffed(place: Workplace, clock: FixedClock) -> Office:
    """ "an" receives, "binh" resolves what is certified, "chi" civil status, "dung" leads; three days have passed."""
    office = place.office
    for login in ("an", "binh", "chi"):
        office.staff.put_officer(officer(login=login), password=PASSWORD)
    office.staff.put_officer(officer(Role.LEADER, login="dung"), password=PASSWORD)
    for login, sector in (("binh", "chung-thuc"), ("chi", "ho-tich")):
        office.staff.assign(Assignment(officer=login, sector=sector, since=TODAY))
    sit(office, "an")
    receive(office, COPIES, "Lê Văn Ánh", fee=2_000, pages=1)
    receive(office, MARITAL, "Trần Thị Bưởi", fee=15_000)
    sit(office, "dung")
    receive(office, MARITAL, "Ngô Thị Én", fee=15_000)
    clock.tick(days=3)
    done = receive(office, MARITAL, "Vũ Ý", fee=15_000)
    receive(office, COPIES, "Hoàng Ưng", fee=2_000, pages=1)
    office.moves.move(done.code, Act.FINISH)
    return office


def numbers(page: BoardPage) -> dict[str, int]:
    """What the tiles of dossiers say."""
    return {name: page.tiles[name].value for name in (*TILES, "ready")}


OWN = {
    "an": {"overdue": 1, "due_today": 0, "due_soon": 1, "open": 2, "received": 0, "ready": 0},
    "binh": {"overdue": 1, "due_today": 1, "due_soon": 0, "open": 2, "received": 1, "ready": 0},
    "chi": {"overdue": 0, "due_today": 0, "due_soon": 2, "open": 2, "received": 1, "ready": 1},
}
ALL = {"overdue": 1, "due_today": 1, "due_soon": 2, "open": 4, "received": 2, "ready": 1}


@pytest.mark.parametrize("login", sorted(OWN))
def test_an_officer_begins_with_the_own_dossiers_and_a_key_leads_to_all(
    qtbot: QtBot, place: Workplace, staffed: Office, login: str
) -> None:
    sit(staffed, login)
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    assert numbers(page) == OWN[login]
    assert page.scope.first.isChecked()
    for name in TILES:
        page.tiles[name].click()
        _target, wanted = listener.wanted[-1]
        assert isinstance(wanted, DossierFilter)
        found = staffed.dossiers.page(wanted)
        assert len(found) == staffed.dossiers.matching(wanted) == OWN[login][name], name
    press(page, Qt.Key.Key_V, alt=True)
    assert page.first_field() is page.focusWidget(), "who asks for a list reads it next"
    assert numbers(page) == ALL
    again = BoardPage(place)
    shown(qtbot, place, again)
    assert numbers(again) == ALL, "kept for the officer"
    press(again, Qt.Key.Key_C, alt=True)
    assert numbers(again) == OWN[login]


def test_the_dialogs_behind_tiles_hold_the_own_ones(
    qtbot: QtBot, place: Workplace, staffed: Office
) -> None:
    sit(staffed, "chi")
    page = BoardPage(place)
    shown(qtbot, place, page)
    page.tiles["ready"].click()
    (dialog,) = page.window().findChildren(ReadyDialog)
    assert dialog.model.rowCount() == 1
    dialog.reject()
    sit(staffed, "an")
    page.reload()
    page.tiles["ready"].click()
    (dialog,) = [item for item in page.window().findChildren(ReadyDialog) if item.isVisible()]
    assert dialog.model.rowCount() == 0


def test_who_stands_in_has_the_sector_and_its_dossiers_for_the_own(
    qtbot: QtBot, place: Workplace, staffed: Office
) -> None:
    away = Absence(
        officer="chi",
        since=date(2026, 11, 26),
        until=date(2026, 11, 27),
        substitutes=(("ho-tich", "an"),),
    )
    staffed.session.officer = COMMAND_LINE
    staffed.absences.announce(away)
    sit(staffed, "an")
    page = BoardPage(place)
    shown(qtbot, place, page)
    assert numbers(page) == {**OWN["chi"], "overdue": 1, "open": 3}


def test_a_leader_begins_with_the_office_in_figures_each_with_its_next_step(
    qtbot: QtBot, place: Workplace, staffed: Office
) -> None:
    sit(staffed, "dung")
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    assert numbers(page) == ALL
    assert page.figures.isVisible()
    names = cells(page.work.loads, 0)
    assert names[:2] == ["Công chức binh", "Công chức chi"]
    assert "Chứng thực" in names[2:]
    assert cells(page.work.loads, 6)[:2] == [
        "Đôn đốc 1 hồ sơ quá hạn",
        "Mời công dân nhận 1 kết quả",
    ]
    page.figures.setFocus()
    page.figures.selectRow(1)
    press(page, Qt.Key.Key_Return)
    _target, wanted = listener.wanted[-1]
    assert isinstance(wanted, DossierFilter)
    assert staffed.dossiers.matching(wanted) == 1
    for line in page.work.loads.rows():
        counted = line.overdue or line.due_today or line.ready or line.waiting or line.open
        asked = line.wanted(staffed.board.today())
        assert staffed.dossiers.matching(asked) == counted, line.name
    press(page, Qt.Key.Key_L, alt=True)
    assert page.table.isVisible()


def test_the_list_of_dossiers_shows_whose_it_is_and_counts_alike(
    qtbot: QtBot, place: Workplace, staffed: Office
) -> None:
    sit(staffed, "binh")
    page = DossiersPage(place)
    shown(qtbot, place, page)
    page.reload()
    day = date(2026, 11, 26)
    page.enter(DossierFilter(received_from=day, received_until=day, own_of="binh"))
    assert page.filters.mine.isChecked()
    assert page.model.total == 1
    press(page, Qt.Key.Key_8, alt=True)
    assert page.model.total == 2, "what was asked for stays asked for"
    press(page, Qt.Key.Key_1, alt=True)
    press(page, Qt.Key.Key_8, alt=True)
    page.filters.buttons[Slice.OPEN].click()
    assert page.model.total == OWN["binh"]["open"]
    assert page.filters.buttons[Slice.OVERDUE].text() == "Quá hạn 1"
    kept = page.filters.said()
    page.filters.show_part(Slice.ALL)
    page.filters.put(kept)
    assert page.filters.mine.isChecked()
    page.enter(DossierFilter(handler="chi", states=frozenset(), due_until=None))
    assert page.filters.officer.value() == "chi", "whose it is can be seen and changed"
    assert page.filters.chosen(TODAY, TODAY).handler == "chi"
    assert replace(page.filters.chosen(TODAY, TODAY), handler="").own_of == ""
