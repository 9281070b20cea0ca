"""One reader for all tables: kinds of files told apart, bytes decoded strictly, nothing dropped in silence."""

from __future__ import annotations

import io
import json
import quopri
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from counter_app import paths
from counter_app.desk.tables import room
from counter_app.desk.tables import workbook as reader
from counter_app.desk.tables.decoding import decoded
from counter_app.desk.tables.foreign import OLE
from counter_app.desk.tables.table_reader import read_tables
from counter_app.domain.tables import NoteKind, SheetRow
from counter_app.errors import RuleError
from tests.desk.old_letters import tcvn3, vni, windows_1258
from tests.desk.old_workbook import OldSheet, old_workbook
from tests.desk.table_files import bytes_file, csv_file, csv_text, ods, ods_cell, ods_row, workbook

HEADS = ("STT", "Mã TTHC", "Tên thủ tục", "Thời hạn")
ROW = ("1", "1.999001", "Đăng ký khai sinh lưu động", "3 ngày làm việc")
ROWS = (HEADS, ROW)


def rows(path: Path) -> tuple[SheetRow, ...]:
    (sheet,) = read_tables(path).sheets
    return sheet.rows


def cells(path: Path) -> list[tuple[object, ...]]:
    return [row.cells for row in rows(path)]


def refusal(path: Path) -> RuleError:
    with pytest.raises(RuleError) as refused:
        read_tables(path)
    assert refused.value.field == "file"
    return refused.value


ENCODERS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without its mark": lambda text: text.encode("utf-16-le"),
    "utf-16 the other way": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
    "windows-1258": windows_1258,
    "tcvn3": tcvn3,
    "vni": vni,
}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", sorted(ENCODERS))
def test_a_text_file_is_read_in_every_encoding(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    data = ENCODERS[encoding](csv_text(ROWS, separator))
    assert cells(bytes_file(tmp_path, data, "a.csv")) == [HEADS, ROW]


@pytest.mark.parametrize("at", range(1, 4))
@pytest.mark.parametrize("byte", [b"\xff", b"\xc3", b"\x00", b"\x80"])
def test_a_byte_that_does_not_fit_names_its_line(tmp_path: Path, at: int, byte: bytes) -> None:
    lines = csv_text((*ROWS, ROW, ROW)).encode().split(b"\r\n")
    lines[at] = lines[at].replace(b"khai", b"kh" + byte + b"ai")
    error = refusal(bytes_file(tmp_path, b"\r\n".join(lines), "a.csv"))
    assert error.rule == "encoding"
    assert f"Dòng {at + 1} " in error.message
    assert f"{byte[0]:02X}" in error.message


IN_ASCII: dict[str, Callable[[str], bytes]] = {
    "UTF-7": lambda text: text.encode("utf-7"),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()),
    "\\u00E0": lambda text: text.encode("ascii", "backslashreplace"),
}


@pytest.mark.parametrize("heads", ["Mã TTHC;Tên thủ tục", "code;name"])
@pytest.mark.parametrize("code", IN_ASCII)
def test_letters_written_out_in_ascii_are_no_names(tmp_path: Path, code: str, heads: str) -> None:
    """Every table fits a file of ASCII: its names would be taken as they stand."""
    lines = (
        "1.001193;Đăng ký khai sinh",
        "1.000894;Đăng ký kết hôn",
        "2.000815;Chứng thực bản sao",
    )
    path = tmp_path / "danh-muc.csv"
    path.write_bytes(IN_ASCII[code]("\r\n".join((heads, *lines))))
    with pytest.raises(RuleError) as refused:
        read_tables(path)
    assert (refused.value.field, refused.value.rule) == ("file", "encoding")
    assert f"mã {code}" in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "code;name;phone\n1.001193;Dang ky khai sinh;+84912000555\n1.000894;A;+84912000666\n2.1;B;+842438250001",
        "code;name;note\n1.001193;a+b-c;x=C3\n1.000894;+AAA-;=41=42\n1.2;+foo/bar;C:\\users\\u0041",
        "code;link\n1.1;https://vi.du/?a=12=34=56\n1.2;https://vi.du/h%E1%BB%93-s%C6%A1+moi+nhat+2026",
    ],
)
def test_signs_of_plain_ascii_are_no_code(tmp_path: Path, text: str) -> None:
    path = tmp_path / "danh-muc.csv"
    path.write_text(text, encoding="ascii")
    assert len(rows(path)) == text.count("\n") + 1


