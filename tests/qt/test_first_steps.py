"""The list of the first days: by keys, ticked by what the office says, taken back, gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.calendar.workdays import YearState
from counter_app.domain.catalogue.sectors import ReviewState
from counter_app.domain.clock import LOCAL
from counter_app.domain.office.first_steps import StepKey
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.qt.board.page import BoardPage
from counter_app.qt.catalogue.review_dialog import ReviewDialog
from counter_app.qt.kit.printer_picker import print_test_page
from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.window.main_window import MainWindow
from counter_app.system import files
from tests.makers import PASSWORD
from tests.patience import come_to_front
from tests.printing.reading import scan
from tests.qt.hands import ALT, ENTER, dialogs, focused, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office
    from counter_app.qt.window.counter_view import CounterView

Key = Qt.Key


def board(window: MainWindow) -> BoardPage:
    """The first page."""
    assert window.view is not None
    window.view.go("board")
    page = window.view.pages.currentWidget()
    assert isinstance(page, BoardPage)
    return page


def _in_front(view: CounterView, page: str) -> bool:
    return view.pages.name == page


def open_steps(office: Office) -> set[StepKey]:
    return {
        step.key for step in office.rules.first_steps.look() if not step.done and not step.unused
    }


def test_a_new_office_has_everything_before_it_one_key_each(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    steps = board(window).first_steps
    assert steps.isVisible()
    assert open_steps(office) == set(StepKey) - {StepKey.CALENDAR}, "this year's comes along"
    assert steps.lines[StepKey.CALENDAR].done.isVisible()
    for number, key in enumerate(StepKey, 1):
        assert f"(Alt+{number})" in steps.lines[key].go.text()
    view = window.view
    assert view is not None
    leads = {1: "settings", 2: "catalogue", 4: "staff", 5: "settings", 6: "queue"}
    for number, page in leads.items():
        come_to_front(window)
        board(window)
        press(Key(ord(str(number))), ALT)
        qtbot.waitUntil(partial(_in_front, view, page))
        for dialog in dialogs(window):
            assert isinstance(dialog, ReviewDialog)
            dialog.reject()


def test_procedures_are_ticked_once_the_last_one_is_reviewed(office: Office) -> None:
    for item in office.catalogue.to_review():
        step = next(
            step for step in office.rules.first_steps.look() if step.key is StepKey.PROCEDURES
        )
        assert not step.done
        assert step.left == len(office.catalogue.to_review())
        office.catalogue.put_procedure(replace(item, state=ReviewState.INACTIVE))
    assert StepKey.PROCEDURES not in open_steps(office)


def test_the_printer_is_ticked_by_its_own_test_page_scanned_back(
    window: MainWindow, office: Office, tmp_path: Path
) -> None:
    view = window.view
    assert view is not None
    mine, other = f"file:{tmp_path / 'a'}", f"file:{tmp_path / 'b'}"
    for wish in (mine, other):
        print_test_page(wish, PaperSize.A5)
    page, foreign = (
        scan((tmp_path / name / "Trang in thử.pdf").read_bytes())["Code 128"] for name in "ab"
    )
    office.rules.change_preferences(replace(office.preferences, printer=mine))
    assert StepKey.PRINTER in open_steps(office), "chosen is not tried"
    view.take_scan(foreign)
    assert StepKey.PRINTER in open_steps(office)
    assert "không phải của máy in" in view.notice.text.text()
    assert view.pages.name == "board", "a test page opens no dossier"
    view.take_scan(page)
    assert StepKey.PRINTER not in open_steps(office)
    assert "in tốt" in view.notice.text.text()
    line = board(window).first_steps.lines[StepKey.PRINTER]
    assert line.done.isVisible()
    assert not line.go.isVisible()
    office.rules.change_preferences(replace(office.preferences, printer=other))
    assert StepKey.PRINTER in open_steps(office), "another printer has not been tried"


def test_the_way_to_the_printer_ends_at_the_printer(window: MainWindow, tmp_path: Path) -> None:
    view = window.view
    assert view is not None
    view.go("settings", "printer")
    page = view.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    assert focused() is page.computer.printer.choice
    office = view.place.office
    wish = replace(office.preferences, printer=f"file:{tmp_path}")
    view.place.hub.done(office.rules.change_preferences(wish))
    view.go("board")
    view.go("settings", "printer")
    assert focused() is page.computer.printer.test


def test_officers_calendar_screen_and_backup_tick_themselves(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Officer(login="lan.nt", name="Nguyễn Thị Lan", role=Role.RECEIVER)
    office.staff.put_officer(second, password=PASSWORD)
    assert StepKey.OFFICERS not in open_steps(office)
    office.staff.put_officer(replace(second, active=False))
    assert StepKey.OFFICERS in open_steps(office), "who has left is nobody"
    office.rules.change_preferences(replace(office.preferences, display_screen="HDMI-1"))
    assert StepKey.SCREEN not in open_steps(office)
    backup = tmp_path / "usb"
    office.backup(backup)
    assert StepKey.BACKUP in open_steps(office), "the same disk is lost together"
    seen = files.identity
    monkeypatch.setattr(
        files, "identity", lambda path: (7, 1) if backup in path.parents else seen(path)
    )
    office.backup(backup)
    assert StepKey.BACKUP not in open_steps(office)
    with monkeypatch.context() as hanging:
        hanging.setattr(files, "identity", None)  # a network disk that hangs is not asked
        assert StepKey.BACKUP not in open_steps(office)


def test_what_is_not_wanted_goes_and_comes_back_by_undo(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    steps = board(window).first_steps
    line = steps.lines[StepKey.SCREEN]
    line.leave.setFocus()
    press(ENTER)
    qtbot.waitUntil(lambda: not line.leave.isVisible())
    assert not line.go.isVisible()
    assert not line.done.isVisible()
    assert StepKey.SCREEN not in open_steps(office)
    view = window.view
    assert view is not None
    assert view.toasts.undo.offers
    view.toasts.act()
    assert line.go.isVisible()
    assert StepKey.SCREEN in open_steps(office)


def test_the_list_goes_with_its_last_step(window: MainWindow, office: Office) -> None:
    page = board(window)
    for key in StepKey:
        assert page.first_steps.isVisible()
        office.rules.first_steps.leave(key)
        page.reload()
    assert not page.first_steps.isVisible()


def test_nobody_is_asked_for_what_he_may_not_do(office: Office) -> None:
    receiver = Officer(login="lan.nt", name="Nguyễn Thị Lan", role=Role.RECEIVER)
    office.staff.put_officer(receiver, password=PASSWORD)
    office.session.officer = receiver
    assert open_steps(office) == {StepKey.PRINTER, StepKey.BACKUP, StepKey.SCREEN}


def test_an_office_that_is_only_tried_has_no_first_days(office: Office) -> None:
    office.rules.change_settings(replace(office.settings, sample=True))
    assert office.rules.first_steps.look() == ()


def test_in_december_the_next_year_is_wanted_too(office: Office, clock: FixedClock) -> None:
    """Promises of December reach into January."""
    assert StepKey.CALENDAR not in open_steps(office)
    clock.set(datetime(2026, 12, 1, 8, 0, tzinfo=LOCAL))
    assert StepKey.CALENDAR in open_steps(office)
    year = office.calendar.year(2027)
    office.calendar.set_year(2027, year.days, state=YearState.CONFIRMED, source="Thông báo 1")
    assert StepKey.CALENDAR not in open_steps(office)
