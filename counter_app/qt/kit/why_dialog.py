"""Asks why before citizens' data is seen or taken away, where a reason is owed; the usual ones are a key each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from counter_app.i18n import _, mark
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.flow import flowing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

USUAL_OPENING = (
    mark("Công dân hỏi tại quầy"),
    mark("Công dân gọi điện hỏi"),
    mark("Phối hợp giải quyết"),
    mark("Kiểm tra, đối soát"),
)
USUAL_TAKING = (
    mark("Báo cáo cấp trên"),
    mark("Lưu sổ theo quy định"),
    mark("Gọi điện cho công dân"),
    mark("Kiểm tra, đối soát"),
)
_MOST = 300


class WhyDialog(Dialog):
    """One reason, typed or by its key; ``then`` gets it. Closed without one, nothing is shown and nothing leaves."""

    opening_width = 560
    writes = False

    def __init__(
        self,
        then: Callable[[str], object],
        *,
        title: str,
        meaning: str,
        usual: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._then = then
        self.reason = LineEdit(most=_MOST)
        self.usual = [
            ActionButton(_(text), partial(self._take, _(text)), name="ok", key=f"Alt+{at}")
            for at, text in enumerate(usual, 1)
        ]
        self.go_on = ActionButton(
            _("Tiếp tục"),
            self._on_typed,
            name="next",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.asked = Field(_("Lý do"), self.reason, required=True)
        lay_out(
            self,
            title=title,
            about="",
            meaning=meaning,
            parts=(flowing(*self.usual), self.asked),
            buttons=(self.leaving(), self.go_on),
            wide=self.opening_width,
        )
        self.reason.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_typed(self) -> None:
        if self.reason.value():
            self._take(self.reason.value())
        else:
            self.asked.set_error(_("Chưa có lý do. Ghi ngắn gọn, hoặc chọn một lý do sẵn có."))
            self.reason.setFocus()

    def _take(self, why: str) -> None:
        self.accept()
        self._then(why)


def ask_to_take(parent: QWidget, meaning: str, then: Callable[[str], object]) -> WhyDialog:
    """Ask why many rows are taken out of the program; does not block."""
    dialog = WhyDialog(
        then,
        title=_("Lý do lấy danh sách ra"),
        meaning=meaning,
        usual=USUAL_TAKING,
        parent=parent,
    )
    dialog.open()
    return dialog


def ask_to_open(
    parent: QWidget, code: str, then: Callable[[str], object], unanswered: Callable[[], object]
) -> WhyDialog:
    """Ask why a dossier is opened that is not part of somebody's work; does not block.

    ``unanswered``: the dialog was left without a reason.
    """
    text = _(
        "Hồ sơ {code} không thuộc phần phụ trách của tài khoản này. Lý do được ghi vào sổ truy cập."
    )
    dialog = WhyDialog(
        then,
        title=_("Lý do xem hồ sơ"),
        meaning=text.format(code=code),
        usual=USUAL_OPENING,
        parent=parent,
    )
    dialog.rejected.connect(unanswered)
    dialog.open()
    return dialog
