"""Lists in which a leader ticks what is done or is to go: one reason, one act for all that is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from counter_app.domain.office.staff import Role
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from counter_app.qt.kit.workplace import Workplace

T = TypeVar("T")


class TickedActs(ListDialog[T]):
    """Nothing is ticked by itself; the reason stands above the list. Only a leader acts."""

    def __init__(
        self,
        place: Workplace,
        title: str,
        columns: Sequence[Column[T]],
        *,
        label: str,
        act: ActionButton,
        parent: QWidget | None,
    ) -> None:
        self.reason = LineEdit(most=500)
        self.reason_field = Field(label, self.reason, required=True)
        self.act = act
        self._columns = columns
        super().__init__(place, title, columns, parent)
        self._send = Sending()
        self.on_ticked(0)

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.act,)

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        box.addWidget(self.reason_field)

    @override
    def propose(self, row: T) -> bool:
        return False

    @override
    def tables(self) -> Sequence[Table]:
        return (
            Table(
                name=self.stem,
                title=self.windowTitle().upper(),
                subtitle="",
                columns=heads(self._columns),
                rows=cells(self._columns, self.rows()),
                landscape=False,
            ),
        )

    @override
    def on_ticked(self, count: int) -> None:
        officer = self.place.office.session.officer
        leads = officer is not None and officer.active and officer.role is Role.LEADER
        self.act.setEnabled(leads and count > 0)
        self.act.setToolTip(
            "" if leads else _("Thao tác này của lãnh đạo. Nhờ lãnh đạo đăng nhập.")
        )

    @override
    def _open(self, at: int) -> None:
        self.model.turn(at)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return {"reason": self.reason_field, "": self.reason_field}
