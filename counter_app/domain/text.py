"""Vietnamese text as people type it: cleaning, and the keys by which it is found again."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from counter_app.bounds import INVISIBLE_MARKS, visible
from counter_app.errors import RuleError
from counter_app.i18n import _, as_read
from counter_app.values import pattern

_NEWLINES = pattern("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Letters without a decomposition whose names in Unicode do not say which plain letters are typed for them.
_PLAIN_LETTERS = {
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "ŋ": "ng",
    "ɔ": "o",
    "ɛ": "e",
    "ə": "e",
    "þ": "th",
    "ı": "i",
    "ȷ": "j",
    "ʉ": "u",
}
_LETTER_NAME = pattern(
    r"LATIN (?:SMALL (?:LETTER|LIGATURE)|LETTER SMALL CAPITAL) ([A-Z]{1,2})(?: WITH .+)?"
)
# They stand in a name as an apostrophe does, though Unicode counts them among the letters.
_LETTER_APOSTROPHES = frozenset(
    "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\ua78b\ua78c\uff9e\uff9f"
)
# Full-width letters, digits and signs of East Asian keyboards; the block keeps ASCII's order.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

# Letters of other peoples that are drawn as Vietnamese ones: eth and the African d for đ, a with a caron for ă.
_DRAWN_ALIKE = str.maketrans("ÐðƉɖǍǎ", "ĐđĐđĂă")

# Names are made of few words, met again and again.
_WORDS_KEPT = 8192


def one_line(text: str) -> str:
    """One line of composed text, blanks collapsed: the form in which texts are measured and drawn."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=_WORDS_KEPT)
def clean(text: str) -> str:
    """One line of NFC text without zero-width, control and bidi characters, blanks collapsed."""
    printable = text.isprintable()
    if printable and text.isascii():
        return " ".join(text.split())
    if not (printable and INVISIBLE_MARKS.isdisjoint(text)):
        text = "".join(char for char in text if char.isspace() or visible(char))
    return one_line(text)


def clean_lines(text: str) -> str:
    """Like ``clean``, but line breaks stay (as ``\\n``); blank lines at both ends go."""
    if text.isprintable():
        return clean(text)  # a line break is not printable
    return "\n".join(map(_clean_line, _NEWLINES.split(text))).strip("\n")


_clean_line = lru_cache(maxsize=2048)(clean)
"""The papers of one procedure are asked for by others too."""


def fold(text: str) -> str:
    """The key of a search without accents: "Đặng  Thị-Ý" → "dang thi y"."""
    return " ".join(filter(None, map(_folded, text.split())))


def slug(text: str) -> str:
    """A text as part of a file name that every system takes: ``ho-so-bi-tu-choi`` for "Hồ sơ bị từ chối"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def unmarked(text: str) -> str:
    """Small letters without accents, every sign and blank where it stood: "Ngày 15/8, ½ đ" → "ngay 15/8, 1⁄2 d"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFKD", plain).translate(_MARKS)


class _MarksGone(dict[int, str | None]):
    """A table that takes marks away and gives ƀ, ł, æ the plain letters typed for them, filled as letters are met."""

    def __missing__(self, code: int) -> str | None:
        return self.setdefault(code, _plain(chr(code)))


def _plain(char: str) -> str | None:
    if _is_mark(char):
        return None
    if char.isascii() or not char.isalpha():
        return char
    if char in _PLAIN_LETTERS:
        return _PLAIN_LETTERS[char]
    named = _LETTER_NAME.fullmatch(unicodedata.name(char, ""))
    return named[1].lower() if named else char


_MARKS = _MarksGone()


def exact_key(text: str) -> str:
    """The key of a search with accents; both ways of placing the tone give one key (hoà = hòa), Ð too (= Đ)."""
    return " ".join(filter(None, map(_exact, text.split())))


@lru_cache(maxsize=_WORDS_KEPT)
def _folded(word: str) -> str:
    return _words(unmarked(clean(word)))


@lru_cache(maxsize=_WORDS_KEPT)
def _exact(word: str) -> str:
    lowered = as_drawn(unicodedata.normalize("NFC", clean(word).lower()))
    return " ".join(place_tone(part) for part in _words(lowered).split())


