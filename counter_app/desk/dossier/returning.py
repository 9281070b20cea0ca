"""Return (trả kết quả): one scan, one verdict, and who took the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.paper.issue import issue_paper
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.collecting import (
    cleaned_collector,
    require_entitled,
    require_of_age,
    require_told,
)
from counter_app.domain.dossier.dossier import Collector, Dossier, Original, State
from counter_app.domain.dossier.events import DOSSIER_RETURNED, Returned
from counter_app.domain.dossier.moves import Act, require_move
from counter_app.domain.dossier.reception_points import require_known
from counter_app.domain.dossier.scanned import looks_scanned, read_code
from counter_app.domain.handover.whereabouts import counted_items, require_kept, still_kept
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct


class VerdictKind(StrEnum):
    """The meanings of a scan for the person at the counter."""

    READY = "ready"
    RETURNED = "returned"
    NOT_FINISHED = "not_finished"
    OTHER_OFFICE = "other_office"
    VOID = "void"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to a scan; ``dossier`` None where no dossier of this office is behind it."""

    kind: VerdictKind
    dossier: Dossier | None = None
    scanned: str = ""


_KINDS = {
    State.FINISHED: VerdictKind.READY,
    State.RETURNED: VerdictKind.RETURNED,
    State.WITHDRAWN: VerdictKind.VOID,
    State.REFUSED: VerdictKind.VOID,
    State.MISTAKEN: VerdictKind.VOID,
}


class Returning(Desk):
    """Everything done at the return screen."""

    def verdict(self, text: str) -> Verdict:
        """The verdict on a scanned barcode or a typed code. Never raises for any text."""
        text = clean(text)
        code = read_code(text, self.settings.number)
        if code is None:
            kind = VerdictKind.DAMAGED if looks_scanned(text) else VerdictKind.UNKNOWN
            return Verdict(kind=kind, scanned=text)
        if code.office != self.settings.number:
            return Verdict(kind=VerdictKind.OTHER_OFFICE, scanned=code.text)
        dossier = self.store.dossiers.by_code(code.text)
        if dossier is None:
            return Verdict(kind=VerdictKind.UNKNOWN, scanned=code.text)
        kind = _KINDS.get(dossier.state, VerdictKind.NOT_FINISHED)
        return Verdict(kind=kind, dossier=dossier, scanned=code.text)

    def today_list(self) -> list[Dossier]:
        """The dossiers returned today, the latest first."""
        return self.store.dossiers.returned_on(self.today())

    def returner(self, code: str) -> str:
        """The officer who handed a dossier's result over, by name; empty when nobody did."""
        actors = [
            entry.actor
            for entry, _payload in self.store.journal.of(code)
            if entry.kind == DOSSIER_RETURNED
        ]
        return self.store.officers.names().get(actors[-1], actors[-1]) if actors else ""

    def hand_over(
        self,
        code: str,
        collector: Collector,
        *,
        originals: Sequence[Original] | None = None,
        point: str = "",
        op_id: str = "",
    ) -> Done[Dossier]:
        """Give the result to ``collector`` and issue the return slip; being late never blocks it.

        ``originals`` are given back with it; None gives back whatever the office kept. ``point`` is the reception point
        where it is given out, or the service at home; empty at the counter.

        Only the applicant, the owner or somebody authorised takes it (Nghị định 118/2025/NĐ-CP Điều 6); without the
        receipt the identity must have been checked. Errors: RuleError naming the field.
        """
        act = self.act(Duty.RETURN, op_id, DOSSIER_RETURNED)
        collector = cleaned_collector(collector)
        point = clean(point)
        require_known(point, self.settings.points, self.settings.home_service)
        with act:
            if act.known is None:
                require_told(collector, act.now.date())
                dossier = self.dossier(code)
                require_move(dossier.state, Act.RETURN)
                erased = dossier.applicant.name == BLANK_NAME
                require_entitled(dossier, collector, erased=erased)
                require_of_age(dossier, collector, act.now.date())
                back = still_kept(dossier) if originals is None else originals
                payload = _payload(act, dossier, collector, back)
                if point:
                    payload["returned_point"] = point
                act.record(DOSSIER_RETURNED, dossier.code, payload)
                issue_paper(act, dossier.code, "return_slip", size=self.preferences.receipt_size)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER, Noun.PRINT)


def _payload(
    act: OfficeAct, dossier: Dossier, collector: Collector, back: Sequence[Original]
) -> Returned:
    state = require_move(dossier.state, Act.RETURN)
    require_kept(dossier, back)
    payload: Returned = {
        "dossier": dossier.id,
        "state": int(state),
        "handler": dossier.handler,
        "promised_at": local_text(dossier.promised_at) if dossier.promised_at else None,
        "at": local_text(act.now),
        "collector": asdict(collector),
    }
    if back:
        given = counted_items((*dossier.originals_returned, *back))
        payload["originals"] = [asdict(original) for original in given]
    return payload
