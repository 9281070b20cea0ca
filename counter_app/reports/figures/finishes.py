"""Counts of dossiers whose processing ended with a result: their promise, the time they took.

An office counts its own one by one; over many offices an engine gives the same sums.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from counter_app.domain.dossier.dossier import Timeliness
from counter_app.domain.dossier.promises import inner_term
from counter_app.reports.figures.statistics import Spread
from counter_app.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.catalogue.limits import TimeLimit
    from counter_app.domain.catalogue.sectors import Procedure
    from counter_app.store.figures.indicators import Finish, Posted


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishTally:
    """Dossiers finished in a period; every number is of dossiers.

    ``early``, ``on_time``, ``late`` by dates as in II.06a. Of those no other office took part in, the same with
    ``alone_``; of the others the same with ``other_``, by when that office gave the papers back, and ``apart`` where
    nobody can say. ``never``, ``once``, ``more``: how often a supplement was asked for. ``straight`` had to go nowhere
    again, ``returned`` only to this counter, ``elsewhere`` to another place.
    """

    finished: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    alone_early: int = 0
    alone_on_time: int = 0
    alone_late: int = 0
    other_early: int = 0
    other_on_time: int = 0
    other_late: int = 0
    apart: int = 0
    never: int = 0
    once: int = 0
    more: int = 0
    straight: int = 0
    returned: int = 0
    elsewhere: int = 0
    online_late: int = 0

    @property
    def alone(self) -> int:
        """Those no other office took part in."""
        return self.alone_early + self.alone_on_time + self.alone_late

    @property
    def others(self) -> int:
        """Those that are judged by when another office gave the papers back."""
        return self.other_early + self.other_on_time + self.other_late

    def __add__(self, more: Self) -> Self:
        """Both together."""
        names = self.__slots__
        return type(self)(**{name: getattr(self, name) + getattr(more, name) for name in names})


class Kind(NamedTuple):
    """The kind of matter that is promised one time: a procedure with its case and legal time."""

    procedure: str
    case: str
    limit: TimeLimit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Dossiers finished, and working minutes of those whose time and promise are both known."""

    tally: FinishTally
    used: Spread
    allowed: Spread


class NamedTimes(NamedTuple):
    """Times of one kind of dossiers; ``name`` is what the procedure was called at the first of them."""

    kind: Kind
    name: str
    times: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Procedures in force at the end of a day: ``both`` posted rightly on the wall and online, ``one`` only one of
    the two, ``wrong`` neither or found wrong, ``never`` not yet checked."""

    both: int = 0
    one: int = 0
    wrong: int = 0
    never: int = 0

    @property
    def all(self) -> int:
        """All procedures in force."""
        return self.both + self.one + self.wrong + self.never


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """At the end of a day: how many sectors are in somebody's charge (``covered``), of ``all`` there are."""

    covered: int = 0
    all: int = 0


_OTHERS = {
    Timeliness.EARLY: "other_early",
    Timeliness.ON_TIME: "other_on_time",
    Timeliness.LATE: "other_late",
}


def other_term(item: Finish, calendar: WorkCalendar) -> Timeliness | None:
    """The way another office stood to its own deadline; None when it had none or never gave the papers back."""
    if not item.inner_wd or item.promised is None or item.back_at is None:
        return None
    return inner_term(calendar, item.promised, item.inner_wd, item.back_at.date())


def tally_of(items: Iterable[Finish], calendar: WorkCalendar) -> FinishTally:
    """Counted one by one."""
    found = Counter[str]()
    for item in items:
        found.update(_marks(item, calendar))
    return FinishTally(**found)


def _marks(item: Finish, calendar: WorkCalendar) -> list[str]:
    """The numbers one dossier counts in."""
    term = item.term
    marks = ["finished", term.value]
    if item.outside:
        other = other_term(item, calendar)
        marks.append("apart" if other is None else _OTHERS[other])
    else:
        marks.append(f"alone_{term.value}")
    marks.append({0: "never", 1: "once"}.get(item.supplements, "more"))
    again = "returned" if item.supplements else "straight"
    marks.append("elsewhere" if item.elsewhere else again)
    if item.online and term is Timeliness.LATE:
        marks.append("online_late")
    return marks


def times_of(items: Sequence[Finish], calendar: WorkCalendar) -> Times:
    """Counted and measured one by one."""
    measured = [item for item in items if item.used is not None and item.allowed]
    return Times(
        tally=tally_of(items, calendar),
        used=Spread.of(item.used for item in measured),
        allowed=Spread.of(item.allowed for item in measured),
    )


def grouped(items: Iterable[Finish], key: Callable[[Finish], Any]) -> Mapping[Any, list[Finish]]:
    """Dossiers under their keys, in the order in which each key comes first."""
    groups: dict[Any, list[Finish]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def kind_of(item: Finish) -> Kind:
    """The kind by which a dossier's time was promised."""
    return Kind(item.procedure, item.case, item.limit)


def posting_of(
    procedures: Iterable[Procedure],
    checked: Mapping[tuple[str, str], Posted],
    last: date,
    sector: str = "",
) -> Posting:
    """The way procedures were posted that are in force on ``last``, by their last check until then."""
    found = Counter[str]()
    for procedure in procedures:
        if procedure.valid_on(last) and sector in ("", procedure.sector):
            start = procedure.valid_from.isoformat() if procedure.valid_from else ""
            found[posting_mark(checked.get((procedure.code, start)))] += 1
    return Posting(**found)


def posting_mark(seen: Posted | None) -> str:
    """The number of ``Posting`` in which a procedure counts that was seen so last."""
    if seen is None:
        return "never"
    if seen.accurate and seen.online:
        return "both"
    return "one" if seen.accurate or seen.online else "wrong"
