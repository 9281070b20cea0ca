"""The questions to an engine, and the data it answers from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from counter_app.superior.warehouse.questions import Period, Question

Row = tuple[Any, ...]


class Counted(NamedTuple):
    """A sender that is asked about: its number, its office, the day as of which it is counted."""

    sender: int
    office: str
    until: date


class Engine(Protocol):
    """Answers questions from the tables of the warehouse."""

    name: str

    def ask(self, question: Question, period: Period, senders: Sequence[Counted]) -> list[Row]:
        """The rows of an answer, in no order. Errors: StoreError when the engine fails."""

    def close(self) -> None:
        """Let go of whatever is held open."""


_FIRST, _LAST, _EARLIEST = date(1901, 1, 1), date(1901, 1, 2), date(1901, 1, 3)
"""Stand for the days of a period in SQL that is kept."""


def sql_of(question: Question, period: Period, dialect: str) -> str:
    """A question as SQL of an engine: "duckdb", "pyspark" or "postgres".

    It is sent through the engine's own client: ibis's own way there needs pandas and Arrow, and asks DuckDB by a call
    that it is about to drop.
    """
    stand_in = replace(period, first=_FIRST, last=_LAST, earliest=_EARLIEST)
    text = _compiled(question, stand_in, dialect)
    said = ((_FIRST, period.first), (_LAST, period.last), (_EARLIEST, period.earliest))
    for stands, day in said:
        text = text.replace(_written(stands), _written(day))
    return text


def _written(day: date) -> str:
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


@cache
def _compiled(question: Question, period: Period, dialect: str) -> str:
    """Compiling takes longer than most answers, so it is done once for all periods."""
    module = import_module(f"ibis.backends.sql.compilers.{dialect}")
    compiler = module.compiler
    return str(compiler.to_sqlglot(question(period)).sql(dialect=compiler.dialect))