def test_lines_of_two_encodings_are_refused(tmp_path: Path) -> None:
    data = csv_text(ROWS).encode() + windows_1258(csv_text([ROW]))
    assert "Dòng 3 " in refusal(bytes_file(tmp_path, data, "a.csv")).message


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni"])
def test_a_stray_byte_in_an_old_encoding_names_its_line(tmp_path: Path, encoding: str) -> None:
    data = ENCODERS[encoding](csv_text((*ROWS, ROW, ROW)))
    lines = data.split(b"\r\n")
    lines[2] = lines[2].replace(b"khai", b"kh\xdaa\xa5i")
    error = refusal(bytes_file(tmp_path, b"\r\n".join(lines), "a.csv"))
    assert "Dòng 3 " in error.message


def test_half_a_letter_at_the_end_is_refused(tmp_path: Path) -> None:
    whole = csv_text(ROWS).encode("utf-16")
    assert refusal(bytes_file(tmp_path, whole[:-1], "a.csv")).rule == "encoding"
    text = csv_text(ROWS) + "Hộ"
    assert refusal(bytes_file(tmp_path, text.encode()[:-1], "b.csv")).rule == "encoding"


def _ole(word: str) -> bytes:
    return OLE + bytes(100) + word.encode("utf-16-le") + bytes(100)


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def _strict() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
        )
    return buffer.getvalue()


FOREIGN = {
    "mật khẩu": _ole("EncryptedPackage"),
    ".xls": _ole("Workbook"),
    "Word (.doc)": _ole("WordDocument"),
    "đời cũ": _ole("Something"),
    ".xlsb": _zip("xl/workbook.bin", "[Content_Types].xml"),
    ".docx": _zip("word/document.xml"),
    "PowerPoint": _zip("ppt/presentation.xml"),
    "Numbers": _zip("Index/Document.iwa"),
    "zip": _zip("a.txt"),
    "Strict": _strict(),
    "PDF": b"%PDF-1.7\n",
    "HTML": b"\xef\xbb\xbf<html><body><table><tr><td>a</td></tr></table>",
    "XML 2003": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    "MHT": b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    "JSON": b'{"year": 2027}',
    "PNG": b"\x89PNG\r\n\x1a\n",
    "RTF": b"{\\rtf1 a;b}",
    "RAR": b"Rar!\x1a\x07",
}


@pytest.mark.parametrize("kind", sorted(FOREIGN))
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv"])
def test_a_foreign_file_is_called_by_its_name(tmp_path: Path, kind: str, suffix: str) -> None:
    error = refusal(bytes_file(tmp_path, FOREIGN[kind], f"a{suffix}"))
    assert kind in error.message
    assert error.message.count(".") >= 2, "a sentence and one next step"


# --- text files --------------------------------------------------------------------------------


def test_one_line_too_wide_does_not_choose_the_separator(tmp_path: Path) -> None:
    table = [
        ["Mã", "Tên, loại", "Phí, lệ phí"],
        *[[f"1.9990{at:02d}", "Một, hai", "5"] for at in range(57)],
    ]
    table[30].extend(["a", "b", "c", "d, e, f, g, h, i, k"])
    read = cells(csv_file(tmp_path, table))
    assert {len(row) for row in read} == {3, 7}
    assert read[0] == ("Mã", "Tên, loại", "Phí, lệ phí")


