"""The figures of dossiers whose processing ended, and of procedures made public, answered by an engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from counter_app.reports.figures.finishes import (
    Charge,
    FinishTally,
    Kind,
    NamedTimes,
    Posting,
    Times,
)
from counter_app.reports.figures.statistics import Spread
from counter_app.reports.promise.time_used import NOTHING
from counter_app.superior.warehouse import questions, rule_questions
from counter_app.superior.warehouse.endings import limit_of
from counter_app.superior.warehouse.questions import KIND, ONLINE, WHOLE
from counter_app.superior.warehouse.rows import Key, filled, named

if TYPE_CHECKING:
    from datetime import date

    from counter_app.store.figures.indicators import Narrowed

_NO_SPREADS = {"used": Spread(), "allowed": Spread()}


class FinishedFigures:
    """Answers what ``reports.sources.Figures`` says of finished dossiers.

    ``ask`` takes a question, the first and the last day, what the figures are told apart by, and by name what they are
    narrowed to; ``officer`` is what officers are told apart by.
    """

    def __init__(self, ask: Callable[..., list[tuple[Any, ...]]], officer: tuple[str, ...]) -> None:
        self._ask = ask
        self._officer = officer

    def finished(self, first: date, last: date, of: Narrowed) -> FinishTally:
        """Dossiers whose processing ended with a result."""
        return self._finished(first, last, of, WHOLE).get(("",), FinishTally())

    def finished_by_officer(self, first: date, last: date, of: Narrowed) -> dict[str, FinishTally]:
        """The same by who handled them (login); of several offices, with the office behind it."""
        return named(self._finished(first, last, of, *self._officer))

    def finished_by_procedure(
        self, first: date, last: date, of: Narrowed
    ) -> dict[tuple[str, str], FinishTally]:
        """The same by procedure (code, name)."""
        found = self._finished(first, last, of, "procedure", "title")
        return {(code, name): tally for (code, name), tally in found.items()}

    def times(self, first: date, last: date, of: Narrowed) -> Times:
        """The time those dossiers took, and the time they were allowed."""
        return self._times(first, last, of, WHOLE).get(("",), NOTHING)

    def times_by_kind(self, first: date, last: date, of: Narrowed) -> list[NamedTimes]:
        """The same by procedure, case and legal time."""
        rows = self._ask(questions.finished, first, last, *KIND, "title", of=of)
        tallies: dict[Key, FinishTally] = defaultdict(FinishTally)
        names: dict[Key, tuple[int, str]] = {}
        for *key, title, since, finished in _tallied(rows, len(KIND) + 2):
            kind = tuple(key)
            tallies[kind] += finished
            names[kind] = min(names.get(kind, (since, title)), (since, title))
        spreads = self._spreads(first, last, of, *KIND)
        return [
            NamedTimes(
                Kind(kind[0], kind[1], limit_of(kind[2])),
                names[kind][1],
                Times(tally=tally, **spreads.get(kind, _NO_SPREADS)),
            )
            for kind, tally in tallies.items()
        ]

    def times_by_officer(self, first: date, last: date, of: Narrowed) -> dict[str, Times]:
        """The same by who handled them (login); of several offices, with the office behind it."""
        return named(self._times(first, last, of, *self._officer))

    def _finished(self, first: date, last: date, of: Narrowed, *by: str) -> dict[Key, FinishTally]:
        rows = self._ask(questions.finished, first, last, *by, of=of)
        return {tuple(key): tally for *key, _since, tally in _tallied(rows, len(by) + 1)}

    def _times(self, first: date, last: date, of: Narrowed, *by: str) -> dict[Key, Times]:
        spreads = self._spreads(first, last, of, *by)
        return {
            key: Times(tally=tally, **spreads.get(key, _NO_SPREADS))
            for key, tally in self._finished(first, last, of, *by).items()
        }

    def _spreads(
        self, first: date, last: date, of: Narrowed, *by: str
    ) -> dict[Key, dict[str, Spread]]:
        """Key → "used" and "allowed"."""
        found: dict[Key, dict[str, Spread]] = defaultdict(dict)
        for row in self._ask(questions.spreads, first, last, *by, of=of):
            key, (figure, *numbers) = row[: len(by)], row[len(by) :]
            n, total, least, lower, upper, most_90, most_95 = map(int, numbers)
            found[key][figure] = Spread(n, total, least, (lower, upper), most_90, most_95)
        return found

    def overdue_by_officer(self, last: date, of: Narrowed) -> dict[str, int]:
        """Login → dossiers at work past their promise; of several offices, with the office behind it."""
        rows = self._ask(questions.late_work, last, last, *self._officer, of=of)
        return named({tuple(key): int(number) for *key, number in rows})

    def overdue_online(self, last: date, of: Narrowed) -> int:
        """The number of overdue ones that were handed in online."""
        rows = self._ask(questions.late_work, last, last, ONLINE, of=of)
        return sum(int(number) for online, number in rows if online)

    def posting(self, last: date, *, sector: str = "") -> Posting:
        """The way the procedures in force were posted, by their last check until then."""
        rows = self._ask(rule_questions.posting, last, last, WHOLE, sector=sector)
        return filled(rows, Posting).get(("",), Posting())

    def charge(self, last: date, *, sector: str = "") -> Charge:
        """The number of sectors of the offices in somebody's charge."""
        rows = self._ask(rule_questions.charge, last, last, WHOLE, sector=sector)
        return filled(rows, Charge).get(("",), Charge())


def _tallied(rows: Iterable[tuple[Any, ...]], keys: int) -> Iterator[tuple[Any, ...]]:
    """Rows with their numbers behind the first ``keys`` values put into one tally."""
    names = [item.name for item in fields(FinishTally)]
    for row in rows:
        numbers = zip(names, row[keys:], strict=True)
        yield *row[:keys], FinishTally(**{name: int(number or 0) for name, number in numbers})
