"""Telephone numbers as Vietnamese people write them; a doubt is told, never an obstacle."""

from __future__ import annotations

import re
import unicodedata

from counter_app.domain.text import clean
from counter_app.i18n import _, plural
from counter_app.values import pattern

BETWEEN = pattern(r"[/;,|&\n]|\s[-–—]\s|\b(?:hoặc|và|hay)\b", re.IGNORECASE)
"""The signs and words between two numbers in one field."""
_MOBILE = ("03", "05", "07", "08", "09")
_OLD_MOBILE = ("012", "016", "018", "019")


def clean_digits(text: str) -> str:
    """Only the digits, as 0–9 (full-width ones included)."""
    digits = (unicodedata.digit(char, None) for char in text)
    return "".join(str(digit) for digit in digits if digit is not None)


def phone_warnings(phone: str) -> list[str]:
    """Sentences for the officer when a number cannot be called, each once; empty when there is no number."""
    found = (_odd(part.strip()) for part in BETWEEN.split(clean(phone)) if part.strip())
    return list(dict.fromkeys(text for texts in found for text in texts))


def _odd(typed: str) -> list[str]:
    if any(char.isalpha() for char in typed):
        return [_("Số điện thoại có chữ cái; hỏi lại và chỉ ghi chữ số.")]
    number = _national(typed)
    if number is None:
        return []
    return _length_warnings(number)


def _national(typed: str) -> str | None:
    """The number from its leading 0; None for a number abroad."""
    digits = clean_digits(typed)
    if digits.startswith("0084"):
        digits = digits[2:]
    if typed.startswith("+84") or (digits.startswith("84") and len(digits) in {11, 12}):
        return "0" + digits.removeprefix("84").removeprefix("0")
    return None if typed.startswith("+") else digits


def _length_warnings(number: str) -> list[str]:
    if not number.startswith("0"):
        return [_("Số điện thoại phải bắt đầu bằng số 0 (hoặc +84); hỏi lại.")]
    if number.startswith("02"):
        return [] if len(number) == 11 else [_wrong_length(number, 11)]
    if number.startswith(_OLD_MOBILE) and len(number) == 11:
        return [_("Đầu số di động 11 số (01…) đã đổi sang 10 số từ năm 2018; hỏi số mới.")]
    if len(number) != 10:
        return [_wrong_length(number, 10)]
    if not number.startswith(_MOBILE):
        return [_("Không có đầu số {head}; hỏi lại số điện thoại.").format(head=number[:3])]
    return []


def _wrong_length(number: str, expected: int) -> str:
    return plural(
        "Số điện thoại có {count} chữ số, đúng ra là {expected}; hỏi lại.", len(number)
    ).format(count=len(number), expected=expected)