@pytest.mark.parametrize("opened", range(1, 5))
def test_a_quotation_mark_that_is_not_closed_names_its_line(tmp_path: Path, opened: int) -> None:
    table = [[*HEADS], *[[str(at), f"1.99900{at}", "Thủ tục", "3 ngày"] for at in range(1, 6)]]
    table[opened][2] = '"Thủ tục'
    error = refusal(csv_file(tmp_path, table))
    assert f"dòng {opened + 1} " in error.message
    table[5][2] = 'Thủ tục"'
    assert f"dòng {opened + 1} " in refusal(csv_file(tmp_path, table)).message


def test_quotation_marks_inside_a_cell_stay(tmp_path: Path) -> None:
    table = [
        HEADS,
        ("1", "1.999001", 'Thủ tục "một cửa" xã', "3"),
        ("2", "1.999002", '"Một\ncửa; liên thông"', "3"),
    ]
    read = rows(csv_file(tmp_path, table))
    assert [row.cells[2] for row in read[1:]] == ['Thủ tục "một cửa" xã', "Một\ncửa; liên thông"]
    assert [row.number for row in read] == [1, 2, 3]


def test_papers_line_by_line_in_one_cell_are_no_swallowed_rows(tmp_path: Path) -> None:
    papers = '"Tờ khai; bản sao;\nGiấy chứng sinh;\nCăn cước; hộ chiếu;\nẢnh"'
    table = [HEADS, ("1", "1.999001", papers, "3"), ("2", "1.999002", "Thủ tục", "3")]
    assert len(rows(csv_file(tmp_path, table))) == 3


def test_two_halves_of_a_row_are_noted(tmp_path: Path) -> None:
    text = csv_text(ROWS) + "2;1.999002;Thủ tục\r\nhai;3 ngày\r\n" + csv_text([ROW])
    noted = [bool(row.notes) for row in rows(bytes_file(tmp_path, text.encode(), "a.csv"))]
    assert noted == [False, False, True, True, False]


def test_said_separators_guards_and_formulas(tmp_path: Path) -> None:
    text = 'sep=,\r\nMã,Tên\r\n"=""1.999001""",\'=1+1\r\n'
    assert cells(bytes_file(tmp_path, text.encode(), "a.csv")) == [
        ("Mã", "Tên"),
        ("1.999001", "=1+1"),
    ]


def test_gaps_of_any_length_hide_nothing(tmp_path: Path) -> None:
    text = csv_text([HEADS, *[()] * 2_000, ROW])
    assert [row.number for row in rows(bytes_file(tmp_path, text.encode(), "a.csv"))] == [1, 2002]

    def far(book: object) -> None:
        sheet = book["Một"]  # type: ignore[index]
        for at, cell in enumerate(ROW, 1):
            sheet.cell(5_000, at, cell)

    assert [row.number for row in rows(workbook(tmp_path, {"Một": [HEADS]}, far))] == [1, 5_000]


# --- workbooks ---------------------------------------------------------------------------------


def test_too_many_sheets_are_refused_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_SHEETS", 2)
    names = [f"T{at}" for at in range(3)]
    for path in (
        workbook(tmp_path, {name: [HEADS] for name in names}),
        ods(tmp_path, {name: ods_row(HEADS) for name in names}),
        old_workbook(tmp_path, *[OldSheet(name, [HEADS]) for name in names]),
    ):
        assert "trang tính" in refusal(path).message


