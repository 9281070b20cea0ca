"""Erasing a person: what goes, what stays and on which ground, seen before anything is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.requests.holdings import thing_text, why_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.requests.request import DataRequest
    from counter_app.qt.kit.workplace import Workplace

MOST_SHOWN = 30


class ErasePersonDialog(ReasonDialog):
    """Asks for the ground, and names everything that goes and that stays."""

    def __init__(self, place: Workplace, item: DataRequest, parent: QWidget | None = None) -> None:
        erasure = place.office.person_erasure
        plan = erasure.plan(item.name, item.id_no, codes=item.codes)
        self.partly = TickBox(_("Xóa &phần xóa được, phần phải giữ ở lại"))
        self.partly.setVisible(bool(plan.goes) and bool(plan.stays))
        goes = [thing_text(thing) for thing in plan.goes]
        stays = [f"{thing_text(thing)}: {why_text(thing)}" for thing in plan.stays]
        self.goes = text_label(
            _listed(_("Sẽ xóa"), goes)
            if goes
            else _("Chưa xóa được gì. Đóng, rồi trả lời (Alt+G) kèm căn cứ của phần ở lại.")
        )
        self.stays = text_label(_listed(_("Ở lại"), stays), "muted")
        for label in (self.goes, self.stays):
            label.setWordWrap(True)
        self.second = SecondPart(place, Duty.ERASE)
        super().__init__(
            place,
            partial(erasure.erase, item.name, item.id_no, codes=item.codes),
            title=_("Xóa dữ liệu của một người"),
            about=f"{item.name[:120]} · {item.id_no or '…'}",
            meaning=_(
                "Dữ liệu bị xóa khỏi tệp dữ liệu, không lấy lại được. Số đã cấp, ngày và số liệu còn nguyên. "
                "Bản sao ngoài máy vào danh sách phải hủy."
            ),
            label=_("Căn cứ, lý do xóa"),
            reason=_("Yêu cầu số {number}").format(number=item.shown_number),
            parts={
                self.goes: {},
                self.stays: {},
                self.partly: {},
                self.second: self.second.fields(),
            },
            wide=660,
            parent=parent,
        )
        self.save.setText(_("Xóa dữ liệu cá nhân (Ctrl+Enter)"))
        self.save.set_tone("danger", "delete")
        self.save.setEnabled(bool(plan.goes))
        self.did.connect(self._said_done)

    @override
    def said(self) -> dict[str, Any]:
        """The choices: if a part may go alone, and the person who consents."""
        return {"partly": self.partly.isChecked(), "approval": self.second.approval()}

    def _said_done(self, erased: tuple[str, ...]) -> None:
        text = plural("Đã xóa {count} mục. Xem bản sao phải hủy (Alt+B).", len(erased))
        self._place.hub.notice(Tone.GOOD, text.format(count=len(erased)))


def _listed(head: str, lines: list[str]) -> str:
    more = len(lines) - MOST_SHOWN
    told = [f"• {line}" for line in lines[:MOST_SHOWN]] or [_("• Không có gì.")]
    if more > 0:
        told.append(_("• và {more} mục khác").format(more=more))
    return "\n".join([f"{head}:", *told])
