"""Lists that would fill all memory: refused in a sentence by a process that has little."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.table_file import read_table
from counter_app.desk.tables import room, workbook_limits
from counter_app.errors import RuleError
from tests.desk.lists import GOOD, xlsx

MEMORY = 700 * 1024 * 1024
"""Addresses the reading process may use; Python and its libraries take about half of them."""
READER = f"""
import sys
if sys.platform != "win32":  # there memory is not limited, and the refusal is looked at alone
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from pathlib import Path
from counter_app.desk.catalogue.lists.table_file import read_table
from counter_app.errors import RuleError
try:
    print("lines", len(read_table(Path(sys.argv[1])).lines))
except RuleError as error:
    print(error.rule, error.field)
"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS, SHEET, STYLES = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"


def said(path: Path) -> str:
    """What a process with little memory says about a file."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


def swollen(tmp_path: Path, part: str, content: Callable[[], bytes]) -> Path:
    """A good list with one part of it replaced."""
    good = xlsx(tmp_path, GOOD)
    bad = tmp_path / "bom.xlsx"
    with (
        zipfile.ZipFile(good) as source,
        zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            target.writestr(name, content() if name == part else source.read(name))
        if part not in source.namelist():
            target.writestr(part, content())
    return bad


def strings(each: bytes, times: int) -> bytes:
    """A table of texts."""
    return b'<sst xmlns="%s">%s</sst>' % (MAIN.encode(), each * times)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a hundred million letters": (
        STRINGS,
        lambda: strings(b"<si><t>" + b"x" * 99_000_000 + b"</t></si>", 1),
    ),
    "millions of texts": (STRINGS, lambda: strings(b"<si><t>mot</t></si>", 5_000_000)),
    "a line of millions of cells": (
        SHEET,
        lambda: (
            b'<worksheet xmlns="%s"><sheetData><row>%s</row></sheetData></worksheet>'
            % (MAIN.encode(), b"<c><v>1</v></c>" * 6_000_000)
        ),
    ),
    "millions of looks": (
        STYLES,
        lambda: (
            b'<styleSheet xmlns="%s"><cellXfs>%s</cellXfs></styleSheet>'
            % (MAIN.encode(), b'<xf numFmtId="1"/>' * 1_000_000)
        ),
    ),
    "laughing entities": (
        SHEET,
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet/>',
    ),
    "more than the whole": ("xl/media/anh.png", lambda: bytes(workbook_limits.MOST_UNPACKED + 1)),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_workbook_that_swells_is_refused(tmp_path: Path, name: str) -> None:
    part, content = BOMBS[name]
    assert said(swollen(tmp_path, part, content)) == "too_large file"


def test_the_same_process_reads_a_good_list(tmp_path: Path) -> None:
    """The canary: the little memory is enough, and the limits let a list through."""
    assert said(xlsx(tmp_path, *[GOOD] * 3_000)) == "lines 3000"


@pytest.mark.parametrize(
    "content",
    [
        b";" * 15_000_000,
        b"a;b\n" + b";" * 15_000_000,
        b"a;b\n" + b'"\n";' * 4_000_000,
        b"a,b\n" + b"," * 15_000_000,
        b'a;b\n"' + b"x" * 15_000_000,
        b"x" * (room.MOST_TEXT_BYTES + 1),
    ],
    ids=["one line", "second line", "quoted breaks", "commas", "one cell", "too large"],
)
def test_a_text_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "xau.csv"
    path.write_bytes(content)
    assert said(path).split() in (["table_file", "file"], ["too_large", "file"])


def test_one_long_text_in_every_cell_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands once in the file; every cell that shows it would be a copy."""
    monkeypatch.setattr(room, "MOST_LETTERS", 50_000)
    long = "chữ " * 250
    rows = [(*GOOD[:1], long, *GOOD[2:]) for _row in range(60)]
    with pytest.raises(RuleError) as refused:
        read_table(xlsx(tmp_path, *rows))
    assert refused.value.field == "file"
    monkeypatch.setattr(room, "MOST_LETTERS", 500_000)
    assert len(read_table(xlsx(tmp_path, *rows)).lines) == 60
