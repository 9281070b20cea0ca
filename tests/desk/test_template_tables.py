"""A procedure's own paper comes as JSON or as a table of whatever spreadsheet, read by the one reader of tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.paper.template_table import HEADS, read_template_table, template_lines
from counter_app.domain.paper.templates import PaperTemplate
from counter_app.domain.tables import CellNote, NoteKind, SheetRow
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.table_files import csv_file, ods, ods_row, workbook

CT04 = PaperTemplate.from_dict(
    json.loads((paths.resources_dir() / "forms" / "ct04.json").read_text("utf-8"))
)
LINES = [HEADS, *template_lines(CT04)]


def sheet(*lines: tuple[object, ...]) -> list[SheetRow]:
    return [
        SheetRow(number=at, cells=tuple(str(cell) for cell in line))
        for at, line in enumerate(lines, start=1)
    ]


def quoted(line: Sequence[object]) -> list[str]:
    return [f'"{cell}"' for cell in line]


def problems(*lines: tuple[object, ...]) -> str:
    table = read_template_table(sheet(HEADS, *lines))
    assert table is not None
    return " ".join(table.problems)


def test_what_is_given_out_reads_back_the_same() -> None:
    table = read_template_table(sheet(*LINES))
    assert table is not None
    assert table.problems == ()
    assert PaperTemplate.from_dict(table.record) == CT04


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv", "json"])
def test_every_format_is_taken_in(office: Office, tmp_path: Path, kind: str) -> None:
    path = {
        "xlsx": lambda: workbook(tmp_path, {"CT04": LINES}, name="mau.xlsx"),
        "ods": lambda: ods(tmp_path, {"CT04": "".join(map(ods_row, LINES))}, name="mau.ods"),
        "csv": lambda: csv_file(tmp_path, [*map(quoted, LINES)], name="mau.csv"),
        "json": lambda: paths.resources_dir() / "forms" / "ct04.json",
    }[kind]()
    assert office.templates.load_file(path).result == CT04
    assert office.templates.all() == (CT04,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("Chương", "Lời", ""), "không có phần"),
        (("Dòng", "Họ và tên:", "ho ten me"), "không có trường"),
        (("Dòng", "Họ và tên:", ""), "không có trường"),
        (("Người ký", "TRƯỞNG CÔNG AN", "trưởng"), "người ký phải"),
        (("Tên giấy", "Tên khác", ""), "hai lần"),
        (("Ghi chú", "Ng?y ???", ""), "hỏng"),
        (("Ghi chú", "Mang theo giấy tờ", "người nhận thay mang giấy ủy quyền"), "ô thừa"),
        (("Dòng", "Họ và tên:", "name", "và địa chỉ"), "ô thừa"),
    ],
)
def test_a_line_that_cannot_be_read_for_certain_is_named(line: tuple[str, ...], said: str) -> None:
    told = problems(("Mã mẫu", "X"), ("Tên giấy", "Giấy"), ("Dòng", "Mã:", "code"), line)
    assert "Dòng 5" in told
    assert said in told


def test_what_is_missing_hidden_or_struck_out_is_told() -> None:
    assert "Mã mẫu" in problems(("Tên giấy", "Giấy"), ("Dòng", "Mã:", "code"))
    hidden = SheetRow(number=2, cells=("Dòng", "Mã:", "code"), hidden=True)
    struck = SheetRow(number=3, cells=("Ghi chú", "Bỏ", ""), notes=(CellNote(1, NoteKind.STRUCK),))
    table = read_template_table([*sheet(HEADS), hidden, struck])
    assert table is not None
    assert [text for text in table.problems if "ẩn" in text] == list(table.problems[:2])
    assert read_template_table(sheet(("Mã", "Tên"), ("1", "2"))) is None


def test_half_of_a_paper_is_never_taken(office: Office, tmp_path: Path) -> None:
    wrong = [*LINES, ("Dòng", "Họ và tên:", "khong co")]
    head = office.store.journal.head()
    for rows, said in ((wrong, "Dòng"), ([("a", "b"), ("c", "d")], "Phần, Nội dung")):
        path = workbook(tmp_path, {"Mau": rows}, name="sai.xlsx")
        with pytest.raises(RuleError) as refused:
            office.templates.load_file(path)
        assert refused.value.field == "template"
        assert said in refused.value.message
    two = workbook(tmp_path, {"Mot": LINES, "Hai": LINES}, name="hai.xlsx")
    with pytest.raises(RuleError, match="nhiều trang tính"):
        office.templates.load_file(two)
    assert office.store.journal.head() == head
