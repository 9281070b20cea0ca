"""Files as they are met: texts cut up in every way, other programs' files under a table's name, sheets of nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from counter_app.desk.catalogue.lists.table_file import read_table
from counter_app.desk.tables.table_reader import read_tables
from counter_app.desk.tables.workbook import _Filled
from counter_app.domain.tables import NoteKind, SheetRow
from counter_app.errors import RuleError
from tests.desk.table_files import bytes_file, workbook

HEADS = "Mã;Tên;Lĩnh vực;Thời hạn;Phí, lệ phí;Thành phần"
LINE = "1.999001;Một;Hộ tịch;3 ngày;Không;Tờ khai"
PAPERS = '"Tờ khai, mẫu\nCăn cước, bản sao\nẢnh, 4x6\nĐơn, có xác nhận\nBiên lai, nếu có"'
SPLIT = [HEADS.split(";"), LINE.split(";")]


def rows(folder: Path, text: str | bytes) -> tuple[SheetRow, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    (sheet,) = read_tables(bytes_file(folder, data, "a.csv")).sheets
    return sheet.rows


def refusal(folder: Path, data: bytes, name: str = "a.csv") -> str:
    with pytest.raises(RuleError) as error:
        read_table(bytes_file(folder, data, name))
    assert error.value.field == "file"
    assert error.value.message.count(".") >= 2, "a sentence and one next step"
    return error.value.message


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join([HEADS, LINE]),
        "\u2028".join([HEADS, LINE]),
        "\x85".join([HEADS, LINE]),
        "sep=,\r\n" + "\r\n".join([HEADS, LINE]),
        '"sep=;"\r\n' + "\r\n".join([HEADS, LINE]),
        "\r\n".join(f'"{line}"' for line in (HEADS, LINE)),
    ],
    ids=["usual", "U+2028", "U+0085", "wrong sep", "sep in marks", "lines in marks"],
)
def test_the_same_rows_whatever_ends_and_surrounds_them(tmp_path: Path, text: str) -> None:
    assert [list(row.cells) for row in rows(tmp_path, text)] == SPLIT


@pytest.mark.parametrize("last", [PAPERS, "Tờ khai, ảnh, đơn, giấy, sổ, thẻ, biên lai"])
def test_commas_of_sentences_are_no_separators(tmp_path: Path, last: str) -> None:
    """Law 5: the separator is what makes rows equally wide, their heads among them; lines say nothing."""
    lines = [f"1.99900{at};Cấp, đổi, hủy {at};Hộ tịch;3 ngày;Không;{last}" for at in range(9)]
    read = rows(tmp_path, "\r\n".join([HEADS, *lines]))
    assert [len(row.cells) for row in read] == [6] * 10
    assert [row.cells[1] for row in read[1:]] == [f"Cấp, đổi, hủy {at}" for at in range(9)]


def test_one_row_with_empty_cells_behind_it_makes_no_halves_of_others(tmp_path: Path) -> None:
    text = "\r\n".join([HEADS, LINE.replace("Một", '"Một\nhai"'), LINE + ";;;;;"])
    assert not any(row.notes for row in rows(tmp_path, text))


@pytest.mark.parametrize("written", ["M&#7897;t", "M&#x1ED9;t"])
def test_letters_written_as_a_page_of_the_web_writes_them_end_no_cell(
    tmp_path: Path, written: str
) -> None:
    text = "\r\n".join([HEADS, LINE]).replace("Một", written).replace("Tên", "T&ecirc;n")
    read = rows(tmp_path, text)
    assert [list(row.cells) for row in read] == SPLIT


def test_letters_that_only_look_vietnamese_are_those_they_look_like(tmp_path: Path) -> None:
    """Ð of Iceland and ǎ of Pinyin, as old fonts and copied pages have them; a search would not find the name."""
    read = rows(tmp_path, "\r\n".join([HEADS, LINE.replace("Một", "Ðăng ký tạm vǎng")]))
    assert read[1].cells[1] == "Đăng ký tạm văng"


@pytest.mark.parametrize("parts", [2, 3, 4])
def test_every_part_of_a_row_that_line_breaks_cut_up_is_noted(tmp_path: Path, parts: int) -> None:
    broken = LINE.replace("Một", "\r\n".join(["Một"] * parts))
    read = rows(tmp_path, "\r\n".join([HEADS, LINE, broken, LINE]))
    noted = [[note.kind for note in row.notes] for row in read]
    assert noted == [[], [], *[[NoteKind.BROKEN]] * parts, []]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (r'"Một \"A\""', 'Một "A"'),
        ('"Một "A" hai"', 'Một "A" hai'),
        ('"Một ""A"""', 'Một "A"'),
        ('Một "A" hai', 'Một "A" hai'),
    ],
)
def test_marks_within_marks_stay_as_they_were_meant(tmp_path: Path, cell: str, said: str) -> None:
    read = rows(tmp_path, "\r\n".join([HEADS, LINE.replace("Một", cell), LINE]))
    assert [row.cells[1] for row in read[1:]] == [said, "Một"]


