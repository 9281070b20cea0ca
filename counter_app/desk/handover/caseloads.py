"""Caseloads: everything an officer resolves or has the papers of, handed to another in one act with one sheet.

For whoever goes away, stands in or leaves; taken back by the same sheet. The list is shown first, and what was shown
is what is handed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.handover.sheets import HandoverSheets
from counter_app.desk.office.absences import Absences
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import OPEN_STATES, DossierLine
from counter_app.domain.dossier.events import DOSSIER_ENTRUSTED, Entrusted
from counter_app.domain.handover.events import HANDOVER_GIVEN, HANDOVER_TAKEN, Given, TakenOver
from counter_app.domain.handover.whereabouts import HeldLine, Holder, Purpose, Sheet, outcome_at
from counter_app.domain.office.absence import may_stand_in
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct

MOST_IN_CASELOAD = 5_000


class Left(StrEnum):
    """Why a dossier stays out: on a sheet nobody took yet, of a sector not chosen, or no longer with the giver."""

    TRAVELLING = "travelling"
    OTHER_SECTOR = "other_sector"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCaseload:
    """The giver and the taker of a caseload; ``sectors`` empty for all of them.

    ``back`` is the sheet by which they came: only what it lists is given back. ``codes`` are those that were shown;
    None takes whatever there is.
    """

    giver: str
    taker: str
    sectors: Collection[str] = ()
    back: int | None = None
    codes: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadLine:
    """One dossier: ``charge`` when the taker resolves it from now on, ``papers`` when the giver has them to give."""

    item: HeldLine
    charge: bool
    papers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """The dossiers that would be handed over, and those left out with the reasons."""

    lines: tuple[CaseloadLine, ...]
    left: tuple[tuple[DossierLine, Left], ...]

    @property
    def codes(self) -> list[str]:
        """Those that would be handed over."""
        return [line.item.line.code for line in self.lines]

    def counts(self) -> dict[str, int]:
        """The number handed over in each sector."""
        found: dict[str, int] = {}
        for line in self.lines:
            sector = line.item.line.sector
            found[sector] = found.get(sector, 0) + 1
        return found


class Caseloads(Desk):
    """Handing over everything an officer has, and taking it back."""

    def listed(self, wanted: WantedCaseload) -> Caseload:
        """The caseload of ``wanted`` now. Errors: RuleError for a sheet that is none of a caseload (field "back")."""
        on_sheet = None if wanted.back is None else self._came_by(wanted)
        lines: list[CaseloadLine] = []
        left: list[tuple[DossierLine, Left]] = []
        for item in self.store.handover.caseload(wanted.giver):
            line = item.line
            if on_sheet is not None and line.id not in on_sheet:
                continue  # the giver's own
            if wanted.sectors and line.sector not in wanted.sectors:
                left.append((line, Left.OTHER_SECTOR))
            elif item.handover is not None:
                left.append((line, Left.TRAVELLING))
            else:
                charge = line.handler == wanted.giver and line.state in OPEN_STATES
                papers = item.holder == Holder(officer=wanted.giver)
                lines.append(CaseloadLine(item=item, charge=charge, papers=papers))
        if on_sheet is not None:
            seen = {line.item.line.id for line in lines} | {line.id for line, _why in left}
            left += [(line, Left.GONE) for key, line in on_sheet.items() if key not in seen]
        return Caseload(lines=tuple(lines), left=tuple(left))

    def returnable(self) -> list[Sheet]:
        """Sheets of caseloads of which something may still be given back, the latest first."""
        sheets = self.store.handover.sheets(purpose=Purpose.CASELOAD)
        return [sheet for sheet in sheets if self.listed(given_back(sheet)).lines]

    def hand_over(self, wanted: WantedCaseload, *, op_id: str = "") -> Done[Sheet]:
        """Hand everything over at once: the work, and the papers that the giver has. It is taken with the same act.

        Errors: RuleError: field "giver", "taker", "back"; rule "same", "officer", "absent", "nothing", "too_many";
        "changed" where it is not what was shown any more.
        """
        with self.act(Duty.PROCESS, op_id, HANDOVER_GIVEN) as act:
            if act.known is None:
                self._check(wanted)
                self._write(act, wanted, self.listed(wanted))
        sheet = self.group(HandoverSheets).sheet(act.first.seq)
        return act.done(sheet, Noun.DOSSIER, Noun.PRINT)

    def _came_by(self, wanted: WantedCaseload) -> dict[int, DossierLine]:
        sheet = self.group(HandoverSheets).sheet(wanted.back or 0)
        expected = given_back(sheet)
        if sheet.purpose is not Purpose.CASELOAD or (wanted.giver, wanted.taker) != (
            expected.giver,
            expected.taker,
        ):
            raise RuleError(
                _("Phiếu {number} không phải phiếu bàn giao toàn bộ. Chọn phiếu khác.").format(
                    number=sheet.label
                ),
                field="back",
                rule="sheet",
            )
        return {row.line.id: row.line for row in sheet.rows}

    def _check(self, wanted: WantedCaseload) -> None:
        officers = self.store.officers
        taker = officers.get(wanted.taker)
        if wanted.giver == wanted.taker:
            raise RuleError(
                _("Người giao và người nhận phải khác nhau. Chọn lại người nhận."),
                field="taker",
                rule="same",
            )
        if wanted.giver not in officers.names():
            raise RuleError(_("Chọn người giao."), field="giver", rule="officer")
        if taker is None or not may_stand_in(taker):
            raise RuleError(
                _("Chọn người nhận đang làm việc, được tiếp nhận và giải quyết hồ sơ."),
                field="taker",
                rule="officer",
            )
        self.group(Absences).require_here(taker.login, field="taker")

    def _write(self, act: OfficeAct, wanted: WantedCaseload, caseload: Caseload) -> None:
        _require_shown(wanted, caseload)
        year, at = f"{act.now:%Y}", local_text(act.now)
        number = act.next_number("handover", year)
        with_papers = [line.item.line for line in caseload.lines if line.papers]
        without = [line.item.line.id for line in caseload.lines if not line.papers]
        given: Given = {
            "number": number,
            "purpose": Purpose.CASELOAD.value,
            "giver_office": "",
            "giver": wanted.giver,
            "taker_office": "",
            "taker": wanted.taker,
            "at": at,
            "dossiers": [line.id for line in with_papers],
            "counters": [["handover", year, number]],
        }
        if without:
            given["charges"] = without
        subject = f"handover:{year}-{number}"
        sheet = act.record(HANDOVER_GIVEN, subject, given).seq
        taken: TakenOver = {
            "handover": sheet,
            "taker_office": "",
            "taker": wanted.taker,
            "at": at,
            "dossiers": given["dossiers"],
            "outcomes": {str(line.id): outcome_at(line, act.now) for line in with_papers},
        }
        act.record(HANDOVER_TAKEN, subject, taken)
        for line in (item.item.line for item in caseload.lines if item.charge):
            entrusted: Entrusted = {
                "dossier": line.id,
                "state": int(line.state),
                "handler": wanted.taker,
                "promised_at": local_text(line.promised_at) if line.promised_at else None,
                "at": at,
                "handover": sheet,
            }
            act.record(DOSSIER_ENTRUSTED, line.code, entrusted)


def given_back(sheet: Sheet, codes: Iterable[str] | None = None) -> WantedCaseload:
    """The wish to give back what a sheet brought."""
    return WantedCaseload(
        giver=sheet.taker.officer,
        taker=sheet.giver.officer,
        back=sheet.id,
        codes=None if codes is None else list(codes),
    )


def _require_shown(wanted: WantedCaseload, caseload: Caseload) -> None:
    """Errors: RuleError: rule "changed", "nothing", "too_many"."""
    if wanted.codes is not None and set(wanted.codes) != set(caseload.codes):
        raise RuleError(
            _("Hồ sơ của người giao đã thay đổi sau khi lập danh sách. Xem lại danh sách rồi lưu."),
            field="codes",
            rule="changed",
        )
    if not caseload.lines:
        raise RuleError(
            _("Người giao không có hồ sơ nào để bàn giao. Chọn người giao hoặc lĩnh vực khác."),
            field="giver",
            rule="nothing",
        )
    if len(caseload.lines) > MOST_IN_CASELOAD:
        raise RuleError(
            _("Quá {most} hồ sơ trên một phiếu. Chọn từng lĩnh vực.").format(most=MOST_IN_CASELOAD),
            field="sectors",
            rule="too_many",
        )
