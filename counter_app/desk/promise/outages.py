"""An outage of the official system: a chosen group of dossiers stands still, and goes on when the system does.

Nghị định 301/2026/NĐ-CP Điều 4 khoản 7: the time of a fault of the system is not counted, and counting goes on once it
is mended. No citizen is at fault, so no slip is given; each dossier goes back to where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.move_event import moved_payload
from counter_app.desk.dossier.reversal import Reversal
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, Dossier, State
from counter_app.domain.dossier.events import DOSSIER_MOVED
from counter_app.domain.dossier.moves import Act, require_moment, require_reason
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.read.board import BoardRow
    from counter_app.store.read.dossier_acts import OutageRow

_WORKING = OPEN_STATES - PAUSED_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An outage that is not over: its key, when and why it began, and the dossiers it still holds."""

    key: str
    since: datetime
    reason: str
    rows: tuple[BoardRow, ...]


class Outages(Desk):
    """Pausing and resuming groups."""

    def running(self, *, sector: str = "") -> list[BoardRow]:
        """All dossiers in work, which an outage may stop."""
        return self.store.board.running(sector=sector)

    def open(self) -> list[Outage]:
        """Outages that still hold dossiers, the earliest first."""
        found: dict[str, list[OutageRow]] = {}
        for row in self.store.acts.outages():
            found.setdefault(row.outage, []).append(row)
        return [
            Outage(
                key=key,
                since=min(row.since for row in rows),
                reason=rows[0].reason,
                rows=tuple(self.store.board.named([row.dossier for row in rows])),
            )
            for key, rows in found.items()
        ]

    def begin(
        self,
        codes: Sequence[str],
        *,
        reason: str,
        at: datetime | None = None,
        op_id: str = "",
    ) -> Done[Outage]:
        """Stop the clocks of these dossiers, all in one act, from ``at`` on, None for now.

        What came in, or was worked on, after that stands still from then. Errors: RuleError: rule "reason", "nothing",
        "move" naming a dossier that is not in work, "moment_future", "sealed_day". None is stopped then.
        """
        key, reason = new_op(), clean_lines(reason)
        with self.act(Duty.PROCESS, op_id, DOSSIER_MOVED) as act:
            if act.known is None:
                require_reason(Act.STOP, reason)
                for code in dict.fromkeys(codes):
                    dossier = self._working(code)
                    moment = self._moment(dossier, at or act.now, act.now)
                    payload = moved_payload(
                        dossier, Act.STOP, State.STOPPED, at=moment, reason=reason
                    )
                    payload["outage"] = key
                    act.record(DOSSIER_MOVED, dossier.code, payload)
                if not act.tx.entries:
                    raise RuleError(_("Chọn ít nhất một hồ sơ."), field="codes", rule="nothing")
        outage = str(act.payload["outage"])
        held = next((item for item in self.open() if item.key == outage), None)
        gone = Outage(key=outage, since=act.now, reason=reason, rows=())
        return act.done(held or gone, Noun.DOSSIER)

    def end(
        self,
        key: str,
        *,
        at: datetime | None = None,
        op_id: str = "",
    ) -> Done[tuple[Dossier, ...]]:
        """Let every dossier that an outage still holds go on, all in one act, from ``at`` on, None for now.

        Each goes back to the state it stood in. Errors: RuleError (rule "outage") when it holds none, as ``begin`` for
        moments; YearNotConfirmed.
        """
        with self.act(Duty.PROCESS, op_id, DOSSIER_MOVED) as act:
            if act.known is None:
                held = [row for row in self.store.acts.outages() if row.outage == key]
                if not held:
                    raise RuleError(
                        _("Sự cố này không còn hồ sơ nào tạm dừng. Mở lại danh sách."),
                        rule="outage",
                    )
                for row in held:
                    dossier = self.store.dossiers.by_id(row.dossier)
                    assert dossier is not None  # noqa: S101 - it has an act
                    moment = self._moment(dossier, at or act.now, act.now)
                    payload = moved_payload(dossier, Act.RESUME, self._before(dossier), at=moment)
                    promised, policy = self.group(Reversal).after_pause(dossier, moment)
                    payload["promised_at"] = local_text(promised) if promised else None
                    payload["clock"], payload["outage"] = policy, key
                    act.record(DOSSIER_MOVED, dossier.code, payload)
        return act.done(tuple(map(self.dossier, act.subjects)), Noun.DOSSIER)

    def _working(self, code: str) -> Dossier:
        dossier = self.dossier(code)
        if dossier.state not in _WORKING or not dossier.accepted:
            raise RuleError(
                _(
                    "Hồ sơ {code} không đang giải quyết nên không tạm dừng vì sự cố được. Bỏ chọn hồ sơ này."
                ).format(code=dossier.code),
                field="codes",
                rule="move",
            )
        return dossier

    def _moment(self, dossier: Dossier, wish: datetime, now: datetime) -> datetime:
        moment = max(wish, dossier.state_at or wish).replace(microsecond=0)
        sealed = self.store.closings.sealed_until()
        require_moment(dossier, moment, now=now, sealed=sealed)
        return moment

    def _before(self, dossier: Dossier) -> State:
        """The state before the outage: received, or in work."""
        spans = self.store.dossiers.spans(dossier.id)
        return next(
            (span.state for span in reversed(spans) if span.state in _WORKING), State.PROCESSING
        )
