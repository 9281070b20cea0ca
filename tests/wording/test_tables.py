"""Cells and bars in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counter_app.domain.paper.report_table import Cell, ChartKind, Table, TableColumn
from counter_app.wording.tables.tables import MOST_BARS, bars_of, cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (1234567, "1.234.567"),
        (12.5, "12,5"),
        (date(2026, 2, 5), "05/02/2026"),
        (datetime(2026, 2, 5, 9, 15), "09:15 05/02/2026"),  # noqa: DTZ001 - local already
        (datetime(2026, 2, 4, 23, 30, tzinfo=UTC), "06:30 05/02/2026"),
        ("Ng\u0061\u0300y\n  mai", "Ng\u00e0y mai"),
    ],
)
def test_a_cell_reads_the_same_on_screen_and_paper(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_rows_that_share_a_label_are_each_counted_once() -> None:
    """Two officers of one name are two bars, and what is added up at the end is everybody else."""
    rows = tuple(("Nguyễn Văn An", number) for number in range(1, MOST_BARS + 4))
    columns = (TableColumn(title="Ai"), TableColumn(title="Số"))
    table = Table(
        name="t", title="T", subtitle="", columns=columns, rows=rows, chart=(0, 1),
        chart_kind=ChartKind.STACKED,
    )  # fmt: skip
    bars = bars_of(table)
    assert bars is not None
    assert [values[0] for _label, values in bars.groups] == [
        *range(5, MOST_BARS + 4),
        1 + 2 + 3 + 4,
    ]
