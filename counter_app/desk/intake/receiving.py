"""Intake (tiếp nhận): from a filled form to a dossier with its code, its promise and its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.act import OfficeAct, new_op
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.intake.event import (
    IntakePreview,
    Numbers,
    Place,
    accepted_payload,
    code_of,
    draft_of,
    papers_of,
    received_payload,
    registered_payload,
)
from counter_app.desk.intake.known_card import (
    beside_known,
    different_persons,
    odd_party,
)
from counter_app.desk.intake.outside_reception import OutsideReception
from counter_app.desk.paper.issue import issue_paper, slip_body
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.dossier.dossier import OPEN_STATES, Channel, Dossier, State
from counter_app.domain.dossier.events import (
    DOSSIER_ACCEPTED,
    DOSSIER_MOVED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
)
from counter_app.domain.dossier.moves import Act, cleaned_reason, require_move, require_until
from counter_app.domain.dossier.promises import begins_elsewhere
from counter_app.domain.dossier.reception_points import moment_taken
from counter_app.domain.dossier.representing import require_standing
from counter_app.domain.handover.whereabouts import partner_named
from counter_app.domain.office.staff import Duty
from counter_app.domain.person.bare import bare_party
from counter_app.domain.promise.due import Due, compute_due
from counter_app.domain.promise.pauses import working_minutes
from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError, in_place
from counter_app.i18n import _
from counter_app.wording.promise.due import explain_due

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.card.identity_card import CardReading
    from counter_app.domain.catalogue.sectors import PaperItem, Procedure
    from counter_app.domain.dossier.draft import IntakeDraft
    from counter_app.domain.dossier.events import Moved
    from counter_app.domain.paper.slips import WantedPaper
    from counter_app.domain.person.party import Party
    from counter_app.settings import OfficeSettings

_TAKEN_IN = (DOSSIER_RECEIVED, DOSSIER_REGISTERED)


class Intake(Desk):
    """Everything done at the intake form."""

    def procedures(self, text: str) -> list[Procedure]:
        """Procedures that may be asked for today, by name without accents, initials, synonym or code."""
        return self.store.catalogue.search(text, self.today())

    def read_card(self, text: str) -> CardReading:
        """The card behind a scanned QR text, beside who is known under its number; nothing is kept."""
        # A form without a card needs none of it.
        from counter_app.domain.card.identity_card import read_card

        reading = read_card(text, self.today())
        known = self.earlier(reading.card.to_party()) if reading.card else ()
        return beside_known(reading, known)

    def differences(self, party: Party) -> str:
        """The differences of the latest dossier of the same number about the person; empty when there are none."""
        found = self.store.dossiers.earlier_of(party, most=1)
        return different_persons(found[0], party) if found else ""

    def warnings(self, party: Party) -> list[str]:
        """Reasons to look again at a person's name and numbers; never a refusal."""
        more = self.differences(party), bare_party(party)
        return [*odd_party(party.cleaned()), *filter(None, more)]

    def earlier(self, party: Party) -> list[Dossier]:
        """The same person's latest dossiers, to fill the form from and to spot repeats."""
        return self.store.dossiers.earlier_of(party)

    def duplicates(self, draft: IntakeDraft) -> list[Dossier]:
        """Open dossiers of the same person for the same procedure."""
        return [
            dossier
            for dossier in self.store.dossiers.earlier_of(draft.applicant, most=20)
            if dossier.procedure_code == draft.procedure and dossier.state in OPEN_STATES
        ]

    def waiting(self, party: Party) -> list[Dossier]:
        """The same person's dossiers that were handed in and wait for what they lack."""
        return [
            dossier
            for dossier in self.store.dossiers.earlier_of(party, most=20)
            if dossier.state is State.SUPPLEMENT and not dossier.accepted
        ]

    def check(self, draft: IntakeDraft, *, promising: bool = True) -> IntakePreview:
        """Checks that a form could be saved now, and what it would become. Errors as ``receive``."""
        draft = draft.cleaned()
        self.group(OutsideReception).check(draft)
        if promising:
            require_standing(draft, moment_taken(draft, self.now()).date())
        return self.preview(draft, promising=promising)

    def preview(
        self, draft: IntakeDraft, received: datetime | None = None, *, promising: bool = True
    ) -> IntakePreview:
        """Due moment with its explanation, fee and papers as they stand now; nothing due unless ``promising``.

        Errors: RuleError for an unknown procedure, a missing limit, or a calendar year that is not confirmed.
        """
        received = received or moment_taken(draft, self.now())
        procedure = _chosen_case(self.procedure(draft.procedure, received.date()), draft)
        limit = _limit(procedure, draft) if promising else None
        calendar = self.store.calendar.current()
        elsewhere = limit is not None and _is_elsewhere(draft, procedure, self.settings)
        begins = begins_elsewhere(received, calendar, draft.channel) if elsewhere else None
        due = compute_due(received, limit, calendar, begins) if limit else None
        papers = papers_of(draft, procedure)
        given = {paper.name for paper in papers}
        fee, waived = _payable(procedure, draft, _computed(procedure, draft, received.date()))
        return IntakePreview(
            procedure=procedure,
            limit=limit,
            due=due,
            allowed=working_minutes(calendar, received, due.at) if due else None,
            explanation=_explained(due, limit, calendar),
            fee=fee,
            waived=waived,
            relief=draft.relief,
            papers=papers,
            missing=tuple(
                paper for paper in procedure.papers if paper.required and paper.name not in given
            ),
            elsewhere=elsewhere,
        )

    def receive(self, draft: IntakeDraft, *, op_id: str = "", draft_id: str = "") -> Done[Dossier]:
        """Make the dossier: code, numbers, frozen promise and its receipt, in one transaction.

        ``op_id`` is the form's own; the same form sent twice gives the same dossier.
        Errors: RuleError naming the field, ClockError, StoreError.
        """
        done = self.receive_all([(draft, op_id)], draft_id=draft_id)
        return Done(done.result[0], done.changes)

    def receive_all(
        self,
        forms: Sequence[tuple[IntakeDraft, str]],
        *,
        draft_id: str = "",
        together: bool = False,
    ) -> Done[tuple[Dossier, ...]]:
        """Receive several (form, op_id) pairs in one transaction: all of them or none. Errors as ``receive``.

        ``together`` makes them one visit with one slip (document "visit_receipt", on the first dossier).
        """
        act = self.act(Duty.RECEIVE, "", *_TAKEN_IN)
        cleaned = [(draft.cleaned(), op_id or new_op()) for draft, op_id in forms]
        for place, (draft, _op) in enumerate(cleaned, 1):
            with in_place(place):
                self.group(OutsideReception).check(draft)
        codes: list[str] = []
        visit: Visit | None = Visit() if together and len(cleaned) > 1 else None
        with act:
            for place, (draft, op_id) in enumerate(cleaned, 1):
                with in_place(place):
                    known = act.sent(op_id)
                    codes.append(known.subject if known else self.record(act, draft, visit))
            if visit is not None and act.tx.entries:
                self._issue(act, codes[0], "visit_receipt", body={"codes": codes})
            if draft_id:
                self.store.drafts.drop(draft_id, of=act.officer.login)
        return act.done(tuple(map(self.dossier, codes)), Noun.DOSSIER, Noun.PRINT, Noun.DRAFT)

    def record(
        self, act: OfficeAct, draft: IntakeDraft, visit: Visit | None = None, *, replaces: str = ""
    ) -> str:
        """Write a cleaned and checked form down within an act, with its receipt; the code. Errors: as ``receive``.

        ``replaces`` is the dossier entered by mistake where this one was meant.
        """
        draft, at = self.group(OutsideReception).taken(act, draft)
        require_standing(draft, at.date())
        preview = self.preview(draft, at)
        place = self.group(OutsideReception).place(act, preview, at)
        numbers = self._numbers(act, preview, place)
        payload = received_payload(draft, preview, place=place, numbers=numbers)
        if visit is not None:
            payload["visit"] = visit.first or "first"
        if replaces:
            payload["replaces"] = replaces
        entry = act.record(DOSSIER_RECEIVED, code_of(place, numbers).text, payload)
        if visit is not None:
            visit.first = visit.first or entry.seq
        else:
            self._issue(act, entry.subject, "receipt")
        return entry.subject

    def register(
        self,
        draft: IntakeDraft,
        act: Act,
        *,
        reason: str,
        wanted: Sequence[WantedPaper] = (),
        until: date | None = None,
        contact: str = "",
        op_id: str = "",
        draft_id: str = "",
    ) -> Done[Dossier]:
        """Write down what was handed in but cannot be accepted: SUPPLEMENT (Mẫu 02) or REFUSE (Mẫu 03).

        The slip says everything at once (Nghị định 118/2025/NĐ-CP Điều 11, 17), until when it may be brought, and
        whom to ask (``contact``). Errors: RuleError naming the field.
        """
        from counter_app.domain.paper.slips import cleaned_wanted

        deed = self.act(Duty.RECEIVE, op_id, *_TAKEN_IN)
        draft = draft.cleaned()
        self.group(OutsideReception).check(draft)
        reason, wanted = cleaned_reason(reason), cleaned_wanted(wanted)
        state = require_move(State.REGISTERED, act, reason=reason, accepted=False)
        with deed:
            if deed.known is None:
                code = self._register(deed, draft)
                last = self._until(deed.now, draft, until) if act is Act.SUPPLEMENT else None
                move = _asked_for(self.dossier(code), act, state, deed.now, reason, wanted, last)
                number = deed.record(DOSSIER_MOVED, code, move).seq
                body = slip_body(number, move, contact=clean(contact))
                self._issue(deed, code, *_slip(act), body=body)
            if draft_id:
                self.store.drafts.drop(draft_id, of=deed.officer.login)
        saved = self.dossier(deed.first.subject)
        return deed.done(saved, Noun.DOSSIER, Noun.PRINT, Noun.DRAFT)

    def _register(self, act: OfficeAct, draft: IntakeDraft) -> str:
        draft, at = self.group(OutsideReception).taken(act, draft)
        preview = self.preview(draft, at, promising=False)
        place = replace(self.group(OutsideReception).place(act, preview, at), handler="")
        numbers = self._numbers(act, preview, place)
        payload = registered_payload(draft, preview, place=place, numbers=numbers)
        return act.record(DOSSIER_REGISTERED, code_of(place, numbers).text, payload).subject

    def _until(self, now: datetime, draft: IntakeDraft, wish: date | None) -> date:
        if wish is not None:
            require_until(wish, now)
            return wish
        procedure = self.store.catalogue.valid(draft.procedure, now.date())
        return self.last_day_to_wait(now.date(), procedure)

    def preview_accept(self, dossier: Dossier, *, limit: TimeLimit | None = None) -> IntakePreview:
        """The promise of accepting a waiting dossier now. Errors as ``preview``."""
        return self.preview(draft_of(dossier, limit=limit))

    def accept(
        self,
        code: str,
        *,
        papers: tuple[PaperItem, ...] | None = None,
        fee: int | None = None,
        limit: TimeLimit | None = None,
        op_id: str = "",
    ) -> Done[Dossier]:
        """Accept what was handed in earlier, now that it is complete: its promise counts from this moment.

        Errors: RuleError (rule "move") when it is not waiting at the counter, others as ``receive``.
        """
        with self.act(Duty.RECEIVE, op_id, DOSSIER_ACCEPTED) as act:
            if act.known is None:
                dossier = self.dossier(code)
                require_move(dossier.state, Act.ACCEPT, accepted=dossier.accepted)
                require_standing(dossier, act.now.date())
                draft = draft_of(dossier, papers=papers, fee=fee, limit=limit).cleaned()
                preview = self.preview(draft, act.now)
                place = self.group(OutsideReception).place(act, preview, act.now)
                payload = accepted_payload(
                    draft,
                    preview,
                    dossier=dossier.id,
                    place=place,
                    numbers=self._numbers(act, preview, place),
                )
                act.record(DOSSIER_ACCEPTED, dossier.code, payload)
                self._issue(act, dossier.code, "receipt")
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER, Noun.PRINT)

    def _issue(
        self, act: OfficeAct, code: str, document: str, form: str = "", **named: Any
    ) -> None:
        issue_paper(act, code, document, form=form, size=self.preferences.receipt_size, **named)

    def _numbers(self, act: OfficeAct, preview: IntakePreview, place: Place) -> Numbers:
        year, device = f"{place.counted:%Y}", self.store.database.device
        return Numbers(
            device=device,
            sequence=act.next_number(f"dossier:{device:02d}", place.counted.isoformat()),
            form=act.next_number("form:01", year),
            book=act.next_number(f"book:{preview.procedure.sector}", year),
        )


