"""Data kept long enough: listed by kind with its period, printed, and erased when a leader decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.desk import Done
from counter_app.desk.requests.retention_table import over_columns, over_table
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.requests.ticked_acts import TickedActs
from counter_app.store.read.kept_long import KeptLong
from counter_app.wording.requests.retention import kept_text, period_text
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.office.leader_consent import Approval
    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class OverDialog(TickedActs[KeptLong]):
    """Rows of one kind at a time are erased together."""

    stem = "het-thoi-han-luu"

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        act = ActionButton(
            _("Xóa mục đã chọn"), self._erase, name="delete", key="Ctrl+Return", tone="danger"
        )
        super().__init__(
            place,
            _("Dữ liệu hết thời hạn lưu"),
            on_screen(over_columns()),
            label=_("&Căn cứ, lý do xóa"),
            act=act,
            parent=parent,
        )

    @override
    def rows(self) -> Sequence[KeptLong]:
        kinds = self.place.office.retention.over()
        self.about.setText(
            "\n".join(
                f"{kept_text(item.retention.kind)}: {period_text(item.retention)}" for item in kinds
            )
        )
        return [thing for item in kinds for thing in item.things]

    @override
    def code_of(self, row: KeptLong) -> str:
        return f"{row.kind.value} {row.key}"

    @override
    def nothing(self) -> str:
        return _("Chưa có gì hết thời hạn lưu.")

    @override
    def tables(self) -> Sequence[Table]:
        retention = self.place.office.retention
        return (over_table(retention.over(), retention.today()),)

    def _erase(self) -> None:
        ticked = self.model.ticked()
        if not ticked:
            return

        def erase(consent: Approval) -> None:
            self.place.act(
                lambda: self._send(self._erase_kind, ticked, consent), self.fields(), self._done
            )

        with_second(self.place, Duty.ERASE, _("Xóa mục đã chọn"), erase, self)

    def _erase_kind(
        self, ticked: Sequence[KeptLong], consent: Approval, op_id: str = ""
    ) -> Done[tuple[str, ...]]:
        """One kind at a time; those of other kinds stay ticked for the next press."""
        kind = ticked[0].kind
        keys = [item.key for item in ticked if item.kind is kind]
        reason = self.reason.value()
        return self.place.office.retention.erase(
            kind, keys, reason=reason, approval=consent, op_id=op_id
        )

    def _done(self, erased: tuple[str, ...]) -> None:
        text = plural("Đã xóa {count} mục.", len(erased))
        self.said.say(text.format(count=len(erased)), "good")
