"""Ready rows: read back as XlsxWriter's own cells are, in their place, whatever a text holds."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from counter_app.printing.documents.row_sheet import RowSheet


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
    # Both cells hold an escaped text; this reader undoes that here and there only.
    return [unescape(str(read["A1"].value)), unescape(str(read["A2"].value))]


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "_x000D_", "a\x07b", "a\ufffeb", 'x"y', "]]>"])
def test_odd_texts_are_read_back_as_the_library_writes_them(text: str) -> None:
    own, ready = both(text)
    assert own == ready


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_text_is_read_back_as_the_library_writes_it(text: str) -> None:
    tidy = " ".join(text.split()) or "a"
    own, ready = both(tidy)
    assert own == ready


def test_no_rows_leave_the_sheet_as_it_was() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(worksheet_class=RowSheet)
    sheet.place_rows(5, [])
    sheet.write_string(0, 0, "a")
    book.close()
    assert load_workbook(io.BytesIO(buffer.getvalue())).worksheets[0].dimensions == "A1:A1"
