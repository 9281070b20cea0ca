"""Bars: which are drawn, and what is read aloud in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.paper.report_table import Cell, Table, TableColumn
from counter_app.qt.kit.chart import BarChart, Chart, StackedChart, legend, legend_text
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.tables.tables import MOST_BARS, bars_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def table(rows: tuple[tuple[Cell, ...], ...], chart: tuple[int, ...] = (0, 1, 2)) -> Table:
    """A report with two figures per row."""
    return Table(
        name="thu",
        title="Thử",
        subtitle="",
        columns=tuple(TableColumn(title=name) for name in ("Lĩnh vực", "Nhận", "Xong|<Trễ>")),
        rows=rows,
        total=("Tổng", 99, 99),
        chart=chart,
    )


def test_the_total_is_no_bar_and_empty_rows_are_left_out() -> None:
    bars = bars_of(table((("Hộ tịch", 3, 1), ("Đất đai", 0, 0), ("Cư trú", None, "–"))))
    assert bars is not None
    assert bars.groups == (("Hộ tịch", (3.0, 1.0)),)
    assert bars.largest == 3


def test_without_a_wish_or_without_figures_there_is_no_chart(
    qtbot: QtBot, place: Workplace
) -> None:
    assert bars_of(table((("Hộ tịch", 3, 1),), chart=())) is None
    assert bars_of(table((("Hộ tịch", 0, 0),))) is None
    chart = BarChart(table(()))
    qtbot.addWidget(chart)
    assert chart.bars is None
    assert legend_text(None) == ""


def test_many_groups_are_added_up_without_losing_any() -> None:
    rows = tuple((f"Lĩnh vực {at}", at, 1) for at in range(1, 31))
    bars = bars_of(table(rows))
    assert bars is not None
    assert len(bars.groups) == MOST_BARS
    assert sum(values[0] for _label, values in bars.groups) == sum(range(1, 31))
    assert bars.groups[-1][0] == "Còn lại"


def test_the_figures_are_read_aloud_and_names_are_no_markup(qtbot: QtBot, place: Workplace) -> None:
    chart = BarChart(table((("Hộ tịch", 1234, 1),)))
    qtbot.addWidget(chart)
    assert "Hộ tịch: Nhận 1.234" in chart.accessibleDescription()
    assert "&lt;Trễ&gt;" in legend_text(chart.bars)
    assert legend(chart.bars).textFormat() is Qt.TextFormat.RichText
    chart.resize(500, 200)
    assert not chart.grab().isNull()


@pytest.mark.parametrize("kind", [BarChart, StackedChart])
def test_the_number_behind_the_longest_bar_is_whole(
    qtbot: QtBot, place: Workplace, kind: type[Chart]
) -> None:
    """Nothing is drawn at the right edge, however long the number is."""
    chart = kind(table((("Chứng thực", 23_999_000, 23_975_000),)))
    qtbot.addWidget(chart)
    chart.resize(480, chart.sizeHint().height())
    image = chart.grab().toImage()
    edge = {
        image.pixel(image.width() - at, down) for at in (1, 2, 3) for down in range(image.height())
    }
    assert len(edge) == 1
