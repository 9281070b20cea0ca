"""Handing papers on (bàn giao hồ sơ): sheets made by scanning a stack, taken by scanning it again.

A sheet is one event for all its dossiers, its taking another for those that arrived. Papers are never in two places:
while a dossier is on an open sheet nothing else may hand it on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.move_event import moved_payload
from counter_app.desk.office.absences import Absences
from counter_app.desk.paper.issue import issue_paper
from counter_app.desk.promise.confirmations import Confirmations
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.domain.dossier.events import DOSSIER_MOVED, Moved
from counter_app.domain.dossier.moves import Act, target_state
from counter_app.domain.dossier.scanned import looks_scanned, read_code
from counter_app.domain.handover.events import HANDOVER_GIVEN, HANDOVER_TAKEN, Given, TakenOver
from counter_app.domain.handover.whereabouts import (
    Fit,
    Holder,
    Purpose,
    Sheet,
    fit,
    outcome_at,
    partner_named,
)
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.events import PAPER_ISSUED
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.read.prints import PrintJob

MOST_ON_SHEET = 500
DOCUMENT = "handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The answer to a scanned receipt; ``sheet`` is the open one it is already on."""

    fit: Fit
    dossier: Dossier | None = None
    scanned: str = ""
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A sheet to be made. ``anyway`` are codes that are written down with somebody else but lie here all the same."""

    purpose: Purpose
    giver: Holder
    taker: Holder
    codes: Sequence[str]
    anyway: Collection[str] = ()


class HandoverSheets(Desk):
    """Everything done with the whereabouts of papers."""

    def partners(self) -> list[str]:
        """Offices that papers are handed to and come from."""
        return list(self.settings.partners)

    def scan(
        self, text: str, purpose: Purpose, giver: Holder, on_sheet: Collection[int] = ()
    ) -> Scan:
        """The verdict on a scanned barcode or a typed code, for a sheet being made. Never raises for any text."""
        text = clean(text)
        code = read_code(text, self.settings.number)
        if code is None:
            kind = Fit.DAMAGED if looks_scanned(text) else Fit.UNKNOWN
            return Scan(fit=kind, scanned=text)
        if code.office != self.settings.number:
            return Scan(fit=Fit.OTHER_OFFICE, scanned=code.text)
        dossier = self.store.dossiers.by_code(code.text)
        if dossier is None:
            return Scan(fit=Fit.UNKNOWN, scanned=code.text)
        sheet = self.store.handover.sheet(dossier.handover) if dossier.handover else None
        return Scan(
            fit=fit(dossier, purpose, giver, on_sheet),
            dossier=dossier,
            scanned=code.text,
            sheet=sheet,
        )

    def give(
        self, wanted: Wanted, *, take: bool = False, complete: bool = True, op_id: str = ""
    ) -> Done[Sheet]:
        """Save a sheet: all its dossiers or none.

        ``take`` says that the taker has them already, and ``complete`` whether all is there, as with ``take``.
        Errors: RuleError naming the field ("codes", "taker", "giver") and the rule: "fit" when a dossier may not go on
        it any more, "nothing", "same", "partner", "officer".
        """
        with self.act(Duty.PROCESS, op_id, HANDOVER_GIVEN) as act:
            if act.known is None:
                self._give(act, wanted, take=take, complete=complete)
        return act.done(self.sheet(act.first.seq), Noun.DOSSIER, Noun.PRINT)

    def _give(self, act: OfficeAct, wanted: Wanted, *, take: bool, complete: bool) -> None:
        self._check_parties(wanted)
        dossiers = self._fitting(wanted)
        number = act.next_number("handover", f"{act.now:%Y}")
        payload: Given = {
            "number": number,
            "purpose": wanted.purpose.value,
            "giver_office": wanted.giver.office,
            "giver": wanted.giver.officer,
            "taker_office": wanted.taker.office,
            "taker": wanted.taker.officer,
            "at": local_text(act.now),
            "dossiers": [dossier.id for dossier in dossiers],
            "counters": [["handover", f"{act.now:%Y}", number]],
        }
        entry = act.record(HANDOVER_GIVEN, f"handover:{act.now:%Y}-{number}", payload)
        if take:
            self._take(act, self.sheet(entry.seq), dossiers, complete=complete)

    def take(
        self, sheet: int, codes: Sequence[str], *, complete: bool = True, op_id: str = ""
    ) -> Done[Sheet]:
        """Take over those of a sheet that arrived; the others stay on it.

        What the office that resolves it takes ``complete`` has its time run from now (Nghị định 309/2026/NĐ-CP Điều 8
        khoản 3). Errors: RuleError (rule "not_on_sheet"), YearNotConfirmed.
        """
        with self.act(Duty.PROCESS, op_id, HANDOVER_TAKEN) as act:
            if act.known is None:
                found = self.sheet(sheet)
                self.group(Absences).require_own_taking(found.taker.officer, act.officer)
                self._take(act, found, self._missing(found, codes), complete=complete)
        return act.done(self.sheet(act.payload["handover"]), Noun.DOSSIER, Noun.PRINT)

    def recall(self, sheet: int, codes: Sequence[str], *, op_id: str = "") -> Done[Sheet]:
        """The giver takes back what nobody took over: it never left. Errors: RuleError (rule "not_on_sheet")."""
        with self.act(Duty.PROCESS, op_id, HANDOVER_TAKEN) as act:
            if act.known is None:
                found = self.sheet(sheet)
                back = self._missing(found, codes)
                payload: TakenOver = {
                    **_taken_payload(act.now, found, back),
                    "recalled": True,
                    "outcomes": {},
                    "taker_office": found.giver.office,
                    "taker": found.giver.officer,
                }
                act.record(HANDOVER_TAKEN, _subject(found), payload)
        return act.done(self.sheet(act.payload["handover"]), Noun.DOSSIER)

    def sheet(self, sheet: int) -> Sheet:
        """A sheet with its rows. Errors: RuleError when there is none."""
        found = self.store.handover.sheet(sheet)
        if found is None:
            raise RuleError(
                _("Không có phiếu bàn giao này. Mở lại danh sách phiếu."), field="sheet"
            )
        return found

    def sheet_numbered(self, text: str) -> Sheet:
        """The sheet called ``12/2026``, or ``12`` of this year. Errors: RuleError when there is none."""
        number, _slash, year = text.strip().partition("/")
        key = None
        if number.isascii() and number.isdigit():
            key = self.store.handover.sheet_numbered(int(number), year or f"{self.now():%Y}")
        if key is None:
            raise RuleError(
                _("Không có phiếu bàn giao số {number}. Kiểm tra lại số phiếu.").format(
                    number=text
                ),
                field="sheet",
            )
        return self.sheet(key)

    def paper(self, sheet: int, *, op_id: str = "") -> Done[PrintJob]:
        """The print of a sheet (biên bản bàn giao), issued when it is first asked for."""
        act = self.act(Duty.PROCESS, op_id, PAPER_ISSUED)
        found = self.sheet(sheet)
        with act:
            job = self.store.prints.last_issue(_subject(found), DOCUMENT)
            if act.known is None and job is not None:
                return Done(job, frozenset())
            if act.known is None:
                body = {"handover": found.id}
                issue_paper(act, _subject(found), DOCUMENT, size=PaperSize.A4, body=body)
        job = self.store.prints.get(act.first.seq)
        assert job is not None  # noqa: S101 - just recorded
        return act.done(job, Noun.PRINT)

    def sheets(self, *, open_only: bool = False, most: int = MOST_LINES) -> list[Sheet]:
        """Sheets without their rows, the latest first."""
        return self.store.handover.sheets(open_only=open_only, most=most)

    def _check_parties(self, wanted: Wanted) -> None:
        partners = self.settings.partners
        for name, holder in (("giver", wanted.giver), ("taker", wanted.taker)):
            if holder.office and not partner_named(holder.office, partners):
                raise RuleError(
                    _(
                        "Chưa có cơ quan {name}. Thêm ở trang Cài đặt (Ctrl+4), thẻ Đơn vị, mục Cơ "
                        "quan phối hợp, rồi làm lại."
                    ).format(name=holder.office),
                    field=name,
                    rule="partner",
                )
            known = holder.officer in self.store.officers.names()
            if not holder.office and not known:
                raise RuleError(_("Chọn người giao và người nhận."), field=name, rule="officer")
        self.group(Absences).require_here(wanted.taker.officer, field="taker")
        if wanted.giver == wanted.taker:
            raise RuleError(
                _("Người giao và người nhận phải khác nhau. Chọn lại người nhận."),
                field="taker",
                rule="same",
            )
        if bool(wanted.taker.office) != (wanted.purpose is Purpose.FORWARD):
            raise RuleError(
                _(
                    "Chọn bên nhận: cơ quan nhận khi chuyển cơ quan khác, người nhận trong các trường hợp còn lại."
                ),
                field="taker",
                rule="purpose",
            )
        if bool(wanted.giver.office) != (wanted.purpose is Purpose.BACK):
            raise RuleError(
                _(
                    "Chọn bên giao: cơ quan giao khi nhận lại từ cơ quan khác, người giao trong "
                    "các trường hợp còn lại."
                ),
                field="giver",
                rule="purpose",
            )

    def _fitting(self, wanted: Wanted) -> list[Dossier]:
        """The dossiers of a sheet, read again now. Errors: RuleError."""
        if not 1 <= len(wanted.codes) <= MOST_ON_SHEET:
            raise RuleError(
                _("Quét ít nhất một hồ sơ, nhiều nhất {most}.").format(most=MOST_ON_SHEET),
                field="codes",
                rule="nothing",
            )
        dossiers: list[Dossier] = []
        for code in wanted.codes:
            found = self.scan(code, wanted.purpose, wanted.giver, [item.id for item in dossiers])
            here = found.fit is Fit.ELSEWHERE and code in wanted.anyway
            if found.dossier is None or not (found.fit is Fit.OK or here):
                raise RuleError(
                    _("Hồ sơ {code} không bàn giao được nữa. Bỏ khỏi phiếu rồi lưu lại.").format(
                        code=code
                    ),
                    field="codes",
                    rule=found.fit.value,
                )
            dossiers.append(found.dossier)
        return dossiers

    def _missing(self, sheet: Sheet, codes: Sequence[str]) -> list[Dossier]:
        """The dossiers behind codes or barcodes that are on the sheet and not taken. Errors: RuleError."""
        waiting = {row.line.id for row in sheet.rows if row.missing}
        found: dict[int, Dossier] = {}
        for text in codes:
            code = read_code(text, self.settings.number)
            dossier = self.store.dossiers.by_code(code.text) if code else None
            if dossier is None or dossier.id not in waiting:
                raise RuleError(
                    _(
                        "Hồ sơ {code} không còn chờ nhận trên phiếu này. Mở lại phiếu rồi quét lại."
                    ).format(code=text),
                    field="codes",
                    rule="not_on_sheet",
                )
            found[dossier.id] = dossier
        if not found:
            raise RuleError(_("Quét hoặc đánh dấu hồ sơ đã tới."), field="codes", rule="nothing")
        return list(found.values())

    def _take(
        self, act: OfficeAct, sheet: Sheet, dossiers: Sequence[Dossier], *, complete: bool
    ) -> None:
        act.record(HANDOVER_TAKEN, _subject(sheet), _taken_payload(act.now, sheet, dossiers))
        for dossier in dossiers:
            move = _work_begins(sheet, dossier, act.now)
            if move is not None:
                act.record(DOSSIER_MOVED, dossier.code, move)
        if complete and sheet.purpose is Purpose.FORWARD:
            self.group(Confirmations).taken(act, sheet, dossiers)


def _subject(sheet: Sheet) -> str:
    return f"handover:{sheet.year}-{sheet.number}"


def _taken_payload(at: datetime, sheet: Sheet, dossiers: Sequence[Dossier]) -> TakenOver:
    return {
        "handover": sheet.id,
        "taker_office": sheet.taker.office,
        "taker": sheet.taker.officer,
        "at": local_text(at),
        "dossiers": [dossier.id for dossier in dossiers],
        "outcomes": {str(item.id): outcome_at(item, at) for item in dossiers},
    }


def _work_begins(sheet: Sheet, dossier: Dossier, at: datetime) -> Moved | None:
    """The move that goes with taking papers to work on: one truth of who works on it. None when nothing moves."""
    if sheet.purpose not in (Purpose.PROCESS, Purpose.FORWARD):
        return None
    state = target_state(dossier.state, Act.HAND, accepted=dossier.accepted)
    handler = dossier.handler if sheet.purpose is Purpose.FORWARD else sheet.taker.officer
    if state is None or (dossier.state is state and dossier.handler == handler):
        return None
    return {
        **moved_payload(dossier, Act.HAND, state, at=at),
        "handler": handler,
        "handover": sheet.id,
        "forwarded_to": sheet.taker.office,
    }
