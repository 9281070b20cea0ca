"""The lock of the office's file, and the way there: offered to whoever may put another file in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.flow import flowing

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class LockingCard(Card):
    """One button; the data is closed for it and opened again, and everybody's password stays."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Mã hóa"))
        self._place = place
        keys = place.office.keys
        self._encrypted = keys is not None and keys.data is not None
        told = (
            _(
                "Dữ liệu đã mã hóa. Đổi khóa khi người từng giữ bản sao của tệp dữ liệu không còn làm ở đây."
            )
            if self._encrypted
            else _("Dữ liệu chưa mã hóa: ai lấy được máy hoặc bản sao lưu đều đọc được hết.")
        )
        self.start = ActionButton(
            _("Đổi &khóa") if self._encrypted else _("&Mã hóa dữ liệu"), self._on_start, name="lock"
        )
        self.advice = Advice("bad")
        for widget in (text_label(told), flowing(self.start), self.advice):
            self.add(widget)
        officer = place.office.session.officer
        self.start.setVisible(officer is not None and officer.may(Duty.RESTORE))

    def _on_start(self) -> None:
        if not self._place.office.recovery.opens_file():
            self.advice.say(
                _("Chưa có phiếu khôi phục. Lập phiếu ở Tài khoản của tôi (Ctrl+Shift+T) trước.")
            )
            return
        self._place.hub.encrypt_wanted.emit(self._encrypted)
