"""Moving a dossier on (Nghị định 118/2025/NĐ-CP Điều 17–22): who did what, when, why, what becomes of the promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.mistakes import Mistakes
from counter_app.desk.dossier.move_event import moved_payload
from counter_app.desk.dossier.reversal import Reversal
from counter_app.desk.office.absences import Absences
from counter_app.desk.office.leader_consent import OWN, Approval, approved_by
from counter_app.desk.paper.issue import issue_paper, slip_body
from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import (
    PAUSED_STATES,
    Channel,
    Dossier,
    Outcome,
    Result,
    State,
)
from counter_app.domain.dossier.events import DOSSIER_MOVED, Finished, Mistaken, Moved
from counter_app.domain.dossier.moves import (
    FACT_LENGTH,
    Act,
    cleaned_facts,
    cleaned_reason,
    needs_leader,
    require_lapsed,
    require_leader,
    require_moment,
    require_move,
    require_reason,
    require_signed,
    require_until,
)
from counter_app.domain.dossier.usual_result import usual_signed
from counter_app.domain.handover.whereabouts import outcome_at, require_at_rest
from counter_app.domain.office.staff import Duty, Officer
from counter_app.domain.paper.document_kinds import SLIP_OF
from counter_app.domain.paper.slips import WantedPaper, cleaned_wanted
from counter_app.domain.promise.pauses import running_minutes
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An officer's words with an act. ``at`` None means now.

    ``handler`` goes with HAND; ``result`` (số, ký hiệu) and ``facts`` with FINISH; ``wanted`` and ``until`` (the last
    day to bring it) with SUPPLEMENT, the officer to ask about it in ``contact``; ``asked_by`` is the way the citizen
    asked for WITHDRAW; ``override`` is a leader's for an act that is allowed once only: the acting officer's own, or
    ``approval`` of the leader who typed the password here.
    ``right`` is the code of the dossier that was meant, with MISTAKE; its leader consents by ``approval``.
    """

    act: Act
    reason: str = ""
    handler: str = ""
    result: str = ""
    facts: Result | None = None
    wanted: Sequence[WantedPaper] = ()
    until: date | None = None
    contact: str = ""
    asked_by: Channel = Channel.DIRECT
    override: bool = False
    approval: Approval = OWN
    right: str = ""
    at: datetime | None = None

    def cleaned(self) -> Move:
        """The same with every text in NFC. Errors: RuleError naming the field of one that is too long."""
        return replace(
            self,
            reason=cleaned_reason(self.reason),
            result=clean(self.result),
            handler=self.handler.strip(),
            contact=clean(self.contact),
            right=clean(self.right),
            wanted=cleaned_wanted(self.wanted),
            facts=cleaned_facts(self.facts) if self.facts else None,
        )


