"""Warehouses made of offices' stores without the way over a stick, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.reports.sources import Figures
from counter_app.store.figures.indicators import Narrowed
from counter_app.store.store import Store
from counter_app.superior.warehouse.columns import TABLES
from counter_app.superior.warehouse.contents import Contents, Leaf, file_of
from counter_app.superior.warehouse.drafts import Drafts
from counter_app.superior.warehouse.leaves import put_into_leaves
from counter_app.superior.warehouse.lines import lines_of
from counter_app.superior.warehouse.parquet import open_duckdb, quoted

ASKED: Mapping[str, Callable[[Figures, date, date], Any]] = {
    "tallies": lambda figures, first, last: figures.tallies(first, last),
    "tallies without hand-over": lambda figures, first, last: figures.tallies(
        first, last, hand_over=False
    ),
    "officers": lambda figures, first, last: figures.officers(first, last),
    "officers of a sector": lambda figures, first, last: figures.officers(
        first, last, sector="dat-dai"
    ),
    "fees": lambda figures, first, last: figures.fees(first, last),
    "fees by receiver": lambda figures, first, last: figures.fees_by_receiver(first, last),
    "money": lambda figures, first, last: figures.money_by_sector(first, last),
    "money by officer": lambda figures, first, last: figures.money_by_officer(first, last),
    "waived": lambda figures, first, last: figures.waived_by_ground(first, last),
    "certified": lambda figures, first, last: figures.certified(first, last),
    "certified by signer": lambda figures, first, last: figures.certified_by_signer(first, last),
    "loads": lambda figures, first, last: sorted(
        (item.kind, item.day, item.hour, item.acts) for item in figures.loads(first, last)
    ),
    "places": lambda figures, first, last: figures.places(first, last),
    "trips": lambda figures, first, last: sorted(figures.trips(first, last, Narrowed())),
}
"""What reports of sums ask, in a form that can be compared."""
FINISHED: Mapping[str, Callable[[Figures, date, date], Any]] = {
    "finished": lambda figures, first, last: figures.finished(first, last, Narrowed()),
    "finished of a sector": lambda figures, first, last: figures.finished(
        first, last, Narrowed(sector="ho-tich")
    ),
    "finished by officer": lambda figures, first, last: dict(
        figures.finished_by_officer(first, last, Narrowed())
    ),
    "finished by procedure": lambda figures, first, last: dict(
        figures.finished_by_procedure(first, last, Narrowed())
    ),
    "times": lambda figures, first, last: figures.times(first, last, Narrowed()),
    "times of an officer": lambda figures, first, last: figures.times(
        first, last, Narrowed(officer="hai")
    ),
    "times by kind": lambda figures, first, last: sorted(
        figures.times_by_kind(first, last, Narrowed()), key=repr
    ),
    "times by officer": lambda figures, first, last: dict(
        figures.times_by_officer(first, last, Narrowed())
    ),
    "overdue by officer": lambda figures, _first, last: dict(
        figures.overdue_by_officer(last, Narrowed())
    ),
    "overdue online": lambda figures, _first, last: figures.overdue_online(last, Narrowed()),
    "posting": lambda figures, _first, last: figures.posting(last),
    "charge": lambda figures, _first, last: figures.charge(last),
    "charge of a sector": lambda figures, _first, last: figures.charge(last, sector="ho-tich"),
    "posting of a sector": lambda figures, _first, last: figures.posting(last, sector="ho-tich"),
}
"""What reports on time and indicators ask, likewise."""


def answers(
    figures: Figures,
    first: date,
    last: date,
    asked: Mapping[str, Callable[[Figures, date, date], Any]] = ASKED,
) -> dict[str, Any]:
    """All of it."""
    return {name: ask(figures, first, last) for name, ask in asked.items()}


def take(
    folder: Path, stores: Iterable[tuple[int, Store, int]], renewed: Iterable[int]
) -> list[Leaf]:
    """Put stores into a warehouse, each with its number and the entry after which it is taken; its leaves."""
    contents = Contents(folder)
    try:
        with contents.alone():
            drafts = Drafts(folder)
            for number, store, since in stores:
                for line in lines_of(store, number, since):
                    drafts.add(line)
            put_into_leaves(folder, contents, drafts, list(renewed))
            drafts.remove()
            leaves = contents.leaves()
    finally:
        contents.close()
    return leaves


def everything(folder: Path, leaves: Iterable[Leaf]) -> dict[str, list[tuple[Any, ...]]]:
    """Every line of every table, in order."""
    duck = open_duckdb(folder)
    found = {}
    for table in TABLES:
        paths = ", ".join(quoted(file_of(folder, table, leaf.name)) for leaf in leaves)
        rows = duck.execute(f"FROM read_parquet([{paths}])").fetchall()
        found[table] = sorted(rows, key=repr)
    duck.close()
    return found
