"""A table of rows as other parts of it see it: the row in hand, its columns, what is copied and counted."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QMargins, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from counter_app.desk.tables.text_rows import guarded
from counter_app.domain.paper.report_table import Cell
from counter_app.i18n import _
from counter_app.qt.kit.copied import OURS
from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.theme import scaled, token
from counter_app.wording.tables.columns import Column, cells, head_text
from counter_app.wording.tables.tables import cell_text
from counter_app.wording.tables.totals import seen_text, sorted_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMenu

    from counter_app.qt.kit.rows import RowsModel
    from counter_app.qt.kit.table_foot import TableFoot

_AROUND = QMargins(12, 4, 12, 4)
COPY_ALL = QKeySequence("Ctrl+Shift+C")
MENU = QKeySequence("Shift+F10")
"""Windows makes a menu key of it; a keyboard without one has it under Linux too."""
RowAct = tuple[str, str, "Callable[[], object]"]
"""Its words, its picture, and what it does."""


class RowsView(QTableView):
    """Whole rows, no grid, walked by arrows; ``RowsTable`` gives it its hands.

    ``stem`` names the list in files and in what each officer keeps of it, ``counted`` counts its rows in words.

    Signals:
        chosen(int): another row is current, -1 for none.
        opened(int): Enter or a double click on a row.
    """

    chosen = Signal(int)
    opened = Signal(int)
    foot: TableFoot
    citizens = True
    """True if its rows are about citizens: then whoever takes rows away is written into the access book."""
    narrowed: Callable[[], str] = staticmethod(str)
    """Says by what the page narrows the list; nothing where it shows everything."""
    nothing = ""
    """The sentence shown while it has no rows, with the next step."""
    exports = True
    """True if its menu has a way into a workbook; a report is issued by its page."""

    def __init__(
        self, model: RowsModel[Any], name: str, *, stem: str, counted: Callable[[int], str]
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.stem, self._counted = stem, counted
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_looks()
        self._kept = KeptPlace(self, model)
        self.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.chosen.emit(current.row())
        )
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def _set_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(scaled(16), scaled(16)))
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(
            max(self.fontMetrics().height() + scaled(12), scaled(30))
        )
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def choose(self, at: int) -> None:
        """Make a row current; another one than there are chooses the last or none.

        The row that is current already stays as it is, marked rows and what is in view too, and is announced again.
        """
        model = self.model()
        at = min(at, model.rowCount() - 1)
        if 0 <= at == self.currentIndex().row():
            self.chosen.emit(at)
        elif at >= 0:
            self.setCurrentIndex(model.index(at, 0))
        else:
            self.chosen.emit(-1)

    def stay(self) -> None:
        """After the rows were replaced: the row in hand stays in hand; when it is gone, the one in its place is."""
        at = self.currentIndex().row()
        self.choose(at if at >= 0 else max(self._kept.row_before, 0))

    @property
    def row_before(self) -> int:
        """The place of the row in hand before the rows were replaced; -1 when there was none."""
        return self._kept.row_before

    def chosen_rows(self) -> list[Any]:
        """The rows that are chosen, from the top; the one in hand where none is."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self.rows_model.row(at) for at in rows]

    def row_acts(self) -> Sequence[RowAct]:
        """The acts that are open for the chosen rows besides the page's buttons."""
        return ()

    @property
    def ticks(self) -> bool:
        """True if its rows are ticked."""
        return hasattr(self.rows_model, "turn")

    def turn_tick(self, at: int) -> None:
        """Turn the tick of a row round, where rows are ticked."""
        turn = getattr(self.rows_model, "turn", None)
        if turn is not None:
            turn(at)

    def columns_in_order(self) -> tuple[Column[Any], ...]:
        """The columns that are shown, from left to right."""
        header, columns = self.horizontalHeader(), self.rows_model.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        return tuple(columns[at] for at in order if not self.isColumnHidden(at))

    def copy_cell(self) -> None:
        """The cell in hand to the clipboard."""
        at = self.currentIndex()
        row = self.rows_model.row(at.row())
        if row is not None and self._note_copied([row]):
            copy_cell(self.rows_model.columns[at.column()], row)

    def copy_chosen(self) -> None:
        """The chosen rows to the clipboard."""
        found = self.chosen_rows()
        if found and self._note_copied(found):
            copy_rows(self.columns_in_order(), found)

    def copy_all(self, why: str = "") -> None:
        """Every row that is seen to the clipboard, below the columns' titles; many about citizens with a reason."""
        found = list(self.rows_model.rows())
        if self._note_copied(found, why, self.copy_all):
            copy_rows(self.columns_in_order(), found, head=True)

    def _note_copied(
        self, rows: list[Any], why: str = "", again: Callable[[str], object] | None = None
    ) -> bool:
        """Write down that rows are copied; whether they may be now, ``again`` with a reason where one is asked."""
        from counter_app.qt.kit.workplace import workplace_of

        place = workplace_of(self)
        if place is None or not self.citizens:
            return True
        if not why and again is not None and place.office.access.needs_reason(len(rows)):
            from counter_app.qt.kit.why_dialog import ask_to_take
            from counter_app.wording.access import many_rows_text

            ask_to_take(self, many_rows_text(len(rows)), again)
            return False
        place.office.access.copied(self.stem, rows, why=why)
        return True

    def about(self) -> str:
        """The number of rows, the number seen, and the column they are sorted by."""
        return self._telling()(self.rows_model.rowCount())

    def told(self) -> Callable[[int], str]:
        """Tells of so many rows that are taken out what ``about`` tells of those seen, and what narrows the list."""
        return self._telling(self.narrowed())

    def _telling(self, *more: str) -> Callable[[int], str]:
        by, falling = self.rows_model.sorted_by
        title = "" if by == GIVEN else head_text(self.rows_model.columns[by].title)
        rest = (*more, sorted_text(title, falling=falling))
        counted, total, shown = self._counted, self.rows_model.total, self.rows_model.rowCount()

        def tell(seen: int) -> str:
            every = seen if seen > shown else total
            return " · ".join(filter(None, (seen_text(counted, every, seen), *rest)))

        return tell

    def show_total(self) -> None:
        """Say in the foot what ``about`` says."""
        self.foot.say(self.about())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            painter, middle = QPainter(self.viewport()), Qt.AlignmentFlag.AlignCenter
            painter.setPen(QColor(token("muted")))
            room = self.viewport().rect().marginsRemoved(_AROUND)
            words = self.nothing or _("Chưa có dòng nào.")
            painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, words)
            painter.end()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self._below_row() if keyboard else event.globalPos())

    def _below_row(self) -> QPoint:
        """The point at which a menu opens that is asked for by a key."""
        box = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(box.bottomLeft())

    def menu(self) -> QMenu:
        """The acts that are open for the row in hand."""
        raise NotImplementedError

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif QKeySequence(event.keyCombination()) == COPY_ALL:
            self.copy_all()
        elif QKeySequence(event.keyCombination()) == MENU:
            self.menu().popup(self._below_row())
        else:
            super().keyPressEvent(event)

    # What an officer arranges

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, ``GIVEN`` for the page's own order."""
        self.horizontalHeader().setSortIndicator(column, order)

    def turn_column(self, column: int) -> None:
        """Show a column, or leave it out."""
        raise NotImplementedError

    def keep_view(self) -> None:
        """Keep for the officer how this list is shown."""
        raise NotImplementedError

    def forget_view(self) -> None:
        """Columns and widths as the program has them."""
        raise NotImplementedError


