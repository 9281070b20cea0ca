"""Caps Lock while a card is scanned: the scanner types small letters for capitals and the other way round."""

from __future__ import annotations

import re

from counter_app.values import pattern

_WORD = pattern("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_TURNED = pattern("[a-z][A-Z]+", re.ASCII)
_FEWEST_TURNED = 2
_FEWEST_LONG, _LONG = 3, 3
"""Abbreviations stand in capitals: P., TDP, TT. So many longer words do not."""


def capitals_turned(texts: tuple[str, ...]) -> bool:
    """True if some words begin small and go on in capitals, as nobody writes them: ``tHÔN``, ``nGUYỄN``."""
    words = [word for text in texts for word in _WORD.findall(text)]
    odd = [word for word in words if _shape(word).startswith("a") and "A" in _shape(word)]
    whole = [word for word in odd if _TURNED.fullmatch(_shape(word))]
    return len(odd) >= _FEWEST_TURNED or any(len(word) > _FEWEST_TURNED for word in whole)


def turned_back(name: str, address: str) -> tuple[str, str] | None:
    """Name and address as they stand on the card; None when neither all letters nor only those of ASCII were turned.

    What a scanner types with a code of its own (Alt and digits) is not turned by the key.
    """
    for swapped in (str.swapcase, _swapped_ascii):
        names, places = (_WORD.findall(swapped(text)) for text in (name, address))
        if all(map(_well_cased, names + places)) and all(word[0].isupper() for word in names):
            return swapped(name), swapped(address)
    return None


def _swapped_ascii(text: str) -> str:
    return "".join(char.swapcase() if char.isascii() else char for char in text)


def _well_cased(word: str) -> bool:
    shape = _shape(word)
    return "A" not in shape or "a" not in shape or re.fullmatch("Aa+", shape) is not None


def _shape(word: str) -> str:
    return "".join("A" if char.isupper() else "a" for char in word if char.isalpha())


def levelled(name: str, address: str) -> bool:
    """True if a scanner sends every letter small, or every one a capital, where a card has both in its address."""
    texts = name + address
    small = any(map(str.isalpha, address)) and texts == texts.lower()
    words = [word for word in _WORD.findall(address) if len(word) >= _LONG]
    return small or (len(words) >= _FEWEST_LONG and all(word.isupper() for word in words))
