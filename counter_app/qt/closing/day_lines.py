"""Days at the closing page: closed or not, on a stick or not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.rows import RowsModel
from counter_app.store.read.closings import ClosedDay
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import clock_text, named_day
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

DAY, RECEIVED, CLOSED, EXPORTED = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day: ``received`` dossiers not yet on a stick (None when all of it is on one), its closing, and whether
    more was done after it."""

    day: date
    received: int | None
    closed: ClosedDay | None
    more_since: bool = False

    @property
    def closing(self) -> Label:
        """The closing of the day, as colour, icon and word."""
        if self.closed is None:
            return Label(_("Chưa chốt sổ"), "warning", "warning")
        if self.more_since:
            return Label(_("Có thao tác mới sau khi chốt sổ"), "warning", "warning")
        clock = clock_text(self.closed.closed_at)
        return Label(_("Đã chốt sổ {clock}").format(clock=clock), "good", "ok")

    @property
    def exporting(self) -> Label:
        """The export of the day, as colour, icon and word."""
        if self.received is None:
            return Label(_("Đã có trên USB"), "good", "ok")
        return Label(_("Chưa có trên USB"), "warning", "usb")


class DayModel(RowsModel[DayLine]):
    """The days that still ask for something, and today; the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[DayLine], ...] = (
            Column(_("Ngày"), lambda line: line.day, say=lambda line: named_day(line.day)),
            Column(_("Hồ sơ mới"), _received),
            Column(_("Chốt sổ"), lambda line: line.closing),
            Column(_("USB"), lambda line: line.exporting),
        )
        super().__init__(columns, parent, key=lambda line: line.day)

    def line(self, row: int) -> DayLine:
        """The day in a row."""
        return self._rows[row]

    def row_of(self, day: date) -> int:
        """The row of a day, -1 when it is not shown."""
        return self.find(lambda line: line.day == day)


def _received(line: DayLine) -> str:
    return "" if line.received is None else grouped(line.received)
