"""The place of a dossier's papers: holder, sheet and shelf, originals, and its official code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Dossier, Original, State
from counter_app.domain.handover.whereabouts import Leg, holder_of, still_kept
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.facts import Facts
from counter_app.qt.kit.handover_words import holder_text
from counter_app.wording.dossier.labels import mapping_label, outcome_label
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from counter_app.qt.kit.workplace import Workplace


GIVEN_BACK = frozenset({State.WITHDRAWN, State.REFUSED})


class WhereaboutsCard(Card):
    """Facts, and buttons for what can be done with them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Hồ sơ giấy: nơi giữ"))
        self._place = place
        self._dossier: Dossier | None = None
        self.facts = Facts()
        self.map = ActionButton(_("Ghi mã chính thức"), self._on_map, name="transfer", key="Alt+M")
        self.originals = ActionButton(
            _("Bản chính giữ, trả"), self._on_originals, name="hand-over", key="Alt+J"
        )
        self.add(self.facts, self.map, self.originals)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show one dossier's whereabouts."""
        self._dossier = dossier
        office = self._place.office
        names = office.staff.names()
        legs = office.holders.legs(dossier)
        sheet = office.handover.sheet(dossier.handover) if dossier.handover else None
        kept = still_kept(dossier)
        self.facts.show_facts(
            {
                _("Đang giữ"): holder_text(holder_of(dossier), names),
                _("Từ thời điểm"): _moment(dossier.held_since),
                _("Trên phiếu"): _("{number}, chờ {taker} nhận").format(
                    number=sheet.label, taker=holder_text(sheet.taker, names)
                )
                if sheet
                else "",
                _("Vị trí lưu"): dossier.shelf,
                _("Giải quyết tại"): dossier.resolver,
                _("Trả tại"): dossier.return_place,
                _("Bản chính đang giữ"): _listed(kept),
                _("Bản chính đã trả"): _listed(dossier.originals_returned),
                _("Mã chính thức"): _code(dossier),
                _("Đã giao nhận"): "\n".join(_leg_text(leg, names) for leg in legs),
            }
        )
        self.map.setVisible(dossier.accepted)

    def after_move(self, dossier: Dossier) -> None:
        """Originals go back with a dossier that is given up (Thông tư 03/2025/TT-VPCP Điều 7): ask at once."""
        self._dossier = dossier
        if dossier.state in GIVEN_BACK and still_kept(dossier):
            self._on_originals()

    def _on_map(self) -> None:
        if self._dossier is not None:
            self._place.hub.go("official", self._dossier.code)

    def _on_originals(self) -> None:
        from counter_app.qt.dossier.originals_dialog import OriginalsDialog

        if self._dossier is not None:
            OriginalsDialog(self._place, self._dossier, self).open()


def _moment(at: datetime | None) -> str:
    return f"{clock_text(at)} {short_date(at)}" if at else ""


def _listed(originals: Sequence[Original]) -> str:
    return "\n".join(
        _("{quantity} × {name}").format(quantity=item.quantity, name=item.name)
        for item in originals
    )


def _code(dossier: Dossier) -> str:
    state = mapping_label(dossier.mapping).text
    parts = [dossier.official_code, state, dossier.mapping_note]
    return " · ".join(part for part in parts if part)


def _leg_text(leg: Leg, names: Mapping[str, str]) -> str:
    taken = clock_text(leg.taken_at) if leg.taken_at else _("chưa nhận")
    text = _("{date} {given} → {taken}: {giver} giao {taker}").format(
        date=short_date(leg.given_at),
        given=clock_text(leg.given_at),
        taken=taken,
        giver=holder_text(leg.giver, names),
        taker=holder_text(leg.taker, names),
    )
    how = outcome_label(leg.outcome)
    return f"{text} ({how.text.lower()})" if how.text else text