def test_what_a_person_sees_of_a_workbook_is_noted(tmp_path: Path) -> None:
    def change(book: object) -> None:
        sheet = book["Một"]  # type: ignore[index]
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet.row_dimensions[3].hidden = True
        sheet["C4"] = CellRichText(TextBlock(InlineFont(strike=True), "5 ngày "), "3 ngày")
        above = TextBlock(InlineFont(vertAlign="superscript"), "1")
        sheet["D4"] = CellRichText("5", above, " ngày")
        sheet["D5"] = "=1+1"
        sheet["B6"], sheet["B6"].number_format = 2.00081, "0.000000"
        sheet["D6"], sheet["D6"].number_format = 0.1, "0%"
        sheet.column_dimensions["A"].hidden = True
        book["Hai"].sheet_state = "veryHidden"  # type: ignore[index]

    path = workbook(tmp_path, {"Một": [HEADS, *[ROW] * 5], "Hai": [HEADS]}, change)
    one, two = read_tables(path).sheets
    assert (one.hidden, two.hidden, one.hidden_columns) == (False, True, frozenset({0}))
    struck, hidden, part, uncomputed, numbers = one.rows[1:]
    assert [note.said for note in struck.notes] == list(ROW)
    assert all(cell is None for cell in struck.cells)
    assert (hidden.hidden, part.hidden) == (True, False)
    assert part.cells[2:4] == ("3 ngày", "5¹ ngày")
    assert [(note.kind, note.said) for note in part.notes] == [(NoteKind.STRUCK, "5 ngày")]
    assert [note.kind for note in uncomputed.notes] == [NoteKind.NOT_COMPUTED]
    assert (numbers.cells[1], numbers.cells[3]) == ("2.000810", "10%")


def test_cells_merged_downwards_say_the_same(tmp_path: Path) -> None:
    def change(book: object) -> None:
        book["Một"].merge_cells("C2:C4")  # type: ignore[index]

    bare = (None, None, None, "6 ngày")
    read = rows(workbook(tmp_path, {"Một": [HEADS, ROW, bare, ROW, ROW]}, change))
    assert [row.cells[2] for row in read[1:]] == [ROW[2]] * 4
    assert [sorted(row.joined) for row in read] == [[], [], [2], [2], []]


