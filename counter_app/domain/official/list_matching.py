"""The dossier of each line of a list: by the official code, by ours, else by name, day and procedure.

A match that leaves a doubt is offered, one that could be two is said; neither is made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import State
from counter_app.domain.official.list_lines import people_of
from counter_app.domain.official.shared_codes import CODE
from counter_app.domain.text import exact_key, fold
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.official.listed import Listed, Ours

_LEADING = ("thu tuc hanh chinh ", "thu tuc ")
Key = Callable[[str], str]


class How(StrEnum):
    """The ways a line and a dossier were found to be one."""

    OFFICIAL_CODE = "official_code"
    CODE = "code"
    PERSON = "person"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A line and its dossier."""

    listed: Listed
    ours: Ours
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """``several``: lines that could be more than one dossier, or one of several for it; ``alone``: without any."""

    found: tuple[Match, ...]
    several: tuple[tuple[Listed, tuple[Ours, ...]], ...]
    alone: tuple[Listed, ...]

    @property
    def taken(self) -> frozenset[int]:
        """The dossiers some line speaks of, or may speak of."""
        doubtful = {ours.id for _listed, all_ours in self.several for ours in all_ours}
        return frozenset({match.ours.id for match in self.found} | doubtful)


def matched(lines: Sequence[Listed], ours: Sequence[Ours]) -> Matches:
    """Match lines with dossiers; ``ours`` holds whatever could be meant."""
    work = _Matching(ours)
    left = work.by_codes(_single(lines, work.several))
    work.look_at(left)
    for tier in _TIERS:
        left = work.by_person(left, tier)
    return Matches(found=tuple(work.found), several=tuple(work.several), alone=tuple(left))


def _single(
    lines: Sequence[Listed], several: list[tuple[Listed, tuple[Ours, ...]]]
) -> Iterator[Listed]:
    """Each code once; lines of one code that say different things are told."""
    seen: dict[str, Listed] = {}
    for line in lines:
        code = line.official_code
        first = seen.setdefault(code, line) if code else line
        if first is line:
            yield line
        elif (first.standing, first.said, first.promised) != (
            line.standing,
            line.said,
            line.promised,
        ):
            several.append((line, ()))


@dataclass(frozen=True, slots=True)
class _Tier:
    """The part of person, day and procedure that has to agree; ``unsaid``: a procedure nobody can compare will do.

    ``holder``: it is the holder on both sides, for one parent hands in dossiers of several children.
    """

    key: Key
    days: int
    unsaid: bool
    how: How
    holder: bool = False


_TIERS = (
    _Tier(exact_key, 0, False, How.PERSON, holder=True),
    _Tier(exact_key, 0, False, How.PERSON),
    _Tier(exact_key, 0, True, How.DOUBTFUL),
    _Tier(fold, 0, True, How.DOUBTFUL),
    _Tier(exact_key, 1, True, How.DOUBTFUL),
    _Tier(fold, 1, True, How.DOUBTFUL),
)


