"""A key does one thing on a page: Qt refuses one that two visible buttons claim, and nothing seems to happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.moves import Act
from counter_app.qt.calendar.page import CalendarPage
from counter_app.qt.kit.held import HeldBand
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from tests.gallery.keys import claims, contested
from tests.makers import MARITAL, MONDAY, receive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office
    from counter_app.qt.window.main_window import MainWindow

LAND = "1.012812"
SAME_MEANING = {"F2", "F6", "F8", "F10"}
"""A page's button may repeat what the key of a page does: it leads there, or does there what the page is for."""


def tabs(page: QWidget) -> Iterator[int]:
    """Open the tabs of a page one by one; what changed elsewhere is told on each."""
    bars = [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]
    for at in range(bars[0].count() if bars else 1):
        if bars:
            bars[0].setCurrentIndex(at)
        QApplication.processEvents()
        for band in page.findChildren(HeldBand):
            band.say("Vừa đổi ở nơi khác")
        yield at


def test_no_key_is_claimed_twice_on_a_page(window: MainWindow, office: Office) -> None:
    kept = (Original(name="Giấy chứng sinh", quantity=1),)
    dossier = receive(office, MARITAL, fee=15_000, originals=kept)
    code = dossier.code
    office.fees.collect(code, receipt_no="0000001")
    office.moves.move(code, Act.FINISH, result="1/KQ")
    shown = {"dossier": code, "returning": dossier.barcode, "official": code}
    navigation = {QKeySequence(item.key).toString() for item in ENTRIES}
    view = window.view
    assert view is not None
    for entry in (*ENTRIES, *UNLISTED):
        window.open_page(entry.name, shown.get(entry.name))
        QApplication.processEvents()
        page = view.pages.currentWidget()
        assert page is not None
        assert view.pages.name == entry.name
        for _tab in tabs(page):
            assert contested(page) == [], entry.name
        own = set(claims(page)) - SAME_MEANING
        assert own & navigation == set(), f"pages of the list are out of reach from {entry.name}"


def test_the_calendar_too_while_promises_differ_and_a_year_is_not_confirmed(
    window: MainWindow, office: Office, clock: FixedClock
) -> None:
    clock.set(MONDAY.replace(hour=17))
    receive(office, LAND)
    shorter = [
        replace(item, end=time(16, 30)) if item.end == time(17, 30) else item
        for item in office.store.calendar.sessions()
    ]
    office.calendar.set_sessions(shorter, valid_from=date(2026, 12, 1))
    window.open_page("calendar", 2027)
    view = window.view
    assert view is not None
    page = view.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    page.year.grid.choose(date(2027, 1, 1))
    QApplication.processEvents()
    assert page.ripple.isVisible()
    assert page.year.confirm.isVisible()
    assert page.year.form.drop.isVisible()
    for _tab in tabs(page):
        assert contested(page) == []
