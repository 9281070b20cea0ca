"""Finding procedures by what staff type."""

from __future__ import annotations

from collections.abc import Iterable

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


_Entry = tuple[str, str, str, frozenset[str], str, Procedure]
"""Code, folded name, its initials, folded synonyms, every word of name and synonyms behind a blank, the procedure."""


class SearchIndex:
    """Procedures ready to be searched: the ranks of ``match_rank`` without folding a name per query."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._entries = [_entry(item) for item in sorted(procedures, key=lambda item: item.name)]

    def find(self, query: str) -> list[Procedure]:
        """Every procedure that fits, best rank first, by name within a rank."""
        wanted = fold(query)
        if not wanted:
            return [entry[-1] for entry in self._entries]
        ranks: tuple[list[Procedure], ...] = ([], [], [], [], [], [])
        typed = query.strip()
        number = typed if typed.replace(".", "").isdecimal() else ""
        first, compact = wanted.split(" ", 1)[0], wanted.replace(" ", "")
        starts = [f" {part}" for part in wanted.split()]
        inside = len(compact) > 2
        # One loop without calls of our own: it runs over every procedure at every key.
        for code, name, letters, synonyms, hay, procedure in self._entries:
            if number and number in code:
                rank = 0
            elif first not in hay and compact not in letters:
                continue  # a name that contains the whole text contains its first word too
            elif wanted in synonyms or letters == compact:
                rank = 1
            elif name.startswith(wanted) or letters.startswith(compact):
                rank = 2
            elif wanted in name:
                rank = 3
            elif starts[0] in hay and all([start in hay for start in starts]):  # noqa: C419 - faster
                rank = 4
            elif inside and compact in letters:
                rank = 5
            else:
                continue
            ranks[rank].append(procedure)
        return [item for rank in ranks for item in rank]


def _entry(procedure: Procedure) -> _Entry:
    name = fold(procedure.name)
    synonyms = [fold(synonym) for synonym in procedure.synonyms]
    letters = "".join(word[0] for word in name.split())
    hay = " " + " ".join([name, *synonyms])
    return procedure.code, name, letters, frozenset(synonyms), hay, procedure
