"""The order of Vietnamese words: by letter (a ă â … d đ … e ê … o ô ơ … u ư), then by tone, syllable by syllable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from counter_app.domain.text import one_line
from counter_app.values import pattern

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x61 + at) for at, letter in enumerate(_LETTERS)}
_TONES = {
    "\N{COMBINING GRAVE ACCENT}": "\x03",
    "\N{COMBINING HOOK ABOVE}": "\x04",
    "\N{COMBINING TILDE}": "\x05",
    "\N{COMBINING ACUTE ACCENT}": "\x06",
    "\N{COMBINING DOT BELOW}": "\x07",
}
"""ngang (none), huyền, hỏi, ngã, sắc, nặng: the order of dictionaries, all of it before any letter."""
_LEVEL = "\x02"
_PARTS = pattern(r"(\d+)")
_KEPT = 8192


def collation_key(text: str) -> str:
    """The key texts are compared by, code point by code point: ``ba < ba ba < bà < bá < bạ < ban < băn < bân``.

    Runs of digits compare as numbers: ``Tổ 2`` before ``Tổ 10``. Capitals count as small letters.
    """
    return "\x01".join(map(_syllable, one_line(text).casefold().split()))


def given_name_first(name: str) -> str:
    """A person's name as lists here are ordered by: ``Lan Nguyễn Thị``; what is no person's name stays as it is.

    Of a person each word begins with a capital and goes on in small letters; ``Công ty An Phú``, ``UBND`` do not.
    """
    words = one_line(name).split()
    if any(not word[:1].isupper() or (len(word) > 1 and word.isupper()) for word in words):
        return name
    return " ".join([*words[-1:], *words[:-1]])


@lru_cache(_KEPT)
def _syllable(word: str) -> str:
    """Letters, then the tone: a shorter syllable comes before a longer one whatever its tone."""
    tone, letters = _LEVEL, []
    for part in _PARTS.split(word):
        if part.isdecimal():
            digits = part.lstrip("0") or "0"
            letters.append(f"0{chr(0x21 + min(len(digits), 60))}{digits}")
            continue
        for char in unicodedata.normalize("NFD", part):
            tone = _TONES.get(char, tone)
        plain = "".join(char for char in unicodedata.normalize("NFD", part) if char not in _TONES)
        letters += [_RANK.get(char, char) for char in unicodedata.normalize("NFC", plain)]
    return "".join(letters) + tone
