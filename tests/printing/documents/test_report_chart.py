"""The chart above a report's table on paper: what it says, that nothing covers anything, and where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.domain.paper.report_table import Align, Cell, ChartKind, Table, TableColumn
from counter_app.printing.press.layout import A4, A4_LANDSCAPE
from counter_app.printing.sheets.report_chart import chart_blocks
from counter_app.printing.sheets.report_table import table
from counter_app.wording.tables.tables import MOST_BARS
from tests.printing.reading import flat_text, outside_chars, overlapping_chars, pages_text
from tests.printing.sheets import at, make_heading

LONG = (
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp hoặc chứng nhận"
)


def sheet(rows: tuple[tuple[Cell, ...], ...], kind: ChartKind = ChartKind.STACKED) -> Table:
    """Procedures with how many were early and late."""
    return Table(
        name="thu",
        title="Bảng thử",
        subtitle="",
        columns=(
            TableColumn(title="Thủ tục", width=3),
            TableColumn(title="Kết quả|Sớm", align=Align.RIGHT),
            TableColumn(title="Kết quả|Quá hạn", align=Align.RIGHT),
        ),
        rows=rows,
        chart=(0, 1, 2),
        chart_kind=kind,
    )


def drawn(source: Table) -> bytes:
    """The report on an afternoon."""
    return table(source, make_heading(), computed_at=at(2026, 11, 23, 17), period_text="")


def test_bars_say_their_values_and_their_sum() -> None:
    plain = flat_text(drawn(replace(sheet((("Khai sinh", 700, 300),)), chart=())))
    text = flat_text(drawn(sheet((("Khai sinh", 700, 300),))))
    assert text.count("Khai sinh") == plain.count("Khai sinh") + 1
    assert text.count("700") == plain.count("700") + 1
    assert "1.000" in text
    assert "1.000" not in plain
    assert text.count("Kết quả") == plain.count("Kết quả") + 1, "the shared group is said once"


def test_a_series_of_nothing_has_no_place_in_the_legend() -> None:
    plain = flat_text(drawn(replace(sheet((("Khai sinh", 7, 0),)), chart=())))
    assert flat_text(drawn(sheet((("Khai sinh", 7, 0),)))).count("Quá hạn") == plain.count(
        "Quá hạn"
    )


@pytest.mark.parametrize("landscape", [True, False])
def test_nothing_covers_anything_and_nothing_leaves_the_page(landscape: bool) -> None:
    rows = tuple((f"{LONG} {n}", 10**n % 7919, n) for n in range(1, MOST_BARS + 5))
    pdf = drawn(replace(sheet(rows), landscape=landscape))
    assert overlapping_chars(pdf) == []
    assert outside_chars(pdf, margin=10) == []
    assert "Còn lại" in pages_text(pdf)[0]


def test_the_smaller_ones_are_added_up() -> None:
    rows = tuple((f"Thủ tục {n}", n, 0) for n in range(1, MOST_BARS + 3))
    text = flat_text(drawn(sheet(rows)))
    assert f"Còn lại {1 + 2 + 3}" in text


@pytest.mark.parametrize("layout", [A4, A4_LANDSCAPE])
def test_there_is_none_without_figures_or_on_other_charts(layout: object) -> None:
    used = A4 if layout is A4 else A4_LANDSCAPE
    assert chart_blocks(sheet((("Khai sinh", 0, 0),)), used) == []
    assert chart_blocks(sheet(()), used) == []
    for kind in (ChartKind.BARS, ChartKind.LINE, ChartKind.HEAT):
        assert chart_blocks(sheet((("Khai sinh", 1, 1),), kind), used) == []


def test_the_same_report_gives_the_same_bytes() -> None:
    source = sheet((("Khai sinh", 700, 300), (LONG, 20, 4)))
    assert drawn(source) == drawn(source)
