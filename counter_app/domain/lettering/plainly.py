"""Texts that one look shows to be whole: nobody looks for damage in most names and addresses there are."""

from __future__ import annotations

import unicodedata

_LETTERS = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | frozenset("đĐbcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ ")
_BESIDE = frozenset("0123456789,.-/()")
"""The signs of an address beside letters."""
_DOUBLY = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "ăâêôĂÂÊÔ"
    for tone in ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
"""A roof or a breve with a tone on it: no byte of any table is shown so, and no sign that is stands for it."""


def plainly_whole(text: str, *, name: bool = False) -> bool:
    """True if every letter is Vietnamese and one of them was certainly written in Unicode.

    False says nothing. In a ``name`` every word has its capitals where people put them.
    """
    signs = frozenset(text)
    if signs.isdisjoint(_DOUBLY):
        return False
    if name:
        return signs <= _LETTERS and all(
            word.isupper() or (word[0].isupper() and word[1:].islower()) for word in text.split()
        )
    return signs <= _LETTERS | _BESIDE
