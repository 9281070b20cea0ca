"""The print window: what it shows, prints and writes down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.office import Office
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.printing.raster import page_sizes
from counter_app.qt.kit import qt_printer
from counter_app.qt.kit.paper_preview import ZoomBar
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.printers import printer_choices
from counter_app.qt.kit.qt_printer import QtPrinter, printer_for
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.prints import PrintJob
from tests.makers import prefer, receive
from tests.memory_printer import Fault, MemoryPrinter
from tests.qt.hands import CTRL, commit, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def printer(office: Office) -> MemoryPrinter:
    return with_printer(office, MemoryPrinter())


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return receive(office)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What the window stands over; it outlives it."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(
    qtbot: QtBot, page: QWidget, place: Workplace, printer: MemoryPrinter, dossier: Dossier
) -> PrintDialog:
    made = PrintDialog(place, place.office.paper.prints_of(dossier.code)[-1].id, page)
    show(made, 980, 640)
    drawn(qtbot, made)
    made.print.setFocus()
    return made


def drawn(qtbot: QtBot, dialog: PrintDialog) -> None:
    """Wait for what is drawn beside the window."""
    qtbot.waitUntil(lambda: bool(dialog.preview.pages) and not dialog._place.jobs.working)


def prints(office: Office, dossier: Dossier) -> list[PrintJob]:
    return office.paper.prints_of(dossier.code)


def print_out(qtbot: QtBot, dialog: PrintDialog) -> None:
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: not dialog._run.busy, timeout=10_000)


def size_of(dialog: PrintDialog) -> QSize:
    return dialog.preview.pages[0].pixmap().deviceIndependentSize().toSize()


def test_a_page_is_whole_in_sight(qtbot: QtBot, dialog: PrintDialog) -> None:
    shown, seen = size_of(dialog), dialog.preview.viewport().size()
    assert abs(shown.height() / shown.width() - 210 / 148) < 0.01
    assert 0.9 * seen.height() < shown.height() <= seen.height(), "as large as it can be"
    assert dialog.preview.verticalScrollBar().maximum() == 0
    dialog.paper_size.choose("a4")
    dialog.paper_size.chosen.emit("a4")
    drawn(qtbot, dialog)
    assert size_of(dialog).height() <= seen.height()
    assert dialog.preview.horizontalScrollBar().maximum() == 0


def test_a_larger_window_shows_larger_pages_up_to_their_own_size(
    qtbot: QtBot, dialog: PrintDialog
) -> None:
    before = size_of(dialog).height()
    dialog.resize(1350, 1100)
    qtbot.waitUntil(lambda: size_of(dialog).height() > before)
    assert abs(size_of(dialog).height() - 794) <= 2, "A5 as large as the paper"


def test_keys_look_nearer_and_back(qtbot: QtBot, dialog: PrintDialog) -> None:
    whole = size_of(dialog).width()
    for _time in range(12):
        press(Qt.Key.Key_Plus, CTRL)
    assert abs(size_of(dialog).width() - 3 * 559) <= 3
    (bar,) = dialog.findChildren(ZoomBar)
    assert bar.said.text() == "300 %"
    press(Qt.Key.Key_Minus, CTRL)
    assert bar.said.text() == "200 %"
    press(Qt.Key.Key_9, CTRL)
    assert dialog.preview.horizontalScrollBar().maximum() == 0
    press(Qt.Key.Key_0, CTRL)
    assert size_of(dialog).width() == whole


def test_it_prints_with_the_size_and_number_chosen_and_writes_it_down(
    qtbot: QtBot,
    dialog: PrintDialog,
    office: Office,
    printer: MemoryPrinter,
    dossier: Dossier,
) -> None:
    dialog.paper_size.choose("80mm")
    dialog.copies.set_count(3)
    print_out(qtbot, dialog)
    assert [(job.size, job.copies) for job in printer.jobs] == [(PaperSize.ROLL, 3)]
    assert prints(office, dossier)[-1].state == "printed"
    assert dialog.badge.text() == "Đã in"
    assert dialog.hand.isVisible()
    assert dialog.reason.isVisible()


def test_a_roll_printer_gets_the_roll_whatever_the_paper_was_issued_for(
    qtbot: QtBot, page: QWidget, place: Workplace, printer: MemoryPrinter, dossier: Dossier
) -> None:
    """Driven by hand: every receipt failed, and its own page had no key for another size."""
    prefer(place.office, printer="escpos:10.0.0.9:9100")
    (job,) = place.office.paper.prints_of(dossier.code)
    assert job.size == PaperSize.A5
    made = PrintDialog(place, job.id, page)
    show(made, 980, 640)
    assert made.paper_size.value() == PaperSize.ROLL
    made.printer.choose(made.printer.values()[-1])
    made.printer.chosen.emit(made.printer.value())
    assert made.paper_size.value() == PaperSize.A5
    drawn(qtbot, made)
    place.office.paper.print(job.id)
    assert printer.jobs[-1].size is PaperSize.ROLL


def test_handing_the_paper_over_closes_the_window(
    qtbot: QtBot, dialog: PrintDialog, office: Office, dossier: Dossier
) -> None:
    print_out(qtbot, dialog)
    with qtbot.waitSignal(dialog.finished):
        press(Qt.Key.Key_G, CTRL)
    assert prints(office, dossier)[-1].state == "handed_over"


def test_a_failure_is_one_sentence_and_can_be_tried_again(
    qtbot: QtBot,
    dialog: PrintDialog,
    office: Office,
    printer: MemoryPrinter,
    dossier: Dossier,
) -> None:
    printer.fault = Fault.JAM
    print_out(qtbot, dialog)
    assert "kẹt giấy" in dialog.trouble.text()
    assert dialog.badge.text() == "In lỗi"
    assert prints(office, dossier)[-1].state == "failed"
    printer.fault = Fault.NONE
    print_out(qtbot, dialog)
    assert len(printer.jobs) == 1
    assert [job.copy_no for job in prints(office, dossier)] == [0]
    assert dialog.trouble.text() == ""


def test_printing_again_needs_a_reason_and_is_marked(
    qtbot: QtBot,
    dialog: PrintDialog,
    office: Office,
    printer: MemoryPrinter,
    dossier: Dossier,
) -> None:
    print_out(qtbot, dialog)
    press(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: "lý do" in dialog._reason.error.text())
    assert len(prints(office, dossier)) == 1
    commit(dialog.reason, "Giấy in mờ")
    press(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: len(printer.jobs) == 2)
    qtbot.waitUntil(lambda: not dialog._run.busy)
    again = prints(office, dossier)[-1]
    assert (again.copy_no, again.reason, again.state) == (1, "Giấy in mờ", "printed")
    assert "lần 1: Giấy in mờ" in dialog.state_words.text()
    assert printer.jobs[0].pdf != printer.jobs[1].pdf


def test_the_print_key_after_printing_asks_for_the_reason(
    qtbot: QtBot, dialog: PrintDialog, printer: MemoryPrinter
) -> None:
    print_out(qtbot, dialog)
    press(Qt.Key.Key_P, CTRL)
    assert dialog.reason.hasFocus()
    assert len(printer.jobs) == 1


def test_a_file_can_always_be_printed_to(qtbot: QtBot, place: Workplace, dossier: Dossier) -> None:
    wishes = [wish for wish, _words in printer_choices(place)]
    assert wishes[-1].startswith("file:")
    made = PrintDialog(place, place.office.paper.prints_of(dossier.code)[-1].id)
    qtbot.addWidget(made)
    show(made, 980, 640)
    made.printer.choose(wishes[-1])
    made.print.setFocus()
    print_out(qtbot, made)
    written = list(Path(wishes[-1].removeprefix("file:")).glob("*.pdf"))
    assert [path.stem for path in written] == [f"giay-hen-{dossier.code}"]


def test_wishes_are_told_apart() -> None:
    assert isinstance(printer_for("qt:HP"), QtPrinter)
    assert isinstance(printer_for("file:/tmp/x"), FilePrinter)
    with pytest.raises(DeviceError):
        printer_for("nothing")


def test_a_printer_the_computer_forgot_says_so() -> None:
    with pytest.raises(DeviceError, match="Máy đã tháo"):
        QtPrinter("Máy đã tháo").preflight()


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_qt_printer_puts_the_same_page_on_paper_of_the_same_size(
    office: Office, dossier: Dossier, tmp_path: Path, size: PaperSize
) -> None:
    pdf = office.paper.draw_receipt(dossier.code, size)
    target = tmp_path / "out.pdf"

    class ToFile(QtPrinter):
        @override
        def _open(self, title: str) -> QPrinter:
            made = super()._open(title)
            made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            made.setOutputFileName(str(target))
            return made

    ToFile("").print(pdf, title="receipt", size=size, copies=1)
    wanted, came = page_sizes(pdf), page_sizes(target.read_bytes())
    assert len(came) == len(wanted)
    for (width, height), (other_width, other_height) in zip(wanted, came, strict=True):
        assert abs(width - other_width) < 2
        assert abs(height - other_height) < 2
    assert qt_printer.DOTS_PER_INCH == 300
