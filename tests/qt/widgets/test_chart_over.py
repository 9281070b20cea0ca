"""Charts over time, over the clock and in one bar: what is drawn where, in which colour, and what is said of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage

from counter_app.domain.paper.report_table import Cell, ChartKind, Table, TableColumn
from counter_app.qt.kit.chart import Chart, legend_text, readable_on
from counter_app.qt.kit.chart_over import LineChart, chart_for, mixed, round_step
from counter_app.qt.kit.theme import THEMES, apply_theme, token
from counter_app.qt.kit.workplace import Workplace
from counter_app.settings import Preferences
from counter_app.wording.tables.tables import MOST_BARS, bars_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ROWS: tuple[tuple[Cell, ...], ...] = (("08:00", 4, 0), ("09:00", 0, 0), ("10:00", 1, 8))


def table(kind: ChartKind, rows: tuple[tuple[Cell, ...], ...] = ROWS, *tones: str) -> Table:
    """Two series over three hours."""
    titles = ("Giờ", "Kết quả|Sớm", "Kết quả|Quá hạn")
    return Table(
        name="t",
        title="T",
        subtitle="",
        columns=tuple(TableColumn(title=title) for title in titles),
        rows=rows,
        chart=(0, 1, 2),
        chart_kind=kind,
        chart_tones=tones,
    )


def drawn(qtbot: QtBot, chart: Chart) -> QImage:
    """The chart as it stands on the screen."""
    qtbot.addWidget(chart)
    chart.resize(QSize(400, chart.sizeHint().height()))
    return chart.grab().toImage()


def colours(image: QImage) -> set[str]:
    """Every colour in a picture."""
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("theme", THEMES)
def test_every_chart_is_drawn_in_every_theme(
    qtbot: QtBot, qapp: QApplication, place: Workplace, kind: ChartKind, theme: str
) -> None:
    apply_theme(qapp, Preferences(theme=theme))
    image = drawn(qtbot, chart_for(table(kind)))
    assert len(colours(image)) > 5
    apply_theme(qapp, Preferences())


def test_an_hour_of_nothing_stays_between_the_others(place: Workplace) -> None:
    for kind, labels in ((ChartKind.HEAT, 3), (ChartKind.LINE, 3), (ChartKind.STACKED, 2)):
        bars = bars_of(table(kind))
        assert bars is not None
        assert len(bars.groups) == labels


def test_the_larger_the_value_the_nearer_to_the_accent(qtbot: QtBot, place: Workplace) -> None:
    image = drawn(qtbot, chart_for(table(ChartKind.HEAT)))
    found = colours(image)
    assert mixed(token("accent-soft"), token("accent"), 1) in found
    assert mixed(token("accent-soft"), token("accent"), 0.5) in found
    assert token("accent") == mixed(token("accent-soft"), token("accent"), 1)


def test_tones_say_good_and_bad(qtbot: QtBot, place: Workplace) -> None:
    chart = chart_for(table(ChartKind.STACKED, ROWS, "good", "bad"))
    found = colours(drawn(qtbot, chart))
    assert {token("good").upper(), token("bad").upper()} <= found


def test_a_stack_is_as_long_as_its_sum(place: Workplace) -> None:
    bars = bars_of(table(ChartKind.STACKED))
    assert bars is not None
    assert (bars.largest, bars.longest) == (8, 9)


def test_the_legend_names_a_shared_group_once_and_no_empty_series(place: Workplace) -> None:
    text = legend_text(bars_of(table(ChartKind.STACKED)))
    assert text.startswith("Kết quả: ")
    assert text.count("Kết quả") == 1
    only = legend_text(bars_of(table(ChartKind.LINE, (("08:00", 4, 0),))))
    assert "Sớm" in only
    assert "Quá hạn" not in only


def test_charts_are_told_to_screen_readers(qtbot: QtBot, place: Workplace) -> None:
    chart = chart_for(table(ChartKind.HEAT))
    qtbot.addWidget(chart)
    assert "10:00: Kết quả – Sớm 1, Kết quả – Quá hạn 8" in chart.accessibleDescription()


@pytest.mark.parametrize("kind", ChartKind)
def test_no_figures_no_chart(qtbot: QtBot, place: Workplace, kind: ChartKind) -> None:
    chart = chart_for(table(kind, (("08:00", 0, 0),)))
    qtbot.addWidget(chart)
    assert chart.bars is None
    assert not chart.grab().isNull()


def test_counts_are_added_up_beyond_the_largest_and_medians_are_not(place: Workplace) -> None:
    counts = tuple((f"Thủ tục {n}", n, 0) for n in range(1, MOST_BARS + 6))
    medians = tuple((f"Thủ tục {n}", n / 2, 0) for n in range(1, MOST_BARS + 6))
    added = bars_of(table(ChartKind.BARS, counts))
    assert added is not None
    label, values = added.groups[-1]
    assert (label, values[0]) == ("Còn lại", sum(range(1, 7)))
    measured = bars_of(table(ChartKind.BARS, medians))
    assert measured is not None
    labels = [label for label, _values in measured.groups]
    assert labels == [f"Thủ tục {n}" for n in range(6, MOST_BARS + 6)]


@pytest.mark.parametrize("count", [1, 2, 5, 40, 300])
@pytest.mark.parametrize("width", [240, 500, 900])
def test_labels_of_a_line_stand_beside_one_another(
    qtbot: QtBot, place: Workplace, count: int, width: int
) -> None:
    rows = tuple((f"Tuần từ {n:02d}/01/2026", n, 1) for n in range(count))
    chart = LineChart(table(ChartKind.LINE, rows))
    qtbot.addWidget(chart)
    chart.resize(QSize(width, 200))
    places = chart._label_places(QRectF(40, 0, width - 60, 150), [str(row[0]) for row in rows])
    assert places[0][0] == 0
    for (_at, left, room), (_next, after, _room) in pairwise(places):
        assert left + room <= after
    assert all(0 <= left <= width - room for _at, left, room in places)


@pytest.mark.parametrize(
    ("largest", "step"), [(1, 1), (4, 1), (5, 2), (9, 5), (21, 10), (100, 50), (401, 200)]
)
def test_round_steps(largest: float, step: float) -> None:
    assert round_step(largest) == step


@pytest.mark.parametrize("theme", THEMES)
def test_figures_stand_out_on_every_shade(qapp: QApplication, place: Workplace, theme: str) -> None:
    apply_theme(qapp, Preferences(theme=theme))
    for part in range(11):
        ground = mixed(token("accent-soft"), token("accent"), part / 10)
        assert contrast(ground, readable_on(ground)) >= 4.5
    apply_theme(qapp, Preferences())


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1)."""

    def light(colour: str) -> float:
        ground = QColor(colour)
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (ground.redF(), ground.greenF(), ground.blueF())
        ]
        return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
