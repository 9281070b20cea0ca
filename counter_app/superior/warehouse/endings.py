"""The facts reports need of a dossier with a result, as they were known between any two days.

Supplements, legs to other offices, corrections and the working calendar are looked at here, in Python: an engine only
compares days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.promises import inner_term
from counter_app.superior.warehouse.columns import APART
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.domain.calendar.working_calendar import WorkCalendar

CALENDARS = "j.kind IN ('calendar.sessions_set', 'calendar.year_set')"
"""Events that change by when another office had to give papers back."""


class EndingFacts(NamedTuple):
    """The way a dossier was known; ``other`` is how another office stood to its deadline: a ``Timeliness``, ``APART``
    where nobody can say, "" where none took part."""

    procedure: str
    title: str
    case_key: str
    time_limit: str
    supplements: int
    elsewhere: bool
    online: bool
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The known facts of one dossier: its row, acts, legs; by day the calendar that was known then, and the days on
    which it changed.
    """

    row: Row
    acts: Sequence[Row]
    legs: Sequence[Row]
    calendar: Callable[[str], WorkCalendar]
    calendar_days: Sequence[str]


def known_facts(
    told: Told, promised: str, begun: str, never: str
) -> Iterator[tuple[str, str, EndingFacts]]:
    """The facts from each day (ISO) until another, from ``begun`` to ``never``, of an end promised for a moment."""
    days = sorted({begun, *(day for day in _days(told) if begun < day < never)})
    before: tuple[str, EndingFacts] | None = None
    for day in days:
        facts = _facts(told, promised, day)
        if before is None:
            before = day, facts
        elif before[1] != facts:
            yield before[0], day, before[1]
            before = day, facts
    if before is not None:
        yield before[0], never, before[1]


def _days(told: Told) -> Iterable[str]:
    """Days on which something of it may have become known."""
    yield from (act["day"] for act in told.acts)
    legs = [leg["day"] for leg in told.legs]
    yield from legs
    if legs:
        yield from told.calendar_days


def _facts(told: Told, promised: str, day: str) -> EndingFacts:
    """As it was known at the end of a day."""
    row, acts = told.row, [act for act in told.acts if act["day"] <= day]
    asked = [act for act in acts if act["act"] == "supplement"]
    undone = sum(act["act"] == "revert" and act["undone"] == "supplement" for act in acts)
    return EndingFacts(
        procedure=row["procedure_code"],
        title=row["procedure_name"],
        case_key=row["case_key"],
        time_limit=_limit(row["time_limit"]),
        supplements=len(asked) - undone,
        elsewhere=any(act["elsewhere"] for act in asked),
        online=_channel(told, day) == Channel.ONLINE,
        other=_other(told, promised, day),
    )


def _limit(text: str | None) -> str:
    """A legal time in one spelling."""
    if not text:
        return ""
    return json.dumps(TimeLimit.from_dict(json.loads(text)).to_dict(), sort_keys=True)


def limit_of(text: str) -> TimeLimit | None:
    """The inverse."""
    return TimeLimit.from_dict(json.loads(text)) if text else None


def _channel(told: Told, day: str) -> Any:
    """The channel at the end of a day: the first correction after it says what stood before."""
    for act in told.acts:
        if act["act"] == "corrected" and act["day"] > day:
            changes: Mapping[str, Any] = json.loads(act["changes"] or "{}")
            if "channel" in changes:
                return changes["channel"]["from"]
    return told.row["channel"]


def _other(told: Told, promised: str, day: str) -> str:
    legs = [leg for leg in told.legs if leg["day"] <= day]
    if not legs:
        return ""
    inner = told.row["inner_wd"]
    back = max((leg["day"] for leg in legs if leg["giver_office"]), default="")
    if not inner or not promised or not back:
        return APART
    term = inner_term(
        told.calendar(day), from_local_text(promised), inner, date.fromisoformat(back)
    )
    return term.value if term is not None else APART
