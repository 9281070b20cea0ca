"""The room a file of tables may take: reading it ends and fits into a little memory, whatever it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.desk.tables.table_refusals import refused
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

MOST_BYTES = 32 * 1024 * 1024
MOST_TEXT_BYTES = 16 * 1024 * 1024
MOST_LINES = 50_000
MOST_COLUMNS = 100
MOST_SHEETS = 200
MOST_JOINED = 2_000_000
"""Cells that merged ones may cover."""
MOST_LETTERS = 32_000_000
"""Of all cells together: a long text may stand once in a workbook and be shown in every cell of it."""


def within(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of the columns that are read, and the first one beyond them that has content, to tell of it."""
    beyond = next((cell for cell in cells[MOST_COLUMNS:] if cell not in (None, "")), None)
    kept = tuple(cells[:MOST_COLUMNS])
    return kept if beyond is None else (*kept, beyond)


def require_few_sheets(count: int) -> None:
    """Errors: RuleError when a workbook has more sheets than a person can choose from."""
    if count > MOST_SHEETS:
        raise refused(
            _("Tệp có hơn {most} trang tính. Sao chép trang cần nhập sang tệp mới rồi nhập."),
            most=MOST_SHEETS,
        )


class Room:
    """The room that is left for a file's content."""

    def __init__(self) -> None:
        self._letters, self._lines = MOST_LETTERS, MOST_LINES

    def take(self, cells: Sequence[Cell]) -> None:
        """One more line. Errors: RuleError when there is no room for it."""
        self._letters -= sum(len(cell) for cell in cells if isinstance(cell, str))
        self._lines -= 1
        if self._letters < 0:
            raise refused(_("Bảng có quá nhiều chữ. Chia thành nhiều tệp rồi nhập."))
        if self._lines < 0:
            raise refused(
                _("Bảng có hơn {most} dòng. Chia thành nhiều tệp rồi nhập."), most=MOST_LINES
            )
