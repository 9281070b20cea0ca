"""Reports on paper: heads over heads, numbers that are never split, as many pages as it takes."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from counter_app.domain.paper.report_table import Align, Table, TableColumn
from counter_app.printing.press.fonts import Face, width
from counter_app.printing.press.table_body import column_edges
from counter_app.printing.press.table_head import PAD
from counter_app.printing.raster import page_sizes
from counter_app.printing.sheets.report_table import table, tables
from counter_app.wording.tables.tables import HeadCell, cell_text, head_cells
from tests.printing.reading import (
    flat_text,
    outside_chars,
    overlapping_chars,
    pages_text,
    word_middles,
)
from tests.printing.sheets import at, make_heading, make_table

FACES = (Face.SERIF, Face.SERIF_BOLD)


def report(source: Table, **heading: bool) -> bytes:
    """The report as it is printed on an afternoon."""
    return table(
        source,
        make_heading(**heading),
        computed_at=at(2026, 11, 23, 17, 5),
        period_text="Từ ngày 01/11/2026 đến ngày 23/11/2026",
    )


def test_titles_with_bars_become_cells_over_cells() -> None:
    levels, cells = head_cells(
        ["TT", "Nhận|Tổng", "Nhận|Trong kỳ|Mạng", "Nhận|Trong kỳ|Quầy", "Hạn"]
    )
    assert levels == 3
    assert sorted(cells, key=lambda cell: (cell.top, cell.first)) == [
        HeadCell("TT", 0, 0, 0, 2),
        HeadCell("Nhận", 1, 3, 0, 0),
        HeadCell("Hạn", 4, 4, 0, 2),
        HeadCell("Tổng", 1, 1, 1, 2),
        HeadCell("Trong kỳ", 2, 3, 1, 1),
        HeadCell("Mạng", 2, 2, 2, 2),
        HeadCell("Quầy", 3, 3, 2, 2),
    ]


def test_equal_groups_that_are_not_neighbours_stay_apart() -> None:
    _levels, cells = head_cells(["A|x", "B", "A|y"])
    assert [(cell.first, cell.last) for cell in cells if cell.text == "A"] == [(0, 0), (2, 2)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (1_234_567, "1.234.567"),
        (-5, "-5"),
        (12.5, "12,5"),
        (100.0, "100"),
        (date(2026, 2, 5), "05/02/2026"),
        (at(2026, 2, 5, 9, 0), "09:00 05/02/2026"),
        ("  hai\nchữ ", "hai chữ"),
    ],
)
def test_cells_are_written_the_vietnamese_way(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # type: ignore[arg-type]


def test_columns_fill_the_paper_and_split_no_number() -> None:
    source = make_table()
    edges = column_edges(source, 500, 10, FACES)
    assert edges[0] == 0
    assert edges[-1] == pytest.approx(500)
    rooms = [right - left - 2 * PAD for left, right in pairwise(edges)]
    assert rooms[5] >= width("1.234.567", Face.SERIF_BOLD, 10)
    assert rooms[1] >= width("T99001-261123-010003", Face.SERIF, 10)


def test_columns_shrink_together_when_nothing_fits() -> None:
    columns = tuple(TableColumn(title="Mộttừrấtdài" * 3) for _ in range(9))
    source = make_table(columns=columns, rows=(), total=None, numbers=())
    edges = column_edges(source, 300, 10, FACES)
    assert edges[-1] == pytest.approx(300)


def test_a_head_over_others_stands_in_the_middle_of_them() -> None:
    titles = ("TT", "Nhóm|Một", "Nhóm|Hai", "Nhóm|Ba", "Sau")
    source = make_table(
        columns=tuple(TableColumn(title=title) for title in titles),
        rows=(), total=None, numbers=(), notes=(),
    )  # fmt: skip
    middles = word_middles(report(source), {"Nhóm", "Một", "Hai", "Ba", "TT", "Sau"})
    assert middles["Nhóm"] == pytest.approx(middles["Hai"], abs=1)
    assert middles["TT"] < middles["Một"] < middles["Hai"] < middles["Ba"] < middles["Sau"]


def test_a_report_shows_everything() -> None:
    text = flat_text(report(make_table(), sample=True))
    for fact in (
        "DANH SÁCH HỒ SƠ TIẾP NHẬN",
        "Lĩnh vực hộ tịch – Từ ngày 01/11/2026 đến ngày 23/11/2026",
        "Biểu số 01",
        "Người nộp",
        "(7)=(6)/(1)",
        "1 T99001-261123-010001 Nguyễn Thị Ưởng 05/02/2026 09:00 10/02/2026 15.000 12,5",
        "Cộng 1.234.567",
        "Hồ sơ xin rút tính vào đúng hạn.",
        "Số liệu tính lúc 17:05 23/11/2026",
        "NGƯỜI LẬP BIỂU",
        "DỮ LIỆU MẪU",
    ):
        assert fact in text


@pytest.mark.parametrize("landscape", [True, False])
def test_the_head_is_on_every_page(landscape: bool) -> None:
    pages = pages_text(report(make_table(120, landscape=landscape)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"gồm {len(pages):02d} trang" in page
        assert page.splitlines().count(str(number)) >= int(number > 1)
    assert all("Mã hồ sơ" in page and "(7)=(6)/(1)" in page for page in pages[:-1])
    assert "010120" in "".join(pages)


def test_the_foot_says_how_many_pages_there_are_and_the_number_stands_above() -> None:
    """On upright paper the line that says until when figures count reaches past the middle."""
    pdf = tables(
        (make_table(120, landscape=False),),
        make_heading(),
        computed_at=at(2026, 11, 23, 17, 5),
        period_text="",
        until=date(2026, 10, 31),
    )
    for page in pages_text(pdf):
        assert re.search(r"2026 · gồm 04 trang", page)
        assert "Trang" not in page
    assert outside_chars(pdf, margin=20) == []
    assert overlapping_chars(pdf) == []


def test_orientation_follows_the_table() -> None:
    ((width_, height),) = page_sizes(report(make_table(landscape=True)))
    assert width_ > height
    ((width_, height),) = page_sizes(report(make_table(landscape=False)))
    assert width_ < height


def test_a_cell_longer_than_a_page_goes_on() -> None:
    long = " ".join(f"đoạn{number}" for number in range(3000))
    source = make_table(
        columns=(TableColumn(title="TT"), TableColumn(title="Ý kiến", width=1)),
        rows=((1, long),),
        total=None,
        numbers=(),
    )
    pdf = report(source)
    assert outside_chars(pdf, margin=10) == []
    text = flat_text(pdf).split()
    assert [word for word in long.split() if word not in text] == []
    assert len(page_sizes(pdf)) > 1


def test_long_names_and_narrow_columns_never_overlap() -> None:
    name = "Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ " * 4
    rows = tuple((n, "T99001-261123-010001", name, None, None, n, 1.0) for n in range(1, 9))
    pdf = report(make_table(rows=rows))
    assert overlapping_chars(pdf) == []
    assert outside_chars(pdf, margin=10) == []


def test_numbers_stand_right_and_centred_columns_stay_centred() -> None:
    source = make_table(
        columns=(TableColumn(title="A"), TableColumn(title="B", align=Align.CENTRE)),
        rows=((7, 7), (1_000_000, 1_000_000)),
        total=None,
        numbers=(),
        notes=(),
    )
    pdf = report(source)
    assert "7 7" in flat_text(pdf)
    assert overlapping_chars(pdf) == []


def test_a_report_without_rows_says_so() -> None:
    text = flat_text(report(make_table(rows=(), total=None, notes=())))
    assert "Không có số liệu trong kỳ." in text


def test_signatures_can_be_left_out() -> None:
    pdf = table(
        make_table(),
        make_heading(),
        computed_at=at(2026, 11, 23, 17, 5),
        period_text="",
        signatures=(),
    )
    assert "NGƯỜI LẬP BIỂU" not in flat_text(pdf)


def test_several_tables_make_one_document() -> None:
    later = make_table(2, title="Hồ sơ quá hạn", subtitle="Có lý do", landscape=True)
    pdf = tables(
        (make_table(), later),
        make_heading(),
        computed_at=at(2026, 11, 23, 17, 5),
        period_text="Ngày 23/11/2026",
    )
    text = flat_text(pdf)
    assert text.index("DANH SÁCH HỒ SƠ") < text.index("Hồ sơ quá hạn Có lý do")
    assert text.count("Mã hồ sơ") == 2 + len(page_sizes(pdf)) - 1, "a head for each, again overleaf"
    assert text.count("NGƯỜI LẬP BIỂU") == 1
    assert all(width_ > height for width_, height in page_sizes(pdf))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report(make_table(50)) == report(make_table(50))


def test_five_thousand_rows_are_drawn_in_one_piece() -> None:
    """How fast is the bench's to say."""
    pdf = report(make_table(5_000))
    assert len(page_sizes(pdf)) > 50
