"""Printing through Qt: any printer the computer knows, from the same dots as the preview shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.office import printer_from
from counter_app.printing.devices.printer import HeldError, waits
from counter_app.printing.devices.windows_spooler import Spooler, Standing, this_spooler

if TYPE_CHECKING:
    from counter_app.printing.devices.printer import Printer
    from counter_app.printing.raster import GreyImage

DOTS_PER_INCH, POINTS_PER_INCH = 300, 72
PREFIX = "qt:"
_PAUSE, _TURNS = 0.2, 20
"""Seconds between two looks at a job in Windows' queue, and how many before it is left to the queue."""
_ROUNDED = 1
"""Points that a sheet may lack: Qt keeps its size in whole ones."""


def printer_for(wish: str) -> Printer:
    """The device behind a wish, those Qt knows ("qt:NAME") included. Errors: DeviceError."""
    return QtPrinter(wish.removeprefix(PREFIX)) if wish.startswith(PREFIX) else printer_from(wish)


class QtPrinter:
    """One of the computer's printers by its name.

    ``spooler`` tells of it what Qt does not, where there is one; ``pause`` waits in between.
    """

    def __init__(
        self,
        name: str,
        *,
        spooler: Spooler | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name = name
        self._spooler, self._pause = spooler or this_spooler(), pause

    @property
    def name(self) -> str:
        """The computer's name for it."""
        return self._name

    def preflight(self) -> None:
        """See whether the computer still knows the printer, and paper may come. Errors: DeviceError."""
        standing = self._spooler.standing(self._name) if self._spooler else Standing.READY
        if standing is not Standing.READY:
            raise self._failure(_refusals()[standing])
        if QPrinterInfo.printerInfo(self._name).isNull():
            raise self._failure(_refusals()[Standing.UNKNOWN])

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Paint every page at 300 dots per inch on paper of its own size, and see the job through the queue.

        Errors: DeviceError; HeldError for a job that waits there.
        """
        before = self._waiting()
        self.send(self._open(title), pdf, copies=copies)
        now = self._waiting().items()
        self._watch({job for job, said in now if said == title and job not in before})

    def send(self, printer: QPrinter, pdf: bytes, *, copies: int = 1) -> None:
        """Paint every page onto an opened QPrinter. Errors: DeviceError."""
        from counter_app.printing.raster import page_sizes, rasterise

        printer.setCopyCount(copies)
        sizes = page_sizes(pdf)
        printer.setPageLayout(_layout(*sizes[0]))
        if any(_scale(printer, *each) is None for each in sizes):
            raise self._failure(
                _(
                    "Máy in “{name}” không nhận khổ giấy này nên giấy in ra sẽ thiếu. Chọn khổ khác hoặc máy in khác."
                )
            )
        painter = QPainter()
        if not painter.begin(printer):
            raise self._failure(
                _("Máy in “{name}” không nhận lệnh. Xem giấy và dây cắm rồi in lại.")
            )
        try:
            for number, page in enumerate(rasterise(pdf, DOTS_PER_INCH)):
                if number:
                    printer.newPage()
                _draw(painter, page, _scale(printer, *sizes[number]) or 1.0)
        finally:
            painter.end()
        if printer.printerState() == QPrinter.PrinterState.Error:
            raise self._failure(_("Máy in “{name}” báo lỗi khi đang in. Kiểm tra giấy rồi in lại."))

    def _waiting(self) -> Mapping[int, str]:
        return self._spooler.waiting(self._name) if self._spooler else {}

    def _watch(self, jobs: set[int]) -> None:
        """Return when none of the jobs waits, or the queue works on them. Errors: HeldError for one that is stuck."""
        for _turn in range(_TURNS):
            jobs &= self._waiting().keys()
            if self._spooler is None or not jobs:
                return
            if stuck := jobs & self._spooler.held(self._name):
                job = str(min(stuck))
                raise HeldError(
                    waits().format(name=self._name, job=job), device=self._name, job=job
                )
            self._pause(_PAUSE)

    def _failure(self, message: str) -> DeviceError:
        return DeviceError(message.format(name=self._name), device=self._name)

    def _open(self, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self._name)
        printer.setDocName(title)
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer


def _refusals() -> dict[Standing, str]:
    """The sentence for each reason why a printer gives no paper."""
    return {
        Standing.SERVICE_OFF: _(
            "Dịch vụ in của Windows (Print Spooler) đang tắt. Khởi động lại máy tính rồi in lại."
        ),
        Standing.UNKNOWN: _("Máy tính không thấy máy in “{name}”. Bật máy in hoặc chọn máy khác."),
        Standing.ASKS: _(
            "“{name}” chỉ ghi ra tệp hoặc gửi đi, không ra giấy. Chọn máy in khác hoặc chọn lưu tệp PDF."
        ),
        Standing.PAUSED: _("Máy in “{name}” đang tạm dừng. Cho máy in chạy tiếp rồi in lại."),
        Standing.OFFLINE: _(
            "Máy in “{name}” đang tắt hoặc mất kết nối. Kiểm tra điện và dây nối rồi in lại."
        ),
        Standing.STUCK: _(
            "Máy in “{name}” báo hết giấy, kẹt giấy hoặc nắp mở. Xem máy in rồi in lại."
        ),
    }


def _scale(printer: QPrinter, width: float, height: float) -> float | None:
    """The factor by which dots are larger on the sheet that the printer took; None when it is too short for the page.

    The factor is 1 where the printer has our resolution: bars keep their widths. A driver may have kept a sheet of its
    own: a narrower one gets all of the page smaller, on a longer roll nothing is stretched.
    """
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    across, down = (
        extent * POINTS_PER_INCH / printer.resolution()
        for extent in (sheet.width(), sheet.height())
    )
    factor = 1.0 if across + _ROUNDED >= width else across / width
    if height * factor > down + _ROUNDED:
        return None
    return factor * printer.resolution() / DOTS_PER_INCH


def _draw(painter: QPainter, page: GreyImage, scale: float) -> None:
    image = QImage(
        page.pixels, page.width, page.height, page.width, QImage.Format.Format_Grayscale8
    )
    painter.drawImage(QRectF(0, 0, page.width * scale, page.height * scale), image)


def _layout(width: float, height: float) -> QPageLayout:
    """A page of this many points without margins; a wide one is a tall one turned."""
    turned = width > height
    upright = QSizeF(min(width, height), max(width, height))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))


def known_printers() -> list[tuple[str, str]]:
    """(wish, name) of the computer's printers that make paper, its default one first."""
    default, spooler = QPrinterInfo.defaultPrinterName(), this_spooler()
    asking = spooler.asking() if spooler else frozenset()
    found = (name for name in QPrinterInfo.availablePrinterNames() if name not in asking)
    names = sorted(found, key=lambda name: (name != default, name))
    return [(f"{PREFIX}{name}", name) for name in names]
