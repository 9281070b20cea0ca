"""Printing one document: what it looks like, on which printer, and whether the citizen has it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.paper.document_kinds import document_kind, fitting_size
from counter_app.domain.paper.sizes import PaperSize, only_size
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, scrolling, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.paper_preview import PaperPreview, ZoomBar
from counter_app.qt.kit.print_run import PrintRun
from counter_app.qt.kit.printers import printer_choices
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.prints import PrintJob
from counter_app.wording.dossier.labels import (
    document_label,
    paper_size_label,
    print_state_label,
    print_subject,
)

MOST_COPIES = 20
INNER_PAPERS = frozenset({"control", "handover", "reminder", "result_list"})
"""Papers that do not go to the citizen."""


class PrintDialog(Dialog):
    """One print of one document; printing it again after it came out makes a marked reprint with a reason.

    Signals:
        came_out(object): the PrintJob was printed.
        handed(object): the citizen has the paper of this PrintJob.
    """

    writes = False
    opening_width, opening_height = 1080, 1400

    came_out = Signal(object)
    handed = Signal(object)

    def __init__(self, place: Workplace, job: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._send = place, Sending()
        self._closed = False
        self._job = self._read(job)
        self._run = PrintRun(place, self)
        preferences = place.office.preferences
        self.preview = PaperPreview(place.jobs)
        self.badge = Badge()
        self.state_words = text_label("", "muted")
        self.trouble = Advice("bad")
        self.printer = Choice(printer_choices(place))
        sizes = document_kind(self._job.document).sizes
        self.paper_size = Choice([(size.value, paper_size_label(size).text) for size in sizes])
        self._fit_paper()
        self.copies = CountBox(MOST_COPIES, preferences.receipt_copies)
        self.reason = LineEdit(placeholder=_("Ví dụ: giấy in mờ, công dân làm mất"), most=300)
        self.print = ActionButton(_("In"), self._on_print, name="printer", tone="primary")
        self.again = ActionButton(
            _("In lại"), self._on_again, name="print-again", key="Ctrl+R", tone=""
        )
        self.hand = ActionButton(
            _("Đã bàn giao") if self._job.document in INNER_PAPERS else _("Đã giao cho công dân"),
            self._on_hand,
            name="hand-over",
            key="Ctrl+G",
            tone="primary",
        )
        self.shut = self.leaving()
        self._build()
        self._connect()
        self._show_state()
        self._draw()
        place.office.access.drawn(self._job.subject, self._job.document)

    def _build(self) -> None:
        self.setWindowTitle(
            _("{document} – {code}").format(
                document=document_label(self._job.document).text,
                code=print_subject(self._job.subject),
            )
        )
        self._reason = Field(_("Lý do in lại"), self.reason, required=True)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(scaled(10))
        for widget in (
            text_label(document_label(self._job.document).text, "heading"),
            text_label(print_subject(self._job.subject), "muted"),
            self.badge,
            self.state_words,
            self.trouble,
            Field(_("Máy in"), self.printer),
            Field(_("Cỡ giấy"), self.paper_size),
            Field(_("Số bản"), self.copies),
            self._reason,
        ):
            side.addWidget(widget)
        side.addStretch(1)
        holder = scrolling(side)
        holder.setFixedWidth(scaled(300))
        halves = QHBoxLayout()
        paper = QVBoxLayout()
        paper.addWidget(self.preview, 1)
        paper.addWidget(ZoomBar(self.preview))
        halves.addLayout(paper, 1)
        halves.addWidget(holder)
        layout = self.column()
        layout.addLayout(halves, 1)
        layout.addWidget(self.foot(self.again, self.shut, self.hand, self.print))

    def _connect(self) -> None:
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self, self._on_print)
        shortcut.setAutoRepeat(False)
        self.print.setText(_("In (Ctrl+P)"))
        self.preview.failed.connect(self._on_not_drawn)
        self.paper_size.chosen.connect(lambda _size: self._draw())
        self.printer.chosen.connect(lambda _wish: self._on_printer())
        self._run.started.connect(lambda _job: self._show_busy())
        self._run.printed.connect(self._on_printed)
        self._run.failed.connect(self._on_failed)
        self.finished.connect(self._on_closed)
        self.print.setFocus()

    @override
    def strike(self) -> None:
        """Ctrl+Enter prints; whether the citizen has the paper is said by its own button."""
        self._on_print()

    @property
    def filed(self) -> bool:
        """True if what came out is a file in a folder, still to be printed from there."""
        return self._run.filed

    def job(self) -> PrintJob:
        """The print as it stands."""
        return self._job

    def _read(self, job: int) -> PrintJob:
        found = self._place.office.paper.job(job)
        if found is None:
            raise ValueError(f"no print {job}")
        return found

    def _fit_paper(self) -> None:
        """As the document was issued, or the one paper that the printer takes."""
        wanted = only_size(self.printer.value() or "") or PaperSize(self._job.size)
        self.paper_size.choose(fitting_size(self._job.document, wanted).value)

    def _on_printer(self) -> None:
        before = self.paper_size.value()
        self._fit_paper()
        if self.paper_size.value() != before:
            self._draw()

    def _draw(self) -> None:
        job, size = self._job.id, PaperSize(self.paper_size.value())
        self.preview.show_document(lambda office: office.paper.draw(job, size).pdf)

    def _on_not_drawn(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        self.trouble.say(error.message, "bad")

    def _show_state(self) -> None:
        job = self._job
        self.badge.show_label(print_state_label(job.state))
        copy = _("Bản in lại lần {number}: {reason}").format(number=job.copy_no, reason=job.reason)
        self.state_words.setText(copy if job.copy_no else "")
        self.state_words.setVisible(bool(job.copy_no))
        self.trouble.say(job.error, "bad" if job.state == "failed" else "warning")
        out = job.state in {"printed", "handed_over"}
        for widget, shown in (
            (self.print, not out),
            (self._reason, out),
            (self.again, out),
            (self.hand, job.state == "printed"),
        ):
            widget.setVisible(shown)
            widget.setEnabled(True)
        if job.state == "printed":
            self.hand.setFocus()

    def _show_busy(self) -> None:
        self.trouble.say(_("Đang in…"), "info")
        for button in (self.print, self.again, self.hand):
            button.setEnabled(False)

    def _on_print(self) -> None:
        if self._run.busy:
            return
        if self._job.state in {"printed", "handed_over"}:
            self.reason.setFocus()
            return
        self._run.send(
            self._job.id,
            printer=self.printer.value() or "",
            size=PaperSize(self.paper_size.value()),
            copies=self.copies.count(),
        )

    def _on_again(self) -> None:
        """Issue the document anew, marked and with a reason, and print it."""
        if self._run.busy:
            return
        office, job = self._place.office, self._job
        self._place.act(
            lambda: self._send(
                office.paper.reissue,
                job.subject,
                job.document,
                reason=self.reason.value(),
                issue=job.issue,
            ),
            {"reason": self._reason},
            self._on_reissued,
        )

    def _on_reissued(self, job: PrintJob) -> None:
        self._job = job
        self.reason.clear()
        self._show_state()
        self._draw()
        self._on_print()

    def _on_hand(self) -> None:
        paper = self._place.office.paper
        self._place.act(lambda: self._send(paper.hand_over, self._job.id), then=self._on_handed)

    def _on_handed(self, job: PrintJob) -> None:
        self._job = job
        self.handed.emit(self._job)
        self.accept()

    def _on_printed(self, job: PrintJob) -> None:
        self._job = job
        self._show_state()
        if self.filed and not job.error:
            paper = document_label(job.document).text
            self.trouble.say(
                _("{paper} đã lưu thành tệp, chưa in ra giấy.").format(paper=paper), "warning"
            )
        self.came_out.emit(job)
        self._forget()

    def _on_closed(self) -> None:
        self._closed = True
        self._forget()

    def _forget(self) -> None:
        """A closed window goes, once the print under way has told how it ended; a locked screen only hides it."""
        if self._closed and not self._run.busy:
            self.deleteLater()

    def _on_failed(self, job: int, sentence: str) -> None:
        self._job = self._read(job)
        self._show_state()
        self.trouble.say(sentence, "bad")
        self.print.setFocus()
        self._forget()
