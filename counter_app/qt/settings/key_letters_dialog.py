"""The superior's key card in hand: its sixteen letters are typed as somebody at the superior reads them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.sync.letters.key_card import Wants

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.exchange import SuperiorKey
    from counter_app.sync.letters.key_card import KeyCard


class KeyLettersDialog(Dialog):
    """Never shows the letters themselves: who compares has to hear them.

    Signals:
        taken(object): the key that batches are sealed for from here on.
    """

    taken = Signal(object)

    def __init__(
        self, place: Workplace, card: KeyCard, content: bytes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._content, self._op = place, content, new_op()
        vouched = place.office.superior_keys.vouched(card)
        self.letters = LineEdit()
        self.letters.setMaxLength(40)
        self.field = Field(
            _("16 ký tự cấp trên đọc"),
            self.letters,
            _("Khóa cũ đã ký xác nhận khóa này nên có thể để trống.")
            if vouched
            else _("Gõ chữ thường, có dấu cách hay gạch nối đều được."),
            required=not vouched,
        )
        self.save = ActionButton(
            _("Dùng khóa này"), self._on_save, name="ok", key="Ctrl+Return", tone="primary"
        )
        named = text_label(_("Thẻ khóa ghi tên: {name}").format(name=card.name), "heading")
        lay_out(
            self,
            title=_("Khóa của cấp trên"),
            about=_("Đối chiếu đủ 16 ký tự rồi mới dùng khóa này."),
            meaning="\n".join(
                (
                    _(
                        "Gọi cấp trên theo số điện thoại đã biết, không theo số ghi trên USB, nhờ đọc 16 ký tự "
                        "của khóa."
                    ),
                    _("Cấp trên này yêu cầu đủ thông tin của công dân; gói sẽ được niêm phong.")
                    if card.wants is Wants.FULL
                    else _("Cấp trên này chỉ cần số liệu, không cần thông tin của công dân."),
                )
            ),
            parts=(named, self.field),
            buttons=(self.leaving(), self.save),
            wide=680,
        )
        self.letters.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_save(self) -> None:
        self._place.act(self._do, {"letters": self.field, "": self.field}, self._on_taken)

    def _do(self) -> Done[SuperiorKey]:
        keys = self._place.office.superior_keys
        return keys.take(self._content, self.letters.value(), op_id=self._op)

    def _on_taken(self, key: SuperiorKey) -> None:
        self.accept()
        self.taken.emit(key)
