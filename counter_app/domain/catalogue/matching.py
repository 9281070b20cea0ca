"""Finding procedures by what staff type."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from counter_app.domain.text import fold

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure

LONGEST = 300
"""More of a text is not looked for: what is pasted by mistake must not hold the window."""
_LAST = "\U0010ffff"
"""Behind every letter there is."""


class SearchIndex:
    """Procedures ready to be searched: by code, initials, synonym or folded words, without folding a name per query."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._procedures = sorted(procedures, key=lambda item: item.name)
        self._codes = [item.code for item in self._procedures]
        self._names = [fold(item.name) for item in self._procedures]
        self._letters = ["".join(word[0] for word in name.split()) for name in self._names]
        self._synonyms: dict[str, list[int]] = {}
        self._hays = []
        for at, item in enumerate(self._procedures):
            synonyms = [fold(synonym) for synonym in item.synonyms]
            for synonym in synonyms:
                self._synonyms.setdefault(synonym, []).append(at)
            # Every word with a blank before it: " word" is in it where a word starts so.
            self._hays.append(f" {' '.join([self._names[at], *synonyms])}")
        self._by_name = _Starts(self._names)
        self._by_letters = _Starts(self._letters)

    def find(self, query: str, most: int | None = None) -> list[Procedure]:
        """The ``most`` procedures that fit best, all without it; best rank first, by name within a rank."""
        wanted = fold(query[:LONGEST])
        if not wanted:
            return self._procedures[:most]
        found: dict[int, None] = {}
        for rank in self._ranks(wanted, query.strip()):
            found.update(dict.fromkeys(rank))  # who has a better rank already keeps it
            if most is not None and len(found) >= most:
                break
        return [self._procedures[at] for at in islice(found, most)]

    def _ranks(self, wanted: str, typed: str) -> Iterator[list[int]]:
        """Places of those that fit, rank after rank: the later ones are seldom asked for."""
        if typed.replace(".", "").isdecimal():
            yield [at for at, code in enumerate(self._codes) if typed in code]
        compact, parts = wanted.replace(" ", ""), wanted.split()
        lettered = self._by_letters.starting(compact)
        same = (at for at in lettered if self._letters[at] == compact)
        yield sorted({*same, *self._synonyms.get(wanted, ())})
        yield sorted({*lettered, *self._by_name.starting(wanted)})
        # Of the words of the text the longest parts the procedures best; what has it not, has not the text.
        longest = max(parts, key=len)
        hays = self._hays
        fitting = [at for at, hay in enumerate(hays) if longest in hay]
        yield [at for at in fitting if wanted in self._names[at]]
        for part in sorted(parts, key=len, reverse=True):
            start = f" {part}"
            fitting = [at for at in fitting if start in hays[at]]
        yield fitting
        if len(compact) > 2:
            yield [at for at, letters in enumerate(self._letters) if compact in letters]


class _Starts:
    """The keys that start with a text; keys in order stand together by their beginnings."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._places = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = [keys[at] for at in self._places]

    def starting(self, text: str) -> list[int]:
        """The places of the keys, by key."""
        return self._places[bisect_left(self._keys, text) : bisect_left(self._keys, text + _LAST)]
