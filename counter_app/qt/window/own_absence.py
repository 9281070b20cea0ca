"""Somebody signs in who is said to be away: told so, and asked whether the absence is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.act import Done, new_op
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.hub import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.office.absence import Absence
    from counter_app.qt.kit.workplace import Workplace


class OwnAbsenceDialog(Dialog):
    """The officer's own absence: its last day and the substitute; it ends when the officer says so."""

    def __init__(self, place: Workplace, notice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self.end = ActionButton(
            _("Tôi làm việc lại từ hôm nay"),
            self._on_end,
            name="ok",
            key="Ctrl+Return",
            tone="primary",
        )
        self.later = self.leaving()
        lay_out(
            self,
            title=_("Đang được ghi vắng mặt"),
            about=notice,
            meaning=_(
                "Hồ sơ mới của lĩnh vực đang giao cho người thay. Làm việc lại thì kết thúc vắng mặt; hồ sơ đã bàn "
                "giao nhận lại ở trang Bàn giao hồ sơ (Ctrl+5)."
            ),
            parts=(),
            buttons=(self.later, self.end),
            wide=560,
        )
        self.end.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_end(self) -> None:
        self._place.act(self._do, None, self._on_ended)

    def _do(self) -> Done[Absence]:
        return self._place.office.absences.come_back(op_id=self._op)

    def _on_ended(self, _absence: Absence) -> None:
        self.accept()
        self._place.hub.notice(Tone.GOOD, _("Đã kết thúc vắng mặt từ hôm nay."))


def ask_own_absence(place: Workplace, parent: QWidget) -> None:
    """Open the question when whoever signed in is said to be away."""
    absences = place.office.absences
    own = absences.own() if place.office.writable else None
    if own is not None:
        OwnAbsenceDialog(place, absences.notice(own), parent).open()
