"""``python3 dev.py bench [--dossiers N]``: every bound of the product, as ratios to floors of the same run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench import (
    catalogue,
    copies,
    heartbeat,
    intake,
    locking,
    paper,
    receiving,
    reports,
    search,
    superior_reports,
    terminal,
    window,
)

KEPT = Path(".bench")
"""Where large files are kept between runs; not in the repository."""


def main() -> int:
    """Measure and print; the exit code is 1 when a bound was missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=1_000_000, help="size of the large file")
    chosen = parser.parse_args()
    large = KEPT / str(chosen.dossiers)
    rows = []
    for title, measure in (
        ("intake", intake.measure),
        ("paper and closing", paper.measure),
        ("catalogue", catalogue.measure),
        (f"search among {chosen.dossiers:,}", lambda: search.measure(large, chosen.dossiers)),
        ("reports", lambda: reports.measure(large, chosen.dossiers)),
        ("terminal", lambda: terminal.measure(KEPT / str(terminal.MIDDLING))),
        ("receiving", lambda: receiving.measure(KEPT / str(terminal.MIDDLING))),
        ("reports over a nation", superior_reports.measure),
        ("copies", lambda: copies.measure(KEPT / str(terminal.MIDDLING))),
        ("encryption", lambda: locking.measure(KEPT / str(terminal.MIDDLING))),
        ("window", lambda: window.measure(large)),
        ("heartbeat of the window", lambda: heartbeat.measure(large)),
    ):
        print(f"— {title}", flush=True)
        for row in measure():
            rows.append(row)
            print(f"  {row.text()}", flush=True)
    missed = [row.name for row in rows if not row.kept]
    print(
        f"{len(rows) - len(missed)} kept, {len(missed)} missed"
        + (f": {', '.join(missed)}" if missed else "")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
