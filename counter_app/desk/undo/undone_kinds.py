"""The way each kind of event is taken back, and which events belong to one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.certification.books import CertificationBooks
from counter_app.desk.certification.locked import require_open
from counter_app.desk.certification.voiding import Voids, money_takes_two
from counter_app.desk.dossier.reversal import Reversal
from counter_app.desk.fees.payments import Payments
from counter_app.desk.fees.unwaiving import standing_waiver, write_unwaived
from counter_app.desk.handover.untaking import TakingReversal, built_upon
from counter_app.desk.paper.issue import void_prints
from counter_app.desk.promise.undone import UNDOABLE, PromiseReversal
from counter_app.domain.certification.events import CERTIFICATION_RECORDED, CERTIFICATION_VOIDED
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.events import DOSSIER_MOVED, DOSSIER_PROMISED, DOSSIER_RETURNED
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.handover.events import HANDOVER_GIVEN, HANDOVER_TAKEN, HANDOVER_UNTAKEN
from counter_app.domain.office.staff import COMMAND_LINE, Duty
from counter_app.domain.paper.events import PAPER_CHANGED, PAPER_ISSUED, Changed
from counter_app.errors import RuleError
from counter_app.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.desk.act import OfficeAct
    from counter_app.desk.desk import Desk
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.handover.whereabouts import Sheet
    from counter_app.store.core.journal import Entry

MAIN = {
    DOSSIER_MOVED: Duty.PROCESS,
    DOSSIER_PROMISED: Duty.PROCESS,
    DOSSIER_RETURNED: Duty.RETURN,
    HANDOVER_GIVEN: Duty.PROCESS,
    HANDOVER_TAKEN: Duty.PROCESS,
    CERTIFICATION_RECORDED: Duty.RECEIVE,
}
"""Events that are acts of their own, each with the duty of whoever may take it back; others only follow them."""
NAMES = {
    DOSSIER_MOVED: mark("Chuyển trạng thái hồ sơ"),
    DOSSIER_PROMISED: mark("Đổi ngày hẹn trả"),
    DOSSIER_RETURNED: mark("Trả kết quả"),
    HANDOVER_GIVEN: mark("Lập phiếu bàn giao"),
    HANDOVER_TAKEN: mark("Nhận phiếu bàn giao"),
    CERTIFICATION_RECORDED: mark("Ghi sổ chứng thực"),
    FEE_ENTERED: mark("Miễn, giảm phí, lệ phí"),
}
FIRST = (
    DOSSIER_MOVED,
    DOSSIER_PROMISED,
    HANDOVER_TAKEN,
    HANDOVER_UNTAKEN,
    CERTIFICATION_VOIDED,
    PAPER_CHANGED,
    FEE_ENTERED,
)
"""The kinds the first event of taking an act back may be of."""


def duty_of(desk: Desk, entry: Entry) -> Duty | None:
    """The duty of whoever may take an entry back; None for what is no act of its own, as all money but a waiver."""
    if entry.kind != FEE_ENTERED:
        return MAIN.get(entry.kind)
    payload = desk.store.journal.payload(entry.seq)
    return Duty.RECEIVE if _waives(payload) and payload.get("dossier") else None


def _waives(payload: dict[str, Any]) -> bool:
    return bool(payload["kind"] == FeeKind.WAIVED and payload["amount"])


def may_follow(desk: Desk, first: Entry, entry: Entry) -> bool:
    """True if an entry of the same moment belongs to the act that ``first`` begins."""
    if entry.kind in (PAPER_ISSUED, PAPER_CHANGED, FEE_ENTERED):
        return first.kind != FEE_ENTERED
    payload = desk.store.journal.payload
    if first.kind in (HANDOVER_GIVEN, HANDOVER_TAKEN):
        if entry.kind == HANDOVER_TAKEN:
            return entry.subject == first.subject
        if entry.kind == DOSSIER_MOVED:
            sheet = first.seq if first.kind == HANDOVER_GIVEN else payload(first.seq)["handover"]
            return bool(payload(entry.seq).get("handover") == sheet)
        return bool(entry.kind == DOSSIER_PROMISED and payload(entry.seq)["why"] == "confirmed")
    if first.kind == entry.kind == CERTIFICATION_RECORDED:
        return bool(payload(entry.seq).get("visit") == (payload(first.seq)["visit"] or first.seq))
    return False


class TakingBack:
    """One act that takes others back, entry by entry, the latest first."""

    def __init__(self, desk: Desk, act: OfficeAct, reason: str) -> None:
        self._desk, self._act, self._reason = desk, act, reason
        self._ways: dict[str, Callable[[Entry, dict[str, Any]], object]] = {
            DOSSIER_MOVED: self._moved,
            DOSSIER_RETURNED: self._moved,
            DOSSIER_PROMISED: self._promised,
            HANDOVER_TAKEN: self._taken,
            HANDOVER_GIVEN: self._given,
            CERTIFICATION_RECORDED: self._recorded,
            PAPER_ISSUED: self._issued,
            PAPER_CHANGED: self._changed,
            FEE_ENTERED: self._paid,
        }

    def take(self, entry: Entry) -> None:
        """Take one entry back. Errors: RuleError."""
        way = self._ways.get(entry.kind)
        if way is None:
            raise not_undoable()
        way(entry, self._desk.store.journal.payload(entry.seq))

    def _dossier(self, code: str) -> Dossier:
        return self._desk.dossier(code)

    def _moved(self, entry: Entry, _payload: dict[str, Any]) -> None:
        reversal, dossier = self._desk.group(Reversal), self._dossier(entry.subject)
        last = reversal.revertible(dossier)
        if last is None or last.seq != entry.seq:
            raise built_upon()
        reversal.write(self._act, dossier, self._reason, self._act.now.replace(microsecond=0))

    def _promised(self, entry: Entry, payload: dict[str, Any]) -> None:
        if payload.get("why") not in UNDOABLE:
            raise not_undoable()
        reversal, dossier = self._desk.group(PromiseReversal), self._dossier(entry.subject)
        later = self._desk.store.dossiers.spans(dossier.id)[-1].seq > entry.seq
        if later or reversal.standing(dossier) != entry.seq:
            raise built_upon()
        reversal.write(self._act, dossier, entry.seq, self._reason)

    def _sheet(self, number: int) -> Sheet:
        sheet = self._desk.store.handover.sheet(number)
        if sheet is None:
            raise not_undoable()
        return sheet

    def _taken(self, _entry: Entry, payload: dict[str, Any]) -> None:
        if payload.get("recalled"):
            raise not_undoable()
        sheet = self._sheet(payload["handover"])
        reversal = self._desk.group(TakingReversal)
        reversal.untake(self._act, sheet, payload["dossiers"], self._reason)

    def _given(self, entry: Entry, payload: dict[str, Any]) -> None:
        if payload.get("charges"):
            raise not_undoable()
        sheet = self._sheet(entry.seq)
        self._void(entry.subject)
        self._desk.group(TakingReversal).recall(self._act, sheet)

    def _recorded(self, entry: Entry, _payload: dict[str, Any]) -> None:
        found = self._desk.group(CertificationBooks).get(entry.seq)
        voids = self._desk.group(Voids)
        require_open(self._desk.store, found.book, meant=False)
        if self._act.officer != COMMAND_LINE and voids.refund_takes_two(found, self._act.officer):
            raise money_takes_two()
        if found.voided_at is not None:
            raise RuleError(_("Số này đã hủy trước đó. Chọn số khác."), rule="void_twice")
        voids.write_void(self._act, found, self._reason, "")

    def _issued(self, entry: Entry, _payload: dict[str, Any]) -> None:
        job = self._desk.store.prints.get(entry.seq)
        if job is not None and job.state != "void":
            void_prints(self._act, entry.subject, [job])

    def _void(self, subject: str) -> None:
        jobs = self._desk.store.prints.of(subject)
        void_prints(self._act, subject, [job for job in jobs if job.state != "void"])

    def _changed(self, entry: Entry, payload: dict[str, Any]) -> None:
        """A paper that became void with the act stands as it did."""
        before = self._desk.store.prints.state_before(payload["print"], entry.seq)
        job = self._desk.store.prints.get(payload["print"])
        if job is not None and job.state != before:
            again = Changed(
                print=job.id, state=before, at=local_text(self._act.now), error=job.error
            )
            self._act.record(PAPER_CHANGED, entry.subject, again)

    def _paid(self, entry: Entry, payload: dict[str, Any]) -> None:
        """A payment for a certification goes back with its number, a waiver by itself."""
        if payload.get("certification"):
            return
        if not _waives(payload):
            raise not_undoable()
        account = self._desk.group(Payments).account(entry.subject)
        waiver = standing_waiver(account, seq=entry.seq)
        write_unwaived(self._act, entry.subject, waiver, self._reason)


def not_undoable() -> RuleError:
    """The refusal of an act that no event takes back."""
    return RuleError(
        _("Thao tác này không hoàn tác được. Mở hồ sơ hoặc sổ rồi ghi sửa ở đó."),
        rule="not_undoable",
    )