def initials(text: str) -> str:
    """The folded first letter of each word: "Đăng ký khai sinh" → "dkks"."""
    return "".join(word[0] for word in fold(text).split())


def name_case(text: str) -> str:
    """A name in proper case when it came all in capitals or all in small letters; else as it is.

    What follows an apostrophe of any kind or a dash begins with a capital (H'Hen, K’Brôi, Cil-Múp); a mark belongs to
    the letter before it, also where the two have no code of their own (Bơ̆ng).
    """
    name = clean(text)
    letters = "".join(char for char in name if char not in _LETTER_APOSTROPHES)
    if letters != letters.upper() and letters != letters.lower():
        return name
    runs = groupby(name, lambda char: _is_mark(char) or _is_letter(char))
    cased = "".join(_capitalised("".join(run)) if word else "".join(run) for word, run in runs)
    return unicodedata.normalize("NFC", cased)


def _capitalised(word: str) -> str:
    return word[:1].title() + word[1:].lower()


def _is_letter(char: str) -> bool:
    return char.isalpha() and char not in _LETTER_APOSTROPHES


def half_width(text: str) -> str:
    """Letters, digits and signs in their usual width: "Ｌｅｅ　Ａ１" → "Lee A1"."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def as_drawn(text: str) -> str:
    """The text with the Vietnamese letters that it looks like on paper: "Ðinh Vǎn" (eth, caron) → "Đinh Văn"."""
    return text if text.isascii() else text.translate(_DRAWN_ALIKE)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _words(text: str) -> str:
    spaced = "".join(
        char if _is_letter(char) or char.isnumeric() or _is_mark(char) else " " for char in text
    )
    return " ".join(spaced.split())


# --- Tone placement -------------------------------------------------------------------------

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_ONSETS = frozenset({"gi", "qu"})


def place_tone(word: str) -> str:
    """The lower-case ``word`` with its tone where the older spelling puts it (hoà → hòa, qúy → quý).

    Words that are no Vietnamese syllable with exactly one tone come back as they are.
    """
    bare, tone = _without_tone(word)
    if len(tone) != 1:
        return word
    begin, end = _nucleus(bare)
    if begin == end:
        return word
    index = begin + _tone_index(bare[begin:end], closed=end < len(bare))
    return unicodedata.normalize("NFC", bare[: index + 1] + tone + bare[index + 1 :])


def _nucleus(bare: str) -> tuple[int, int]:
    """The vowels between onset and coda, "gi" and "qu" before one being onsets; else (0, 0)."""
    vowel = [char in _VOWELS for char in bare]
    if True not in vowel:
        return 0, 0
    begin = 2 if bare[:2] in _ONSETS and vowel[2:3] == [True] else vowel.index(True)
    end = vowel.index(False, begin) if False in vowel[begin:] else len(bare)
    return (0, 0) if True in vowel[end:] else (begin, end)


def tone_behind(char: str) -> str:
    """One letter without its tone (``ê`` of ``ế``), and the tone as a mark behind it."""
    parts = unicodedata.normalize("NFD", char)
    bare = "".join(part for part in parts if part not in _TONES)
    tones = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", bare) + tones


def _without_tone(word: str) -> tuple[str, str]:
    """The word without tone marks (NFC), and the tone marks that stood on its vowels."""
    bare: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", char)
        rest = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        if rest in _VOWELS:
            bare.append(rest)
            tones.extend(part for part in parts if part in _TONES)
        else:
            bare.append(char)
    return "".join(bare), "".join(tones)


def _tone_index(vowels: str, *, closed: bool) -> int:
    marked = [index for index, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if closed:
        return len(vowels) - 1
    return 1 if len(vowels) > 2 else 0


def shortened(text: str, length: int) -> str:
    """A text on one line of at most ``length`` letters, cut behind a word with " …" where it is longer."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    begun = words[: length - 1]
    return f"{begun[: begun.rindex(' ')] if ' ' in begun else begun[: length - 2]} …"


def thousands(number: int) -> str:
    """``1.234.567``: points between thousands, as Vietnamese papers have them; commas on an English screen."""
    return as_read(f"{number:,}")


def require_short(field: str, text: str, most: int) -> None:
    """Errors: RuleError (rule "length") for a text of more than ``most`` letters."""
    if len(text) > most:
        raise RuleError(
            _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=most),
            field=field,
            rule="length",
        )
