"""An act on a book that a leader does or allows: its reason, and the leader's consent at this screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.desk.desk import Done
from counter_app.domain.office.staff import Role
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.approval_part import ApprovalPart
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ConsentDialog(Dialog):
    """Asks why and for consent, and does it: ``act`` takes "reason", "approval" and "op_id".

    ``field`` is what refusals call the reason; ``label`` what stands above it.

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
        why: str,
        label: str,
        field: str = "reason",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._act, self._op = place, act, new_op()
        self.reason = TextArea(lines=2)
        self.approval = ApprovalPart()
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        asked = Field(label, self.reason, required=field != "gap_reason")
        self._fields = {field: asked, **self.approval.fields(), "": asked}
        office = place.office
        officer = office.session.officer
        self.approval.ask(why, officer, office.staff.officers())
        self.approval.tick.setChecked(officer is None or officer.role is not Role.LEADER)
        self.approval.tick.hide()  # a leader's own act needs no more, anybody else's is nothing without it
        lay_out(
            self,
            title=title,
            about=about,
            meaning="",
            parts=(asked, self.approval),
            buttons=(self.shut, self.save),
            wide=580,
        )
        self.reason.setFocus()
        self.finished.connect(self.deleteLater)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def _on_save(self) -> None:
        self._place.act(self._do, self._fields, self._on_done)

    def _do(self) -> Done[Any]:
        return self._act(
            reason=self.reason.value(), approval=self.approval.approval(), op_id=self._op
        )

    def _on_done(self, result: object) -> None:
        self.accept()
        self.did.emit(result)