class DossierMoves(Desk):
    """Every act between reception and return."""

    def move(self, code: str, act: Act, *, op_id: str = "", **said: Any) -> Done[Dossier]:
        """Do ``act`` with a dossier; ``said`` are the fields of ``Move``. See ``do``."""
        return self.do(code, Move(act=act, **said), op_id=op_id)

    def do(self, code: str, move: Move, *, op_id: str = "") -> Done[Dossier]:
        """Move a dossier on, and issue the slip that goes with the act.

        A second supplement request needs a leader and ``override`` (Nghị định 118/2025/NĐ-CP Điều 11: once only).
        Errors: RuleError naming the rule: "move", "reason", "late_reason", "supplement_once", "approver", "handler",
        "revert", "until_before", "signed_on", "moment_future", "moment_before", "sealed_day"; of CLOSE
        "not_lapsed" while there is time to bring papers; of MISTAKE "consent", "fee_kept", "originals_kept", "right".
        """
        if move.act in (Act.RETURN, Act.ACCEPT):
            raise RuleError(
                _(
                    "Thao tác này làm ở trang khác. Mở trang Trả kết quả (F4) hoặc trang Tiếp nhận (F2)."
                ),
                rule="move",
            )
        act = self.act(Duty.PROCESS, op_id, DOSSIER_MOVED)
        move = move.cleaned()
        leader = self._leader(act.officer, code, move)
        slip = False
        with act:
            if act.known is None:
                dossier = self.dossier(code)
                at = (move.at or act.now).replace(microsecond=0)
                if move.at is not None:
                    sealed = self.store.closings.sealed_until()
                    require_moment(dossier, at, now=act.now, sealed=sealed)
                if move.act is Act.REVERT:
                    slip = self.group(Reversal).write(act, dossier, move.reason, at)
                else:
                    slip = self.write(act, dossier, move, at, leader)
        news = (Noun.DOSSIER, Noun.PRINT) if slip else (Noun.DOSSIER,)
        return act.done(self.dossier(act.first.subject), *news)

    def _leader(self, officer: Officer, code: str, move: Move) -> str:
        """The leader who allows the exception, login; asked for before anything is begun: a password takes its time."""
        if move.act is Act.MISTAKE:
            consent = self.group(Mistakes).consent
            return consent(self.dossier(code), officer, move.approval) if move.reason else ""
        return approved_by(self.store, officer, move.approval) if move.override else ""

    def write(
        self, act: OfficeAct, dossier: Dossier, move: Move, at: datetime, leader: str
    ) -> bool:
        """Write a move down within an act, with the slip it owes; whether there is one. Errors: as ``do``."""
        payload = self._moved(dossier, move, at, leader)
        entry = act.record(DOSSIER_MOVED, dossier.code, payload)
        if move.act is Act.MISTAKE:
            return self.group(Mistakes).void_papers(act, dossier)
        return self._slip(act, dossier, move, entry.seq, payload)

    def _moved(self, dossier: Dossier, move: Move, at: datetime, leader: str) -> Moved:
        act = move.act
        state = require_move(dossier.state, act, reason=move.reason, accepted=dossier.accepted)
        payload = moved_payload(dossier, act, state, at=at, reason=move.reason)
        payload["handler"] = self._handler(dossier, move)
        if needs_leader(dossier, act, at.date()):
            require_leader(leader, at.date())
            payload["override"], payload["approved_by"] = True, leader
        if act is Act.MISTAKE:
            payload = {**payload, **self._mistaken(dossier, move, leader)}
        if act is Act.CLOSE and dossier.state is State.SUPPLEMENT:
            require_lapsed(dossier, self.waited_until(at.date()))
        if act is Act.HAND:
            require_at_rest(dossier)
            payload["leg_outcome"] = outcome_at(dossier, at)
        if act is Act.RESUME:
            promised, policy = self.group(Reversal).after_pause(dossier, at)
            payload["promised_at"] = local_text(promised) if promised else None
            payload["clock"] = policy
        if act is Act.SUPPLEMENT:
            until = move.until or self.supplement_until(dossier, at)
            require_until(until, at)
            payload["until"] = until.isoformat()
            payload["papers_wanted"] = [item.to_dict() for item in move.wanted]
        if act is Act.FINISH:
            payload = {**payload, **self._finished(dossier, move, at)}
        return payload

    def _mistaken(self, dossier: Dossier, move: Move, leader: str) -> Mistaken:
        mistakes = self.group(Mistakes)
        mistakes.require_free(dossier)
        mistakes.require_consented(dossier, leader)
        right = mistakes.right(dossier, move.right)
        said: Mistaken = {"right": right} if right else {}
        return {**said, "approved_by": leader} if leader else said

    def _finished(self, dossier: Dossier, move: Move, at: datetime) -> Finished:
        facts = move.facts or Result()
        require_signed(facts, at)
        late = self.is_late(dossier, at)
        reason = move.reason or self.store.acts.apology_reason(dossier.id)
        if late and not reason:
            raise RuleError(
                _("Hồ sơ đã quá hạn. Ghi lý do chậm trước khi lưu."),
                field="reason",
                rule="late_reason",
            )
        if facts.outcome is Outcome.REFUSED:
            require_reason(Act.REFUSE, move.reason)
        used, allowed = self._times(dossier, at)
        return {
            "result": move.result,
            "result_facts": asdict(facts),
            "outcome": facts.outcome.value,
            "late": late,
            "late_reason": reason if late else "",
            "used": used,
            "allowed": allowed,
        }

    def _times(self, dossier: Dossier, at: datetime) -> tuple[int | None, int | None]:
        """Working minutes since reception and until the promise in force, both without the pauses.

        Time the law gave anew after a supplement, or for a verification, is allowed time. None where there is no
        promise, or the calendar of that time is not confirmed.
        """
        calendar = self.store.calendar.current()
        pauses = [
            (span.since, span.until or at)
            for span in self.store.dossiers.spans(dossier.id)
            if span.state in PAUSED_STATES
        ]
        start, promised = dossier.confirmed_at or dossier.received_at, dossier.promised_at
        try:
            used = running_minutes(calendar, start, at, pauses)
            allowed = running_minutes(calendar, start, promised, pauses) if promised else None
        except YearNotConfirmed:
            return None, None
        return used, allowed

    def _handler(self, dossier: Dossier, move: Move) -> str:
        if move.act is not Act.HAND:
            return dossier.handler
        officers, today = self.store.officers, self.today()
        chosen = move.handler
        if not chosen and dossier.handler:
            chosen = officers.acting_for(dossier.handler, dossier.sector, today)
        chosen = chosen or officers.in_charge(dossier.sector, today)
        officer = officers.get(chosen)
        if officer is None or not officer.active:
            raise RuleError(
                _("Chọn người giải quyết đang làm việc."), field="handler", rule="handler"
            )
        self.group(Absences).require_here(chosen, field="handler")
        return chosen

    def supplement_until(self, dossier: Dossier, at: datetime | None = None) -> date:
        """The last day to bring what is asked for at ``at``, None for now, by the procedure's or the office's rule."""
        return self.last_day_to_wait((at or self.now()).date(), dossier.policy)

    def usual_result(self, dossier: Dossier) -> Result:
        """The result of this dossier if it were like the last: a proposal, which a person looks at.

        Kind by the catalogue, signed today by whoever signed the last one of the procedure, else of the sector.
        """
        procedure = self.store.catalogue.valid(dossier.procedure_code, self.today())
        last = usual_signed(self.store.dossiers.latest_results(), dossier)
        return Result(
            abstract=(procedure.result if procedure else "")[:FACT_LENGTH],
            signed_on=self.today().isoformat(),
            signer=last.signer if last else "",
            agency=last.agency if last else "",
        )

    def is_late(self, dossier: Dossier, at: datetime | None = None) -> bool:
        """True if a result at ``at``, None for now, comes after the promised day."""
        return (
            dossier.promised_at is not None
            and (at or self.now()).date() > dossier.promised_at.date()
        )

    def _slip(self, act: OfficeAct, dossier: Dossier, move: Move, seq: int, payload: Moved) -> bool:
        """Issue the paper an act owes the citizen, if it does; a refusal to resolve is Mẫu 03 as well."""
        refused = move.facts is not None and move.facts.outcome is Outcome.REFUSED
        slip = SLIP_OF.get(Act.REFUSE if refused else move.act)
        if slip is None:
            return False
        issue_paper(
            act,
            dossier.code,
            slip.name,
            size=self.preferences.receipt_size,
            form=slip.form,
            body=slip_body(
                seq,
                payload,
                contact=move.contact,
                asked_by=move.asked_by if move.act is Act.WITHDRAW else None,
            ),
        )
        return True
