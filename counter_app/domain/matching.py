"""Finding procedures by what staff type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counter_app.domain.procedure import Procedure
from counter_app.domain.text import fold, initials


def match_rank(procedure: Procedure, query: str) -> int | None:
    """How well ``query`` names the procedure: 0 is best, None is no match.

    Code (any part), initials ("dkks"), a staff synonym, or folded words in any order.
    """
    wanted = fold(query)
    if not wanted:
        return 9
    typed = query.strip()
    if typed.replace(".", "").isdecimal() and typed in procedure.code:
        return 0
    name = fold(procedure.name)
    letters = initials(procedure.name)
    compact = wanted.replace(" ", "")
    if wanted in {fold(synonym) for synonym in procedure.synonyms} or letters == compact:
        return 1
    if name.startswith(wanted) or letters.startswith(compact):
        return 2
    if wanted in name:
        return 3
    haystack = " ".join([name, *map(fold, procedure.synonyms)]).split()
    if all(any(word.startswith(part) for word in haystack) for part in wanted.split()):
        return 4
    return 5 if len(compact) > 2 and compact in letters else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A procedure with everything folded once; ``hay`` is every word of name and synonyms behind a blank."""

    procedure: Procedure
    code: str
    name: str
    letters: str
    synonyms: frozenset[str]
    hay: str


class SearchIndex:
    """Procedures ready to be searched: the ranks of ``match_rank`` without folding a name per query."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._entries = [_entry(item) for item in sorted(procedures, key=lambda item: item.name)]

    def find(self, query: str) -> list[Procedure]:
        """Every procedure that fits, best rank first, by name within a rank."""
        wanted = fold(query)
        if not wanted:
            return [entry.procedure for entry in self._entries]
        ranks: tuple[list[Procedure], ...] = ([], [], [], [], [], [])
        typed = query.strip()
        number = typed if typed.replace(".", "").isdecimal() else ""
        for entry in self._candidates(wanted, number):
            rank = _rank(entry, wanted, number)
            if rank is not None:
                ranks[rank].append(entry.procedure)
        return [item for rank in ranks for item in rank]

    def _candidates(self, wanted: str, number: str) -> Iterator[_Entry]:
        """Cheaply those that may fit; a name that contains ``wanted`` contains its first word too."""
        first, compact = wanted.split(" ", 1)[0], wanted.replace(" ", "")
        for entry in self._entries:
            if first in entry.hay or compact in entry.letters or (number and number in entry.code):
                yield entry


def _entry(procedure: Procedure) -> _Entry:
    name = fold(procedure.name)
    synonyms = [fold(synonym) for synonym in procedure.synonyms]
    return _Entry(
        procedure=procedure,
        code=procedure.code,
        name=name,
        letters="".join(word[0] for word in name.split()),
        synonyms=frozenset(synonyms),
        hay=" " + " ".join([name, *synonyms]),
    )


def _rank(entry: _Entry, wanted: str, number: str) -> int | None:
    if number and number in entry.code:
        return 0
    compact = wanted.replace(" ", "")
    name, letters = entry.name, entry.letters
    if wanted in entry.synonyms or letters == compact:
        return 1
    if name.startswith(wanted) or letters.startswith(compact):
        return 2
    if wanted in name:
        return 3
    hay = entry.hay
    if all(f" {part}" in hay for part in wanted.split()):
        return 4
    return 5 if len(compact) > 2 and compact in letters else None
