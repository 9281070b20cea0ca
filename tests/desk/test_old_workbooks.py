"""Excel 97–2003: read like the newer ones, with what its values do not say; a damaged or hostile file is a sentence."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.findings import Level, Outcome
from counter_app.desk.tables.old_records import DamagedError, workbook_records, workbook_stream
from counter_app.desk.tables.old_texts import text_lengths
from counter_app.desk.tables.table_reader import read_tables
from counter_app.domain.tables import NoteKind
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.lists import load, said, valid
from tests.desk.old_letters import tcvn3
from tests.desk.old_workbook import PERCENT, SIX, STRUCK, OldSheet, compound, old_workbook, stream

HEADS = ("STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn")
ROW = (1, "1.999001", "Thủ tục một", "Hộ tịch", "3 ngày làm việc")


def test_what_a_person_sees_of_an_old_workbook_is_noted(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ROW,
        (2, 2.00081, b"\x2a", None, 0.1),
        (3, "1.999003", "gạch", "Hộ tịch", b"\x17"),
    ]
    looks = {(2, 1): SIX, (2, 4): PERCENT, (3, 2): STRUCK}
    one = OldSheet(
        "Một", rows, hidden_rows=[1], hidden_columns=[0], merged=[(1, 2, 3, 3)], looks=looks
    )
    path = old_workbook(tmp_path, one, OldSheet("Hai", [("cũ",)], state=2))
    seen, hidden = read_tables(path).sheets
    assert ((seen.name, seen.hidden), (hidden.name, hidden.hidden)) == (
        ("Một", False),
        ("Hai", True),
    )
    assert seen.hidden_columns == {0}
    heads, first, second, third = seen.rows
    assert heads.cells == HEADS
    assert (first.cells, first.hidden) == (ROW, True)
    assert second.cells == (2, "2.000810", "#N/A", "Hộ tịch", "10%")
    assert second.joined == {3}
    assert third.cells == (3, "1.999003", None, "Hộ tịch", "#REF!")
    assert [(note.kind, note.said) for note in third.notes] == [(NoteKind.STRUCK, "gạch")]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv"])
def test_a_list_in_an_old_workbook_is_taken_in(office: Office, tmp_path: Path, name: str) -> None:
    old = [tcvn3(str(cell)).decode("latin-1") for cell in HEADS]
    row = [tcvn3(str(cell)).decode("latin-1") for cell in ROW]
    broken = ("2", "1.999002", "Thu tuc hai", row[3], b"\x2a")
    report = load(office, old_workbook(tmp_path, OldSheet("S", [old, row, broken]), name=name))
    assert [line.outcome for line in report.lines] == [Outcome.NEW, Outcome.BLOCKED]
    assert said(report.lines[1], Level.ERROR) == ["limit"]
    assert valid(office, "1.999001").name == "Thủ tục một"


def test_a_locked_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as refused:
        read_tables(old_workbook(tmp_path, OldSheet("S", [HEADS]), lock=True))
    assert refused.value.rule == "password"


def test_many_texts_and_lines_are_read(tmp_path: Path) -> None:
    rows = [
        HEADS,
        *[
            (at, f"1.{at:06d}", f"Thủ tục số {at} " + "dài " * 20, "Hộ tịch", "3wd")
            for at in range(3_000)
        ],
    ]
    (sheet,) = read_tables(old_workbook(tmp_path, OldSheet("S", rows))).sheets
    assert len(sheet.rows) == 3_001
    assert sheet.rows[-1].cells[1] == "1.002999"


def test_a_damaged_workbook_is_a_sentence(tmp_path: Path) -> None:
    """Whatever a byte changes: the file is read or refused; the library's panics included."""
    whole = compound(stream([OldSheet("S", [HEADS, *[ROW] * 20])]))
    chance, path = random.Random(7), tmp_path / "a.xls"
    refused = 0
    for _try in range(150):
        data = bytearray(whole)
        for _byte in range(chance.choice((1, 4, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), len(data) // 2))])
        refused += _is_refused(path)
    assert refused > 20


def _is_refused(path: Path) -> bool:
    try:
        return not read_tables(path).sheets
    except RuleError:
        return True


@pytest.mark.parametrize(
    "sheet",
    [
        OldSheet("S", [["x" * 30_000, "y"], *[["x" * 30_000]] * 2_000]),
        OldSheet("S", [*[()] * 65_535, [None] * 255 + ["x"]]),
    ],
    ids=["one long text in every line", "a cell in the last corner"],
)
def test_an_old_workbook_that_would_fill_memory_is_refused(tmp_path: Path, sheet: OldSheet) -> None:
    with pytest.raises(RuleError) as refused:
        read_tables(old_workbook(tmp_path, sheet))
    assert refused.value.rule == "too_large"


def test_a_ring_of_sectors_ends() -> None:
    whole = bytearray(compound(stream([OldSheet("S", [HEADS])])))
    table = whole.rindex(struct.pack("<I", 1) + struct.pack("<I", 2))
    whole[table : table + 4] = struct.pack("<I", 0)
    with pytest.raises(DamagedError):
        workbook_stream(bytes(whole))
    with pytest.raises(DamagedError):
        workbook_records(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_texts_that_go_on_in_the_next_record_are_measured() -> None:
    head = struct.pack("<II", 3, 3)
    rich = struct.pack("<HBHI", 4, 13, 1, 2) + "abcd".encode("utf-16-le") + bytes(4) + b"xy"
    first = head + struct.pack("<HB", 6, 0) + b"abc"
    parts = [
        first,
        b"\x01" + "def".encode("utf-16-le") + rich[:-3],
        rich[-3:] + struct.pack("<HB", 2, 0) + b"ab",
    ]
    assert text_lengths(parts) == [6, 4, 2]
