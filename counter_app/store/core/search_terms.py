"""The way names become search terms, and typed text a query over them.

Every name gives its suffixes at word edges, joined by ``_``, once folded (no marks, đ→d) and once exact (behind ``=``):
``=trần_văn_đức =văn_đức =đức tran_van_duc van_duc duc``. One prefix look-up then answers "begins at a word", and the
separator keeps "Ho Anh" from matching "hoa". Numbers that stand in no column of their own are kept backwards behind
``==p`` (telephones) and ``==i`` (documents), so that a prefix is the end of a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, islice

from counter_app.domain.text import exact_key, fold

MOST_NAMES = 8
"""Names of one dossier that are searched; there are two."""
MOST_NUMBERS = 8
PHONE, DOCUMENT = "==p", "==i"
_SHORTEST_JOINED, _LONGEST_FREE, _LONGEST_JOINED = 4, 14, 18
_MOST_CUTS = 3


def name_terms(names: Iterable[str]) -> str:
    """The terms of one dossier's names, without repeats.

    Terms grow with the square of a name's words. No name is longer than ``NAME_LENGTH``; of one that is all the same,
    made by a hostile sender, the beginning is searched.
    """
    from counter_app.domain.dossier.facts import NAME_LENGTH

    terms: list[str] = []
    for name in (whole[:NAME_LENGTH] for whole in islice(names, MOST_NAMES)):
        for mark, key in (("=", exact_key(name)), ("", fold(name))):
            joined = key.replace(" ", "_")
            while joined:
                terms.append(mark + joined)
                joined = joined.partition("_")[2]
    return " ".join(dict.fromkeys(terms))


def number_terms(phones: Iterable[str], documents: Iterable[str]) -> str:
    """The terms of numbers that stand in no column of their own."""
    marked = ((PHONE, phones), (DOCUMENT, documents))
    return " ".join(
        mark + key[::-1] for mark, keys in marked for key in islice(keys, MOST_NUMBERS) if key
    )


def number_query(keys: Iterable[str], mark: str, *, whole: bool = False) -> str:
    """Dossiers one of whose further numbers ends so, or is this very one."""
    end = "" if whole else "*"
    return " OR ".join(f'"{mark}{key[::-1]}"{end}' for key in keys if key.isalnum())


def exact_query(text: str) -> str:
    """Names with these very letters and marks at a word's start; empty when nothing can be searched."""
    return _prefix("=" + "_".join(exact_key(text).split()))


def folded_query(text: str) -> str:
    """Names with these letters whatever their marks."""
    return _prefix("_".join(fold(text).split()))


def scattered_query(text: str) -> str:
    """Names in which every typed word begins some word; empty for fewer than two words."""
    words = fold(text).split()
    return " AND ".join(_prefix(word) for word in words) if len(words) > 1 else ""


def joined_query(text: str) -> str:
    """Names written together where the stored one is apart (hhen, obrien), and apart where it is together.

    The last resort: a word of letters is cut at up to three places; a long one only where Vietnamese syllables end, for
    the places are too many. Empty when nothing can be cut.
    """
    whole = "".join(fold(text).split())
    if not _SHORTEST_JOINED <= len(whole) <= _LONGEST_JOINED or not whole.isalpha():
        return ""
    cuts = (
        [whole[start:end] for start, end in zip((0, *at), (*at, None), strict=True)]
        for count in range(_MOST_CUTS + 1)
        for at in combinations(range(1, len(whole)), count)
    )
    easy = len(whole) <= _LONGEST_FREE
    from counter_app.domain.lettering.syllables import is_bare_syllable

    sensible = (parts for parts in cuts if easy or all(map(is_bare_syllable, parts[:-1])))
    return " OR ".join(_prefix("_".join(parts)) for parts in sensible)


def _prefix(term: str) -> str:
    safe = "".join(letter for letter in term if letter.isalnum() or letter in "_=")
    return f'"{safe}"*' if safe.strip("=_") else ""
