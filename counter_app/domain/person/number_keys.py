"""The keys by which a person's numbers are found again, however they were written down."""

from __future__ import annotations

import re
import unicodedata

from counter_app.domain.person.phone import BETWEEN, clean_digits
from counter_app.domain.text import fold
from counter_app.values import pattern

SHORTEST = 3
"""Fewer digits name nobody."""
SURE = 9
"""So many digits of a telephone or a document belong to one person."""
SURE_WITH_LETTERS = 6
"""So many digits behind the letters of a passport do."""
_LOOK_ALIKES = str.maketrans("OoQIl", "00011")
_BESIDE_DIGITS = pattern(r"(?<=[0-9])[OoIl]+(?=[0-9]|\b)|\b[OoIl]+(?=[0-9]{2})")
_NATIONAL = pattern(r"(?:0[35789][0-9]{8}|02[0-9]{9}|01[0-9]{9}|0[48][0-9]{9})")
_WITHOUT_ZERO = pattern("[35789][0-9]{8}|2[0-9]{9}")
_NUMBER_LENGTHS = frozenset({9, 10, 12, 13})
_EXTENSION = pattern(
    r"\b(?:máy lẻ|may le|số lẻ|lẻ|nội bộ|noi bo|nhánh|ext|extension)\b|(?<=[0-9]) ?[#x](?=[0-9])",
    re.IGNORECASE,
)
"""Behind it stands a number within a house, which is no part of the one that is called."""
_PASSPORT = pattern("[A-Z]{1,2}[0-9]{6,8}")
_LABELS = frozenset(
    fold(
        "so sdt dt tel phone dien thoai di dong zalo cmnd cccd can cuoc cong dan dinh danh ca nhan giay to ho"
    ).split()
) | frozenset(fold("chieu hc passport no ma thue mst doanh nghiep khai sinh gks").split())


def phone_keys(text: str) -> tuple[str, ...]:
    """Every telephone number of a field, from its leading 0: "+84 912 000 555 / 024 3825 0001" gives two."""
    if text.isascii() and _NATIONAL.fullmatch(
        text
    ):  # as almost all are written: nothing to look for in it
        return (text,)
    plain = _digits_meant(unicodedata.normalize("NFKC", text))
    parts = (_EXTENSION.split(part)[0] for part in BETWEEN.split(plain))
    found = (key for part in parts for key in _numbers_of(part))
    return tuple(dict.fromkeys(key for key in found if len(key) >= SHORTEST))


def document_key(text: str) -> str:
    """The letters and digits of a document's number: "p 1234-567" → "P1234567"; O and I among digits are 0 and 1."""
    if not text or (text.isascii() and text.isdigit()):
        return text
    plain = "".join(char for char in fold(text).upper() if char.isascii() and char.isalnum())
    digits = plain.translate(_LOOK_ALIKES).replace("L", "1")
    if digits.isdigit() and len(digits) in _NUMBER_LENGTHS and not _PASSPORT.fullmatch(plain):
        return digits
    return plain


def without_label(text: str) -> str:
    """The typed text of a search without the words before a number: "SĐT: 0912…", "Hộ chiếu C7654321"."""
    words = text.split()
    for at, word in enumerate(words):
        if any(char.isdigit() for char in word):
            parts = re.fullmatch(r"([^\W\d]+)[:.](.*)", word)
            glued = parts is not None and set(fold(parts[1]).split()) <= _LABELS
            rest = [parts[2] if parts is not None and glued else word, *words[at + 1 :]]
            return " ".join(rest)
        if not set(fold(word).split()) <= _LABELS:
            break
    return text


def _digits_meant(text: str) -> str:
    return _BESIDE_DIGITS.sub(lambda found: found.group().translate(_LOOK_ALIKES), text)


def _numbers_of(part: str) -> list[str]:
    """The numbers in a part without a sign between them: a blank ends one only where one is complete."""
    found: list[str] = []
    held = ""
    for group in re.findall(r"\+?[^\W_]+", re.sub(r"[().]", "", part)):
        digits = clean_digits(group)
        if not digits:
            continue
        if _NATIONAL.fullmatch(_national(held)) and group.startswith(("0", "+", "84")):
            found.append(_national(held))
            held = ""
        held += "+" * group.startswith("+") + digits if not held else digits
    return [*found, _national(held)] if held else found


def _national(number: str) -> str:
    digits = number.lstrip("+")
    if digits.startswith("0084"):
        digits = digits[2:]
    home = number.startswith("+84") or (digits.startswith("84") and len(digits) in {11, 12, 13})
    if home:
        return "0" + digits.removeprefix("84").removeprefix("0")
    lost = not number.startswith("+") and _WITHOUT_ZERO.fullmatch(digits)
    return "0" + digits if lost else digits
