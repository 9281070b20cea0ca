"""A computed report as a Qt model: what is shown, what is meant, and that Qt finds no fault with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Align, Cell, Table, TableColumn
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.table_view import TOTAL, VALUE, ReportModel
from counter_app.wording.tables.tables import cell_text

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

TABLE = Table(
    name="thu",
    title="BẢNG THỬ",
    subtitle="",
    columns=(
        TableColumn(title="Lĩnh vực"),
        TableColumn(title="Hồ sơ|Nhận", align=Align.RIGHT),
        TableColumn(title="Hồ sơ|Ngày", align=Align.CENTRE),
    ),
    rows=(("Hộ tịch", 1234, date(2026, 11, 23)), ("Đất đai", None, None)),
    total=("Tổng số", 1234, None),
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("=1+1", "=1+1"),
        (1234567, "1.234.567"),
        (12.5, "12,5"),
        (date(2026, 1, 5), "05/01/2026"),
        (datetime(2026, 11, 23, 9, 5, tzinfo=LOCAL), "09:05 23/11/2026"),
    ],
)
def test_cells_read_as_people_here_write_them(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_the_total_stands_last_and_bold(qtmodeltester: ModelTester) -> None:
    model = ReportModel(TABLE)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 3
    last = model.index(2, 1)
    assert last.data() == "1.234"
    assert last.data(VALUE) == 1234
    assert last.data(TOTAL)
    assert last.data(Qt.ItemDataRole.FontRole).bold()
    assert not model.index(0, 1).data(TOTAL)
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole) is None


def test_alignment_follows_the_column() -> None:
    model = ReportModel(TABLE)
    sides = [
        Qt.AlignmentFlag(model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole))
        for column in range(3)
    ]
    assert sides[0] & Qt.AlignmentFlag.AlignLeft
    assert sides[1] & Qt.AlignmentFlag.AlignRight
    assert sides[2] & Qt.AlignmentFlag.AlignHCenter


def test_heads_name_their_group_for_whoever_cannot_see_it() -> None:
    model = ReportModel(TABLE)
    across = Qt.Orientation.Horizontal
    assert [model.headerData(at, across) for at in range(3)] == [
        "Lĩnh vực",
        "Hồ sơ – Nhận",
        "Hồ sơ – Ngày",
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"


def test_without_a_table_there_is_nothing(qtmodeltester: ModelTester) -> None:
    model = ReportModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == model.columnCount() == 0


def test_rows_are_sorted_by_their_values_and_the_total_stays_last(
    qtmodeltester: ModelTester,
) -> None:
    rows = (("Hộ tịch", 9, None), ("Đất đai", 123, None), ("Chứng thực", 45, None))
    model = ReportModel(replace(TABLE, rows=rows))
    for column, order, first in (
        (0, Qt.SortOrder.AscendingOrder, "Chứng thực"),
        (1, Qt.SortOrder.AscendingOrder, "Hộ tịch"),
        (1, Qt.SortOrder.DescendingOrder, "Đất đai"),
        (GIVEN, Qt.SortOrder.AscendingOrder, "Hộ tịch"),
    ):
        model.sort(column, order)
        assert model.index(0, 0).data() == first
        assert model.index(3, 0).data() == "Tổng số"
        assert model.index(3, 0).data(TOTAL)
        assert not model.index(2, 0).data(TOTAL)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
