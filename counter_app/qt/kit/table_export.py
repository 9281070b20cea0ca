"""What a table shows, into a workbook: the same columns in the same order, every row that is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.paper.receipt_sheets import Table
from counter_app.i18n import _
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.jobs import Cancelled, Progress
from counter_app.qt.kit.saving import ask_and_save
from counter_app.wording.columns import cells, heads

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.office import Office
    from counter_app.qt.kit.rows_view import RowsView
    from counter_app.qt.kit.workplace import Workplace


def workplace_of(widget: QWidget) -> Workplace | None:
    """The place of the page or dialog a widget lies on."""
    holder: QWidget | None = widget
    while holder is not None:
        place: Workplace | None = getattr(holder, "place", None)
        if place is not None:
            return place
        holder = holder.parentWidget()
    return None


def export_table(table: RowsView) -> None:
    """Draw the workbook on the worker, ask where it goes, and say below the table where it lies."""
    place = workplace_of(table)
    if place is None:
        return
    model, columns = table.rows_model, table.columns_in_order()
    title, about = table.accessibleName(), table.about()
    everything: Callable[[Office], Sequence[Any]] = model.everything()

    def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> bytes:
        drawn = Table(
            name=table.stem,
            title=title,
            subtitle=about,
            columns=heads(columns),
            rows=cells(columns, everything(office)),
        )
        return office.reports.xlsx((drawn,))

    def ask(data: bytes) -> None:
        name = f"{table.stem}-{place.office.board.today():%Y-%m-%d}.xlsx"
        told: list[tuple[str, str]] = []
        dialog = ask_and_save(
            place, table, name, data, lambda text, tone: told.append((text, tone))
        )
        dialog.fileSelected.connect(lambda chosen: _tell(table, *told[-1], Path(chosen)))
        dialog.rejected.connect(table.show_total)

    table.foot.say_saved(_("Đang lập bảng Excel…"), None)
    place.jobs.start(work, finished=ask, failed=lambda error: show_error(place, error))


def _tell(table: RowsView, sentence: str, tone: str, path: Path) -> None:
    table.foot.say_saved(sentence, path if tone == "good" else None)
