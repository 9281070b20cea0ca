"""Words in a name that no language of the country writes so: letters that changed places, a tone on a strange word."""

from __future__ import annotations

import unicodedata

from counter_app.domain.card.repair import is_foreign_word, is_typed_over_word
from counter_app.domain.lettering.syllables import TONES, is_syllable
from counter_app.domain.text import clean
from counter_app.values import pattern

_WORD = pattern(r"[^\W\d_]+")
_ONSET = pattern(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?(?![bcdđghjklmnpqrstvwxz])"
)
"""The beginnings of a Vietnamese syllable; names of other peoples have more (Ksor, Kpă, Blơh)."""


def odd_words(name: str) -> tuple[str, ...]:
    """The words to compare letter by letter; a name of another people is odd only where it has a tone.

    Among capitals a small letter is odd: a key that came in between.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", clean(name)))
    capitals = sum(map(str.isupper, words)) * 2 > len(words)
    return tuple(
        word
        for word in words
        if _odd(word) or (capitals and not word.isupper() and word[0].isupper())
    )


def _odd(word: str) -> bool:
    small = word.lower()
    if is_foreign_word(word) and is_typed_over_word(word):
        return True
    if len(small) < 2 or is_syllable(small):
        return False
    if any(mark in unicodedata.normalize("NFD", small) for mark in TONES):
        return True
    begins = _ONSET.match(small)
    return begins is not None and any(is_syllable(swapped) for swapped in _swaps(small))


def _swaps(word: str) -> list[str]:
    """The word with each two neighbours exchanged."""
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
