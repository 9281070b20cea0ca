"""Printing through Qt: any printer the computer knows, from the same dots as the preview shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.office import printer_from

if TYPE_CHECKING:
    from counter_app.printing.devices.printer import Printer
    from counter_app.printing.raster import GreyImage

DOTS_PER_INCH = 300
PREFIX = "qt:"


def printer_for(wish: str) -> Printer:
    """The device behind a wish, those Qt knows ("qt:NAME") included. Errors: DeviceError."""
    return QtPrinter(wish.removeprefix(PREFIX)) if wish.startswith(PREFIX) else printer_from(wish)


class QtPrinter:
    """One of the computer's printers by its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """What the computer calls it."""
        return self._name

    def preflight(self) -> None:
        """See whether the computer still knows the printer. Errors: DeviceError."""
        if QPrinterInfo.printerInfo(self._name).isNull():
            raise self._failure(
                _("Máy tính không thấy máy in “{name}”. Bật máy in hoặc chọn máy khác.")
            )

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Paint every page at 300 dots per inch on paper of its own size. Errors: DeviceError."""
        self.send(self._open(title), pdf, copies=copies)

    def send(self, printer: QPrinter, pdf: bytes, *, copies: int = 1) -> None:
        """Paint every page onto an opened QPrinter. Errors: DeviceError."""
        from counter_app.printing.raster import page_sizes, rasterise

        printer.setCopyCount(copies)
        printer.setPageLayout(_layout(*page_sizes(pdf)[0]))
        painter = QPainter()
        if not painter.begin(printer):
            raise self._failure(
                _("Máy in “{name}” không nhận lệnh. Xem giấy và dây cắm rồi in lại.")
            )
        try:
            for number, page in enumerate(rasterise(pdf, DOTS_PER_INCH)):
                if number:
                    printer.newPage()
                _draw(painter, printer, page)
        finally:
            painter.end()
        if printer.printerState() == QPrinter.PrinterState.Error:
            raise self._failure(_("Máy in “{name}” báo lỗi khi đang in. Kiểm tra giấy rồi in lại."))

    def _failure(self, message: str) -> DeviceError:
        return DeviceError(message.format(name=self._name), device=self._name)

    def _open(self, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self._name)
        printer.setDocName(title)
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer


def _draw(painter: QPainter, printer: QPrinter, page: GreyImage) -> None:
    """Dot for dot where the printer has our resolution, so that bars keep their widths; else fitted to the sheet."""
    image = QImage(
        page.pixels, page.width, page.height, page.width, QImage.Format.Format_Grayscale8
    )
    target = QRectF(0, 0, page.width, page.height)
    if printer.resolution() != DOTS_PER_INCH:
        target = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    painter.drawImage(target, image)


def _layout(width: float, height: float) -> QPageLayout:
    """A page of this many points without margins; a wide one is a tall one turned."""
    turned = width > height
    upright = QSizeF(min(width, height), max(width, height))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))


def known_printers() -> list[tuple[str, str]]:
    """(wish, name) of the computer's printers, its default one first."""
    default = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name))
    return [(f"{PREFIX}{name}", name) for name in names]
