"""Paper through Qt: what comes out carries the same bars as the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from typing_extensions import override

from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.test_code import test_code as code_of
from counter_app.errors import DeviceError
from counter_app.printing import raster
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.printing.devices.printer import HeldError
from counter_app.printing.papers.sample_page import test_page as sample_page
from counter_app.qt.kit.qt_printer import QtPrinter, printer_for
from tests.printing.devices.winspool import Winspool

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize(
    ("size", "millimetres"), [(PaperSize.A4, (210, 297)), (PaperSize.A5, (148, 210))]
)
def test_pages_come_out_whole_and_scannable(
    qapp: QApplication, tmp_path: Path, size: PaperSize, millimetres: tuple[int, int]
) -> None:
    target = tmp_path / "ra.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    QtPrinter("thử").send(printer, sample_page(size, ""))
    out = target.read_bytes()
    width, height = raster.page_sizes(out)[0]
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == millimetres
    page = raster.rasterise(out, 203)[0]
    image = Image.frombytes("L", (page.width, page.height), page.pixels)
    assert image.getpixel((2, 2)) == 255
    found = {item.text for item in zxingcpp.read_barcodes(image)}
    assert code_of("").barcode in found


def test_a_printer_the_system_does_not_know_is_said(qapp: QApplication) -> None:
    with pytest.raises(DeviceError, match="không thấy máy in"):
        QtPrinter("Máy không có").preflight()


def test_wishes_lead_to_their_devices(tmp_path: Path) -> None:
    assert isinstance(printer_for("qt:Canon LBP"), QtPrinter)
    assert printer_for("qt:Canon LBP").name == "Canon LBP"
    assert isinstance(printer_for(f"file:{tmp_path}"), FilePrinter)
    with pytest.raises(DeviceError):
        printer_for("")


class OneSheet(QPrinter):
    """A driver with one sheet of its own: another size is not taken, and nothing is said."""

    def __init__(self, width: float, height: float, target: Path) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFileName(str(target))
        self.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter))
        self.setPageMargins(QMarginsF())

    @override
    def setPageLayout(self, pageLayout: QPageLayout) -> bool:
        """Keep the own sheet."""
        return False


def test_a_sheet_too_short_for_the_page_is_refused_before_anything_is_printed(
    qapp: QApplication, tmp_path: Path
) -> None:
    target = tmp_path / "ra.pdf"
    printer = OneSheet(80, 100, target)
    with pytest.raises(DeviceError, match="không nhận khổ giấy này nên giấy in ra sẽ thiếu"):
        QtPrinter("XP-80C").send(printer, sample_page(PaperSize.ROLL, ""))
    assert not target.exists()


@pytest.mark.parametrize(("width", "wide"), [(80, 80), (72, 72)])
def test_on_a_longer_roll_nothing_is_stretched(
    qapp: QApplication, tmp_path: Path, width: float, wide: int
) -> None:
    target = tmp_path / "ra.pdf"
    pdf = sample_page(PaperSize.ROLL, "")
    QtPrinter("XP-80C").send(OneSheet(width, 3276, target), pdf)
    page = raster.rasterise(target.read_bytes(), 203)[0]
    image = Image.frombytes("L", (page.width, page.height), page.pixels)
    inked = image.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    (was_wide, was_long), dots = raster.page_sizes(pdf)[0], 203 / 72
    assert inked is not None
    assert inked[3] <= was_long * dots * wide / (was_wide / 72 * 25.4) + 2
    found = {item.text for item in zxingcpp.read_barcodes(image.crop((0, 0, page.width, inked[3])))}
    assert code_of("").barcode in found


@pytest.mark.parametrize(
    ("port", "status", "refusal", "words"),
    [
        ("USB001", 0x80, 0, "“Canon” đang tắt hoặc mất kết nối"),
        ("USB001", 0x1, 0, "“Canon” đang tạm dừng"),
        ("USB001", 0x10, 0, "“Canon” báo hết giấy"),
        ("PORTPROMPT:", 0, 0, "“Canon” chỉ ghi ra tệp hoặc gửi đi, không ra giấy"),
        ("USB001", 0, 1722, "Print Spooler\\) đang tắt"),
        ("USB001", 0, 1801, "không thấy máy in “Canon”"),
    ],
)
def test_a_printer_that_windows_says_no_paper_comes_of_is_refused(
    qapp: QApplication, port: str, status: int, refusal: int, words: str
) -> None:
    winspool = Winspool(refusal)
    winspool.printers = {"Canon": (port, status, 0)}
    with pytest.raises(DeviceError, match=words):
        QtPrinter("Canon", spooler=winspool.spooler()).preflight()


class Queued(QtPrinter):
    """A printer whose job lies in the queue as soon as it is painted, and becomes this, look by look."""

    def __init__(self, winspool: Winspool, *states: int | None) -> None:
        self.winspool, self.states = winspool, list(states)
        super().__init__("Canon", spooler=winspool.spooler(), pause=self._turn)

    @override
    def send(self, printer: QPrinter, pdf: bytes, *, copies: int = 1) -> None:
        self._turn(0)

    def _turn(self, _seconds: float) -> None:
        state = self.states.pop(0) if self.states else None
        ours = [] if state is None else [(8, "giấy hẹn", state)]
        self.winspool.queue = [(7, "giấy hẹn", 0x1), *ours, (9, "của máy khác", 0x40)]


@pytest.fixture
def winspool() -> Winspool:
    """A printer that is ready, with an earlier job of the same title in its queue that somebody paused."""
    made = Winspool()
    made.printers = {"Canon": ("USB001", 0, 0)}
    made.queue = [(7, "giấy hẹn", 0x1)]
    return made


def test_a_job_that_is_gone_or_under_way_is_printed(qapp: QApplication, winspool: Winspool) -> None:
    for states in ([], [0x8, 0x10, None], [0x10] * 60, [0x10, 0x80]):
        device = Queued(winspool, *states)
        device.print(b"", title="giấy hẹn", size=PaperSize.A5)
    assert winspool.open == 0


def test_a_job_that_waits_is_told_so_that_nobody_prints_it_again(
    qapp: QApplication, winspool: Winspool
) -> None:
    device = Queued(winspool, 0x8, 0x10, 0x20)
    with pytest.raises(HeldError, match=r"lệnh in 8 đang chờ .* đừng bấm in lại") as held:
        device.print(b"", title="giấy hẹn", size=PaperSize.A5)
    assert held.value.job == "8"
