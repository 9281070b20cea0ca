"""The report page: what is chosen by keyboard alone, whether figures stand, what handing out keeps, how it stops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.periods import PeriodKind
from counter_app.office import Office
from counter_app.qt.kit.report_view import ReportView
from counter_app.qt.kit.second_person import SecondDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.reports.page import ReportsPage
from counter_app.reports.index import REPORTS
from tests.qt.days import BIRTH_COPY, SINGLE_STATUS, Listener, cells, press, receive, shown

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

Key = Qt.Key
MINE = ("evidence", "time-used", "indicators", "trips", "hours")


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock) -> ReportsPage:
    """Two dossiers of Monday, one of them finished, seen on Wednesday."""
    for name, procedure in (("Lê Văn Đạt", BIRTH_COPY), ("Ngô Thị Én", SINGLE_STATUS)):
        code = receive(office, name, procedure).code
    clock.tick(hours=2)
    office.moves.move(code, Act.FINISH)
    clock.tick(days=2)
    made = ReportsPage(place)
    shown(qtbot, place, made)
    return made


def run(qtbot: QtBot, page: ReportsPage) -> None:
    """Press F8 and wait for the figures."""
    press(page, Key.Key_F8)
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)


def view(page: ReportsPage, tab: int = 0) -> ReportView:
    """One table on the screen."""
    found = page.tabs.widget(tab)
    assert isinstance(found, ReportView)
    return found


def heard(page: ReportsPage) -> Listener:
    """What the page told the main window."""
    found = page.findChild(Listener)
    assert found is not None
    return found


def choose(page: ReportsPage, name: str) -> None:
    """Go down the list to a report."""
    for _press in range(len(REPORTS)):
        if page.list.report().name == name:
            return
        press(page, Key.Key_Down)
    raise AssertionError(name)


def test_by_keyboard_alone_to_the_week_before(qtbot: QtBot, page: ReportsPage) -> None:
    choose(page, "time-used")
    press(page, Key.Key_K, alt=True)
    assert page.focusWidget() is page.period.choice
    press(page, Key.Key_Down)  # from a day to a week
    assert page.period.choice.value() is PeriodKind.WEEK
    run(qtbot, page)
    assert cells(view(page).table.report, 3)[-1] == "1"
    press(page, Key.Key_Left, alt=True)
    run(qtbot, page)
    assert page._shown is not None
    assert page._shown.wanted.last == date(2026, 11, 22)
    assert cells(view(page).table.report, 3)[-1] == "0"
    assert "Không có số liệu" in " ".join(_texts(view(page)))


def _texts(shown: ReportView) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]


def test_only_what_a_report_can_be_narrowed_to_is_offered(page: ReportsPage) -> None:
    for name, sector, officer in (
        ("day", False, False),
        ("evidence", True, False),
        ("time-used", True, True),
    ):
        page.list.choose(name)
        assert page.fields["sector"].isVisible() is sector
        assert page.fields["officer"].isVisible() is officer


def test_narrowed_to_a_sector(qtbot: QtBot, page: ReportsPage, office: Office) -> None:
    page.list.choose("hours")
    page.period.choose(PeriodKind.WEEK)
    run(qtbot, page)
    assert cells(view(page).table.report, 1)[-1] == "2"
    empty = next(item for item in office.catalogue.sectors() if item.key != "ho-tich")
    page.sector.choose(empty.key)
    run(qtbot, page)
    assert cells(view(page).table.report, 1)[-1] == "0"
    assert empty.name in " ".join(_texts(view(page)))


def test_a_period_under_way_is_provisional_and_keeps_nothing(
    qtbot: QtBot, page: ReportsPage, office: Office
) -> None:
    page.list.choose("trips")
    page.period.choose(PeriodKind.MONTH)
    run(qtbot, page)
    assert "Tạm tính" in page.head.mark.text()
    assert "tạm tính" in page.head.said.text()
    press(page, Key.Key_S, control=True)
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)
    assert office.reports.issued() == []
    _close_dialogs(page)


def test_what_is_handed_out_is_kept_and_shown(
    qtbot: QtBot, page: ReportsPage, office: Office, clock: FixedClock
) -> None:
    leader = Officer(login="binh.vq", name="Võ Quốc Bình", role=Role.LEADER)
    office.staff.put_officer(leader, password="giay-moi-tinh")
    office.session.officer = leader
    office.staff.change_password("giay-moi-tinh", "thuyen-cho-gao")
    page.list.choose("evidence")
    page.period.choose(PeriodKind.DAY, date(2026, 11, 23))
    run(qtbot, page)
    assert "Chính thức" in page.head.mark.text()
    assert "Chưa phát hành" in page.head.said.text()
    press(page, Key.Key_S, control=True)
    (second,) = page.findChildren(SecondDialog)
    second.part.password.setText(FIRST_PASSWORD)
    press(second, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)
    (issue,) = office.reports.issued()
    assert (issue.name, issue.officer) == ("evidence", "binh.vq")
    assert issue.sha256[:12] in page.head.said.text()
    assert "Võ Quốc Bình" in page.head.said.text()
    _close_dialogs(page)
    press(page, Key.Key_E, alt=True)
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)
    assert office.reports.issued() == [issue], "the same report is issued once"
    _close_dialogs(page)
    run(qtbot, page)
    assert issue.sha256[:12] in page.head.said.text(), "also when it is looked at again"


def test_what_was_computed_before_another_choice_is_old_and_goes_nowhere(
    qtbot: QtBot, page: ReportsPage, office: Office
) -> None:
    page.list.choose("trips")
    page.period.choose(PeriodKind.MONTH)
    run(qtbot, page)
    ways_out = (page.head.print, page.head.pdf, page.head.xlsx)
    for change in (
        lambda: page.list.choose("hours"),
        lambda: page.period.step(-1),
        lambda: page.period.first.insert("9"),
    ):
        change()
        assert page.head.mark.text() == "Kết quả cũ"
        assert not any(button.isEnabled() for button in ways_out)
        table = page.tabs.views[0].table.report.table
        assert table is not None
        assert table.title in page.head.said.text()
        for key in (Key.Key_P, Key.Key_S, Key.Key_B):
            press(page, key, control=True)
        assert page._job is None, "nothing is handed out"
        page.list.choose("trips")
        page.period.choose(PeriodKind.MONTH, office.reports.today())
        assert "Tạm tính" in page.head.mark.text(), "chosen again, it is no longer old"
        assert all(button.isEnabled() for button in ways_out)


def test_a_report_that_comes_after_another_was_chosen_is_old_at_once(
    qtbot: QtBot, page: ReportsPage
) -> None:
    page.list.choose("trips")
    press(page, Key.Key_F8)
    page.list.choose("hours")
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)
    assert page.head.mark.text() == "Kết quả cũ"
    run(qtbot, page)
    assert page.head.mark.text() != "Kết quả cũ"


def _close_dialogs(page: ReportsPage) -> None:
    for dialog in page.findChildren(QFileDialog):
        dialog.reject()


def test_stopping_stops_the_counting_itself(
    qtbot: QtBot, page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that would never end is interrupted, and the worker is free for the next report."""

    def endless(office: Office, _wanted: object) -> object:
        connection = office.store.database.connection
        return connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
        ).fetchone()

    with monkeypatch.context() as patched:
        patched.setattr("counter_app.qt.reports.page._computed", endless)
        press(page, Key.Key_F8)
        assert page.busy.isVisible()
        assert not page.run.isEnabled()
        press(page, Key.Key_D, alt=True)
        qtbot.waitUntil(lambda: not page.place.jobs.working, timeout=15_000)
    assert page._shown is None
    assert heard(page).notices == []
    assert page.run.isEnabled()
    run(qtbot, page)
    assert page._shown is not None


