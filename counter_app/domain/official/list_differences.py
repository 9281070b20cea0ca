"""The differences between the official system's list and this counter: a worklist, a line for each thing to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from counter_app.domain.dossier.dossier import ENDED_STATES, Mapping, State
from counter_app.domain.official.list_matching import How, Match, Matches, same_person
from counter_app.domain.official.list_words import OPEN_THERE, Standing
from counter_app.domain.official.listed import Listed, Ours, says_the_same
from counter_app.values import dataclass


class Kind(StrEnum):
    """The subjects of a line of the worklist, in the order in which it asks for work."""

    PERSON = "person"
    SEVERAL = "several"
    NOT_THERE = "not_there"
    UNLISTED = "unlisted"
    NOT_HERE = "not_here"
    STATE = "state"
    PROMISE = "promise"
    LONG = "long"
    FINANCIAL = "financial"
    UNRETURNED = "unreturned"
    OTHER_CODE = "other_code"
    DOUBTFUL = "doubtful"
    CODE = "code"


CODE_KINDS = frozenset({Kind.OTHER_CODE, Kind.DOUBTFUL, Kind.CODE})
"""The kinds of lines with a code that can be noted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing to be done: what the list says, what stands here; ``others``: every dossier a line may mean."""

    kind: Kind
    listed: Listed | None = None
    ours: Ours | None = None
    others: tuple[Ours, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same thing, however the worklist is made again."""
        line, own = self.listed, self.ours
        said = (line.official_code or line.code or line.place) if line else ""
        return f"{self.kind.value}/{said}/{own.id if own else ''}"

    @property
    def may_note(self) -> bool:
        """True if the list's official code can be noted for the dossier."""
        return bool(
            self.kind in CODE_KINDS and self.ours and self.listed and self.listed.official_code
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeriod:
    """The days of reception a list covers; ``whole``: it holds everything received then."""

    first: date | None
    last: date | None
    whole: bool


def differences(
    matches: Matches, ours: Sequence[Ours], period: ListPeriod, *, today: date, long_days: int
) -> tuple[Difference, ...]:
    """The worklist, kind after kind, the oldest first; ``long_days``: open for so many days is told."""
    found = [
        *(item for match in matches.found for item in _of_match(match, today, long_days)),
        *(item for line, others in matches.several for item in _of_several(line, others)),
        *(item for line in matches.alone for item in _of_stranger(line, today, long_days)),
        *_missing(matches, ours, period),
    ]
    order = list(Kind)
    return tuple(sorted(found, key=lambda item: (order.index(item.kind), _day(item))))


def _day(item: Difference) -> date:
    day = item.listed.received if item.listed else None
    return day or (item.ours.received if item.ours else None) or date.max


def _of_match(match: Match, today: date, long_days: int) -> Iterator[Difference]:
    line, own, how = match.listed, match.ours, match.how
    if how is How.DOUBTFUL:
        kind = Kind.OTHER_CODE if _another(line, own) else Kind.DOUBTFUL
        yield Difference(kind=kind, listed=line, ours=own)
        return
    if how is not How.PERSON and not same_person(line, own):
        yield Difference(kind=Kind.PERSON, listed=line, ours=own)
        return
    if _another(line, own):
        yield Difference(kind=Kind.OTHER_CODE, listed=line, ours=own)
    elif line.official_code and not own.official_code:
        yield Difference(kind=Kind.CODE, listed=line, ours=own)
    if line.standing is not None and not says_the_same(line.standing, own):
        yield Difference(kind=Kind.STATE, listed=line, ours=own)
    if _promises_differ(line, own):
        yield Difference(kind=Kind.PROMISE, listed=line, ours=own)
    yield from _of_line(line, own, today, long_days)


def _of_several(line: Listed, others: tuple[Ours, ...]) -> Iterator[Difference]:
    """A line that may be more than one dossier; where only a shared code leaves it open, each is offered."""
    yield Difference(kind=Kind.SEVERAL, listed=line, others=others)
    if line.official_code and all(own.shares_code and not own.official_code for own in others):
        for own in others:
            yield Difference(kind=Kind.DOUBTFUL, listed=line, ours=own)


def _of_stranger(line: Listed, today: date, long_days: int) -> Iterator[Difference]:
    yield Difference(kind=Kind.NOT_HERE, listed=line)
    yield from _of_line(line, None, today, long_days)


def _of_line(line: Listed, own: Ours | None, today: date, long_days: int) -> Iterator[Difference]:
    """The work the list alone asks for; a dossier that has ended here too waits for nothing."""
    ended = own is not None and own.state in ENDED_STATES
    if line.standing is Standing.FINANCIAL and not ended:
        yield Difference(kind=Kind.FINANCIAL, listed=line, ours=own)
    if line.standing is Standing.FINISHED and (own is None or own.state is not State.RETURNED):
        yield Difference(kind=Kind.UNRETURNED, listed=line, ours=own)
    since = line.received
    if since is None or ended or line.standing not in OPEN_THERE:
        return
    if (today - since).days > long_days:
        yield Difference(kind=Kind.LONG, listed=line, ours=own)


def _another(line: Listed, own: Ours) -> bool:
    return bool(
        line.official_code and own.official_code and line.official_code != own.official_code
    )


def _promises_differ(line: Listed, own: Ours) -> bool:
    """While both are open; a day named in an apology may stand there for the promise."""
    if line.promised is None or own.promised is None or own.state in ENDED_STATES:
        return False
    open_there = line.standing is None or line.standing in OPEN_THERE
    return open_there and line.promised not in (own.promised, own.reappointed)


def _missing(matches: Matches, ours: Sequence[Ours], period: ListPeriod) -> Iterator[Difference]:
    """Received here within the list's days and not in it."""
    if not period.whole or period.first is None or period.last is None:
        return
    taken = matches.taken
    for own in ours:
        if own.id in taken or own.received is None or own.mapping is Mapping.EXEMPT:
            continue
        if own.state is State.MISTAKEN or not period.first <= own.received <= period.last:
            continue
        yield Difference(kind=Kind.UNLISTED if own.official_code else Kind.NOT_THERE, ours=own)
