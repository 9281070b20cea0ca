"""An act that needs nothing but its reason, and what a kind of it asks besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.desk.desk import Done
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonDialog(Dialog):
    """Asks why, and does it: ``act`` takes "reason", which may begin as ``reason``, what ``said`` adds, and "op_id".

    ``field`` is what refusals call the reason, ``label`` what stands above it; ``parts`` come below.

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
        label: str = "",
        field: str = "reason",
        required: bool = True,
        parts: dict[QWidget, dict[str, Field]] | None = None,
        wide: int = 480,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._act, self._op = place, act, new_op()
        more = parts or {}
        self.reason = TextArea(reason, lines=2 if more else 3)
        completes(place.office, "reason", self.reason)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        asked = Field(label or _("Lý do"), self.reason, required=required)
        self._fields = {field: asked, "": asked}
        for fields in more.values():
            self._fields |= fields
        lay_out(
            self,
            title=title,
            about=about,
            meaning=meaning,
            parts=(asked, *more),
            buttons=(self.shut, self.save),
            wide=wide,
        )
        self.reason.setFocus()
        self.finished.connect(self.deleteLater)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def said(self) -> dict[str, Any]:
        """The further values the act needs, besides the reason."""
        return {}

    def _on_save(self) -> None:
        self._place.act(self._do, self._fields, self._on_done)

    def _do(self) -> Done[Any]:
        return self._act(reason=self.reason.value(), **self.said(), op_id=self._op)

    def _on_done(self, result: object) -> None:
        self.accept()
        self.did.emit(result)
