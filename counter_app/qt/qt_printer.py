"""Printing through Qt: any printer the computer knows, from the same dots as the preview shows."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.domain.sheets import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.office import printer_from
from counter_app.printing.devices.printer import Printer

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
            raise DeviceError(
                _("Máy tính không thấy máy in “{name}”. Bật máy in hoặc chọn máy khác.").format(
                    name=self._name
                ),
                device=self._name,
            )

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Paint every page at 300 dots per inch on paper of its own size. Errors: DeviceError."""
        from counter_app.printing.raster import page_sizes, rasterise

        pages = rasterise(pdf, DOTS_PER_INCH)
        width, height = page_sizes(pdf)[0]
        printer = self._open(title)
        printer.setCopyCount(copies)
        printer.setPageLayout(_layout(width, height))
        painter = QPainter()
        if not painter.begin(printer):
            raise DeviceError(
                _("Máy in “{name}” không nhận lệnh. Xem giấy và dây cắm rồi in lại.").format(
                    name=self._name
                ),
                device=self._name,
            )
        try:
            for number, page in enumerate(pages):
                if number:
                    printer.newPage()
                image = QImage(
                    page.pixels,
                    page.width,
                    page.height,
                    page.width,
                    QImage.Format.Format_Grayscale8,
                )
                sheet = printer.pageLayout().fullRectPixels(printer.resolution())
                painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
        finally:
            painter.end()

    def _open(self, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self._name)
        printer.setDocName(title)
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer


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
