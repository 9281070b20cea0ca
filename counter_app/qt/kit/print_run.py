"""One print sent off the UI thread, and what became of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.desk.act import new_op
from counter_app.desk.desk import Done, Noun
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.open_folder import folder_offer
from counter_app.qt.kit.printers import filed_text, folder_of
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.prints import PrintJob


class PrintRun(QObject):
    """Sends prints one at a time.

    Signals:
        started(int): this print is on its way.
        printed(object): the PrintJob came out.
        failed(int, str): the print stands as failed; the sentence says why and what next.
    """

    started = Signal(int)
    printed = Signal(object)
    failed = Signal(int, str)

    def __init__(self, place: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._job = 0
        self._sent, self._op = 0, ""
        self._printer = ""

    @property
    def busy(self) -> bool:
        """True if a print is on its way."""
        return self._job != 0

    def send(
        self,
        job: int,
        *,
        printer: str = "",
        size: PaperSize | None = None,
        copies: int | None = None,
    ) -> None:
        """Send a print; asked again while one is on its way it does nothing."""
        if self.busy:
            return
        news = self._place.office.rules.printer_news.tell()
        if news:
            self._place.hub.notice(Tone.WARNING, news)
        self._job = job
        self._printer = printer or self._place.office.preferences.printer
        if job != self._sent:  # one that failed is sent again under its operation
            self._sent, self._op = job, new_op()
        op = self._op

        def work(office: Office, _progress: Any, _cancelled: Any) -> Done[PrintJob]:
            return office.paper.print(job, printer=printer, size=size, copies=copies, op_id=op)

        self.started.emit(job)
        self._place.jobs.start(
            work,
            finished=self._on_printed,
            failed=self._on_failed,
            lane=Lane.PAPER,
            name=_("In giấy tờ"),
        )

    def _on_printed(self, done: Done[PrintJob]) -> None:
        self._job = self._sent = 0
        self._place.hub.done(done)
        self._tell_folder()
        self.printed.emit(done.result)

    @property
    def filed(self) -> bool:
        """True if the last print went into a folder and not onto paper."""
        return folder_of(self._printer) is not None

    def _tell_folder(self) -> None:
        """A folder is no printer: say where the file lies."""
        folder = folder_of(self._printer)
        if folder is not None:
            self._place.hub.notice(Tone.INFO, filed_text(folder), folder_offer(folder))

    def _on_failed(self, error: Exception) -> None:
        job, self._job = self._job, 0
        self._place.hub.announce(Noun.PRINT)
        if not isinstance(error, CounterError):
            self.failed.emit(job, _("Bản in bị lỗi. Hồ sơ vẫn được lưu; bấm In lại."))
            raise error
        self.failed.emit(job, error.message)
