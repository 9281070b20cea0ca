"""The content of a dossier's papers, gathered from the tables before they are drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.paper.heading import authority_heading, heading
from counter_app.desk.paper.money_facts import paid_by
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel, Dossier, Outcome
from counter_app.domain.dossier.events import DOSSIER_RETURNED
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.office.staff import is_person
from counter_app.domain.paper.document_kinds import FORM_OF, document_kind
from counter_app.domain.paper.forms import FormVersion, form_on, forms_of
from counter_app.domain.paper.receipt_sheets import ReceiptSheet, ReturnSheet
from counter_app.domain.paper.slip_sheets import (
    ApologySheet,
    ControlLeg,
    ControlSheet,
    GuidanceSheet,
    PaperHead,
    RefusalSheet,
    StopSheet,
    SupplementSheet,
    VisitItem,
    VisitSheet,
)
from counter_app.domain.paper.slips import WantedPaper
from counter_app.wording.dossier.labels import channel_text, outcome_text
from counter_app.wording.dossier.receipt_notes import clock_notes, elsewhere_notes, receipt_notes
from counter_app.wording.paper.agencies import agency_of
from counter_app.wording.promise.due import how_counted, limit_text, promised_limit_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from counter_app.domain.handover.whereabouts import Holder, Leg
    from counter_app.domain.paper.heading import Heading
    from counter_app.store.read.prints import PrintJob
    from counter_app.store.store import Store

REFUSED_KIND = "văn bản từ chối giải quyết hồ sơ"


class Gathering:
    """Reads a store for papers about dossiers; ``signer`` makes them now (login).

    A print that was ``issued`` has the office's forms, letterhead and names as they were at that act, however often it
    is printed again; where the office is found and called by telephone is told as of today.
    """

    def __init__(self, store: Store, signer: str = "", *, issued: int | None = None) -> None:
        self.store = store
        self._signer = signer
        now = store.settings.office()
        self._then = store.asof.rules_at(issued) if issued is not None else None
        self.settings = self._then.settings if self._then else now
        self.names = store.officers.names()
        if self._then:
            self.names = {**self.names, **self._then.officers}
        self.heading = replace(heading(self.settings), address=now.address, phone=now.phone)

    def name(self, login: str) -> str:
        """An officer's name, or the login of one the table does not know.

        The program and its keys are nobody: what they wrote down is signed by whoever makes the paper, else the line
        stays free.
        """
        if not is_person(login):
            login = self._signer
        return self.names.get(login, login) if is_person(login) else ""

    def form(self, document: str, day: date) -> FormVersion | None:
        """The way a document's form is printed on ``day``; None for papers without a legal form."""
        number = FORM_OF.get(document)
        return form_on(forms_of(self.settings), number, day) if number else None

    def issued_at(self, job: PrintJob) -> datetime:
        """The moment the paper was first issued: a copy keeps the form of its first print."""
        first = self.store.prints.get(job.issue) if job.copy_no else job
        return (first or job).issued_at

    def head(self, job: PrintJob, *, of_authority: bool = False) -> PaperHead:
        """The head of the paper, by the form in force when it was issued.

        It is the agency's where the form says so, or for ``of_authority``.
        """
        at = self.issued_at(job)
        form = self.form(job.document, at.date())
        signed_above = of_authority or (form is not None and form.of_authority)
        own = self.authority_heading() if signed_above else self.heading
        return PaperHead(
            heading=own,
            title=form.title if form else document_kind(job.document).title,
            issued_at=at,
            form_label=form.label if form else "",
            number=form.numbered(job.number, own.symbol) if form else _plain_number(job.number),
            reprint=job.copy_no,
            reprint_reason=job.reason,
            chain=job.head,
            writer=self.name(self.store.paper_facts.writer_of(job.issue)),
        )

    def authority_heading(self) -> Heading:
        """The agency above the unit, reached where the unit is."""
        reached = self.heading
        above = authority_heading(self.settings)
        return replace(above, address=reached.address, phone=reached.phone)

    def receipt(self, job: PrintJob, dossier: Dossier) -> ReceiptSheet:
        """Mẫu 01."""
        worded = self.issued_at(job).date()
        form = self.form("receipt", worded)
        assert form is not None  # noqa: S101 - Mẫu 01 always has a version
        changes = self.store.paper_facts.changes_before(dossier.id, job.id) if job.copy_no else []
        return ReceiptSheet(
            heading=self.heading,
            dossier=dossier,
            form_label=form.label,
            number=form.numbered(dossier.form_no, self.heading.symbol),
            limit=promised_limit_text(dossier),
            explanation=self.explanation(dossier),
            receiver_name=self.name(dossier.visited_by or dossier.receiver),
            book=self.book(dossier),
            issued_at=job.issued_at,
            reprint=job.copy_no,
            reprint_reason=job.reason,
            head=job.head,
            notes=(
                *elsewhere_notes(dossier),
                *receipt_notes(changes),
                *self.clock_notes(job, dossier),
            ),
            title=form.title,
            paid=paid_by(self.store, dossier, job),
            worded=worded,
        )

    def clock_notes(self, job: PrintJob, dossier: Dossier) -> tuple[str, ...]:
        """The notes on the clock for a paper printed again; the first one stays as it was given out."""
        doubted = bool(job.copy_no) and self.store.paper_facts.doubted(dossier.code)
        return clock_notes(doubted=doubted)

    def book(self, dossier: Dossier) -> str:
        """The volume a dossier stands in: ``Hộ tịch 2026``."""
        sector, _slash, year = dossier.book.partition("/")
        return f"{self.sector_names().get(sector, sector)} {year}"

    def sector_names(self) -> Mapping[str, str]:
        """Sectors' names by key."""
        if self._then:
            return self._then.sector_names
        return {sector.key: sector.name for sector in self.store.catalogue.sectors()}

    def explanation(self, dossier: Dossier) -> str:
        """The way the promise was counted; nothing once it no longer follows from the limit alone."""
        due = dossier.due
        if due is None or dossier.limit is None or due.at != dossier.promised_at:
            return ""
        marks: Any = self.store.calendar.current().marks
        return how_counted(due, dossier.limit, {day: mark.name for day, mark in marks.items()})

    def visit(self, job: PrintJob, dossier: Dossier) -> VisitSheet:
        """Mẫu 01 for a whole visit; the numbers its dossiers took stand in its own."""
        codes = job.body.get("codes") or [dossier.code]
        found = [self.store.dossiers.by_code(code) for code in codes]
        dossiers = [item for item in found if item is not None]
        head = self.head(job)
        form = self.form("visit_receipt", head.issued_at.date())
        number = form.numbered(dossiers[0].form_no, self.heading.symbol) if form else ""
        if form and len(dossiers) > 1:
            last = f"{dossiers[-1].form_no:02d}"
            number = number.replace("/", f"–{last}/", 1) if "/" in number else f"{number}–{last}"
        items = tuple(
            VisitItem(
                dossier=item,
                limit=limit_text(item.limit) if item.limit else "",
                book=self.book(item),
                paid=paid_by(self.store, item, job),
                notes=self.clock_notes(job, item),
            )
            for item in dossiers
        )
        return VisitSheet(head=replace(head, number=number), items=items)

    def returned(self, job: PrintJob, dossier: Dossier) -> ReturnSheet:
        """Giấy biên nhận trả kết quả."""
        events = self.store.journal.of(dossier.code)
        actors = [entry.actor for entry, _body in events if entry.kind == DOSSIER_RETURNED]
        return ReturnSheet(
            heading=self.heading,
            dossier=dossier,
            returner_name=self.name(actors[-1]) if actors else "",
            returned_at=dossier.returned_at or job.issued_at,
            reprint=job.copy_no,
            reprint_reason=job.reason,
            kind=self.result_kind(dossier),
        )

    def result_kind(self, dossier: Dossier) -> str:
        """The result the procedure ends with, as the catalogue names it."""
        facts = dossier.result_facts
        if facts is not None and facts.outcome is Outcome.REFUSED:
            return REFUSED_KIND
        procedure = self.store.catalogue.valid(dossier.procedure_code, dossier.received_at.date())
        return procedure.result if procedure else ""

    def supplement(self, job: PrintJob, dossier: Dossier) -> SupplementSheet:
        """Mẫu 02, with the last day as it was set by the act it was issued with."""
        until = self._act(job).get("until")
        return SupplementSheet(
            head=self.head(job),
            dossier=dossier,
            wanted=wanted_of(job.body),
            reason=str(job.body.get("reason", "")),
            until=date.fromisoformat(until) if until else None,
            contact=str(job.body.get("contact", "")),
        )

    def _act(self, job: PrintJob) -> dict[str, Any]:
        """The event a slip was issued with: the one it names, else the last one before it."""
        named = job.body.get("move")
        if isinstance(named, int):
            return self.store.paper_facts.payload_of(named)
        return self.store.paper_facts.act_before(job.subject, job.issue)

    def refusal(self, job: PrintJob, dossier: Dossier) -> RefusalSheet:
        """Mẫu 03: the unit's when it takes nothing in, the agency's when it does not resolve what was taken in."""
        resolved = job.body.get("outcome") == Outcome.REFUSED.value
        return RefusalSheet(
            head=self.head(job, of_authority=resolved),
            dossier=dossier,
            reason=str(job.body.get("reason", "")),
            wanted=wanted_of(job.body),
            resolved=resolved,
        )

    def apology(self, job: PrintJob, dossier: Dossier) -> ApologySheet:
        """Mẫu 04: the promise that is missed is the one in force when it was issued."""
        act = self._act(job)
        promised, until = act.get("promised_at"), job.body.get("until")
        return ApologySheet(
            head=self.head(job),
            dossier=dossier,
            reason=str(job.body.get("reason", "")),
            promised_at=from_local_text(promised) if promised else dossier.promised_at,
            until=from_local_text(until) if until else dossier.reappointed_to,
        )

    def stop(self, job: PrintJob, dossier: Dossier) -> StopSheet:
        """Mẫu 05, with what was paid back by now."""
        act = self._act(job)
        money = self.store.fees.of_dossier(dossier.id)
        back = [entry.amount for entry in money if entry.kind is FeeKind.REFUNDED]
        if not money:
            back = [0]  # nothing was taken, so nothing is to be given back
        at, asked_by = act.get("at"), job.body.get("asked_by")
        return StopSheet(
            head=self.head(job),
            dossier=dossier,
            act=str(job.body.get("act") or act.get("act", "")),
            reason=str(job.body.get("reason", "")),
            asked_at=from_local_text(at) if at else job.issued_at,
            asked_how=channel_text(Channel(asked_by)) if asked_by else "",
            fee_back=sum(back) if back else None,
        )

    def control(self, job: PrintJob, dossier: Dossier) -> ControlSheet:
        """Mẫu 06 with every hand-over until now."""
        legs = self.store.handover.legs(dossier.id)
        return ControlSheet(
            head=self.head(job),
            dossier=dossier,
            resolver=agency_of(self.settings, dossier.resolver),
            partner=str(job.body.get("partner", "")),
            legs=tuple(_leg(self, leg, first=at == 0) for at, leg in enumerate(legs)),
        )

    def office(self, holder: Holder) -> str:
        """The office of somebody who has papers."""
        return holder.office or self.settings.name

    def guidance(self, job: PrintJob, dossier: Dossier) -> GuidanceSheet:
        """Phiếu hướng dẫn for a dossier."""
        return GuidanceSheet(
            head=self.head(job),
            procedure=dossier.procedure_name,
            wanted=wanted_of(job.body),
            dossier=dossier,
            limit=promised_limit_text(dossier),
            note=str(job.body.get("note", "")),
        )


def _leg(gathering: Gathering, leg: Leg, *, first: bool) -> ControlLeg:
    """One leg; when the counter passes a dossier on, nothing of it is resolved yet that could be early or late."""
    return ControlLeg(
        giver_office=gathering.office(leg.giver),
        giver=gathering.name(leg.giver.officer),
        taker_office=gathering.office(leg.taker),
        taker=gathering.name(leg.taker.officer),
        given_at=leg.given_at,
        taken_at=leg.taken_at,
        outcome="" if first else outcome_text(leg.outcome),
    )


def wanted_of(body: dict[str, Any]) -> tuple[WantedPaper, ...]:
    """The papers a slip names."""
    return tuple(WantedPaper.from_dict(item) for item in body.get("wanted", ()))


def _plain_number(number: int | None) -> str:
    return f"Số: {number:02d}" if number is not None else ""