T = TypeVar("T")


def copy_rows(columns: Sequence[Column[T]], rows: Iterable[T], *, head: bool = False) -> None:
    """Put rows on the clipboard, as paper has them; ``head``: below the columns' titles.

    A spreadsheet takes no person's text for a formula, and no number with zeros before it for a sum.
    """
    lines: list[Sequence[Cell]] = list(cells(columns, rows))
    if head:
        lines.insert(0, [head_text(column.title) for column in columns])
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_text, line)) for line in lines))
    mime.setHtml(f"<table>{''.join(map(_html_row, lines))}</table>")
    mime.setData(OURS, b"")
    QGuiApplication.clipboard().setMimeData(mime)


def copy_cell(column: Column[T], row: T) -> None:
    """Put one cell on the clipboard, as it is: it is pasted into a search, a message, a form."""
    ((cell,),) = cells([column], [row])
    mime = QMimeData()
    mime.setText(cell_text(cell))
    mime.setData(OURS, b"")
    QGuiApplication.clipboard().setMimeData(mime)


def _text(cell: Cell) -> str:
    return guarded(cell_text(cell)) if isinstance(cell, str) else cell_text(cell)


def _html_row(line: Sequence[Cell]) -> str:
    return f"<tr>{''.join(map(_html_cell, line))}</tr>"


def _html_cell(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return f'<td x:num="{cell}">{html.escape(cell_text(cell))}</td>'
    return f"<td style=\"mso-number-format:'\\@'\">{html.escape(_text(cell))}</td>"