class _Matching:
    """Dossiers that no line has taken yet."""

    def __init__(self, ours: Sequence[Ours]) -> None:
        self.found: list[Match] = []
        self.several: list[tuple[Listed, tuple[Ours, ...]]] = []
        self._ours = ours
        self._near: list[Ours] = []
        self._taken: set[int] = set()

    def by_codes(self, lines: Iterator[Listed]) -> list[Listed]:
        """Match what carries a code; the rest is handed back."""
        official = {item.official_code: item for item in self._ours if item.official_code}
        own = {item.code: item for item in self._ours}
        left: list[Listed] = []
        for line in lines:
            noted = official.get(line.official_code) if line.official_code else None
            named = own.get(line.code) if line.code else None
            item, how = (noted, How.OFFICIAL_CODE) if noted else (named, How.CODE)
            if item is None:
                left.append(line)
            elif named is not None and item is not named:
                self.several.append((line, (item, named)))
                self._taken |= {item.id, named.id}
            elif item.id in self._taken:
                self.several.append((line, (item,)))
            else:
                self._take(line, item, how)
        return left

    def look_at(self, lines: Sequence[Listed]) -> None:
        """Keep in sight only dossiers that have a day and a name in common with lines: there may be many others."""
        days = {
            line.received.toordinal() + days
            for line in lines
            if line.received
            for days in (-1, 0, 1)
        }
        names = names_of(lines)
        self._near = [
            item
            for item in self._ours
            if item.received is not None
            and item.received.toordinal() in days
            and item.id not in self._taken
            and item.state is not State.MISTAKEN
            and not names.isdisjoint(map(fold, item.names))
        ]

    def by_person(self, lines: Sequence[Listed], tier: _Tier) -> list[Listed]:
        """Match by name, day and procedure where both sides have one choice; who has more is told of them."""
        people = self._people(tier)
        wanted: dict[str, list[Ours]] = {}
        asked: defaultdict[int, int] = defaultdict(int)
        for line in lines:
            wanted[line.place] = self._candidates(line, tier, people)
            for item in wanted[line.place]:
                asked[item.id] += 1
        left = []
        for line in lines:
            items = wanted[line.place]
            if not items:
                left.append(line)
            elif len(items) == 1 and asked[items[0].id] == 1:
                self._take(line, items[0], tier.how)
            else:
                self.several.append((line, tuple(items)))
                self._taken |= {item.id for item in items}
        return left

    def _people(self, tier: _Tier) -> dict[tuple[str, int], list[Ours]]:
        found: defaultdict[tuple[str, int], list[Ours]] = defaultdict(list)
        for item in self._near:
            if item.received is None or item.id in self._taken:
                continue
            names = item.names[-1:] if tier.holder else item.names
            for key in {tier.key(name) for name in names if name}:
                found[key, item.received.toordinal()].append(item)
        return found

    def _candidates(
        self, line: Listed, tier: _Tier, people: dict[tuple[str, int], list[Ours]]
    ) -> list[Ours]:
        if line.received is None:
            return []
        found: dict[int, Ours] = {}
        names = people_of(line.names[:1] if tier.holder else line.names)
        for key in {tier.key(name) for name in names}:
            for days in range(-tier.days, tier.days + 1):
                day = line.received + timedelta(days=days)
                for item in people.get((key, day.toordinal()), ()):
                    alike = same_procedure(line, item)
                    if alike or (alike is None and tier.unsaid):
                        found[item.id] = item
        return list(found.values())

    def _take(self, line: Listed, item: Ours, how: How) -> None:
        self._taken.add(item.id)
        self.found.append(Match(listed=line, ours=item, how=how))


def names_of(lines: Sequence[Listed]) -> frozenset[str]:
    """The names of lines, folded."""
    return frozenset(fold(name) for line in lines for name in people_of(line.names)) - {""}


def same_procedure(line: Listed, ours: Ours) -> bool | None:
    """True if both are for one procedure; None where their words leave it open, or a code that several of ours have."""
    said = CODE.search(line.procedure_code) or CODE.search(line.procedure)
    found = CODE.search(ours.procedure_code)
    own = ours.official_procedure or (found[0] if found else "")
    alike = said[0] == own if said and own else None
    if alike is False or (alike and not ours.shares_code):
        return alike
    name, known = _procedure(line.procedure), _procedure(ours.procedure_name)
    if not name or not known:
        return None
    if name == known:
        return True
    return None if alike or name in known or known in name else False


def _procedure(name: str) -> str:
    text = fold(re.sub(r"\([^)]*\)", " ", CODE.sub(" ", name)))
    return next((text[len(lead) :] for lead in _LEADING if text.startswith(lead)), text)


def same_person(line: Listed, ours: Ours) -> bool:
    """True if a line's names and a dossier's have one in common; a line without a name says nothing against it."""
    theirs = {fold(name) for name in people_of(line.names)} - {""}
    own = {fold(name) for name in ours.names} - {""}
    if not theirs or not own or theirs & own:
        return True
    return any(f" {name} " in f" {said} " for said in theirs for name in own if " " in name)
