"""python3 dev.py engines [DOSSIERS]: every question to every engine, over random lives and over a nation's dossiers.

The answers have to be the same to the last đồng; the times are printed. Nothing else is asked of the computer than
Debian's PostgreSQL and a Java, which dev.py installs.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from counter_app.reports.sources import StoreFigures
from counter_app.superior.book.standing import Standing
from counter_app.superior.warehouse.contents import Leaf
from counter_app.superior.warehouse.engines.duck import Duck
from counter_app.superior.warehouse.engines.engine import Engine
from counter_app.superior.warehouse.engines.postgres import Postgres
from counter_app.superior.warehouse.engines.spark import Spark
from counter_app.superior.warehouse.figures import Known, WarehouseFigures
from tests.bench import nation, superior_reports
from tests.bench.rows import Row
from tests.engines.server import server
from tests.reports.histories import days_of, play, rich
from tests.reports.makers import Book
from tests.superior.warehouses import ASKED, FINISHED, take

assert sys.platform == "linux"

SEEDS = (20261123, 20261130)
PERIODS = ((10, 30),)
DOSSIERS = 1_000_000
MONTH = (date(2026, 9, 1), date(2026, 9, 30))
Plain = Callable[[date, date], object]
Ask = Callable[[WarehouseFigures, date, date], object]
EVERY = {**ASKED, **FINISHED}
QUESTIONS: dict[str, Ask] = {
    **EVERY,
    "by office and sector": lambda figures, first, last: figures.tallies_by(
        first, last, "office", "sector", hand_over=False
    ),
    "by group": lambda figures, first, last: figures.officers_by(first, last, "role"),
    "paused": lambda figures, _first, last: figures.paused_past(last, "office"),
    "enquiries": lambda figures, first, last: figures.enquiries_by(first, last, "office"),
    "overdue": lambda figures, _first, last: figures.overdue(last),
}


def engines(address: str, folder: Path, leaves: list[Leaf]) -> Iterator[tuple[str, Engine, float]]:
    """Each engine opened over a warehouse, with the seconds that took; it is closed when the next one is asked for."""
    names = [leaf.name for leaf in leaves]
    standing = Standing(journal="0" * 16, office="1", name="x", device=1, seq=1, last_day="")
    for name, opening in (
        ("duckdb", lambda: Duck(folder, names)),
        ("postgresql", lambda: Postgres.filled(address, folder, names, [standing])),
        ("spark", lambda: Spark("local[2]", folder, names)),
    ):
        started = time.perf_counter()
        engine: Engine = opening()
        taken = time.perf_counter() - started
        try:
            yield name, engine, taken
        finally:
            engine.close()


def lives(folder: Path) -> tuple[list[Leaf], dict[int, Book], int]:
    """Random lives of three offices as a warehouse."""
    books, end = {}, 0
    for number, seed in enumerate(SEEDS, 1):
        books[number] = Book()
        end = play(books[number], rich(seed))
    leaves = take(folder, [(number, book.store, 0) for number, book in books.items()], books)
    return leaves, books, end


def over_lives(address: str, folder: Path) -> list[str]:
    """Every engine against the offices' own reports."""
    leaves, books, end = lives(folder)
    wrong = []
    for name, engine, _taken in engines(address, folder, leaves):
        for number, book in books.items():
            figures = WarehouseFigures(engine, [Known(number, "a", None)], {})
            for period in PERIODS:
                days = days_of(period, end)
                wrong += [
                    f"{name}: {asked} of office {number}, {days[0]}..{days[1]}"
                    for asked, ask in EVERY.items()
                    if ask(figures, *days) != ask(StoreFigures(book.store), *days)
                ]
        print(f"{name:<12} random lives of {len(books)} offices: compared")
    return wrong


def spent(engine: Engine) -> float:
    """Processor seconds so far of whoever answers: this process, PostgreSQL's backend with its helpers, or Java."""
    if isinstance(engine, Postgres):
        backend = engine._db.info.backend_pid
        return _used(backend) + _used(_parent(backend), children=True)
    if isinstance(engine, Spark):
        gateway = engine._spark.sparkContext._gateway
        return _used(int(gateway.proc.pid)) if gateway is not None else 0.0
    return time.process_time()


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _used(pid: int, *, children: bool = False) -> float:
    """User and system seconds of a process, or of its children that ended."""
    user = 13 if children else 11
    ticks = sum(map(int, _stat(pid)[user : user + 2]))
    return ticks / os.sysconf("SC_CLK_TCK")


FORM = "by office and sector"
_TURNS = 3


def against_plain(name: str, engine: Engine, figures: WarehouseFigures, plain: Plain) -> None:
    """Print what the form of a month costs beside a plain DuckDB query over one merged file of each table."""
    cost, clock, floor = [], [], []
    for _turn in range(_TURNS):
        begun = time.process_time()
        plain(*MONTH)
        floor.append(time.process_time() - begun)
        begun, started = spent(engine), time.perf_counter()
        QUESTIONS[FORM](figures, *MONTH)
        clock.append(time.perf_counter() - started)
        cost.append(spent(engine) - begun)
    value, barest = statistics.median(cost), statistics.median(floor)
    row = Row(name=f"{FORM}, a month, {name}", value=value, unit="s", bound=0, floor=barest)
    print(f"{row.name:<46} {value:8.2f} s of processor, {statistics.median(clock):.2f} s by the clock; plain "
          f"{barest:.2f} s: {row.judged:.1f} times", flush=True)  # fmt: skip


def over_nation(address: str, folder: Path, dossiers: int) -> list[str]:
    """Every engine against DuckDB, over one warehouse of all offices."""
    started = time.perf_counter()
    leaves = nation.make(folder, dossiers)
    print(f"{dossiers:,} dossiers in {len(leaves)} leaves: {time.perf_counter() - started:.1f} s")
    known = [
        Known(nation.sender_of(office), f"{10_000 + office}", None)
        for office in range(nation.OFFICES)
    ]
    wrong: list[str] = []
    first_told: dict[str, object] = {}
    merged = superior_reports.merged(folder, leaves, known)
    plain = partial(superior_reports.plainly, merged)
    for name, engine, taken in engines(address, folder, leaves):
        figures = WarehouseFigures(engine, known, {})
        print(f"{name:<12} opened in {taken:.1f} s")
        for asked, ask in QUESTIONS.items():
            times = []
            for _turn in range(2):
                started = time.perf_counter()
                told = ask(figures, *MONTH)
                times.append(time.perf_counter() - started)
            print(f"{name:<12} {asked:<26} {times[0]:6.2f} s, again {times[1]:6.2f} s", flush=True)
            if first_told.setdefault(asked, told) != told:
                wrong.append(f"{name}: {asked} of the nation")
        against_plain(name, engine, figures, plain)
    merged.close()
    return wrong


def main(dossiers: int) -> int:
    """Compare; 1 when anything differs."""
    with ExitStack() as stack:
        one, other = (Path(stack.enter_context(TemporaryDirectory())) for _turn in range(2))
        wrong = over_lives(stack.enter_context(server()), one)
        wrong += over_nation(stack.enter_context(server()), other, dossiers)
    print("\n".join(wrong) or "every engine tells the same")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS))
