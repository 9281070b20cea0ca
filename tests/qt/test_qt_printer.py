"""Paper through Qt: what comes out carries the same bars as the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtPrintSupport import QPrinter

from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.test_code import test_code as code_of
from counter_app.errors import DeviceError
from counter_app.printing import raster
from counter_app.printing.devices.file_printer import FilePrinter
from counter_app.printing.papers.sample_page import test_page as sample_page
from counter_app.qt.kit.qt_printer import QtPrinter, printer_for

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
