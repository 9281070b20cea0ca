"""The worklist after a list of the official system: a row for each thing to be done, one kind or all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.official.lists import Worklist
from counter_app.desk.official.worklist import (
    WorkLine,
    kind_title,
    list_remarks,
    summary,
    work_line,
)
from counter_app.domain.official.list_differences import Difference, Kind
from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.ticked import TickedModel
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column

REMARKS = 4
"""So many remarks on a list are shown; the workbook has all."""
_TONES = {
    **dict.fromkeys((Kind.PERSON, Kind.SEVERAL), ("bad", "error")),
    **dict.fromkeys((Kind.CODE, Kind.DOUBTFUL, Kind.OTHER_CODE), ("info", "edit")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: the difference, and its words."""

    item: Difference
    line: WorkLine


class WorklistView(QWidget):
    """Shows a worklist. Space ticks a row whose code can be noted, Enter opens its dossier.

    Signals:
        ticked(int): another number of rows is ticked.
        opened(str): the dossier of a row was asked for.
    """

    ticked = Signal(int)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._worklist: Worklist | None = None
        self._rows: list[Shown] = []
        self.summary = text_label("", "heading")
        self.remarks = text_label("", "muted")
        self.filter = Choice()
        self.filter.setAccessibleName(_("Xem loại nào"))
        self.all = TickBox(_("Chọn mọi dòng khớp chắc chắn (Alt+C)"))
        self.all.setShortcut("Alt+C")
        self.model: TickedModel[Shown] = TickedModel(
            _columns(),
            self,
            key=lambda row: row.item.key,
            may=lambda row: row.item.may_note,
            propose=lambda row: row.item.kind is Kind.CODE,
        )
        self.table = RowsTable(self.model, _("Điều phải xem"), stem="dieu-phai-xem")
        self.none = EmptyState("ok", _("Hai bên khớp nhau"))
        self.detail = text_label("")
        self.detail.setMinimumHeight(scaled(58))
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(6))
        for widget in (self.summary, self.remarks, self.filter, self.all):
            box.addWidget(widget)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.none, 1)
        box.addWidget(self.detail)
        self.table.setMinimumHeight(scaled(150))

    def _connect(self) -> None:
        self.filter.chosen.connect(lambda _value: self._show_rows())
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(self._on_opened)
        self.all.clicked.connect(self.model.tick_all)
        self.model.ticked_changed.connect(self._on_ticked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.model.turn(self.table.currentIndex().row()))

    def show_worklist(self, worklist: Worklist) -> None:
        """Show what is to be done; the kind that was looked at stays while there is any of it."""
        self._worklist = worklist
        self._rows = [Shown(item, work_line(item, worklist)) for item in worklist.differences]
        self.summary.setText(summary(worklist))
        remarks = list(list_remarks(worklist))
        more = [
            plural("… và {count} ghi chú nữa, xem trong Excel.", len(remarks) - REMARKS).format(
                count=len(remarks) - REMARKS
            )
        ]
        self.remarks.setText(
            "\n".join(f"• {text}" for text in remarks[:REMARKS] + more * (len(remarks) > REMARKS))
        )
        kinds = [
            (
                kind,
                _("{title}: {count}").format(
                    title=kind_title(kind, worklist.long_days), count=count
                ),
            )
            for kind, count in worklist.counts().items()
        ]
        every = _("Mọi điều phải xem: {count}").format(count=len(self._rows))
        self.filter.offer([(None, every), *kinds])
        self._show_rows()

    def shown(self) -> Sequence[Difference]:
        """The differences of the kind looked at."""
        kind = self.filter.value()
        return [row.item for row in self._rows if kind in (None, row.item.kind)]

    def chosen(self) -> Sequence[Difference]:
        """Those whose code is to be noted."""
        return [row.item for row in self.model.ticked()]

    def _show_rows(self) -> None:
        kind = self.filter.value()
        self.model.show([row for row in self._rows if kind in (None, row.item.kind)])
        some = self.model.rowCount() > 0
        self.table.setVisible(some)
        self.none.setVisible(not some)
        self.detail.setVisible(some)
        self.all.setVisible(self.model.proposed() > 0)
        self.table.stay()

    def _on_row(self, at: int) -> None:
        row = self.model.row(at)
        if row is None:
            self.detail.setText("")
            return
        line = row.line
        where = _("dòng {line} của tệp").format(line=line.place) if line.place else ""
        codes = " · ".join(filter(None, (line.code, line.official_code, line.name, where)))
        said = _("Hệ thống: {theirs}. Quầy: {ours}.").format(theirs=line.theirs, ours=line.ours)
        self.detail.setText("\n".join((codes, said, f"→ {line.step}")))

    def _on_opened(self, at: int) -> None:
        row = self.model.row(at)
        if row is not None and row.item.ours is not None:
            self.opened.emit(row.item.ours.code)

    def _on_ticked(self) -> None:
        count = len(self.model.ticked())
        self.all.setChecked(self.model.all_ticked())
        self.ticked.emit(count)


def _columns() -> Sequence[Column[Shown]]:
    return (
        Column(_("Điều phải xem"), _kind),
        Column(_("Mã hồ sơ"), lambda row: row.line.code or row.line.official_code),
        Column(_("Chủ hồ sơ"), lambda row: row.line.name, of_people=True),
        Column(_("Tiếp nhận"), lambda row: row.line.received),
        Column(_("Hệ thống ghi"), lambda row: row.line.theirs),
        Column(_("Quầy ghi"), lambda row: row.line.ours),
    )


def _kind(row: Shown) -> Label:
    tone, sign = _TONES.get(row.item.kind, ("warning", "warning"))
    return Label(row.line.kind, tone, sign)
