"""Results nobody has come for: the person to call, and how long each has waited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.promise.board import Morning
from counter_app.desk.promise.call_columns import ready_columns
from counter_app.desk.promise.call_sheets import ready_table
from counter_app.i18n import _, plural
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.tick_box import TickBox
from counter_app.store.read.board import BoardRow
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class ReadyDialog(ListDialog[BoardRow]):
    """All of them, or only those to be called: waiting for more than the office's number of days."""

    stem = "ho-so-cho-nhan-ket-qua"

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, whose: str = "") -> None:
        self._whose = whose
        self._morning: Morning = place.office.board.morning(whose=self._whose)
        days = self._morning.uncollected_days
        self.long = TickBox(plural("Chỉ hồ sơ chờ quá {days} ngày (Alt+Q)", days).format(days=days))
        self.long.setShortcut("Alt+Q")
        columns = on_screen(ready_columns(lambda: self._morning))
        super().__init__(place, _("Có kết quả, chưa đến nhận"), columns, parent)
        self.long.toggled.connect(self.reload)

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        box.addWidget(self.long)

    @override
    def rows(self) -> Sequence[BoardRow]:
        self._morning = self.place.office.board.morning(whose=self._whose)
        counts = self._morning.counts
        text = plural(
            "{count} kết quả chờ người nhận, {old} chờ quá {days} ngày: gọi điện báo.",
            counts["ready"],
        )
        self.about.setText(
            text.format(
                count=counts["ready"],
                old=counts["uncollected"],
                days=self._morning.uncollected_days,
            )
        )
        return self._morning.uncollected if self.long.isChecked() else self._morning.ready

    @override
    def total(self) -> int:
        return self._morning.counts["uncollected" if self.long.isChecked() else "ready"]

    @override
    def code_of(self, row: BoardRow) -> str:
        return row.code

    @override
    def may(self, _row: BoardRow) -> bool:
        return False

    @override
    def tables(self) -> Sequence[Table]:
        chosen = self._morning.uncollected if self.long.isChecked() else self._morning.ready
        return (ready_table(self._morning, chosen),)

    @override
    def nothing(self) -> str:
        return _("Mọi kết quả đã có người nhận.")
