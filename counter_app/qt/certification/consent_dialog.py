"""An act on a book that a leader does or allows: its reason, and the leader's consent at this screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Done
from counter_app.domain.office.staff import Role
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.approval_part import ApprovalPart
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ConsentDialog(ReasonDialog):
    """Asks why and for consent, which ``why`` explains, and does it: ``act`` takes "approval" too."""

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
        self.approval = ApprovalPart()
        officer = place.office.session.officer
        self.approval.ask(why, officer, place.office.staff.officers())
        self.approval.tick.setChecked(officer is None or officer.role is not Role.LEADER)
        self.approval.tick.hide()  # a leader's own act needs no more, anybody else's is nothing without it
        super().__init__(
            place,
            act,
            title=title,
            about=about,
            meaning="",
            label=label,
            field=field,
            required=field != "gap_reason",
            parts={self.approval: self.approval.fields()},
            wide=580,
            parent=parent,
        )

    @override
    def said(self) -> dict[str, Any]:
        return {"approval": self.approval.approval()}