def test_texts_behind_many_empty_rows_with_a_look_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values are counted before reading; where the count is wrong on purpose, they are still all read."""

    def change(book: object) -> None:
        sheet = book["Một"]  # type: ignore[index]
        for number in range(2, 3_000):
            sheet.cell(number, 1).font = Font(bold=True)
        sheet.cell(3_000, 1, "cuối")

    path = workbook(tmp_path, {"Một": [HEADS]}, change)
    assert rows(path)[-1].cells == ("cuối",)
    monkeypatch.setattr(reader, "_values", lambda _source: 0)
    assert rows(path)[-1].cells == ("cuối",)


def test_a_whole_sheet_in_an_old_table_is_read_right(tmp_path: Path) -> None:
    texts = [
        [*HEADS],
        ["1", "1.999001", "Đăng ký hộ tịch", "Hộ"],
        ["2", "1.999002", "Chứng thực chữ ký", "Họ"],
    ]
    old = [[tcvn3(cell).decode("latin-1") for cell in row] for row in texts]
    (sheet,) = read_tables(workbook(tmp_path, {"Một": old})).sheets
    assert sheet.table == "TCVN3"
    assert [list(row.cells) for row in sheet.rows] == texts, "also what alone could be Hé and Hä"


# --- OpenDocument ------------------------------------------------------------------------------


def test_an_open_document_is_read_as_a_workbook_is(tmp_path: Path) -> None:
    merged = ods_cell("Hộ tịch", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2026-07-01T00:00:00">'
        "<text:p>01/07/26</text:p></table:table-cell>"
    )
    body = "".join(
        [
            '<table:table-column table:visibility="collapse"/>',
            ods_row(["STT", "Mã", "Tên", "Ngày"]),
            ods_row([None], 'table:number-rows-repeated="900"'),
            ods_row([1, 2.000635, merged, day]),
            ods_row(
                [2, "1.999001", "<table:covered-table-cell/>", "hai\ndòng"],
                'table:visibility="filter"',
            ),
            ods_row([ods_cell("bỏ", 'table:style-name="struck"'), "x"]),
            ods_row([None], 'table:number-rows-repeated="1040000"'),
        ]
    )
    seen, hidden = read_tables(ods(tmp_path, {"Một": body, "-Hai": ods_row(["cũ"])})).sheets
    assert (seen.hidden, hidden.hidden, seen.hidden_columns) == (False, True, frozenset({0}))
    heads, first, second, struck = seen.rows
    assert (heads.number, first.number, second.number) == (1, 902, 903)
    assert first.cells == (1, 2.000635, "Hộ tịch", date(2026, 7, 1))
    assert second.cells == (2, "1.999001", "Hộ tịch", "hai\ndòng")
    assert (second.hidden, second.joined) == (True, frozenset({2}))
    assert struck.cells == (None, "x")
    assert [note.said for note in struck.notes] == ["bỏ"]


def test_an_open_document_with_a_password_and_a_text_document_are_told(tmp_path: Path) -> None:
    locked = ods(tmp_path, {"Một": ods_row(["a"])}, manifest="<manifest:encryption-data/>")
    assert "mật khẩu" in refusal(locked).message
    broken = ods(tmp_path, {}, "b.ods", content="<a><b></a>")
    assert ".ods" in refusal(broken).message


@pytest.mark.parametrize(
    "body",
    [
        ods_row([ods_cell("x", 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="1048576"'),
        "<!DOCTYPE x>",
    ],
)  # fmt: skip
def test_an_open_document_that_swells_is_refused(tmp_path: Path, body: str) -> None:
    path = ods(tmp_path, {"Một": body})
    if body.startswith("<!"):
        path = ods(tmp_path, {}, content='<!DOCTYPE x [<!ENTITY a "ha">]><a>&a;</a>')
    assert refusal(path).rule in ("table_file", "too_large")


# --- whatever comes ----------------------------------------------------------------------------


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """A packed file with some of its parts, or of its bytes, changed."""
    if chance.random() < 0.5:
        bytes_of = bytearray(data)
        for _byte in range(chance.choice((1, 4, 40))):
            bytes_of[chance.randrange(len(bytes_of))] = chance.randrange(256)
        return bytes(bytes_of)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as packed:
        for name in whole.namelist():
            part = bytearray(whole.read(name))
            for _byte in range(chance.choice((0, 1, 8)) if part else 0):
                part[chance.randrange(len(part))] = chance.choice(b'<>/"0 9Zz&=#\xff')
            packed.writestr(name, bytes(part))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_damaged_file_is_read_or_refused_in_a_sentence(tmp_path: Path, kind: str) -> None:
    table = [HEADS, *[ROW] * 20]
    path = workbook(tmp_path, {"Một": table}) if kind == "xlsx" else ods(
        tmp_path, {"Một": "".join(map(ods_row, table))}
    )  # fmt: skip
    chance, whole, refused = random.Random(11), path.read_bytes(), 0
    for _try in range(120):
        path.write_bytes(_spoilt(whole, chance))
        refused += _is_refused(path)
    assert 20 < refused < 120


def _is_refused(path: Path) -> bool:
    try:
        return not read_tables(path).sheets
    except RuleError as error:
        return error.field == "file"


def test_a_packed_file_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(workbook(tmp_path, {"Một": ROWS}).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        place = archive.start_dir
    for at in (data.index(b"PK\3\4") + 6, place + 8):
        data[at] |= 1
    assert refusal(bytes_file(tmp_path, bytes(data), "a.xlsx")).rule == "password"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "windows-1258"])
def test_a_text_in_an_old_encoding_is_what_it_was_or_refused(encoding: str) -> None:
    """Every name of the catalogue by itself: there is little to tell the tables apart, and none is read as another."""
    path = paths.resources_dir() / "catalogue" / "procedures.json"
    names = sorted({item["name"] for item in json.loads(path.read_text("utf-8"))})
    right = 0
    for name in (*names, "Lê Thị Bình", "Trần Hà", "Hộ", "Phí", "Đỗ Vũ", "Ấp 3, xã Ea Kar"):
        try:
            said = decoded(ENCODERS[encoding](name), "a.csv")
        except RuleError:
            continue
        assert said.lower() == name.lower()
        right += 1
    assert right >= len(names)
