"""Taking back that papers were taken over: they are on their sheet still, and lie where they lay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.dossier.rests import Rests
from counter_app.domain.clock import local_text
from counter_app.domain.handover.events import (
    DOSSIER_SHELVED,
    HANDOVER_TAKEN,
    HANDOVER_UNTAKEN,
    Shelved,
    TakenOver,
    Untaken,
)
from counter_app.domain.handover.whereabouts import Holder, Sheet
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Dossier


class TakingReversal(Desk):
    """A taking, or a whole sheet, taken back by new events."""

    def untake(self, act: OfficeAct, sheet: Sheet, dossiers: Sequence[int], reason: str) -> None:
        """These were not taken over. Errors: RuleError (rule "built_upon") for one that went on since."""
        found = [self._at_taker(sheet, dossier) for dossier in dossiers]
        rests = self.group(Rests)
        payload = Untaken(
            handover=sheet.id,
            at=local_text(act.now),
            dossiers=[item.id for item in found],
            reason=reason,
            rested={str(item.id): rests.before(item, sheet.id) for item in found},
        )
        shelves = {item.id: rests.shelf(item, sheet.id) for item in found}
        act.record(HANDOVER_UNTAKEN, subject_of(sheet), payload)
        for item in found:
            if shelves[item.id] and not item.shelf:
                again = Shelved(dossier=item.id, shelf=shelves[item.id], at=local_text(act.now))
                act.record(DOSSIER_SHELVED, item.code, again)

    def recall(self, act: OfficeAct, sheet: Sheet) -> None:
        """The whole sheet was a mistake: nothing of it left. Errors: RuleError (rule "built_upon")."""
        if not sheet.rows or not all(row.missing for row in sheet.rows):
            raise built_upon()
        payload: TakenOver = {
            "handover": sheet.id,
            "taker_office": sheet.giver.office,
            "taker": sheet.giver.officer,
            "at": local_text(act.now),
            "dossiers": [row.line.id for row in sheet.rows],
            "outcomes": {},
            "recalled": True,
        }
        act.record(HANDOVER_TAKEN, subject_of(sheet), payload)

    def _at_taker(self, sheet: Sheet, number: int) -> Dossier:
        """A dossier that lies with whoever took it over by this sheet. Errors: RuleError (rule "built_upon")."""
        dossier = self.store.dossiers.by_id(number)
        legs = self.store.handover.legs(number)
        if (
            dossier is None
            or dossier.handover
            or not legs
            or legs[-1].sheet != sheet.id
            or Holder(office=dossier.holder_office, officer=dossier.holder) != sheet.taker
        ):
            raise built_upon()
        return dossier


def subject_of(sheet: Sheet) -> str:
    """The subject of the events of a sheet."""
    return f"handover:{sheet.year}-{sheet.number}"


def built_upon() -> RuleError:
    """The refusal of an act that something was done upon since."""
    return RuleError(
        _("Đã có thao tác ghi sau đó nên không hoàn tác được. Mở lại hồ sơ rồi sửa thao tác sau."),
        rule="built_upon",
    )
