"""A table's rows, written into a workbook: the same columns in the same order, every row that is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from counter_app.desk.access.book import NO_REASON
from counter_app.domain.paper.report_table import Table
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.jobs import Cancelled, Progress
from counter_app.qt.kit.saving import ask_and_save
from counter_app.qt.kit.why_dialog import ask_to_take
from counter_app.qt.kit.workplace import workplace_of
from counter_app.wording.office.clock import doubted_notes
from counter_app.wording.tables.columns import cells, doubted_cells, heads

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.rows_view import RowsView
    from counter_app.qt.kit.workplace import Workplace


def export_table(table: RowsView, why: str = "") -> None:
    """Draw the workbook on the worker, ask where it goes, and say below the table where it lies."""
    place = workplace_of(table)
    if place is not None:
        TableExport(table, place, why).start()


class TableExport(QObject):
    """One list on its way into a workbook; gone with its table, and so is what still comes of the work."""

    def __init__(self, table: RowsView, place: Workplace, why: str = "") -> None:
        super().__init__(table)
        self._why = why
        self._table, self._place = table, place
        self._told = ("", "bad")

    def start(self) -> None:
        """Read and draw what the table means at this moment."""
        table, columns = self._table, self._table.columns_in_order()
        title, told, stem = table.accessibleName(), table.told(), table.stem
        everything: Callable[[Office], Sequence[Any]] = table.rows_model.everything()

        citizens, why = table.citizens, self._why

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> bytes:
            rows = everything(office)
            about = told(len(rows))
            if citizens:
                office.access.exported(stem, rows, about=about, why=why)
            drawn = Table(
                name=stem,
                title=title,
                subtitle=about,
                columns=heads(columns),
                rows=cells(columns, rows),
                notes=doubted_notes(doubted_cells(columns, rows)),
            )
            return office.reports.xlsx((drawn,))

        table.foot.say_saved(_("Đang lập bảng Excel…"), None)
        self._place.jobs.start(
            work, finished=self._ask, failed=self._on_failed, name=_("Lưu danh sách ra Excel")
        )

    def _ask(self, data: bytes) -> None:
        day = self._place.office.board.today()
        name = f"{self._table.stem}-{day:%Y-%m-%d}.xlsx"
        dialog = ask_and_save(self._place, self._table, name, data, self._on_told)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.rejected.connect(self._table.show_total)

    def _on_told(self, sentence: str, tone: str, _path: Path | None) -> None:
        self._told = (sentence, tone)

    def _on_chosen(self, chosen: str) -> None:
        sentence, tone = self._told
        self._table.foot.say_saved(sentence, Path(chosen) if tone == "good" else None)

    def _on_failed(self, error: Exception) -> None:
        self._table.show_total()
        if isinstance(error, RuleError) and error.rule == NO_REASON:
            ask_to_take(self._table, error.message, partial(export_table, self._table))
        else:
            show_error(self._place, error)
