"""The working calendar: a year is seen, corrected and confirmed before anything is promised in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.domain.calendar.working_calendar import YearNotConfirmed, YearState
from counter_app.domain.office.staff import Officer, Role
from counter_app.qt.calendar.page import CalendarPage
from tests.qt.hands import commit, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> CalendarPage:
    """The page as first shown; it reloads as the window would let it."""
    made = CalendarPage(place)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload()
    made.enter(None)
    place.hub.changed.connect(made.reload)
    return made


def is_working(place: Workplace, day: date) -> bool:
    """What the due engine would be told."""
    return place.office.store.calendar.current().is_working(day)


def test_this_year_opens_on_today_and_needs_nothing(page: CalendarPage) -> None:
    assert page.year.year_choice.value() == 2026
    assert page.year.grid.day == date(2026, 11, 23)
    assert page.year.state.text() == "Đã xác nhận"
    assert page.year.warning.isHidden()
    assert "Ngày Văn hóa Việt Nam" in page.year.grid.words(date(2026, 11, 24))


def test_the_year_is_seen_whole_beside_its_list(page: CalendarPage) -> None:
    """In English the list of pages is wider: a 1366 pixel window leaves the page so much."""
    page.resize(1081, 700)
    QApplication.processEvents()
    grid, table = page.year.grid, page.year.table
    assert grid.height() == grid._whole_height(4), "four months beside one another"
    assert table.horizontalScrollBar().maximum() == 0
    assert len({button.y() for button in (page.year.more, page.year.give_out)}) == 1


def test_an_expected_year_says_so_and_is_confirmed_by_its_document(
    page: CalendarPage, place: Workplace
) -> None:
    page.enter(2027)
    assert page.year.warning.isVisible()
    with pytest.raises(YearNotConfirmed):
        is_working(place, date(2027, 3, 1))
    page.year.confirm.click()
    assert "văn bản" in page.year.source_field.error.text()
    page.year.source.setText("Thông báo 1/TB ngày 01/12/2026")
    page.year.confirm.click()
    assert is_working(place, date(2027, 3, 1))
    assert page.year.year_choice.value() == 2027
    assert page.year.warning.isHidden()
    assert "Thông báo 1/TB" in page.year.origin.text()


def test_a_day_is_marked_and_unmarked(page: CalendarPage, place: Workplace) -> None:
    day = date(2026, 12, 28)
    page.year.grid.choose(day)
    page.year.form.save.click()
    assert "Ghi tên ngày" in page.year.form.name_field.error.text()
    page.year.form.name.setText("Nghỉ bù")
    page.year.form.save.click()
    assert not is_working(place, day)
    page.year.grid.choose(day)
    page.year.form.drop.click()
    assert is_working(place, day)


def test_a_swapped_saturday_is_worked(page: CalendarPage, place: Workplace) -> None:
    day = date(2026, 12, 26)
    assert not is_working(place, day)
    page.year.grid.choose(day)
    page.year.form.kind.choose("work")
    page.year.form.name.setText("Làm bù")
    page.year.form.save.click()
    assert is_working(place, day)


def test_days_are_walked_by_arrows_and_read_aloud(page: CalendarPage) -> None:
    grid = page.year.grid
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.day == date(2026, 11, 24)
    assert "Ngày Văn hóa Việt Nam" in grid.accessibleName()
    assert page.year.form.name.text() == "Ngày Văn hóa Việt Nam"
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.day == date(2026, 12, 1)
    for _step in range(10):
        QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.day == date(2026, 12, 31)


def test_a_click_chooses_the_day_drawn_there(page: CalendarPage) -> None:
    grid = page.year.grid
    for day in (date(2026, 1, 1), date(2026, 8, 31), date(2026, 12, 31)):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid._day_rect(day).center())
        assert grid.day == day
    assert grid.day_at(grid._day_rect(date(2026, 3, 1)).topRight() + grid.rect().topRight()) is None


def test_a_list_row_shows_its_day(page: CalendarPage) -> None:
    row = page.year.model.find(lambda item: item.day == date(2026, 1, 10))
    page.year.table.choose(row)
    assert page.year.grid.day == date(2026, 1, 10)
    assert page.year.form.kind.value() == "work"


def test_the_next_year_begins_with_what_never_changes(page: CalendarPage, place: Workplace) -> None:
    page.year.more.click()
    assert page.year.year_choice.value() == 2028
    years = {item.year: item for item in place.office.calendar.years()}
    assert years[2028].state is YearState.EXPECTED
    assert date(2028, 11, 24) in [item.day for item in years[2028].days]
    assert not any(item.official for item in years[2028].days)


def test_hours_are_changed_from_a_day_on(page: CalendarPage, place: Workplace) -> None:
    page.tabs.setCurrentIndex(1)
    part = page.hours
    part.editor._parts[6, 0].check.setChecked(True)
    part.since.setText("01/12/2026")
    part.save.click()
    assert is_working(place, date(2026, 12, 5))
    assert not is_working(place, date(2026, 11, 28))
    rows = [part.model.row(at) for at in range(part.model.rowCount())]
    assert [row.state.text for row in rows if row] == ["Sắp áp dụng", "Đang áp dụng"]
    assert part.model.index(0, 0).data() == "01/12/2026"
    assert part.model.index(0, 1).data().startswith("T2–T6 07:30–11:30, 13:30–17:30 · T7 07:30")


def test_a_saturday_is_open_for_reception_only(page: CalendarPage, place: Workplace) -> None:
    """Once, by its day; and every week, by the hours: no limit runs in either."""
    day = date(2026, 12, 26)
    page.year.grid.choose(day)
    form = page.year.form
    form.kind.choose("reception")
    form.kind.chosen.emit("reception")
    assert (form.hours.own.isChecked(), form.hours.own.isEnabled()) == (True, False)
    form.hours.parts[1].check.setChecked(False)
    form.name.setText("Trực thứ Bảy")
    form.save.click()
    calendar = place.office.store.calendar.current()
    assert not calendar.is_working(day)
    assert [f"{start:%H:%M}" for start, _end in calendar.reception_on(day)] == ["07:30"]
    assert "chỉ trực tiếp nhận" in page.year.grid.words(day)
    page.year.grid.choose(date(2026, 12, 25))
    page.year.grid.choose(day)
    assert form.kind.value() == "reception"
    page.tabs.setCurrentIndex(1)
    part = page.hours
    part.editor._parts[6, 0].check.setChecked(True)
    part.editor._duties[6, 0].setChecked(True)
    part.since.setText("01/12/2026")
    part.save.click()
    calendar = place.office.store.calendar.current()
    assert not calendar.is_working(date(2026, 12, 5))
    assert len(calendar.reception_on(date(2026, 12, 5))) == 1
    assert part.model.index(0, 1).data().endswith("T7 07:30–11:30 chỉ nhận")
    assert part.editor._duties[6, 0].isChecked()


@pytest.mark.parametrize(("start", "said"), [("17:40", "kết thúc"), ("9x", "Không hiểu giờ")])
def test_hours_out_of_order_are_said_below(page: CalendarPage, start: str, said: str) -> None:
    page.hours.editor._parts[1, 1].start.setText(start)
    page.hours.save.click()
    assert said in page.hours.editor.error.text()


@pytest.mark.parametrize(("typed", "shown"), [("730", "07:30"), ("7", "07:00"), ("13:5", "13:05")])
def test_hours_are_read_as_people_type_them(page: CalendarPage, typed: str, shown: str) -> None:
    box = page.hours.editor._parts[1, 0].start
    box.setText(typed)
    box.editingFinished.emit()
    assert box.text() == shown


def test_others_only_see_it(page: CalendarPage, place: Workplace) -> None:
    place.office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    page.reload()
    assert not page.year.form.isEnabled()
    assert not page.year.more.isEnabled()
    assert not page.hours.save.isEnabled()


def test_a_worked_day_may_have_hours_of_its_own(page: CalendarPage, place: Workplace) -> None:
    form, day = page.year.form, date(2026, 12, 26)
    page.year.grid.choose(day)
    assert form.hours.isHidden()
    form.kind.choose("work")
    form.kind.chosen.emit("work")
    assert form.hours.isVisible()
    form.name.setText("Làm bù")
    form.hours.own.click()
    form.hours.parts[1].check.setChecked(False)
    form.hours.parts[0].start.setText("9")
    form.hours.parts[0].end.setText("8")
    form.save.click()
    assert "kết thúc" in form.hours.error.text()
    assert not is_working(place, day)
    form.hours.parts[0].end.setText("11:45")
    form.save.click()
    ((opens, closes),) = place.office.store.calendar.current().sessions_on(day)
    assert (f"{opens:%H:%M}", f"{closes:%H:%M}") == ("09:00", "11:45")
    row = page.year.model.find(lambda item: item.day == day)
    assert page.year.model.index(row, 1).data() == "Làm bù · 09:00–11:45"
    page.year.grid.choose(date(2026, 12, 25))
    page.year.grid.choose(day)
    assert form.hours.own.isChecked()
    assert form.hours.parts[0].end.text() == "11:45"
    for part in form.hours.parts:
        part.check.setChecked(False)
    form.save.click()
    assert "ít nhất một buổi" in form.hours.error.text()
    form.hours.own.click()
    form.save.click()
    assert len(place.office.store.calendar.current().sessions_on(day)) == 2


def test_enter_on_a_day_leads_into_its_form_and_what_is_half_typed_waits_there(
    page: CalendarPage,
) -> None:
    """Driven by hand: Enter did nothing, and the letters typed behind it fell on the grid."""
    year = page.year
    year.grid.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert year.form.kind.hasFocus()
    press(Qt.Key.Key_Return)
    assert year.form.name.hasFocus()
    commit(year.form.name, "Nghỉ bù")
    year.grid.setFocus()
    press(Qt.Key.Key_Right)
    assert year.form.name.text() == ""
    press(Qt.Key.Key_Left)
    assert year.form.name.text() == "Nghỉ bù"
    year.table.setFocus()
    year.table.choose(0)
    press(Qt.Key.Key_Return)
    assert year.form.kind.hasFocus()
