"""The offer to mend entries of an earlier version that cannot travel: an officer says why they travel mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.i18n import _, plural
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.buttons import ActionButton
from counter_app.sync.batch.travelling import CannotTravelError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace


class MendOffer:
    """A button that is there only while entries cannot travel; ``then`` is told how many do once it was used."""

    def __init__(self, place: Workplace, parent: QWidget, then: Callable[[int], object]) -> None:
        self._place, self._parent, self._then = place, parent, then
        self._seqs: tuple[int, ...] = ()
        self.button = ActionButton(_("Sửa cách gửi"), self._ask, name="edit", key="Alt+S")
        self.button.hide()

    def show_for(self, error: Exception | None) -> None:
        """Offer it for what was refused, or take it away."""
        self._seqs = error.seqs if isinstance(error, CannotTravelError) else ()
        self.button.setVisible(bool(self._seqs))
        if self._seqs:
            self.button.setFocus()

    def _ask(self) -> None:
        dialog = ReasonDialog(
            self._place,
            self._mend,
            title=_("Sửa cách gửi"),
            about=plural(
                "{count} lượt ghi của phiên bản cũ cấp trên không đọc được.", len(self._seqs)
            ).format(count=len(self._seqs)),
            meaning=_(
                "Sổ giữ nguyên như đã ghi. Lúc gửi, mục quá dài được cắt, mục sai được thay bằng mục đúng gần nhất; "
                "cấp trên thấy ai sửa, vì sao."
            ),
            parent=self._parent,
        )
        dialog.did.connect(self._on_mended)
        dialog.open()

    def _mend(self, *, reason: str, op_id: str) -> Done[Any]:
        return self._place.office.mending.mend(reason=reason, seqs=self._seqs, op_id=op_id)

    def _on_mended(self, count: int) -> None:
        self.show_for(None)
        self._then(count)
