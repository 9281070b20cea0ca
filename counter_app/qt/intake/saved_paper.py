"""The paper of what was just saved: printed at once, printed again after a failure, handed to the citizen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.qt.intake.saved_band import SavedBand
from counter_app.qt.kit.print_run import PrintRun
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.prints import PrintJob

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SavedPaper(QObject):
    """Drives the band that says what was saved, and whether its paper is out."""

    def __init__(self, place: Workplace, band: SavedBand, page: QWidget) -> None:
        super().__init__(page)
        self._place, self._band, self._page = place, band, page
        self._job: PrintJob | None = None
        self._sending = Sending()
        self.run = PrintRun(place, page)
        band.print_wanted.connect(self._on_print)
        band.handed.connect(self._on_handed)
        self.run.started.connect(lambda _job: band.show_printing())
        self.run.printed.connect(self._on_printed)
        self.run.failed.connect(lambda _job, sentence: band.show_failed(sentence))

    def begin(self, code: str, *, look_first: bool = False) -> None:
        """Print the latest paper of a dossier, at once where a printer is chosen and nobody wants to look first."""
        jobs = self._place.office.paper.prints_of(code)
        self._job = jobs[-1] if jobs else None
        if self._place.office.preferences.printer and not look_first:
            self._send()
        else:
            self._open_dialog()

    def is_handed_over(self) -> bool:
        """True if the citizen has it."""
        return self._job is not None and self._job.state == "handed_over"

    def _on_print(self) -> None:
        """Print what never came out; what did come out is printed again with a reason."""
        if self._job is None:
            return
        if self._job.state in {"issued", "failed"} and self._place.office.preferences.printer:
            self._send()
        else:
            self._open_dialog()

    def _send(self) -> None:
        if self._job is not None:
            self.run.send(self._job.id)

    def _open_dialog(self) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        if self._job is not None:
            dialog = PrintDialog(self._place, self._job.id, self._page)
            dialog.came_out.connect(lambda job: self._on_out(job, filed=dialog.filed))
            dialog.handed.connect(self._on_given)
            dialog.open()

    def _on_printed(self, job: PrintJob) -> None:
        self._on_out(job, filed=self.run.filed)

    def _on_out(self, job: PrintJob, *, filed: bool) -> None:
        self._job = job
        if job.error:
            self._band.show_held(job.error)
        else:
            self._band.show_printed(filed=filed)

    def _on_handed(self) -> None:
        job = self._job
        if job is None:
            return
        hand_over = self._place.office.paper.hand_over
        self._place.act(lambda: self._sending(hand_over, job.id), then=self._on_given)

    def _on_given(self, job: PrintJob) -> None:
        self._job = job
        self._band.show_handed()
