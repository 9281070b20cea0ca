"""Dossiers that another office resolves: their time runs from the moment that it has them complete.

Nghị định 309/2026/NĐ-CP Điều 8 khoản 3 (sửa khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP). Until that office says so the
promise on the receipt is provisional; once it does, the promise is counted from there and the receipt issued again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, Dossier
from counter_app.domain.dossier.promises import Turn, reckon
from counter_app.domain.office.staff import Duty
from counter_app.domain.promise.due import TraceKind, compute_due
from counter_app.domain.promise.pauses import minutes_between
from counter_app.domain.text import clean_lines, fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.events import Promised
    from counter_app.domain.handover.whereabouts import Sheet
    from counter_app.domain.office.charge import Charge
    from counter_app.store.read.board import BoardRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """A dossier sent to the office that resolves it, and not confirmed since; not taken where ``taken`` is None."""

    row: BoardRow
    office: str
    sent: datetime
    taken: datetime | None


class Confirmations(Desk):
    """The confirmations of other offices about the dossiers received for them."""

    def is_elsewhere(self, dossier: Dossier) -> bool:
        """True if another office resolves it: received so, or corrected to one that papers go to."""
        if not dossier.resolver:
            return False
        from counter_app.domain.handover.whereabouts import partner_named

        return dossier.policy.elsewhere or bool(
            partner_named(dossier.resolver, self.settings.partners)
        )

    def may_confirm(self, dossier: Dossier) -> bool:
        """True if ``confirm`` would be done now without a reason."""
        running = dossier.accepted and dossier.state in OPEN_STATES - PAUSED_STATES
        return running and dossier.confirmed_at is None and self._counts(dossier)

    def _counts(self, dossier: Dossier) -> bool:
        return (
            self.is_elsewhere(dossier)
            and dossier.limit is not None
            and dossier.promised_at is not None
        )

    def confirm(
        self,
        codes: Sequence[str],
        *,
        at: datetime | None = None,
        reason: str = "",
        op_id: str = "",
    ) -> Done[tuple[Dossier, ...]]:
        """Write down when the resolving office had these dossiers complete, None for now, all in one act.

        The promise is counted from there and a new receipt issued. To say another moment later needs a ``reason``.
        Errors: RuleError: rule "nothing" for none, "elsewhere" for one that this office resolves, "move" for one that
        is over or waits, "moment_future", "moment_before" (reception), "confirmed" without a reason; YearNotConfirmed.
        """
        from counter_app.domain.dossier.events import DOSSIER_PROMISED

        with self.act(Duty.PROCESS, op_id, DOSSIER_PROMISED) as act:
            if act.known is None:
                moment = (at or act.now).replace(microsecond=0)
                named = {dossier.id: dossier for dossier in map(self.dossier, codes)}
                if not named:
                    raise RuleError(_("Chọn ít nhất một hồ sơ."), field="codes", rule="nothing")
                for dossier in named.values():
                    self._require(dossier, moment, act.now, reason)
                    self.write(act, dossier, moment, reason=reason)
        found = tuple(map(self.dossier, dict.fromkeys(act.subjects)))
        return act.done(found, Noun.DOSSIER, Noun.PRINT)

    def _require(self, dossier: Dossier, at: datetime, now: datetime, reason: str) -> None:
        code = dossier.code
        if not self._counts(dossier):
            raise RuleError(
                _(
                    "Hồ sơ {code} do đơn vị này giải quyết hoặc không hẹn ngày trả, không cần "
                    "nơi khác xác nhận. Chọn hồ sơ khác."
                ).format(code=code),
                rule="elsewhere",
            )
        if dossier.state not in OPEN_STATES - PAUSED_STATES:
            raise RuleError(
                _(
                    "Hồ sơ {code} đang tạm dừng hoặc đã xong. Giải quyết tiếp rồi ghi xác nhận."
                ).format(code=code),
                rule="move",
            )
        if at > now or at < dossier.received_at.replace(second=0):
            raise RuleError(
                _("Lúc nhận đủ phải từ khi tiếp nhận ở đây đến bây giờ. Ghi lại ngày, giờ."),
                field="at",
                rule="moment_future" if at > now else "moment_before",
            )
        if dossier.confirmed_at is not None and not clean_lines(reason):
            raise RuleError(
                _("Hồ sơ {code} đã ghi xác nhận. Nếu sửa thời điểm nhận đủ, ghi lý do.").format(
                    code=code
                ),
                field="reason",
                rule="confirmed",
            )

    def taken(self, act: OfficeAct, sheet: Sheet, dossiers: Sequence[Dossier]) -> None:
        """The resolving office took these papers over, complete: their time runs from this moment."""
        for dossier in dossiers:
            theirs = fold(dossier.resolver) == fold(sheet.taker.office)
            if theirs and self.may_confirm(self.dossier(dossier.code)):
                self.write(act, self.dossier(dossier.code), act.now.replace(microsecond=0))

    def write(
        self,
        act: OfficeAct,
        dossier: Dossier,
        at: datetime,
        *,
        reason: str = "",
    ) -> None:
        """Write a confirmation down within an act. Errors: YearNotConfirmed.

        What stood still, or was extended, after that moment moves the promise as it did when it happened.
        """
        from counter_app.desk.paper.issue import receipt_again
        from counter_app.domain.dossier.events import DOSSIER_PROMISED

        clock, calendar = self.store.promises.clock(dossier), self.store.calendar.current()
        said = Turn(state=dossier.state, at=act.now, act="confirmed", since=at)
        due = compute_due(dossier.received_at, clock.limit, calendar, (TraceKind.CONFIRMED, at))
        payload: Promised = {
            "dossier": dossier.id,
            "why": "confirmed",
            "state": int(dossier.state),
            "handler": dossier.handler,
            "promised_at": local_text(
                reckon(replace(clock, turns=(*clock.turns, said)), calendar).at
            ),
            "at": local_text(act.now),
            "reason": clean_lines(reason),
            "due": due.to_dict(),
            "counted_from": local_text(at),
        }
        act.record(DOSSIER_PROMISED, dossier.code, payload)
        receipt_again(
            act, self.store, dossier.code, _("Cơ quan giải quyết xác nhận đã nhận đủ hồ sơ")
        )

    def unconfirmed(self, *, most: int, charge: Charge | None = None) -> list[Unconfirmed]:
        """Sent longer ago than ``handover_hours`` of working time and not confirmed, the longest first.

        ``charge``: an officer's own.
        """
        now, limit = self.now(), self.settings.handover_hours * 60
        return [
            Unconfirmed(row=row, office=office, sent=sent, taken=taken)
            for row, office, sent, taken in self.store.board.own(charge).unconfirmed(most=most)
            if minutes_between(self.store.calendar.current(), sent, now) > limit
        ]
