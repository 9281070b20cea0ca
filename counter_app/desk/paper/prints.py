"""Paper: sheets gathered, drawn, sent to a printer, and what became of them written down.

Paper always follows the commit: a failed print is printed again, never a new number and never a lost one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.desk.act import made_by
from counter_app.desk.desk import Desk, Done, Noun, Session
from counter_app.desk.paper.clear_files import ClearFiles
from counter_app.desk.paper.heading import heading
from counter_app.desk.paper.issue import issue_paper, issued_print
from counter_app.domain.clock import local_text
from counter_app.domain.office.printers import is_known
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.document_kinds import document_kind, fitting_size
from counter_app.domain.paper.events import PAPER_CHANGED, PAPER_ISSUED, Changed
from counter_app.domain.paper.receipt_sheets import TicketSheet
from counter_app.domain.paper.sizes import PaperSize, only_size
from counter_app.domain.queue.tickets import Priority, Ticket
from counter_app.domain.text import clean
from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.paths import PAPERS
from counter_app.printing.devices.printer import HeldError, Printer
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.read.prints import PrintJob
    from counter_app.store.store import Store

__all__ = ["Paper", "PrinterFor", "Prints", "heading"]

PrinterFor = Callable[[str], Printer]
"""From a preference such as "lp:may-in" to the device behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A drawn document on its way to a printer."""

    job: int
    title: str
    size: PaperSize
    pdf: bytes


class Prints(Desk):
    """Everything done with paper."""

    def __init__(self, store: Store, session: Session, printer_for: PrinterFor) -> None:
        super().__init__(store, session)
        self.printer_for = printer_for

    def unprinted(self) -> list[PrintJob]:
        """Papers issued but not printed, oldest first."""
        return self.store.prints.unprinted()

    def prints_of(self, code: str) -> list[PrintJob]:
        """Every print of a dossier's papers."""
        return self.store.prints.of(code)

    def job(self, job: int) -> PrintJob | None:
        """One print by its number."""
        return self.store.prints.get(job)

    def draw(self, job: int, size: PaperSize | None = None) -> Paper:
        """The document of a print as PDF, on its own paper size or another. Errors: RuleError."""
        from counter_app.desk.paper.render import drawn

        found = self.store.prints.get(job)
        if found is None:
            raise RuleError(_("Không có bản in này. Mở lại danh sách bản in."))
        chosen = fitting_size(found.document, size or PaperSize(found.size))
        return Paper(
            job=job,
            title=f"{document_kind(found.document).stem}-{found.subject}",
            size=chosen,
            pdf=drawn(self.store, found, chosen, self.signer()),
        )

    def signer(self) -> str:
        """The officer who makes papers now (login); empty while nobody is signed in."""
        return self.session.login

    def draw_receipt(self, code: str, size: PaperSize) -> bytes:
        """The receipt of a dossier as it was issued last, as PDF. Errors: RuleError when it has none of its own."""
        jobs = [job for job in self.store.prints.of(code) if job.document == "receipt"]
        if not jobs:
            dossier = self.store.dossiers.by_code(code)
            text = _("Hồ sơ {code} chưa có giấy hẹn. Tiếp nhận hồ sơ trước.")
            if dossier is not None and dossier.visit is not None:
                text = _(
                    "Hồ sơ {code} nằm trong giấy hẹn chung của lần nộp. Chọn Lập giấy tờ khác để lập giấy hẹn riêng."
                )
            raise RuleError(text.format(code=code), field="code")
        return self.draw(jobs[-1].id, size).pdf

    def reissue(
        self, code: str, document: str, *, reason: str, issue: int = 0, op_id: str = ""
    ) -> Done[PrintJob]:
        """Issue a document again, the latest or the one whose first print is ``issue``; marked "BẢN IN LẠI lần n".

        Errors: RuleError without a reason.
        """
        act = self.act(Duty.RECEIVE, op_id, PAPER_ISSUED)
        reason = clean(reason)
        if not reason:
            raise RuleError(
                _("Chưa có lý do in lại. Ghi lý do rồi in."), field="reason", rule="reason"
            )
        with act:
            if act.known is None:
                first = self._issued(code, document, issue)
                issue_paper(
                    act,
                    code,
                    document,
                    size=self.preferences.receipt_size,
                    copy_no=self.store.prints.next_copy(first.issue),
                    reason=reason,
                    of=first.issue,
                )
        return act.done(issued_print(self.store, act.first.seq), Noun.PRINT)

    def _issued(self, code: str, document: str, issue: int) -> PrintJob:
        prints = self.store.prints
        found = prints.get(issue) if issue else prints.last_issue(code, document)
        if found is not None and (found.state == "void" or found.document != document):
            found = None
        if found is None:
            if not self.store.prints.of(code):
                self.dossier(code)
            raise RuleError(
                _(
                    "Giấy tờ này chưa phát hành nên không in lại được. Mở hồ sơ, chọn Lập giấy tờ khác."
                ),
                field="document",
            )
        return found

    def print(
        self,
        job: int,
        *,
        printer: str = "",
        size: PaperSize | None = None,
        copies: int | None = None,
        op_id: str = "",
    ) -> Done[PrintJob]:
        """Send a print to a printer and write down that it came out, or that it failed.

        What came out is not sent again under the same ``op_id``; what failed may be.
        What is not given is as this computer prefers it, the size as the document was issued, or the
        one that the printer takes at all.
        A job that a print server keeps for a printer that does not answer counts as printed, with the server's
        sentence in ``error``: it comes out by itself, and sending it again would bring it twice.
        Errors: DeviceError in one sentence; the print then stands as failed and can be sent again. RuleError (field
        "printer") for an address that nobody chose for this computer.
        """
        self._require_known(printer)
        known = made_by(self.store, op_id, PAPER_CHANGED)
        if known is not None:
            return self._note(job, "printed", op_id=op_id)
        wish = printer or self.preferences.printer
        paper = self.draw(job, size or only_size(wish))
        device = self.printer_for(wish)
        try:
            device.preflight()
            device.print(
                paper.pdf,
                title=paper.title,
                size=paper.size,
                copies=copies or self.preferences.receipt_copies,
            )
            self._note_file(device, paper.pdf)
        except HeldError as error:
            return self._note(job, "printed", error.message, op_id=op_id)
        except DeviceError as error:
            self._note(job, "failed", error.message)
            raise
        return self._note(job, "printed", op_id=op_id)

    def _require_known(self, printer: str) -> None:
        kept, folder = self.preferences, self.store.database.path.parent / PAPERS
        if printer and not is_known(printer, (kept.printer, kept.ticket_printer), folder):
            raise RuleError(
                _(
                    "Máy in “{printer}” chưa được chọn cho máy này. Chọn ở Cài đặt, thẻ Máy này, rồi in."
                ).format(printer=printer[:60]),
                field="printer",
                rule="printer",
            )

    def printed(self, job: int, *, op_id: str = "") -> Done[PrintJob]:
        """Write down that a print came out by another way (the preview's own print button)."""
        return self._note(job, "printed", op_id=op_id)

    def hand_over(self, job: int, *, op_id: str = "") -> Done[PrintJob]:
        """Write down that the citizen has the paper; said again it changes nothing: it is given once."""
        return self._note(job, "handed_over", op_id=op_id)

    def _note(self, job: int, state: str, error: str = "", *, op_id: str = "") -> Done[PrintJob]:
        act = self.act(Duty.RECEIVE, op_id, PAPER_CHANGED)
        found = self.store.prints.get(job)
        if found is None:
            raise RuleError(_("Không có bản in này. Mở lại danh sách bản in."))
        with act:
            found = self.store.prints.get(job) or found
            if act.known is None and found.state == state == "handed_over":
                return Done(found, frozenset())
            if act.known is None:
                payload = Changed(print=job, state=state, at=local_text(act.now), error=error)
                act.record(PAPER_CHANGED, found.subject, payload)
        return act.done(issued_print(self.store, act.payload["print"]), Noun.PRINT)

    @in_vietnamese()
    def draw_ticket(self, ticket: Ticket, ahead: int) -> bytes:
        """A queue ticket on 80 mm paper."""
        from counter_app.desk.queue.waiting_room import WaitingRoom
        from counter_app.printing.papers.ticket import ticket as draw

        groups = {group.letter: group.name for group in self.store.catalogue.queue_groups()}
        sheet = TicketSheet(
            heading=heading(self.settings),
            label=ticket.label,
            queue_name=groups.get(ticket.line, ticket.line),
            taken_at=ticket.taken_at,
            ahead=ahead,
            priority=ticket.priority is not Priority.NONE,
            back_at=self.group(WaitingRoom).back_at(ticket) if ahead else None,
            priority_run=self.settings.priority_run,
        )
        return draw(sheet)

    def print_ticket(self, ticket: Ticket, ahead: int) -> None:
        """Print a ticket. Errors: DeviceError; the number itself is already in the queue."""
        device = self.printer_for(self.preferences.ticket_printer or self.preferences.printer)
        device.preflight()
        drawn = self.draw_ticket(ticket, ahead)
        device.print(drawn, title=f"so-{ticket.label}", size=PaperSize.ROLL, copies=1)
        self._note_file(device, drawn)

    def _note_file(self, device: Printer, pdf: bytes) -> None:
        """Note the file a printer of files wrote: it lies there in clear."""
        written = getattr(device, "written", None)
        if written is not None:
            self.group(ClearFiles).note(written, pdf)
