"""Through the window: the board and the catalogue's page lead to what the program's own catalogue says differently."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.desk.catalogue.lists.findings import Outcome
from counter_app.qt.board.page import BoardPage
from counter_app.qt.catalogue.page import CataloguePage
from counter_app.qt.catalogue.seed_dialog import SeedDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.main_window import MainWindow
from tests.desk.seeds import Patch, changed_seed
from tests.makers import COPIES, MARITAL, PASSWORD, officer
from tests.qt.days import wait_for_buttons
from tests.qt.hands import ALT, CTRL, press

LONGER: Patch = {MARITAL: {"extension_wd": 30}, COPIES: {"result": "Bản sao mới"}}


@pytest.fixture
def dialog(place: Workplace, qtbot: QtBot, tmp_path: Path) -> SeedDialog:
    place.office.seed.folder = changed_seed(tmp_path / "moi", LONGER)
    made = SeedDialog(place)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_what_nobody_touched_is_written_and_a_loss_by_its_tick(
    dialog: SeedDialog, place: Workplace, qtbot: QtBot
) -> None:
    assert dialog.found.model.rowCount() == 1, "begins with what waits"
    dialog.found.table.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.found.accepted == {MARITAL}
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: place.office.seed.pending() == 0)
    assert place.office.catalogue.versions(MARITAL)[0].extension_wd == 30
    assert place.office.catalogue.versions(COPIES)[0].result == "Bản sao mới"


def test_left_unticked_it_stays_and_a_reason_is_asked_to_keep_it(
    dialog: SeedDialog, place: Workplace, qtbot: QtBot
) -> None:
    dialog.write.click()
    wait_for_buttons(dialog)
    assert place.office.catalogue.versions(MARITAL)[0].extension_wd != 30
    assert dialog.report is not None
    assert [line.outcome for line in dialog.report.lines] == [Outcome.HELD]
    dialog.decline.click()
    wait_for_buttons(dialog)
    assert place.office.seed.pending() == 1, "no reason yet"
    dialog.reason.setText("Theo QĐ 12/QĐ-UBND")
    dialog.decline.click()
    qtbot.waitUntil(lambda: place.office.seed.pending() == 0)


def test_the_page_offers_it_until_it_is_answered(
    place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = CataloguePage(place)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    assert not page.compare.isVisible()
    place.office.seed.folder = changed_seed(tmp_path / "moi", LONGER)
    page.reload()
    assert page.compare.isVisible()
    assert "2" in page.compare.text()
    place.office.seed.decline("Theo QĐ 12/QĐ-UBND")
    page.reload()
    assert not page.compare.isVisible()


def test_one_key_on_the_board_leads_there_for_whoever_keeps_the_catalogue(
    window: MainWindow, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    place.office.seed.folder = changed_seed(tmp_path / "moi", LONGER)
    (board,) = window.findChildren(BoardPage)
    board.reload()
    press(Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: bool(window.findChildren(SeedDialog)))
    (dialog,) = window.findChildren(SeedDialog)
    assert dialog.found.model.rowCount() == 1
    dialog.reject()


def test_who_may_not_change_the_catalogue_is_not_asked(
    place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    place.office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    place.office.session.officer = place.office.store.officers.get("lan")
    place.office.seed.folder = changed_seed(tmp_path / "moi", LONGER)
    page = CataloguePage(place)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    assert not page.compare.isVisible()
