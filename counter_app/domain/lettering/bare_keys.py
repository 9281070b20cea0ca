"""Texts behind keys of Telex or VNI that no typing method turned into letters: ``Nguyeenx Thij Lan``, ``Tra62n``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from counter_app.domain.lettering.syllables import is_bare_syllable, is_syllable
from counter_app.domain.text import place_tone
from counter_app.values import dataclass, pattern

_WORD = pattern(r"[A-Za-z][A-Za-z0-9]*")
_TELEX_TONES = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VOWEL = "aeiouy"
_VOWELS = frozenset(_VOWEL + "ăâêôơư")
_TELEX_TONE = pattern(rf"(?P<before>[a-z]*?[{_VOWEL}w][a-z]*)(?P<tone>[sfrxj])")
_VNI_TONE = pattern("(?P<before>[a-z6-9]+)(?P<tone>[1-5])")
_ROOFS = (("a", "â"), ("e", "ê"), ("o", "ô"))
_HOOKS = {"a": "ă", "o": "ơ", "u": "ư"}
_HOOKED = pattern("([aou])([a-z]*?)[w78]")
_FEWEST = 3
"""Keys that are no chance; two of a usual family are enough too."""
_FAMILIES = frozenset(("nguyễn", "trần", "phạm", "đặng", "đỗ", "vũ", "võ", "hồ", "huỳnh", "bùi"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word as meant, and how many keys of it were no letters."""

    word: str
    marks: int = 0
    tones: int = 0

    @property
    def keys(self) -> int:
        return self.marks + self.tones


def meant_by_keys(text: str) -> str:
    """A name whose every word is Vietnamese once its keys are letters; empty where it may be none: Lee Soo Man.

    A text with any accent was typed through a method.
    """
    read = [_read(found[0]) for found in _WORD.finditer(text)] if text.isascii() else []
    if None in read or not _certain([one for one in read if one]):
        return ""
    words = iter(read)
    return _WORD.sub(lambda found: one.word if (one := next(words)) else found[0], text)


def letters_for_keys(text: str) -> str:
    """The text a search typed without its method looks for; words that are no keys stay. Empty where there are none."""
    if not text.isascii():
        return ""
    meant = _WORD.sub(lambda found: one.word if (one := _read(found[0])) else found[0], text)
    return meant if meant != text else ""


def left_as_keys(address: str) -> bool:
    """True if an address stands in keys: ``Thoon Ddoong, xax Quangr Phus``; foreign words may be among it."""
    if not address.isascii():
        return False
    read = [_read(found[0]) for found in _WORD.finditer(address)]
    typed = [one for one in read if one and one.keys]
    return _certain(typed) and 2 * len(typed) > len(read)


def _certain(read: list[_Reading]) -> bool:
    marks, tones = sum(one.marks for one in read), sum(one.tones for one in read)
    family = any(one.marks + one.tones > 1 and one.word.lower() in _FAMILIES for one in read)
    return family or (tones > 0 and marks + tones >= _FEWEST)


@lru_cache(maxsize=2048)
def _read(word: str) -> _Reading | None:
    """The word by the keys of either method; as it is where it is a syllable without any, None where it is none."""
    small = word.lower()
    if is_bare_syllable(small):
        return _Reading(word)
    found = _meant(small, _TELEX_TONE, _TELEX_TONES) or _meant(small, _VNI_TONE, _VNI_TONES)
    if found is None:
        return None
    said = found.word.upper() if word.isupper() else found.word
    return replace(found, word=said[0].upper() + said[1:] if word[0].isupper() else said)


def _meant(small: str, toned: re.Pattern[str], tones: Mapping[str, str]) -> _Reading | None:
    """A word that has a key of one method at least; its tone goes where the syllable has it."""
    found = toned.match(small)
    ways = [(small, "")]
    if found is not None:
        ways.insert(0, (found["before"] + small[found.end() :], tones[found["tone"]]))
    for rest, tone in ways:
        bare = _marked(rest)
        first = next((at for at, char in enumerate(bare, 1) if char in _VOWELS), 0)
        word = place_tone(unicodedata.normalize("NFC", bare[:first] + tone + bare[first:]))
        marks = len(rest) - len(bare)
        if (tone or marks) and is_syllable(word):
            return _Reading(word, marks, int(bool(tone)))
    return None


def _marked(word: str) -> str:
    """The word with the marks of its letters; every key of one is gone."""
    if word.startswith("d"):
        word = f"đ{word[2:]}" if word[1:2] == "d" else word
        word = f"đ{word[1:].replace('9', '', 1)}" if "9" in word else word
    for base, roofed in _ROOFS:
        word = re.sub(f"{base}(?:{base}|([a-z]*)6)", rf"{roofed}\1", word)
    if "w" in word or "7" in word:
        both = re.sub("uw?ow?", "ươ", re.sub("[w7]", "", word))
        word = both if "ươ" in both else word
    return _HOOKED.sub(lambda found: _HOOKS[found[1]] + found[2], word)
