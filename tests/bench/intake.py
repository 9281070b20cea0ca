"""One intake: its processor time against a raw transaction of the same bytes, and how often it makes the disk sync."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.party import Party, PartyKind
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.core.search_terms import name_terms
from counter_app.store.file.migrations import migrate
from tests.bench.rows import Row, cpu_milliseconds, median, percentile

RUNS = 300
Rows = list[tuple[str, tuple[Any, ...]]]
_TABLES = (
    ("journal", "seq"),
    ("payload", "seq"),
    ("dossier", "id"),
    ("dossier_span", "seq"),
    ("print_job", "id"),
)
_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <stdlib.h>
static void note(void){
  int f=open(getenv("SYNC_LOG"),O_WRONLY|O_CREAT|O_APPEND,0600);
  if(f>=0){if(write(f,"s",1)<0){}close(f);}
}
int fsync(int d){static int(*r)(int);if(!r)r=dlsym(RTLD_NEXT,"fsync");note();return r(d);}
int fdatasync(int d){static int(*r)(int);if(!r)r=dlsym(RTLD_NEXT,"fdatasync");note();return r(d);}
"""


def _office(folder: Path) -> Office:
    clock = FixedClock(datetime(2026, 11, 23, 9, tzinfo=LOCAL))
    return Office.found(folder, default_founding(), clock=clock, officer=COMMAND_LINE)


def _draft(number: int) -> IntakeDraft:
    applicant = Party(
        PartyKind.PERSON,
        f"Nguyễn Thị Mẫu {number}",
        id_no=f"001190{number:06d}",
        phone=f"0300{number:06d}",
        address="Thôn Mẫu Thượng, Xã An Hòa Mẫu, Tỉnh Mẫu",
    )
    return IntakeDraft(procedure="1.004873", applicant=applicant)


def take_some(folder: Path, count: int) -> None:
    """Receive ``count`` dossiers; run in a process of its own when syncs are counted."""
    office = _office(folder)
    Path(os.environ["SYNC_LOG"]).write_bytes(b"")
    for number in range(count):
        office.intake.receive(_draft(number))
    log = Path(os.environ["SYNC_LOG"])
    log.replace(log.with_name(log.name + ".done"))
    office.close()


def _syncs(folder: Path, count: int) -> float | None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, shim, log = folder / "sync.c", folder / "sync.so", folder / "sync.log"
    source.write_text(_SHIM, encoding="ascii")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    code = (
        "import sys, pathlib; from tests.bench.intake import take_some; "
        "take_some(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
    )
    environment = {**os.environ, "LD_PRELOAD": str(shim), "SYNC_LOG": str(log)}
    subprocess.run(
        [sys.executable, "-c", code, folder / "synced", str(count)], check=True, env=environment
    )
    return len(log.with_name("sync.log.done").read_bytes()) / count


def _rows_of(office: Office) -> list[Rows]:
    """For each intake the rows it put into journal, tables and search, as (table, values)."""
    connection = office.store.database.connection
    taken: list[Rows] = []
    for dossier in connection.execute("SELECT id FROM dossier ORDER BY id").fetchall():
        first = dossier[0]
        rows: Rows = [
            (table, tuple(row))
            for table, key in _TABLES
            for row in connection.execute(
                f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?", (first, first + 1)
            ).fetchall()
        ]
        names = connection.execute("SELECT names FROM dossier WHERE id = ?", (first,)).fetchone()[0]
        taken.append([*rows, ("dossier_search", (first, name_terms(names.split("\n"))))])
    return taken


def _raw_insert(path: Path, taken: list[Rows], *, bare: bool) -> list[float]:
    """The same rows put in raw, one transaction each: into the same tables with their indexes and search, or into
    bare tables that keep the bytes and nothing else.
    """
    raw = engine.connect(path)
    if bare:
        for table, values in dict(taken[0]).items():
            raw.execute(
                f"CREATE TABLE {table}({', '.join(f'c{index}' for index in range(len(values)))})"
            )
    else:
        migrate(raw)
        raw.execute("DROP TRIGGER journal_next_only")
    waiting = iter(taken)

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for table, values in next(waiting):
            columns = "(rowid, terms)" if table == "dossier_search" and not bare else ""
            raw.execute(
                f"INSERT INTO {table}{columns} VALUES({','.join('?' * len(values))})", values
            )
        raw.execute("COMMIT")

    times = cpu_milliseconds(insert, len(taken))
    raw.close()
    return times


def measure() -> list[Row]:
    """Time and syncs of one intake."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        office = _office(folder / "office")
        numbers = iter(range(10**6))
        taken = cpu_milliseconds(lambda: office.intake.receive(_draft(next(numbers))), RUNS)
        rows = _rows_of(office)
        office.close()
        floor = median(_raw_insert(folder / "raw.db", rows, bare=False))
        bare = median(_raw_insert(folder / "bare.db", rows, bare=True))
        syncs = _syncs(folder, 200)
    lines = [
        Row(name="one intake, CPU until it is saved", value=median(taken), unit="ms", bound=3.0, floor=floor,
            note=f"without any index or search the rows alone take {bare:.3f} ms"),
        Row(name="one intake, CPU of nineteen in twenty", value=percentile(taken, 0.95), unit="ms", bound=50.0),
    ]  # fmt: skip
    if syncs is not None:
        lines.append(Row(name="syncs per intake", value=syncs, unit="", bound=1.2))
    return lines