def test_a_cell_that_is_too_long_is_told_as_that(tmp_path: Path) -> None:
    text = "\r\n".join([HEADS, LINE, LINE + "A" * 200_000])
    assert "Dòng 3 " in refusal(tmp_path, text.encode())
    assert "ngoặc kép" not in refusal(tmp_path, text.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_nought_byte_within_a_text_names_its_line(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join([HEADS, LINE, LINE.replace("Một", "M\0t"), LINE])
    assert "Dòng 3 " in refusal(tmp_path, text.encode(encoding))


def test_of_lines_in_two_tables_of_letters_the_foreign_one_is_named(tmp_path: Path) -> None:
    old = LINE.replace("Một", "thñ tôc").encode("cp1252", "ignore")
    data = b"\r\n".join([HEADS.encode(), old, LINE.encode(), old, old])
    assert "Dòng 2 " in refusal(tmp_path, data)


_DBF = bytes([3, 126, 11, 29, 1, 0, 0, 0, 65, 0]) + bytes(54) + b"\r 1.999001"
FOREIGN = {
    "trống": b"",
    "trống ": bytes(5_000),
    "trống  ": b"\r\n \r\n",
    "PDF": b"\r\n%PDF-1.7\n1 0 obj",
    "Access": b"\0\x01\0\0Standard ACE DB\0" + bytes(90),
    "FoxPro": _DBF,
    "Parquet": b"PAR1" + b"\x15\x04" * 40,
    "TAR": b"a.csv".ljust(257, b"\0") + b"ustar\x0000",
    "Zstandard": b"\x28\xb5\x2f\xfd" + b"\x04\0" * 20,
    "Excel 4": b"\x09\x04\x06\0\0\x04\x10\0" + bytes(30),
    "Lotus": b"\0\0\x02\0\x06\x04\x06\0" + bytes(30),
    "HEIC": b"\0\0\0\x18ftypheic" + bytes(50),
    "chương trình khác": b"\x01\x02\x03abc\x04" * 50,
    "MHT": b"From: x\r\nSubject: y\r\nMIME-Version: 1.0\r\n\r\n",
    "HTML": b"Danh muc\r\n<table border=1>\r\n<tr><td>a</td></tr></table>",
    "JSON": b"[1, 2]",
    "JSON ": b"{}\n",
    "trang web": b"[InternetShortcut]\r\nURL=https://example.vn/a;b;c\r\n",
    "mỗi dòng chỉ có một ô": b"code: 1.999001\nname: x\n",
}


@pytest.mark.parametrize("kind", sorted(FOREIGN))
def test_what_is_no_table_is_called_by_what_it_is(tmp_path: Path, kind: str) -> None:
    assert kind.strip() in refusal(tmp_path, FOREIGN[kind])


def test_the_file_excel_keeps_while_a_table_is_open_is_told(tmp_path: Path) -> None:
    assert "Đóng Excel" in refusal(tmp_path, b"\x03lan" + b" " * 161, "~$danh-muc.xlsx")


def test_a_sheet_for_a_chart_that_has_none_does_not_hide_the_others(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_chartsheet("Biểu đồ")

    (sheet,) = read_tables(workbook(tmp_path, {"A": SPLIT}, change)).sheets
    assert [list(row.cells) for row in sheet.rows] == SPLIT


def test_rows_and_cells_of_nothing_are_not_read(tmp_path: Path) -> None:
    """A million of them took ten seconds; those that tell no place of their own have to be counted."""
    held = b'<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    empty = b'<row r="3" ht="15"/><row r="4"><c r="A4" s="1"/></row>'
    assert _Filled(io.BytesIO(b"<a>" + empty + held + empty + b"</a>")).read() == (
        b"<a>" + held + b"</a>"
    )
    unplaced = b'<row ht="15"/><row><c/><c t="s"><v>0</v></c></row>'
    assert _Filled(io.BytesIO(unplaced)).read() == unplaced
    assert b"".join(iter(_Filled(io.BytesIO(held * 50_000 + b"x")).read, b"")) == (
        held * 50_000 + b"x"
    )


def test_line_breaks_as_xml_spells_them_are_line_breaks(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["Mã", "Tên"], ["1.999001", "Một_x000D_\nhai"]]})
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"_x005F_x000D_", b"_x000D_"))
    (sheet,) = read_tables(bytes_file(tmp_path, data.getvalue(), "b.xlsx")).sheets
    assert sheet.rows[1].cells[1].split() == ["Một", "hai"]  # type: ignore[union-attr]


def test_a_list_without_heads_loses_no_line(tmp_path: Path) -> None:
    table = read_table(workbook(tmp_path, {"A": [SPLIT[1], SPLIT[1]]}))
    assert table.heads == tuple(f"Cột {at}" for at in range(1, 7))
    assert [number for number, _cells in table.lines] == [1, 2]