@pytest.mark.parametrize("name", MINE)
def test_qt_finds_no_fault_with_the_tables(
    qtbot: QtBot, page: ReportsPage, qtmodeltester: ModelTester, name: str
) -> None:
    page.list.choose(name)
    page.period.choose(PeriodKind.WEEK)
    run(qtbot, page)
    for tab in range(page.tabs.count()):
        qtmodeltester.check(view(page, tab).table.report)  # type: ignore[no-untyped-call]
    assert page.tabs.count() == len(set(_tab_texts(page)))


def _tab_texts(page: ReportsPage) -> list[str]:
    return [page.tabs.tabText(tab) for tab in range(page.tabs.count())]


def test_codes_are_never_broken(qtbot: QtBot, page: ReportsPage, office: Office) -> None:
    page.list.choose("day")
    page.period.choose(PeriodKind.DAY, date(2026, 11, 23))
    run(qtbot, page)
    assert _tab_texts(page) == ["Tổng hợp", "Hồ sơ trong ngày", "Phí, lệ phí", "Số thứ tự"]
    page.resize(1_000, 640)
    page.tabs.setCurrentIndex(1)
    table = view(page, 1).table
    code = str(table.report.index(0, 1).data())
    assert code.count("-") == 2
    qtbot.waitUntil(
        lambda: table.columnWidth(1) >= table.fontMetrics().horizontalAdvance(code) + 12
    )


def test_long_texts_wrap_instead_of_being_cut(qtbot: QtBot, page: ReportsPage) -> None:
    page.list.choose("indicators")
    page.period.choose(PeriodKind.WEEK)
    run(qtbot, page)
    page.resize(1_000, 640)
    table = view(page).table
    text = str(table.report.index(4, 4).data())
    width = table.columnWidth(4)
    lines = table.fontMetrics().horizontalAdvance(text) // width
    assert lines > 2
    assert table.rowHeight(4) >= lines * table.fontMetrics().height()
