"""What is made ready ahead takes nothing from whoever works."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.qt.window import making_ready
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.making_ready import LoadingAhead, Preparing
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

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
    for _page in NAMES:
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


def test_modules_are_loaded_once_beside_the_typing(qtbot: QtBot) -> None:
    ahead = LoadingAhead()
    ahead.begin("m")
    first = ahead.thread
    ahead.begin("mk")
    assert ahead.thread is first is not None
    qtbot.waitUntil(lambda: not first.is_alive())
    assert "pypdfium2" in sys.modules, "nor does the first preview wait for it"
    assert "reportlab.pdfgen.canvas" in sys.modules
