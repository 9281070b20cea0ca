"""Ready rows: read back as XlsxWriter's own cells are, in their place, whatever a text holds."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from counter_app.printing.press.row_sheet import RowSheet


def both(text: str) -> list[object]:
    """What is read of a text that XlsxWriter wrote, and of one in a ready row between rows of its own."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(worksheet_class=RowSheet)
    sheet.write_string(0, 0, text)
    sheet.place_rows(
        1, [[f' t="inlineStr"><is><t>{RowSheet.text(text)}</t></is></c>', "><v>7</v></c>"]]
    )
    sheet.write_string(3, 1, "sau")
    book.close()
    read = load_workbook(io.BytesIO(buffer.getvalue())).worksheets[0]
    assert (read["B2"].value, read["B4"].value, read.dimensions) == (7, "sau", "A1:B4")
    return [read["A1"].value, read["A2"].value]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("]]>", "]]&gt;"),
        ('x"y', 'x"y'),
        ("_x000D_", "_x005F_x000D_"),
        ("a\x07b", "a_x0007_b"),
        ("a\ufffeb", "a_xFFFE_b"),
    ],
)
def test_odd_texts_are_escaped(text: str, written: str) -> None:
    assert RowSheet.text(text) == written


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20))
def test_any_text_is_read_back_as_the_library_writes_it(text: str) -> None:
    tidy = " ".join(text.split()) or "a"
    own, ready = both(tidy)
    assert own == ready == tidy


def test_no_rows_leave_the_sheet_as_it_was() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(worksheet_class=RowSheet)
    sheet.place_rows(5, [])
    sheet.write_string(0, 0, "a")
    book.close()
    assert load_workbook(io.BytesIO(buffer.getvalue())).worksheets[0].dimensions == "A1:A1"
