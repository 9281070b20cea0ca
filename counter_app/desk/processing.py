"""What happens to a dossier between reception and return: handed on, paused, resumed, finished, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.clock import from_utc_text, local_text
from counter_app.domain.dossier import (
    PAUSED_STATES,
    Act,
    Dossier,
    DossierLine,
    State,
    acts_from,
    require_move,
)
from counter_app.domain.due import compute_due
from counter_app.domain.pauses import shifted
from counter_app.domain.staff import Duty, Role
from counter_app.domain.text import clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.dossiers import DossierFilter
from counter_app.store.records import PrintJob

REASON_LENGTH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """One event of a dossier, for its timeline."""

    seq: int
    kind: str
    at: datetime
    actor: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """One dossier as its page shows it."""

    dossier: Dossier
    timeline: tuple[TimelineStep, ...]
    prints: tuple[PrintJob, ...]
    acts: tuple[Act, ...]
    names: dict[str, str]


class Processing(Desk):
    """Finding dossiers and moving them on."""

    def find(self, text: str, *, most: int = 50) -> list[DossierLine]:
        """Dossiers by code, scan, name, phone tail or id tail; best first."""
        return self.store.finder.find(text, most=most)

    def page(
        self, chosen: DossierFilter, *, after: DossierLine | None = None, size: int = 50
    ) -> list[DossierLine]:
        """A page of a filtered list, by key."""
        return self.store.dossiers.page(chosen, after=after, size=size)

    def counts(self) -> dict[str, int]:
        """Open, overdue, due today, due tomorrow, paused and ready dossiers now."""
        return self.store.dossiers.open_counts(self.today())

    def get(self, code: str) -> Dossier:
        """One dossier. Errors: RuleError when there is none with this code."""
        dossier = self.store.dossiers.by_code(code.strip().upper())
        if dossier is None:
            raise RuleError(
                _("Không có hồ sơ {code} ở quầy này. Kiểm tra lại mã hoặc tìm theo tên.").format(
                    code=code
                ),
                field="code",
            )
        return dossier

    def view(self, code: str) -> DossierView:
        """One dossier with its timeline from the journal, its prints and what may be done now."""
        dossier = self.get(code)
        steps = tuple(
            TimelineStep(
                seq=entry.seq,
                kind=entry.kind,
                at=from_utc_text(entry.at_utc),
                actor=entry.actor,
                payload=payload,
            )
            for entry, payload in self.store.journal.of(dossier.code)
        )
        return DossierView(
            dossier=dossier,
            timeline=steps,
            prints=tuple(self.store.records.prints_of(dossier.code)),
            acts=acts_from(dossier.state),
            names=self.store.officers.names(),
        )

    def move(
        self,
        code: str,
        act: Act,
        *,
        reason: str = "",
        handler: str = "",
        result: str = "",
        override: bool = False,
        op_id: str = "",
    ) -> Done[Dossier]:
        """Do ``act`` with a dossier. ``handler`` for handing on, ``result`` (số, ký hiệu) for finishing.

        A second supplement request needs a leader and ``override`` (Nghị định 118/2025/NĐ-CP Điều 11: once only).
        Errors: RuleError naming the rule: "move", "reason", "supplement_once", "handler".
        """
        if act is Act.RETURN:
            raise RuleError(_("Trả kết quả ở màn hình Trả kết quả."), rule="move")
        officer = self.acting(Duty.PROCESS)
        reason = clean_lines(reason)[:REASON_LENGTH]
        with self.store.transaction() as tx:
            known = self.store.journal.by_op(op_id) if op_id else None
            dossier = self.get(code)
            if known is not None:
                return Done(dossier, frozenset())
            state = require_move(dossier.state, act, reason=reason)
            self._require_once(dossier, act, override=override, role=officer.role)
            payload = {
                "dossier": dossier.id,
                "act": act.value,
                "state": int(state),
                "handler": self._handler(dossier, act, handler),
                "promised_at": self._promise(dossier, act, tx.now),
                "at": local_text(tx.now),
                "reason": reason,
                "result": clean_lines(result) if act is Act.FINISH else None,
                "override": override,
            }
            tx.record("dossier.moved", dossier.code, payload, actor=officer.login, op_id=op_id)
        return Done(self.get(code), changed(Noun.DOSSIER))

    def _require_once(self, dossier: Dossier, act: Act, *, override: bool, role: Role) -> None:
        if act is not Act.SUPPLEMENT or dossier.supplements == 0:
            return
        if not override or role is not Role.LEADER:
            raise RuleError(
                _(
                    "Mỗi hồ sơ chỉ được yêu cầu bổ sung một lần. Lãnh đạo duyệt ngoại lệ kèm lý do nếu thật cần."
                ),
                rule="supplement_once",
            )

    def _handler(self, dossier: Dossier, act: Act, handler: str) -> str:
        if act is not Act.HAND:
            return dossier.handler
        chosen = (
            handler
            or dossier.handler
            or self.store.officers.in_charge(dossier.sector, self.today())
        )
        officer = self.store.officers.get(chosen)
        if officer is None or not officer.active:
            raise RuleError(_("Chọn người thụ lý đang làm việc."), field="handler", rule="handler")
        return chosen

    def _promise(self, dossier: Dossier, act: Act, now: datetime) -> str | None:
        promised = dossier.promised_at
        if act is Act.RESUME and dossier.limit is not None and promised is not None:
            calendar = self.store.calendars.current()
            if self.settings.resume_policy == "shift" and dossier.state_at is not None:
                promised = shifted(calendar, promised, dossier.state_at, now)
            else:
                promised = compute_due(now, dossier.limit, calendar).at
        return local_text(promised) if promised else None

    def due_list(self, day: date) -> list[DossierLine]:
        """Open dossiers promised on or before ``day``, earliest promise first; paused ones left out."""
        lines = self.store.dossiers.page(DossierFilter(due_until=day), size=500)
        return [line for line in lines if line.state not in PAUSED_STATES]

    def ready(self) -> list[DossierLine]:
        """Finished dossiers waiting to be collected."""
        return self.store.dossiers.page(DossierFilter(states=frozenset({State.FINISHED})), size=500)
