"""Texts whose bytes were read by the wrong table, and the proof of their first wording."""

from __future__ import annotations

import html
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache

from counter_app.domain.lettering.code_tables import TABLES
from counter_app.domain.lettering.rereading import repair_encoding, reread_from_afar
from counter_app.domain.lettering.syllables import cased, is_syllable, usual
from counter_app.values import dataclass, pattern

_VOWELS = "aăâeêioôơuưy"
_HIGHLAND = "ŏĕĭŭčñƀ"
"""Letters in names of the Central Highlands."""
TYPED = frozenset(
    letter
    for base in _VOWELS
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
    if not (letter := unicodedata.normalize("NFC", base + tone)).isascii()
) | frozenset("đ")
"""Small letters beyond ASCII that a Vietnamese typing method makes."""
_LETTERS = TYPED | frozenset("aeiouy" + _HIGHLAND)
_MARKS = frozenset("\u0300\u0301\u0303\u0306\u0309\u0323\u0302\u031b")
_TOKEN = pattern(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f\u00a0\u2000-\u206f\u02bc\ufeff]+")
_SIGNS = (
    "\u00b0\u00b1\u00b2\u00b3\u2022\u25a1\u25aa\u25cb\u25cf\u2605\u2610\u2611\u2013\u2014\u20ab"
)
"""The signs that may stand beside a word: °, ±, ², ³, bullets, ₫."""
_ABBREVIATION = pattern("[A-ZĐƯÔ]+|đ", re.ASCII)
_LOST = pattern(r"[^\W\d_]\?+[^\W\d_]|(?<!\w)\?+[^\W\d_]|(?<!\S)\?{2,}(?=\s+\S)")
_UNDRAWN = pattern("[^\\W\\d_][\u25a1\u25af]|[\u25a1\u25af]{2,}[^\\W\\d_]")
"""Boxes where letters should be; one before a word is a box to tick."""
_TWO_SCRIPTS = pattern(
    "[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
)
"""Letters of Greek or Russian that only look like ours."""
_MARKUP = pattern(r"</?(?:b|i|u|p|br|div|span|font|td|tr|strong|em)\b[^<>]*>", re.IGNORECASE)
_SHORT = pattern(r"(?<!\w)([^\W\d_]{1,3})\?(?=[\s;,.)]|$)")
_SIGN_INSIDE = pattern(
    "[^\\W\\d_][\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b9\u00bb-\u00bf\u00d7\u00f7][^\\W\\d_]"
)
_EVERY = "".join(sorted(_LETTERS | {letter.upper() for letter in _LETTERS}))
_UNUSUAL = pattern(f"[^\x00-\x7f{_EVERY}\u00a0\u2010-\u2026\u20ab\u2022\u00b0\u00b2\u00b3]")
_UNICODE_ONLY = pattern("[" + "".join(char for char in _EVERY if char > "\u00ff") + "]")
_CONTROL = pattern("[\u0080-\u009f\ufffd]")
_MOJIBAKE = pattern("[ÃÂÄÆĂ][\u0080-\u00bf‘’“”•–—˜™°±´]|á[»º]|áº|ï»¿|â€")
_SHOWN_BY_1258 = pattern("Ă[\u00a0\u00b0\u00b2\u00b3]")
"""The looks of ``à``, ``ð``, ``ò``, ``ó`` there; no word ends with Ă."""
_SPACED_CAPITALS = pattern("Ã\u00a0(?=[A-ZÀ-ÞĐƠƯẠ-Ỹ])")
"""``MÃ SỐ`` with a space that does not break: no damaged ``à`` stands before a capital."""
_WITHIN_A_NUMBER = pattern(r"\d[^\x00-\x7f]\d")
_ENTITY = pattern(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_WESTERN = ("cp1252", "latin-1", "cp1258")
_ENOUGH = 0.8
"""The share of the accented words of a reading that have to be Vietnamese; the rest are names from elsewhere."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The repair of a damaged text, and the table it was written in: ``TCVN3``, ``VNI``, ``UTF-8``, ``HTML``."""

    text: str
    table: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Likeness to Vietnamese: accented words, those that are syllables, those with a foreign sign or capital."""

    words: int
    syllables: int
    foreign: int
    usual: int

    @property
    def sound(self) -> bool:
        """True if it can be what somebody wrote."""
        return not self.foreign and self.syllables >= self.words * _ENOUGH


def likeness(text: str) -> Likeness:
    """Look at every word that is not plain ASCII."""
    words = syllables = foreign = known = 0
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text)):
        word = token.strip(_SIGNS)
        if word.isascii() or _ABBREVIATION.fullmatch(word):
            continue
        words += 1
        foreign += not (_all_letters(word) and cased(word))
        syllables += is_syllable(word)
        known += usual(word)
    return Likeness(words, syllables, foreign, known)


def repair(text: str, *, table: str = "") -> Repair | None:
    """The text before its bytes were read wrongly; None where it is sound, or nothing is certain.

    ``table``: the one all of its surroundings are written in; then a text that could be either is read by it.
    """
    named = html.unescape(text) if _ENTITY.search(text) else text
    if named != text:
        again = repair(named)
        return Repair(again.text if again else named, "HTML")
    text = _SPACED_CAPITALS.sub("Ã ", text)
    if text.isascii() or written_in_unicode(text):
        return None
    found = None if table else _utf8(text)
    if found is not None:
        return found
    now = likeness(text)
    if (now.sound and (not table or _beyond_latin(text))) or _WITHIN_A_NUMBER.search(text):
        return None
    readings = {
        name: said for name in ((table,) if table else TABLES) if (said := reread(text, name))
    }
    good = {
        name: said
        for name, said in readings.items()
        if said != text and (found_like := likeness(said)).sound and found_like.words
    }
    if not good:
        return _by_lines(text, table)
    if len(set(good.values())) > 1:
        ranked = sorted(good, key=lambda name: likeness(good[name]).usual, reverse=True)
        first, second = (likeness(good[name]).usual for name in ranked[:2])
        if first == second:
            return None
        return Repair(good[ranked[0]], ranked[0])
    name, said = next(iter(good.items()))
    return Repair(said, name)


def reread(text: str, table: str) -> str:
    """The text with its signs taken for bytes of ``table``; empty where one of them is no byte."""
    data = bytearray()
    for char in text:
        byte = _byte_of(char)
        if not byte:
            return ""
        data += byte
    return TABLES[table](bytes(data))


@lru_cache(maxsize=1024)
def _byte_of(char: str) -> bytes:
    """The bytes that a table of Windows shows as this sign; loose accents of its Vietnamese one are bytes too."""
    for page in _WESTERN:
        for spelled in (char, unicodedata.normalize("NFD", char)):
            with suppress(UnicodeEncodeError):
                return spelled.encode(page)
    return b""


@lru_cache(maxsize=4096)
def is_damaged(text: str) -> bool:
    """True if letters are lost for certain, or stand in a wrong table: ``Nguy?n``, ``Kh«ng``, ``Nguyá»…n``."""
    plain = text.isascii() or written_in_unicode(text)
    if _is_misshown(text, plain=plain):
        return True
    if plain or _beyond_latin(text):
        return False
    now = likeness(text)
    return now.foreign > 1 and now.syllables < now.words


def is_misshown(text: str) -> bool:
    """True if a text has what no language writes: lost letters, signs within a word, two scripts in one, markup."""
    return _is_misshown(text, plain=text.isascii() or written_in_unicode(text))


def _is_misshown(text: str, *, plain: bool) -> bool:
    if "<" in text and _MARKUP.search(text):
        return True
    if "?" in text and _letters_lost(text):
        return True
    if plain:
        return False
    return any(
        shape.search(text) is not None
        for shape in (_UNDRAWN, _TWO_SCRIPTS, _CONTROL, _MOJIBAKE, _SIGN_INSIDE)
    )


def written_in_unicode(text: str) -> bool:
    """True if one look tells: every sign is usual, and some letter is in no table of single bytes."""
    return (
        _UNUSUAL.search(text) is None
        and _UNICODE_ONLY.search(text) is not None
        and _SHOWN_BY_1258.search(text) is None
    )


def _letters_lost(text: str) -> bool:
    """True if question marks stand for letters: between letters, before one, or behind what is no word by itself."""
    if _LOST.search(text):
        return True
    return any(not is_syllable(found[1].lower()) for found in _SHORT.finditer(text))


def _utf8(text: str) -> Repair | None:
    """The UTF-8 text that was read as a table of single bytes, even twice."""
    if not (_UNUSUAL.search(text) or _SHOWN_BY_1258.search(text)):
        return None
    said = repair_encoding(text)
    if said != text:
        return Repair(said, "UTF-8")
    far = {said for said in reread_from_afar(text) if (like := likeness(said)).sound and like.words}
    return Repair(far.pop(), "UTF-8") if len(far) == 1 else None


def _by_lines(text: str, table: str) -> Repair | None:
    """A cell of several lines, some of them pasted from elsewhere."""
    lines = text.split("\n")
    if len(lines) < 2:
        return None
    found = [repair(line, table=table) for line in lines]
    tables = {item.table for item in found if item is not None}
    if len(tables) != 1:
        return None
    said = [item.text if item else line for item, line in zip(found, lines, strict=True)]
    return Repair("\n".join(said), tables.pop())


@lru_cache(maxsize=16384)
def _all_letters(word: str) -> bool:
    return all(char.isascii() or char in _LETTERS or char in _MARKS for char in word.lower())


def _beyond_latin(text: str) -> bool:
    """True if it has Vietnamese letters that no single byte of a Western table is: it was written in Unicode."""
    return any(
        char > "\u00ff" and char.lower() in _LETTERS for char in unicodedata.normalize("NFC", text)
    )
