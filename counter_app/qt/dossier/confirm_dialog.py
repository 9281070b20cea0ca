"""The moment the office that resolves a dossier had it complete: from then on its time runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.moment_edit import MomentEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.workplace import Workplace


class ConfirmDialog(Dialog):
    """Asks for the moment; saying another one than was said before asks for a reason too.

    Signals:
        did(object): the dossier with its promise counted from there.
    """

    did = Signal(object)

    def __init__(self, place: Workplace, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._dossier, self._op = place, dossier, new_op()
        self.at, self.reason = MomentEdit(), LineEdit(most=500)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._fields = {
            "at": Field(_("Cơ quan giải quyết nhận đủ hồ sơ lúc"), self.at),
            "reason": Field(_("Lý do ghi lại"), self.reason),
        }
        self._fields["reason"].setVisible(dossier.confirmed_at is not None)
        lay_out(
            self,
            title=_("Cơ quan giải quyết xác nhận"),
            about=f"{dossier.code} · {dossier.applicant.name[:120]}",
            meaning=_(
                "{office} giải quyết hồ sơ này. Thời hạn tính từ lúc nơi đó nhận đủ; giấy hẹn được cấp lại."
            ).format(office=dossier.resolver[:120]),
            parts=tuple(self._fields.values()),
            buttons=(self.shut, self.save),
            wide=480,
        )
        self.at.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_save(self) -> None:
        self._place.act(self._do, self._fields | {"": self._fields["at"]}, self._on_done)

    def _do(self) -> Done[tuple[Dossier, ...]]:
        office = self._place.office
        return office.confirmations.confirm(
            [self._dossier.code],
            at=self.at.moment(office.dossiers.now()),
            reason=self.reason.value(),
            op_id=self._op,
        )

    def _on_done(self, dossiers: tuple[Dossier, ...]) -> None:
        self.accept()
        self.did.emit(dossiers[0])
