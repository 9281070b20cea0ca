"""What is made ready ahead takes nothing from whoever works."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.qt.window import making_ready
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.making_ready import LoadingAhead, Preparing
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from counter_app.system.loaded import Loaded
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

LARGE = ("intake", "handover", "staff", "calendar", "settings")
"""Pages of so many fields that hands would wait for them."""
NAMES = [item.name for item in (*ENTRIES, *UNLISTED)]


def test_pages_are_built_one_by_one_and_the_keyboard_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_ready, "REST_MS", 3_600_000)
    monkeypatch.setattr(making_ready, "BETWEEN_MS", 3_600_000)
    assert window.view is not None
    pages = window.view.pages
    window.view.go("intake")
    field = QApplication.focusWidget()
    preparing = Preparing(pages, NAMES)
    preparing.wait()
    for _slice in range(8 * len(NAMES)):
        before = sum(pages.page(name) is not None for name in NAMES)
        preparing.prepare_next()
        settle()
        assert sum(pages.page(name) is not None for name in NAMES) - before <= 1
        assert QApplication.focusWidget() is field
        assert pages.name == "intake"
    assert all(pages.page(name) is not None for name in NAMES)


def test_whoever_works_is_not_disturbed(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.view is not None
    monkeypatch.setattr(making_ready, "REST_MS", 60_000)
    preparing = Preparing(window.view.pages, NAMES)
    preparing._timer.setInterval(60_000)
    preparing.wait()
    assert preparing._timer.isActive()
    assert preparing._timer.remainingTime() > 1_000
    monkeypatch.setattr(making_ready, "REST_MS", 1)
    monkeypatch.setattr(making_ready, "BETWEEN_MS", 1)
    preparing.wait()
    qtbot.waitUntil(lambda: window.view.pages.page("help") is not None)  # type: ignore[union-attr]


def test_nothing_is_read_for_nobody(window: MainWindow, place: Workplace) -> None:
    """Between signing out and the end of the window the pages are still there."""
    assert window.view is not None
    pages = window.view.pages
    preparing = Preparing(pages, NAMES)
    place.office.session.officer = None
    for _slice in range(40):
        preparing.prepare_next()
    assert [name for name in NAMES if pages.page(name) is not None] == [pages.name]


def test_modules_are_loaded_once_beside_the_typing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = list[str]()
    monkeypatch.setattr(Loaded, "kind", lambda part: loaded.append(part.place))
    ahead = LoadingAhead()
    ahead.begin("m")
    first = ahead.thread
    ahead.begin("mk")
    assert ahead.thread is first is not None
    qtbot.waitUntil(lambda: not first.is_alive())
    assert "pypdfium2" in sys.modules, "nor does the first preview wait for it"
    assert "reportlab.pdfgen.canvas" in sys.modules
    assert len(set(loaded)) == len(loaded) > 100, "nor the first act of a kind, for its verb"


@pytest.mark.parametrize("name", LARGE)
def test_a_large_page_is_made_in_slices_and_where_it_stands(window: MainWindow, name: str) -> None:
    assert window.view is not None
    pages = window.view.pages
    made = [0]
    while pages.prepare_part(name):
        half = pages._halves[name]
        assert window.isAncestorOf(half), "moved later, it would take its looks on anew"
        assert pages.page(name) is None, "nobody sees half a page"
        made.append(len(half.findChildren(QWidget)))
    whole = pages.page(name)
    assert whole is not None
    made.append(len(whole.findChildren(QWidget)))
    steps = [after - before for before, after in pairwise(made)]
    assert len(steps) >= 4
    assert max(steps) < 0.6 * made[-1], steps


@pytest.mark.parametrize("name", LARGE)
def test_whoever_opens_a_page_half_made_gets_it_whole(window: MainWindow, name: str) -> None:
    assert window.view is not None
    pages = window.view.pages
    assert pages.prepare_part(name)
    assert pages.prepare_part(name)
    window.view.go(name)
    page = pages.page(name)
    assert page is not None
    assert page.isVisible()
    assert not page.make_next(), "all of it is made"
    alone = type(page)(window.view.place)
    assert len(page.findChildren(QWidget)) >= len(alone.findChildren(QWidget)) - 2
    alone.deleteLater()


def test_a_page_that_cannot_be_made_leaves_nothing_and_is_tried_anew(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.view is not None
    pages = window.view.pages
    there = pages.count()
    with monkeypatch.context() as patch:
        patch.setattr("counter_app.qt.settings.page.OfficePart", _refuses)
        with pytest.raises(ValueError, match="odd"):
            pages.prepare("settings")
    assert pages.count() == there
    window.view.go("settings")
    assert pages.name == "settings"


def test_a_page_bears_being_drawn_and_resized_half_made(window: MainWindow) -> None:
    """A veil is drawn of whatever is there, and somebody may draw at the window's corner meanwhile."""
    assert window.view is not None
    pages, halves = window.view.pages, 0
    for item in window.view.known.every:
        while pages.prepare_part(item.name):
            half = pages._halves[item.name]
            for width in (700, 1200):
                half.resize(width, 600)
                half.grab()
            halves += 1
    assert halves > 10


def _refuses(_place: object) -> QWidget:
    raise ValueError("odd")


def test_a_page_that_cannot_be_made_holds_up_no_other(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.view is not None
    pages, asked = window.view.pages, list[str]()
    monkeypatch.setattr(making_ready, "REST_MS", 3_600_000)
    monkeypatch.setattr(making_ready, "BETWEEN_MS", 3_600_000)

    def broken(name: str) -> bool:
        asked.append(name)
        raise ZeroDivisionError

    monkeypatch.setattr(pages, "prepare_part", broken)
    preparing = Preparing(pages, ["staff", "calendar"])
    for _rest in range(3):
        with suppress(ZeroDivisionError):
            preparing.prepare_next()
    assert asked == ["staff", "calendar"]
