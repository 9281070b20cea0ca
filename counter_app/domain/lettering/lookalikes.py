"""Letters that look like Vietnamese ones and are others: Ð of Iceland for Đ, ǎ for ă, letters of mathematics.

Old fonts, pages of the Web and readers of pictures leave them. Nobody sees the difference; a comparison does.
"""

from __future__ import annotations

import unicodedata

from counter_app.domain.lettering.syllables import is_syllable
from counter_app.values import pattern

_WORD = pattern("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_SUSPECT = pattern("[ÐƉðɖǍǎı\u0307\u030c\u0313\u0315ﬀ-ﬆＡ-Ｚａ-ｚ\U0001d400-\U0001d6a3]")
_LETTERS = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_DOTLESS = pattern("ı(?=[\u0300\u0301\u0303\u0309\u0323])")
_MARKS = str.maketrans({"\u030c": "\u0306", "\u0313": "\u031b", "\u0315": "\u031b", "\u0307": ""})
"""A caron for the breve of ă, a comma for the horn of ơ and ư; a dot that i has already."""


def true_letters(text: str) -> str:
    """The text with Vietnamese letters where others stand for them; a word that is no such syllable stays (Guðrún)."""
    if text.isascii() or _SUSPECT.search(text) is None:
        return text
    return _WORD.sub(lambda found: _true(found[0]), unicodedata.normalize("NFC", text))


def _true(word: str) -> str:
    if word.isascii() or is_syllable(word):
        return word
    letters = _DOTLESS.sub("i", unicodedata.normalize("NFKD", word))
    meant = unicodedata.normalize("NFC", letters.translate(_LETTERS).translate(_MARKS))
    return meant if is_syllable(meant) else word
