"""Handing out the program with which an inspector checks the office on another computer."""

from __future__ import annotations

from counter_app.desk.closing.papers import VERIFY_PROGRAM, verify_program
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.workplace import Workplace


class VerifyButton(ActionButton):
    """Asks where the program goes."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Lấy chương trình kiểm chứng"), self._on_wanted, name="save", key="Alt+K"
        )
        self._place = place
        self.setToolTip(
            _(
                "Giao cho người kiểm tra: kiểm chứng sao lưu, biên bản, gói dữ liệu, giấy hẹn trên máy khác."
            )
        )

    def _on_wanted(self) -> None:
        page = self.parentWidget() or self
        ask_and_save(self._place, page, VERIFY_PROGRAM, verify_program(), tell_page(self._place))
