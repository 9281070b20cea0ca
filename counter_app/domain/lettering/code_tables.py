"""Code tables that Vietnamese was written in before Unicode, byte by byte.

Source: TCVN 5712:1993, table VN3 (fonts named ``.Vn…``); the VNI-Windows table of the fonts named ``VNI-…``, where a
tone stands behind its vowel as a byte of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from counter_app.domain.lettering.syllables import cased
from counter_app.values import pattern

_TCVN3_ORDER = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3: Mapping[int, str] = {
    first + at: letter for first, letters in _TCVN3_ORDER for at, letter in enumerate(letters)
}

_SEGMENT = pattern(r"[^\r\n\t;|]+")
_WORD = pattern(r"[^\W\d_]+")
_NOTHING = "\ufffd"
_SIGNS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in (0x80, 0x82, *range(0x84, 0x88), *range(0x91, 0x98), 0xA0, *range(0xB0, 0xB4))
}
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_BREVE, _ROOF = "\u0306", "\u0302"
_VNI_TONES = {0xF8: _GRAVE, 0xF9: _ACUTE, 0xF5: _TILDE, 0xFB: _HOOK, 0xEF: _DOT}
_VNI_ROOFED = {0xE2: "", 0xE0: _GRAVE, 0xE1: _ACUTE, 0xE3: _TILDE, 0xE5: _HOOK, 0xE4: _DOT}
_VNI_BREVED = {0xEA: "", 0xE8: _GRAVE, 0xE9: _ACUTE, 0xFC: _TILDE, 0xFA: _HOOK, 0xEB: _DOT}
_VNI_ALONE = {
    0xF1: "đ", 0xED: "í", 0xEC: "ì", 0xE6: "ỉ", 0xF3: "ĩ", 0xF2: "ị", 0xEE: "ỵ", 0xF4: "ơ", 0xF6: "ư",
}  # fmt: skip
_CAPITAL = 0x20
"""The distance of a byte's capital before it."""


def _vni_marks() -> dict[tuple[str, int], str]:
    """Letter and byte behind it → what both are."""
    marks: dict[tuple[str, int], str] = {}
    for vowels, over, bytes_of in (
        ("aeiouyơư", "", _VNI_TONES),
        ("aeo", _ROOF, _VNI_ROOFED),
        ("a", _BREVE, _VNI_BREVED),
    ):
        for vowel in vowels:
            for byte, tone in bytes_of.items():
                letter = unicodedata.normalize("NFC", vowel + over + tone)
                marks[vowel, byte] = letter
                marks[vowel.upper(), byte - _CAPITAL] = letter.upper()
                # With the capital key held for the letter alone, the mark stays small.
                marks[vowel.upper(), byte] = letter.upper()
    return marks


_VNI_MARKS = _vni_marks()
_VNI_LETTERS = _VNI_ALONE | {byte - _CAPITAL: letter.upper() for byte, letter in _VNI_ALONE.items()}


def _sign(byte: int) -> str:
    """Signs that are no letters stand where Windows has them: quotation marks, dashes, °, the no-break space."""
    if byte < 0x80:
        return chr(byte)
    return _SIGNS.get(byte, _NOTHING)


def from_tcvn3(data: bytes) -> str:
    """The text of bytes in TCVN3; a byte the table has no letter for is the sign for that (U+FFFD).

    It has no capitals with a tone: fonts for capitals show the small ones so, and what is meant is told by the others.
    """
    text = "".join(TCVN3.get(byte) or _sign(byte) for byte in data)
    return _SEGMENT.sub(lambda found: _raised(found[0]), text)


def _raised(segment: str) -> str:
    """The segment in capitals where a word shows that they were meant and no plain letter is small."""
    words = _WORD.findall(segment)
    if not any(map(_mixed, words)):
        return segment
    if all(char.isupper() for word in words for char in word if char.isascii()):
        return segment.upper()
    return _WORD.sub(lambda found: found[0].upper() if _mixed(found[0]) else found[0], segment)


def _mixed(word: str) -> bool:
    """True if plain letters are capitals and one with a tone is small where no name has it: ``LịCH``, not ``Hà``."""
    plain = [char for char in word if char.isascii()]
    return bool(plain) and all(map(str.isupper, plain)) and not cased(word)


def from_vni(data: bytes) -> str:
    """The text of bytes in VNI; a mark that fits no letter before it is the sign for that (U+FFFD)."""
    text: list[str] = []
    for byte in data:
        both = _VNI_MARKS.get((text[-1], byte)) if text else None
        if both is not None:
            text[-1] = both
        else:
            text.append(_VNI_LETTERS.get(byte) or _sign(byte))
    return "".join(text)


TABLES: Mapping[str, Callable[[bytes], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}
"""Name as people know it → how its bytes are read."""
