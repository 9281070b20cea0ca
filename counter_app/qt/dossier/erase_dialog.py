"""Taking the people out of a dossier that has ended, by law; nothing brings them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.second_person import SecondPart
from counter_app.wording.dossier.erasure import copy_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.workplace import Workplace


class EraseDialog(ReasonDialog):
    """Asks for the ground of an erasure, and names every copy that it does not reach."""

    def __init__(self, place: Workplace, dossier: Dossier, parent: QWidget | None = None) -> None:
        copies = copy_lines(place.office.copies_left.of(dossier.code))
        told = [text_label(line, "muted") for line in copies]
        self.second = SecondPart(place, Duty.ERASE)
        super().__init__(
            place,
            partial(place.office.erasure.erase, dossier.code),
            title=_("Xóa dữ liệu cá nhân"),
            about=f"{dossier.code} · {dossier.applicant.name[:120]}",
            meaning=_(
                "Họ tên, giấy tờ, địa chỉ, số điện thoại và nội dung riêng của hồ sơ này bị xóa khỏi tệp dữ liệu, "
                "không lấy lại được. Mã hồ sơ, ngày, số đã cấp và số liệu còn nguyên."
            ),
            label=_("Căn cứ, lý do xóa"),
            parts={**{label: {} for label in told}, self.second: self.second.fields()},
            wide=560,
            parent=parent,
        )
        self.save.setText(_("Xóa dữ liệu cá nhân (Ctrl+Enter)"))
        self.save.set_tone("danger", "delete")
        self.did.connect(lambda _code: self._said())

    @override
    def said(self) -> dict[str, Any]:
        return {"approval": self.second.approval()}

    def _said(self) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã xóa dữ liệu cá nhân của hồ sơ."))
