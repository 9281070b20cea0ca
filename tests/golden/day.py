"""A golden day: what every verb says and leaves, every paper, report and batch, as digests of what is in them.

``python -m tests.golden.day FILE [--keep FOLDER]`` plays it, the same each time, and writes ``{name: digest}``;
``--keep`` also writes what was digested, to be compared by eye. What a change of the house must not change is compared
with ``golden.json``; who changes a paper or an answer on purpose writes that file anew.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import hashlib
import io
import json
import os
import random
import re
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

import zstandard
from click.testing import CliRunner

from counter_app.cli.main import cli
from counter_app.desk.office import passwords
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.periods import period_of
from counter_app.office import Office
from counter_app.reports.index import REPORTS
from counter_app.store.core import engine
from counter_app.sync.batch import envelope, reader
from counter_app.system import chance, openers
from tests.cli.terminal import Terminal
from tests.faults import world
from tests.faults.kept_copy import KeptCopy
from tests.overruling import overrule
from tests.screenshots import papers as paper_pictures
from tests.screenshots import sample, slips

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
BY_THE_CLOCK = re.compile(
    r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\+00:00|\b\d+:1\d{18}:\d+|book_seal \('sender'[^\n]*"
)
"""When sqlite-utils applied a step, when a sender's file was written, and its seal: by the computer's own clock."""
JOURNAL = ("journal", "payload")
SQLITE = b"SQLite format 3\0"
Content = Iterator[tuple[str, bytes]]


def play(folder: Path) -> Content:
    """Every part of the day by name."""
    drawn = random.Random(7)
    overrule(chance, "random_bytes", drawn.randbytes)
    overrule(passwords, "MEMORY_KIB", 64)
    overrule(envelope, "seal", _seal)
    overrule(reader, "unseal", _unseal)
    here = Path.cwd()
    os.chdir(folder)  # no name of this computer in what is drawn
    try:
        yield from _papers_and_reports(Path("mau"))
        yield from _verbs(Path("quay"), Path("nguyen"))
    finally:
        os.chdir(here)


SEALED = b"age-encryption.org/v1\n"


def _seal(source: IO[bytes], out: Any, recipients: Iterable[str]) -> None:
    """In the place of a seal that is another each time."""
    assert list(recipients)
    out.write(SEALED + source.read())


def _unseal(source: IO[bytes], out: IO[bytes], identity: str) -> None:
    assert identity
    out.write(source.read().removeprefix(SEALED))


def _papers_and_reports(folder: Path) -> Content:
    with sample.steady_chance():
        sample.make_office(folder)
        with (
            patch.object(paper_pictures, "of_paper", lambda content, _dpi: content),
            patch.object(slips, "of_paper", lambda content, _dpi: content),
        ):
            for name, content in paper_pictures.papers(folder):
                yield f"paper {name}", bytes(content)  # type: ignore[call-overload]
        office = Office.open(folder, clock=FixedClock(sample.NOW), officer=COMMAND_LINE)
        try:
            yield from _reports(office)
        finally:
            office.close()


def _reports(office: Office) -> Content:
    last = sample.NOW.date()
    for name, report in REPORTS.items():
        period = period_of(report.periods[0], last, office.settings.report_start_day)
        first, end = (last, last) if report.one_day else (period.first, period.last)
        tables = office.reports.compute(name, first, end)
        yield f"report {name}.pdf", office.reports.pdf(tables)
        yield f"report {name}.xlsx", office.reports.xlsx(tables)


def _verbs(played: Path, kept: Path) -> Content:
    made = world.build(played)
    copy = KeptCopy(made.root, kept)
    for deed in world.deeds(made):
        if deed.name in ("encrypt", "re-key"):  # its bytes are drawn by the cipher itself
            continue
        for how in ((), ("--json",)):
            copy.renew()
            overrule(chance, "random_bytes", random.Random(8).randbytes)
            words = ["--data", str(deed.folder), "--accept-clock", *how, *deed.words]
            with Terminal(deed.folder).proving(words) as proved:
                told = CliRunner().invoke(cli, proved)
            name = " ".join(("verb", *how, deed.name))
            output = SECONDS.sub("", told.output.replace(str(Path.cwd()), ""))
            yield name, f"{told.exit_code}\n{output}".encode()
        for path, there in copy.changed().items():
            if openers.FOLDER not in path:
                for name, content in _inside(there, path):
                    if (name, content) not in set(_inside(kept / path, path)):
                        yield f"verb {deed.name}: {name}", content


def _inside(path: Path | None, name: str) -> Content:
    """What a file holds, a database in two parts; nothing of a folder."""
    if path is None:
        yield name, b"(gone)"
    elif path.is_file():
        content = path.read_bytes()
        if content.startswith(SQLITE):
            yield from ((f"{name} {part}", rows) for part, rows in _rows(path))
        else:
            yield name, plain(content)


NOTE = b'{\n "name": "sao-luu-'
OF_THIS_DISK = re.compile(rb'"(?:size|sha256|volume)": [^\n]*')
"""What the proof beside a copy says of the file's bytes and the disk: pages lie otherwise each time."""


def plain(content: bytes) -> bytes:
    """What a file holds, whatever packed it: of PDF, XLSX and batches the unpacked parts."""
    if content.startswith(b"%PDF"):
        content = STREAM.sub(lambda found: _inflated(found[1]), content)
        return content[: content.rfind(b"xref")]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
    content = content.removeprefix(SEALED)
    if content.startswith(b"\x28\xb5\x2f\xfd"):
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)).read()
    if content.startswith(NOTE):
        return OF_THIS_DISK.sub(b"", content)
    return content


def _inflated(stream: bytes) -> bytes:
    text = stream.strip()
    try:
        if text.endswith(b"~>"):
            text = base64.a85decode(text[:-2])
        return zlib.decompress(text)
    except (zlib.error, ValueError):
        return stream


CLEAR = "clear_file"
"""A table of paths, which are of this computer; so are the places of copies (``backups``)."""
SECONDS = re.compile(r'"seconds": [0-9.]+|\b[0-9]+ (?:phút [0-9]+ )?giây\b')
"""How long a drill took, as the terminal says it; a computer under load takes more than one."""


def _rows(path: Path) -> Content:
    """The journal, and every row of every other table but the shadows of searching, by their first columns."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / path.name
        copy.write_bytes(path.read_bytes())
        with contextlib.closing(engine.connect_reading(copy)) as connection:
            names = [
                row[0]
                for row in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                ).fetchall()
                if "search" not in row[0] and row[0] != CLEAR
            ]
            rows = {
                name: sorted(
                    f"{name} {tuple(row)}"
                    for row in connection.execute(f"SELECT * FROM {name}").fetchall()
                )
                for name in names
            }
    yield "journal", "\n".join(line for name in JOURNAL for line in rows.pop(name, ())).encode()
    here = (f"'{CLEAR}'", "'backups'")
    lines = "\n".join(
        line for name in rows for line in rows[name] if not any(word in line for word in here)
    )
    yield "tables", BY_THE_CLOCK.sub("", lines).encode()


def main() -> int:
    """Play and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--keep", type=Path)
    said = asked.parse_args()
    digests = {}
    with tempfile.TemporaryDirectory() as name:
        for part, content in play(Path(name)):
            opened = plain(content)
            digests[part] = hashlib.sha256(opened).hexdigest()[:16]
            if said.keep:
                said.keep.mkdir(parents=True, exist_ok=True)
                (said.keep / re.sub(r"[^\w.-]+", "_", part)[:120]).write_bytes(opened)
    said.file.write_text(json.dumps(digests, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(digests)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
