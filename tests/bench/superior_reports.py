"""Form II.06a over a nation's offices, counted by the warehouse: processor seconds of DuckDB on all its threads.

The floor is a plain DuckDB query over one merged file of each table, without corrections, mistakes, refusals or
reopening: the same groups and figures at their barest.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from duckdb import DuckDBPyConnection

from counter_app.domain.dossier.dossier import Channel
from counter_app.superior.warehouse.contents import Leaf, file_of
from counter_app.superior.warehouse.engines.duck import Duck
from counter_app.superior.warehouse.figures import Known, WarehouseFigures
from counter_app.superior.warehouse.parquet import open_duckdb, quoted
from tests.bench import nation
from tests.bench.rows import Row

DOSSIERS = 1_000_000
MOST_TIMES = 3.0
MOST_SECONDS = 1.0
PERIODS = {
    "month": (date(2026, 9, 1), date(2026, 9, 30)),
    "year": (date(2026, 1, 1), date(2026, 12, 31)),
}
_TURNS = 5
_PLAIN = f"""
SELECT office, sector, figure, sum(number) FROM (
 SELECT office, sector, CASE WHEN channel = {Channel.ONLINE:d} THEN 'online' ELSE 'direct' END AS figure,
  count(*) AS number FROM dossier JOIN asked USING (sender) WHERE received BETWEEN $first AND $last GROUP BY ALL
 UNION ALL SELECT office, sector, CASE WHEN day < promise THEN 'early' WHEN day > promise THEN 'late' ELSE 'on' END,
  count(*) FROM ending JOIN asked USING (sender) WHERE day BETWEEN $first AND $last GROUP BY ALL
 UNION ALL SELECT office, sector, CASE WHEN promise < $last THEN 'overdue' ELSE 'not due' END, count(*)
  FROM span JOIN asked USING (sender) WHERE state IN (2, 4, 5, 6, 8) AND day <= $last AND known_until > $last
  GROUP BY ALL
) GROUP BY ALL
"""


def measure(dossiers: int = DOSSIERS) -> list[Row]:
    """A line for each office and sector, of a month and of a year."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        leaves = nation.make(folder, dossiers)
        known = [
            Known(nation.sender_of(office), f"{10_000 + office}", None)
            for office in range(nation.OFFICES)
        ]
        plain = merged(folder, leaves, known)
        engine = Duck(folder, [leaf.name for leaf in leaves])
        figures = WarehouseFigures(engine, known, {})
        try:
            return [
                row
                for period, days in PERIODS.items()
                for row in _rows(
                    f"II.06a of {nation.OFFICES:,} offices, a {period}",
                    partial(figures.tallies_by, *days, "office", "sector", hand_over=False),
                    partial(plainly, plain, *days),
                    f"of {dossiers:,} dossiers",
                )
            ]
        finally:
            engine.close()
            plain.close()


def merged(folder: Path, leaves: list[Leaf], known: list[Known]) -> DuckDBPyConnection:
    """A connection that sees each table as one file, and the senders asked about."""
    duck = open_duckdb(folder)
    for table in ("dossier", "span", "ending"):
        paths = ", ".join(quoted(file_of(folder, table, leaf.name)) for leaf in leaves)
        merged = quoted(folder / f"{table}.parquet")
        duck.execute(
            f"COPY (FROM read_parquet([{paths}])) TO {merged} (FORMAT parquet, COMPRESSION zstd)"
        )
        duck.execute(f"CREATE VIEW {table} AS FROM {merged}")
    duck.execute(
        "CREATE TABLE asked AS SELECT unnest(?::BIGINT[]) AS sender, unnest(?::VARCHAR[]) AS office",
        [[item.sender for item in known], [item.office for item in known]],
    )
    return duck


def plainly(plain: DuckDBPyConnection, first: date, last: date) -> object:
    """The same groups and figures at their barest."""
    return plain.execute(_PLAIN, {"first": first, "last": last}).fetchall()


def _rows(
    name: str, asked: Callable[[], object], floor: Callable[[], object], note: str
) -> list[Row]:
    """Turn by turn, so that what else the computer does hits both."""
    taken, least = [], []
    for _turn in range(_TURNS):
        least.append(_spent(floor))
        taken.append(_spent(asked))
    value, barest = statistics.median(taken), statistics.median(least)
    return [
        Row(name=name, value=value, unit="s", bound=MOST_TIMES, floor=barest, note=note),
        Row(name=f"{name}, processor", value=value, unit="s", bound=MOST_SECONDS, note=note),
    ]


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    import sys

    for measured in measure(int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS):
        print(measured.text())