class Visit:
    """Dossiers taken in at one visit; ``first`` is the number of the first one once it is recorded."""

    def __init__(self) -> None:
        self.first = 0


def _asked_for(
    dossier: Dossier,
    act: Act,
    state: State,
    at: datetime,
    reason: str,
    wanted: Sequence[WantedPaper],
    until: date | None,
) -> Moved:
    """The move of a dossier that cannot be accepted yet, with the papers that are asked for, and until when."""
    from counter_app.desk.dossier.move_event import moved_payload

    move = moved_payload(dossier, act, state, at=at, reason=reason)
    move["papers_wanted"] = [item.to_dict() for item in wanted]
    if until is not None:
        move["until"] = until.isoformat()
    return move


def _slip(act: Act) -> tuple[str, str]:
    """The document that goes with an act, and its form."""
    from counter_app.domain.paper.document_kinds import SLIP_OF

    return SLIP_OF[act].name, SLIP_OF[act].form


def _chosen_case(procedure: Procedure, draft: IntakeDraft) -> Procedure:
    if draft.case and procedure.case(draft.case) is None:
        raise RuleError(
            _("Thủ tục này không có trường hợp đã chọn. Chọn lại trường hợp."), field="case"
        )
    return procedure.of_case(draft.case)


def _is_elsewhere(draft: IntakeDraft, procedure: Procedure, settings: OfficeSettings) -> bool:
    """True if another office resolves it: one chosen here, or the procedure's own that papers go to."""
    if draft.resolver and fold(draft.resolver) != fold(procedure.resolver):
        return fold(draft.resolver) != fold(settings.name)
    return bool(partner_named(procedure.resolver, settings.partners))


