"""Paper: sheets gathered, drawn, sent to a printer, and what became of them written down.

Paper always follows the commit: a failed print is printed again, never a new number and never a lost one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, Session, changed
from counter_app.desk.issuing import issue_paper
from counter_app.domain.clock import local_text
from counter_app.domain.dossier import Dossier
from counter_app.domain.queueing import Ticket
from counter_app.domain.sheets import Heading, PaperSize, ReceiptSheet, ReturnSheet, TicketSheet
from counter_app.domain.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.printing.devices.printer import HeldError, Printer
from counter_app.settings import OfficeSettings
from counter_app.store.records import PrintJob
from counter_app.store.store import Store
from counter_app.wording.due import explain_due, limit_text
from counter_app.wording.priorities import priority_text

PrinterFor = Callable[[str], Printer]
"""From a preference such as "lp:may-in" to the device behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A drawn document on its way to a printer."""

    job: int
    title: str
    size: PaperSize
    pdf: bytes


class Paperwork(Desk):
    """Everything done with paper."""

    def __init__(self, store: Store, session: Session, printer_for: PrinterFor) -> None:
        super().__init__(store, session)
        self.printer_for = printer_for

    def unprinted(self) -> list[PrintJob]:
        """Papers issued but not printed, oldest first."""
        return self.store.records.unprinted()

    def prints_of(self, code: str) -> list[PrintJob]:
        """Every print of a dossier's papers."""
        return self.store.records.prints_of(code)

    def draw(self, job: int, size: PaperSize | None = None) -> Paper:
        """The document of a print as PDF, on its own paper size or another. Errors: RuleError."""
        found = self.store.records.print_job(job)
        if found is None:
            raise RuleError(_("Không có bản in này."))
        chosen = size or PaperSize(found.size)
        dossier = self._dossier(found.subject)
        return Paper(
            job=job,
            title=f"{found.document}-{dossier.code}",
            size=chosen,
            pdf=self._drawn(found, dossier, chosen),
        )

    def draw_receipt(self, code: str, size: PaperSize) -> bytes:
        """The receipt of a dossier as it was issued last, as PDF."""
        jobs = [job for job in self.store.records.prints_of(code) if job.document == "receipt"]
        if not jobs:
            raise RuleError(
                _("Hồ sơ {code} chưa có giấy tiếp nhận.").format(code=code), field="code"
            )
        return self.draw(jobs[-1].id, size).pdf

    def reissue(self, code: str, document: str, *, reason: str) -> Done[PrintJob]:
        """Issue a document again; it will carry "BẢN IN LẠI lần n". Errors: RuleError without a reason."""
        officer = self.acting(Duty.RECEIVE)
        reason = clean(reason)
        if not reason:
            raise RuleError(_("In lại cần ghi lý do."), field="reason", rule="reason")
        with self.store.transaction() as tx:
            dossier = self._dossier(code)
            first = self.store.records.last_issue(dossier.code, document)
            if first is None:
                raise RuleError(
                    _("Giấy này chưa phát hành lần nào nên không in lại được."), field="document"
                )
            entry = issue_paper(
                tx,
                dossier.code,
                document,
                size=self.preferences.receipt_size,
                actor=officer.login,
                copy_no=self.store.records.next_copy(first.issue),
                reason=reason,
                of=first.issue,
            )
        job = self.store.records.print_job(entry.seq)
        assert job is not None  # noqa: S101 - just recorded
        return Done(job, changed(Noun.PRINT))

    def print(
        self,
        job: int,
        *,
        printer: str = "",
        size: PaperSize | None = None,
        copies: int | None = None,
    ) -> Done[PrintJob]:
        """Send a print to a printer and write down that it came out, or that it failed.

        What is not given is as this computer prefers it, the size as the document was issued.
        A job that a print server keeps for a printer that does not answer counts as printed, with the server's
        sentence in ``error``: it comes out by itself, and sending it again would bring it twice.
        Errors: DeviceError in one sentence; the print then stands as failed and can be sent again.
        """
        paper = self.draw(job, size)
        device = self.printer_for(printer or self.preferences.printer)
        try:
            device.preflight()
            device.print(
                paper.pdf,
                title=paper.title,
                size=paper.size,
                copies=copies or self.preferences.receipt_copies,
            )
        except HeldError as error:
            return self._note(job, "printed", error.message)
        except DeviceError as error:
            self._note(job, "failed", error.message)
            raise
        return self._note(job, "printed")

    def printed(self, job: int) -> Done[PrintJob]:
        """Write down that a print came out by another way (the preview's own print button)."""
        return self._note(job, "printed")

    def hand_over(self, job: int) -> Done[PrintJob]:
        """Write down that the citizen has the paper."""
        return self._note(job, "handed_over")

    def _note(self, job: int, state: str, error: str = "") -> Done[PrintJob]:
        officer = self.acting(Duty.RECEIVE)
        found = self.store.records.print_job(job)
        if found is None:
            raise RuleError(_("Không có bản in này."))
        with self.store.transaction() as tx:
            payload = {"print": job, "state": state, "at": local_text(tx.now), "error": error}
            tx.record("paper.changed", found.subject, payload, actor=officer.login)
        return Done(self.store.records.print_job(job) or found, changed(Noun.PRINT))

    @in_vietnamese()
    def draw_ticket(self, ticket: Ticket, ahead: int) -> bytes:
        """A queue ticket on 80 mm paper."""
        from counter_app.printing.documents.ticket import ticket as draw

        groups = {group.letter: group.name for group in self.store.catalogue.queue_groups()}
        sheet = TicketSheet(
            heading=heading(self.settings),
            label=ticket.label,
            queue_name=groups.get(ticket.line, ticket.line),
            taken_at=ticket.taken_at,
            ahead=ahead,
            priority=priority_text(ticket.priority),
        )
        return draw(sheet)

    def print_ticket(self, ticket: Ticket, ahead: int) -> None:
        """Print a ticket. Errors: DeviceError; the number itself is already in the queue."""
        device = self.printer_for(self.preferences.ticket_printer or self.preferences.printer)
        device.preflight()
        device.print(
            self.draw_ticket(ticket, ahead),
            title=f"so-{ticket.label}",
            size=PaperSize.ROLL,
            copies=1,
        )

    def _dossier(self, code: str) -> Dossier:
        dossier = self.store.dossiers.by_code(code)
        if dossier is None:
            raise RuleError(_("Không có hồ sơ {code}.").format(code=code), field="code")
        return dossier

    @in_vietnamese()
    def _drawn(self, job: PrintJob, dossier: Dossier, size: PaperSize) -> bytes:
        from counter_app.printing.documents.receipt import receipt
        from counter_app.printing.documents.return_slip import return_slip

        if job.document == "return_slip":
            return return_slip(self._return_sheet(job, dossier), size)
        return receipt(self._receipt_sheet(job, dossier), size)

    def _receipt_sheet(self, job: PrintJob, dossier: Dossier) -> ReceiptSheet:
        settings = self.settings
        sectors = {sector.key: sector.name for sector in self.store.catalogue.sectors()}
        sector, _slash, year = dossier.book.partition("/")
        return ReceiptSheet(
            heading=heading(settings),
            dossier=dossier,
            form_label=settings.form_labels.get("01", ""),
            number=f"Số: {dossier.form_no:02d}/{settings.number_suffixes.get('01', '')}",
            limit=limit_text(dossier.limit) if dossier.limit else "",
            explanation=self._explanation(dossier),
            receiver_name=self.store.officers.names().get(dossier.receiver, dossier.receiver),
            book=f"{sectors.get(sector, sector)} {year}",
            issued_at=job.issued_at,
            reprint=job.copy_no,
            reprint_reason=job.reason,
            head=job.head,
        )

    def _return_sheet(self, job: PrintJob, dossier: Dossier) -> ReturnSheet:
        events = [entry for entry, _body in self.store.journal.of(dossier.code)]
        actors = [entry.actor for entry in events if entry.kind == "dossier.returned"]
        names = self.store.officers.names()
        return ReturnSheet(
            heading=heading(self.settings),
            dossier=dossier,
            returner_name=names.get(actors[-1], actors[-1]) if actors else "",
            returned_at=dossier.returned_at or job.issued_at,
            reprint=job.copy_no,
            reprint_reason=job.reason,
        )

    def _explanation(self, dossier: Dossier) -> str:
        if dossier.due is None or dossier.limit is None:
            return ""
        return explain_due(dossier.due, dossier.limit, self._day_names())

    def _day_names(self) -> dict[date, str]:
        marks: Any = self.store.calendars.current().marks
        return {day: mark.name for day, mark in marks.items()}


def heading(settings: OfficeSettings) -> Heading:
    """The office as its papers name it."""
    return Heading(
        parent=settings.parent,
        unit=settings.unit,
        name=settings.name,
        place=settings.place,
        address=settings.address,
        phone=settings.phone,
        sample=settings.sample,
    )
