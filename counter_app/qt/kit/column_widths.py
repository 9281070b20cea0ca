"""The columns of a table share its width: codes and dates stay whole, texts share the room that is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView

from counter_app.domain.office.list_view import ListView
from counter_app.qt.kit.theme import scaled
from counter_app.wording.tables.columns import shown

if TYPE_CHECKING:
    from counter_app.qt.kit.rows_view import RowsView

SAMPLE = 40
"""So many rows are measured: the first ones, and those in the middle and at the end."""
PADDING, PICTURE, TICK = 24, 22, 24
LEAST_TEXT = 96
"""The least width of a column of texts of several words, in pixels at 100 % text."""
MOST_TEXT = 420
"""Wider than this no column asks to be; what is left over is shared."""
MOST_WORD = 230
ENOUGH_TEXT = 104
"""The width texts keep before statuses are whole: a name is told from others by so much."""
LEAST_TITLE = 64
KEPT_MS = 700
_BREAKS = re.compile(r"(?<!\d) | (?!\d)")
"""The places to cut a text: not within a moment, a telephone number, a sum."""


class ColumnWidths(QObject):
    """Arranges the columns of one table, and notes what an officer draws by hand.

    Where there is room every text is whole and the longest ones take what is left over. Where there is not, the
    longest give way first, none below its longest word; what then has no room is reached by the scroll bar.
    """

    def __init__(self, table: RowsView) -> None:
        super().__init__(table)
        self._table = table
        self._arranging = False
        self._needs: list[tuple[int, int, int, int]] = []
        self._by_hand: dict[str, int] = {}
        self._settled = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._settled.timeout.connect(table.keep_view)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(scaled(40))
        header.sectionResized.connect(self._on_resized)
        header.sectionHandleDoubleClicked.connect(self._on_forgotten)

    def take(self, view: ListView) -> None:
        """Take the widths an officer has drawn before."""
        self._by_hand = {title: scaled(width) for title, width in view.widths.items()}

    def drawn(self) -> dict[str, int]:
        """The widths drawn by hand, at 100 % text."""
        unit = scaled(100) / 100
        return {title: round(width / unit) for title, width in self._by_hand.items()}

    def measure(self) -> None:
        """Look at the texts again, and share the room."""
        columns = range(self._table.model().columnCount())
        self._needs = [self._need(column) for column in columns]
        self.share()

    def share(self) -> None:
        """Share the room there is among the columns that are shown."""
        header = self._table.horizontalHeader()
        if len(self._needs) != header.count():
            self._needs = [self._need(column) for column in range(header.count())]
        columns = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        widths = self._shared(columns, self._table.viewport().width())
        was, self._arranging = self._arranging, True
        for column, width in widths.items():
            if header.sectionSize(column) != width:
                header.resizeSection(column, width)
        self._arranging = was

    def _shared(self, columns: list[int], room: int) -> dict[int, int]:
        titles = {at: self._title(at) for at in columns}
        widths = {
            at: self._by_hand[title] for at, title in titles.items() if title in self._by_hand
        }
        free = [at for at in columns if at not in widths]
        room -= sum(widths.values())
        roomy = sum(self._needs[at][2] for at in free) <= room
        # What stands in the rows is read sooner than the whole of their titles.
        whole = self._statuses_whole(free, room)
        needs = {
            at: (self._needs[at][3 if whole else 0], self._needs[at][2 if roomy else 1])
            for at in free
        }
        level = _level(list(needs.values()), room)
        found = {at: max(least, min(whole, level)) for at, (least, whole) in needs.items()}
        spare = room - sum(found.values())
        # Titles come before room that nobody needs, those that lack least first.
        lacking = {at: max(self._bare_title(at) - found[at], 0) for at in free}
        for at in sorted(free, key=lambda at: (lacking[at], at)):
            more = max(min(spare, lacking[at]), 0)
            found[at] += more
            spare -= more
        texts = [at for at in free if needs[at][0] < needs[at][1]] or free[-1:]
        if spare > 0 and texts:
            found[max(texts, key=lambda at: (needs[at][1], at))] += spare
        return widths | found

    def _statuses_whole(self, free: list[int], room: int) -> bool:
        """True if a status is never cut: names and texts keep enough to be told from one another."""
        texts = scaled(ENOUGH_TEXT)
        return (
            sum(max(need[3], min(need[1], texts)) for need in map(self._needs.__getitem__, free))
            <= room
        )

    def _need(self, column: int) -> tuple[int, int, int, int]:
        """The least widths of a column: for all of its texts, for its title too, and with its status whole."""
        table, model = self._table, self._table.rows_model
        metrics = self._metrics(column)
        declared = model.columns[column]
        whole = word = status = 0
        for at in _sampled(model.rowCount()):
            row = model.row(at)
            if row is None:
                continue
            said = shown(declared, row, at + 1)
            text = said.text.partition("\n")[0]
            picture = scaled(PICTURE) if said.icon else 0
            wide = metrics.horizontalAdvance(text) + picture
            whole = max(whole, wide)
            if said.icon:  # a status is read at a glance, or not at all
                status = max(status, wide)
            longest = max(_BREAKS.split(text), key=len, default="")
            wide = metrics.horizontalAdvance(longest) + picture
            # A path is cut all the same: it keeps what tells it from others, not what its column cannot have.
            word = max(word, wide if wide <= scaled(MOST_WORD) else scaled(ENOUGH_TEXT))
        more = scaled(PADDING) + (scaled(TICK) if column == 0 and table.ticks else 0)
        head = table.horizontalHeader().sectionSizeHint(column)
        title = min(head, scaled(LEAST_TITLE))
        tight = max(min(whole, scaled(MOST_TEXT)) + more, title)
        least = max(word + more, title)
        least = min(max(least, min(tight, scaled(LEAST_TEXT))), tight)
        shown_whole = max(least, min(min(status, scaled(MOST_WORD)) + more, tight) if status else 0)
        return least, tight, max(tight, head), shown_whole

    def _metrics(self, column: int) -> QFontMetrics:
        model = self._table.model()
        font = model.index(0, column).data(Qt.ItemDataRole.FontRole) if model.rowCount() else None
        return QFontMetrics(font) if isinstance(font, QFont) else self._table.fontMetrics()

    def _bare_title(self, column: int) -> int:
        """The width of a title without the room for an arrow beside it."""
        font = QFont(self._table.horizontalHeader().font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font).horizontalAdvance(self._title(column)) + scaled(PADDING)

    def _title(self, column: int) -> str:
        return self._table.rows_model.columns[column].title

    def _on_resized(self, column: int, before: int, width: int) -> None:
        drawn = before and width  # 0: left out, or shown again
        if drawn and not self._arranging and self._table.isVisible():
            self._by_hand[self._title(column)] = width
            self._settled.start()

    def _on_forgotten(self, column: int) -> None:
        """A double click on the edge gives a column back to the program."""
        self._by_hand.pop(self._title(column), None)
        self.share()
        self._settled.start()


def _level(needs: list[tuple[int, int]], room: int) -> int:
    """The width to which the widest columns are cut to give all columns room, as far as they may be cut."""
    low, high = 0, max((whole for _least, whole in needs), default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(max(least, min(whole, middle)) for least, whole in needs) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _sampled(count: int) -> list[int]:
    if count <= SAMPLE:
        return list(range(count))
    third = SAMPLE // 3
    middle = count // 2
    return [
        *range(third * 2),
        *range(middle, middle + third // 2),
        *range(count - third // 2, count),
    ]