def _limit(procedure: Procedure, draft: IntakeDraft) -> TimeLimit | None:
    if procedure.no_due:
        return None
    if draft.agreement:
        return _agreed(procedure, draft)
    limit = procedure.limit or draft.limit
    if limit is None:
        raise RuleError(
            _(
                "Danh mục chưa có thời hạn của thủ tục này. Nhập thời hạn theo văn bản công bố của tỉnh."
            ),
            field="limit",
        )
    return limit


def _agreed(procedure: Procedure, draft: IntakeDraft) -> TimeLimit:
    """The longer limit a citizen agreed to in writing, for same-day certification of much or difficult matter.

    Nghị định 23/2015/NĐ-CP Điều 7, 21. Errors: RuleError (field "agreement" or "limit").
    """
    if procedure.limit is None or procedure.limit.unit is not LimitUnit.SAME_DAY:
        raise RuleError(
            _(
                "Chỉ thủ tục trả trong ngày mới hẹn dài hơn theo văn bản thỏa thuận. Để trống ô "
                "Thỏa thuận hẹn dài hơn."
            ),
            field="agreement",
            rule="agreement",
        )
    if draft.limit is None:
        raise RuleError(_("Nhập thời hạn ghi trong văn bản thỏa thuận."), field="limit")
    return draft.limit


def _computed(procedure: Procedure, draft: IntakeDraft, day: date) -> int | None:
    online = draft.channel is Channel.ONLINE
    return procedure.fee.compute(pages=draft.pages, copies=draft.copies, online=online, day=day)


def _payable(
    procedure: Procedure, draft: IntakeDraft, computed: int | None
) -> tuple[int | None, int]:
    """The amount to be paid, None while nobody knows, and the amount waived. Errors: RuleError (field "relief")."""
    whole = draft.fee if draft.fee is not None else computed
    if not draft.relief:
        return whole, 0
    relief = procedure.fee.relief(draft.relief)
    if relief is None:
        from counter_app.domain.fees.reliefs import no_such_relief  # only for a refusal

        raise no_such_relief(draft.relief, procedure.fee.usable_reliefs, "relief")
    waived = relief.waived(whole or 0)
    return (None if whole is None else whole - waived), waived


def _explained(due: Due | None, limit: TimeLimit | None, calendar: WorkCalendar) -> str:
    if due is None or limit is None:
        return _("Thủ tục này không hẹn ngày trả. Để trống ô Thời hạn giải quyết.")
    return explain_due(due, limit, {day: mark.name for day, mark in calendar.marks.items()})
