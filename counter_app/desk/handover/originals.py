"""Originals (bản gốc) the office keeps while it works, and gives back (Nghị định 118/2025/NĐ-CP Điều 21, 22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Dossier, Original
from counter_app.domain.handover.events import DOSSIER_ORIGINALS, OriginalsListed
from counter_app.domain.handover.whereabouts import counted_items, require_kept, still_kept
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_OF_ONE = 999
NAME_LENGTH = 300


class Originals(Desk):
    """Everything done with originals."""

    def keep(self, code: str, items: Sequence[Original], *, op_id: str = "") -> Done[Dossier]:
        """Keep more originals of a dossier. Errors: RuleError (field "originals")."""
        return self._record(code, items, keep=True, op_id=op_id)

    def give_back(
        self, code: str, items: Sequence[Original] | None = None, *, op_id: str = ""
    ) -> Done[Dossier]:
        """Give originals back; None gives back whatever is kept.

        Errors: RuleError (field "originals"): rule "originals_more" when it is more than is kept, "nothing".
        """
        return self._record(code, items, keep=False, op_id=op_id)

    def kept(self, code: str) -> tuple[Original, ...]:
        """The originals the office keeps of a dossier now."""
        return still_kept(self.dossier(code))

    def forgotten(self) -> list[Dossier]:
        """Dossiers that ended while their originals are still here: each one is an alarm."""
        return [item for item in self.store.dossiers.ended_with_originals() if still_kept(item)]

    def _record(
        self, code: str, items: Sequence[Original] | None, *, keep: bool, op_id: str
    ) -> Done[Dossier]:
        with self.act(Duty.PROCESS, op_id, DOSSIER_ORIGINALS) as act:
            if act.known is None:
                dossier = self.dossier(code)
                wanted = _checked(still_kept(dossier) if items is None else items)
                kept, back = dossier.originals_kept, dossier.originals_returned
                if keep:
                    kept = counted_items((*kept, *wanted))
                else:
                    require_kept(dossier, wanted)
                    back = counted_items((*back, *wanted))
                payload: OriginalsListed = {
                    "dossier": dossier.id,
                    "at": local_text(act.now),
                    "kept": [asdict(item) for item in kept],
                    "returned": [asdict(item) for item in back],
                }
                act.record(DOSSIER_ORIGINALS, dossier.code, payload)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER)


def _checked(items: Sequence[Original]) -> tuple[Original, ...]:
    """Cleaned, each name once. Errors: RuleError (field "originals")."""
    named = [
        Original(name=clean(item.name)[:NAME_LENGTH], quantity=item.quantity)
        for item in items
        if clean(item.name)
    ]
    if not named:
        raise RuleError(_("Ghi tên và số lượng bản chính."), field="originals", rule="nothing")
    if any(not 1 <= item.quantity <= MOST_OF_ONE for item in named):
        raise RuleError(
            _("Số bản chính phải từ 1 đến {most}. Gõ lại số bản.").format(most=MOST_OF_ONE),
            field="originals",
            rule="quantity",
        )
    return counted_items(named)
