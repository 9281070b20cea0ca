"""Reading a text whole: every word of it belongs to a known phrase, or the reader hears which do not.

Phrases are written with their accents. A text that has accents is read by them first ("lăm" is no "làm", "ngày" no
"ngay"); one that has none, or lacks some, is read by its letters, except that a word never stands for another one it
was clearly written apart from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from counter_app.domain.text import clean, place_tone, unmarked
from counter_app.values import dataclass, pattern

_TOLD_APART = frozenset({"ngay", "lam", "sau", "tu", "nam"})
"""Letters of two words that a reading would take for one another: "ngày" and "ngay", "sáu" and "sau"."""
_CHOICE = pattern(r"\(\?:((?:[\w\[\]]+\|)+[\w\[\]]+)\)")
_WORD = pattern(r"[^\W\d_]+")
_TOKEN = pattern(r"\d+(?:[.,]\d+)*|[^\W\d_]+\d\w*|[^\W\d_]+|[^\w\s]")
_DASH = pattern(r"(?:(?<=^)|(?<=[\s(:;]))-\s?(?=\d)|\u2212\s*(?=\d)")
_FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
_SIGNS = str.maketrans(
    dict.fromkeys("–—‐‑", "-") | dict.fromkeys("⁄∕", "/") | dict.fromkeys("•●▪", ";") | {"₫": "đ"}
)
_WORDS_KEPT = 4096
"""Limits and fees are said in few words, met again and again."""
MOST_LETTERS = 400
"""Nothing longer is one limit or one fee; reading it word by word would only take long."""
MINUS = "\u2212"
BREAKS = frozenset(";.,()")
"""The signs between one clause and the next."""
_SKIPPED = BREAKS | frozenset(":\"'“”‘’-+*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase that was found (or a word that belongs to none, ``kind`` empty), and the clause it stands in."""

    kind: str
    found: re.Match[str] | None
    words: str
    clause: int

    def part(self, name: str, spelling: Sequence[str]) -> str:
        """The words of a named part of the phrase as ``spelling`` has them; empty where it has none."""
        if self.found is None or not self.found[name]:
            return ""
        first = self.found.string[: self.found.start(name)].count(" ")
        return " ".join(spelling[first : first + len(self.found[name].split(" "))])


def canonical(text: str) -> str:
    """Small letters, one blank between words, numbers and signs; a minus before a number is kept as one."""
    return canonical_of(spelling(text))


def canonical_of(words: Sequence[str]) -> str:
    """The canonical text whose spelling these are."""
    return " ".join(map(_canonical, words))


@lru_cache(maxsize=_WORDS_KEPT)
def _canonical(word: str) -> str:
    return place_tone(word.lower())


def spelling(text: str) -> list[str]:
    """The words, numbers and signs of a canonical text with the letters they were typed in."""
    lines = re.sub(r"[\r\n]+\s*(?:[-–+*]\s*)?", " ; ", text.strip())
    plain = clean(lines.translate(_WIDENED))
    plain = re.sub(r"^[-+*] (?=\S)", "", plain.translate(_SIGNS))
    plain = re.sub(r"(?<![\d\s])(\s*) - | - (?!\d)", " ; ", plain)
    plain = _DASH.sub(_signed, plain)
    return _TOKEN.findall(plain)


class _Widened(dict[int, str]):
    """The usual forms of wide letters and digits, filled as they are met; footnote figures stay: "3¹" is not 31."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        numbers = unicodedata.category(char) == "No"
        return self.setdefault(code, char if numbers else unicodedata.normalize("NFKC", char))


_WIDENED = _Widened({ord(sign): said for sign, said in _FRACTIONS.items()})


def _signed(found: re.Match[str]) -> str:
    """A minus that touches its number; a dash with a blank behind it joins two numbers or begins a line."""
    dash = found.group()
    if dash.startswith(MINUS) or not dash[-1].isspace():
        return f" {MINUS} "
    return " - " if found.string[: found.start()].rstrip()[-1:].isdigit() else " ; "


class Grammar:
    """Kinds of phrases, each a pattern over canonical text written with accents; the longest at a place wins."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = dict(patterns)

    @cached_property
    def _strict(self) -> dict[str, re.Pattern[str]]:
        """Compiled when somebody reads: a window that opens has no time for it."""
        return {kind: _compiled(shape) for kind, shape in self._patterns.items()}

    @cached_property
    def _loose(self) -> dict[str, re.Pattern[str]]:
        return {kind: _compiled(_loosened(shape)) for kind, shape in self._patterns.items()}

    def read(self, text: str, *, loose: bool = False) -> tuple[Piece, ...]:
        """The pieces of a canonical text in order, signs between them left out; ``loose`` reads by letters."""
        patterns = self._loose if loose else self._strict
        text = _letters(text) if loose else text
        pieces: list[Piece] = []
        at = clause = 0
        while at < len(text):
            kind, found = self._longest(patterns, text, at)
            end = found.end() if found else _word_end(text, at)
            words = text[at:end]
            if kind or words not in _SKIPPED:
                pieces.append(Piece(kind, found, words, clause))
            elif words in BREAKS:
                clause += 1
            at = end + 1
        return tuple(pieces)

    @staticmethod
    def _longest(
        patterns: Mapping[str, re.Pattern[str]], text: str, at: int
    ) -> tuple[str, re.Match[str] | None]:
        best, kind_of = None, ""
        for kind, shape in patterns.items():
            found = shape.match(text, at)
            if found and found.end() > at and (best is None or found.end() > best.end()):
                best, kind_of = found, kind
        return kind_of, best


def accented(text: str) -> bool:
    """True if a canonical text carries any accent."""
    return not text.isascii() and unmarked(text) != text


def _word_end(text: str, at: int) -> int:
    end = text.find(" ", at)
    return len(text) if end < 0 else end


def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{shape})(?= |$)")


def _loosened(shape: str) -> str:
    """The pattern over letters; a choice names each word once, or a long text could be read in too many ways."""
    loose = _WORD.sub(lambda found: _loose_word(found.group()), shape)
    return _CHOICE.sub(lambda found: f"(?:{'|'.join(dict.fromkeys(found[1].split('|')))})", loose)


def _loose_word(word: str) -> str:
    if word.isascii():
        return word
    plain = unmarked(word)
    if plain not in _TOLD_APART:
        return plain
    return "".join(
        said if said == bare else f"[{said}{bare}]" for said, bare in zip(word, plain, strict=True)
    )


def _letters(text: str) -> str:
    """The text without accents, except words whose accents alone tell them from another."""
    return " ".join(map(_by_letters, text.split(" ")))


@lru_cache(maxsize=_WORDS_KEPT)
def _by_letters(word: str) -> str:
    return word if not word.isalpha() or _told_apart(word) else unmarked(word)


def _told_apart(word: str) -> bool:
    plain = unmarked(word)
    return word != plain and plain in _TOLD_APART
