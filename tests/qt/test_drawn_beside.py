"""Papers are drawn beside the window: what shows them opens at once, and no key is lost until they are there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.printing import raster
from counter_app.printing.papers.sample_page import test_page as trial_page
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from tests.makers import receive
from tests.memory_printer import MemoryPrinter
from tests.qt import days
from tests.qt.hands import CTRL, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

PDF = trial_page(PaperSize.A4, "")


@pytest.fixture
def drawing_threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """Which thread made each document and each picture."""
    from counter_app.desk.closing.papers import EveningPapers
    from counter_app.desk.paper.prints import Prints

    threads: list[threading.Thread] = []

    def watched(owner: Any, name: str) -> None:
        whole = getattr(owner, name)

        def noting(*said: Any, **named: Any) -> Any:
            threads.append(threading.current_thread())
            return whole(*said, **named)

        monkeypatch.setattr(owner, name, noting)

    watched(raster, "rasterise")
    watched(Prints, "draw")
    watched(EveningPapers, "closing_pdf")
    return threads


@pytest.fixture
def held(place: Workplace) -> Iterator[threading.Event]:
    """The lane of paper waits until this is set: a printer that takes its time."""
    gate = threading.Event()
    place.jobs.start(
        lambda _office, _progress, _cancelled: gate.wait(),
        finished=id, failed=id, lane=Lane.PAPER,
    )  # fmt: skip
    yield gate
    gate.set()


def receipt(place: Workplace) -> PrintDialog:
    """The window of a receipt that was never printed."""
    dossier = receive(place.office)
    return PrintDialog(place, place.office.paper.prints_of(dossier.code)[-1].id)


def test_a_receipt_is_drawn_away_from_the_window(
    qtbot: QtBot, place: Workplace, drawing_threads: list[threading.Thread]
) -> None:
    dialog = receipt(place)
    qtbot.addWidget(dialog)
    show(dialog, 980, 640)
    qtbot.waitUntil(lambda: bool(dialog.preview.pages))
    for _step in range(8):
        press(Qt.Key.Key_Plus, CTRL)
    qtbot.waitUntil(lambda: not place.jobs.working)
    assert dialog.preview.pages[0].pixmap().width() > 1_500, "as sharp as it is near"
    assert len(drawing_threads) >= 3
    assert threading.main_thread() not in drawing_threads


def test_the_sheet_of_the_evening_is_drawn_away_from_the_window(
    qtbot: QtBot, place: Workplace, drawing_threads: list[threading.Thread]
) -> None:
    receive(place.office)
    page = ClosingPage(place)
    days.shown(qtbot, place, page)
    days.press(page, Qt.Key.Key_Return, control=True)
    (sheet,) = page.findChildren(SheetDialog)
    qtbot.waitUntil(lambda: bool(sheet.preview.pages))
    assert len(drawing_threads) >= 2
    assert threading.main_thread() not in drawing_threads
    sheet.reject()


def test_it_opens_while_the_lane_of_paper_is_held_and_says_what_it_waits_for(
    qtbot: QtBot, place: Workplace, held: threading.Event
) -> None:
    dialog = receipt(place)
    qtbot.addWidget(dialog)
    show(dialog, 980, 640)
    qtbot.waitUntil(dialog.preview._waiting.isVisible)
    assert dialog.print.isEnabled()
    assert dialog.preview.pages == []
    held.set()
    qtbot.waitUntil(lambda: bool(dialog.preview.pages))
    assert not dialog.preview._waiting.isVisible()


def test_a_key_pressed_before_the_sheet_is_there_is_not_lost(
    qtbot: QtBot, place: Workplace, held: threading.Event
) -> None:
    printer = with_printer(place.office, MemoryPrinter())
    sheet = SheetDialog(place, lambda _office: PDF, "Danh sách", "danh-sach")
    qtbot.addWidget(sheet)
    show(sheet, 980, 640)
    press(Qt.Key.Key_P, CTRL)
    press(Qt.Key.Key_P, CTRL)
    assert printer.jobs == []
    held.set()
    qtbot.waitUntil(lambda: "Đã gửi" in sheet.said.text())
    assert [job.pdf for job in printer.jobs] == [PDF], "once, however often it was asked for"


def test_only_the_latest_wish_is_drawn(
    qtbot: QtBot, place: Workplace, held: threading.Event, drawing_threads: list[threading.Thread]
) -> None:
    dialog = receipt(place)
    qtbot.addWidget(dialog)
    show(dialog, 980, 640)
    for size in ("a4", "a5", "a4"):
        dialog.paper_size.choose(size)
        dialog.paper_size.chosen.emit(size)
    held.set()
    qtbot.waitUntil(lambda: bool(dialog.preview.pages))
    qtbot.waitUntil(lambda: not place.jobs.working)
    wide = dialog.preview._pictures[0]
    assert wide.width() > wide.height() or wide.width() > 700, "A4"
    assert len(drawing_threads) == 2, "one document, one set of pictures"


def test_why_nothing_can_be_drawn_is_said_in_its_place(qtbot: QtBot, place: Workplace) -> None:
    def refused(_office: Office) -> bytes:
        raise RuleError("Ngày 23/11/2026 chưa chốt sổ.")

    sheet = SheetDialog(place, refused, "Biên bản", "bien-ban")
    qtbot.addWidget(sheet)
    show(sheet, 980, 640)
    qtbot.waitUntil(lambda: sheet.said.text() == "Ngày 23/11/2026 chưa chốt sổ.")
    press(Qt.Key.Key_P, CTRL)
    assert not sheet._busy


def test_pages_out_of_sight_are_painted_when_they_are_looked_at(
    qtbot: QtBot, place: Workplace
) -> None:
    sheet = SheetDialog(place, _book, "Sổ", "so")
    qtbot.addWidget(sheet)
    show(sheet, 980, 640)
    qtbot.waitUntil(lambda: len(sheet.preview.pages) >= 5)
    painted = [not page.pixmap().isNull() for page in sheet.preview.pages]
    assert painted[0] and not painted[-1]  # noqa: PT018
    bar = sheet.preview.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert not sheet.preview.pages[-1].pixmap().isNull()


def _book(office: Office) -> bytes:
    """A list of many pages."""
    from counter_app.domain.paper.report_table import Table, TableColumn

    rows = tuple((f"Dòng {number}",) for number in range(420))
    return office.reports.pdf(
        [
            Table(
                name="so",
                title="SỔ",
                subtitle="",
                columns=(TableColumn(title="Tên", width=1.0),),
                rows=rows,
            )
        ]
    )
