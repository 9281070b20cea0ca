"""An act that needs nothing but its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.desk.desk import Done
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonDialog(Dialog):
    """Asks why, and does it: ``act`` takes "reason", which may begin as ``reason``, and "op_id".

    Signals:
        did(object): the act's result.
    """

    did = Signal(object)

    def __init__(
        self,
        place: Workplace,
        act: Callable[..., Done[Any]],
        *,
        title: str,
        about: str,
        meaning: str,
        reason: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._act, self._op = place, act, new_op()
        self.reason = TextArea(reason, lines=3)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._fields = {"reason": Field(_("Lý do"), self.reason, required=True)}
        self._fields[""] = self._fields["reason"]
        lay_out(
            self,
            title=title,
            about=about,
            meaning=meaning,
            parts=(self._fields["reason"],),
            buttons=(self.shut, self.save),
            wide=480,
        )
        self.reason.setFocus()
        self.finished.connect(self.deleteLater)

    def _on_save(self) -> None:
        self._place.act(self._do, self._fields, self._on_done)

    def _do(self) -> Done[Any]:
        return self._act(reason=self.reason.value(), op_id=self._op)

    def _on_done(self, result: object) -> None:
        self.accept()
        self.did.emit(result)
