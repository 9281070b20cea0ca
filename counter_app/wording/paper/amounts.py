"""Numbers and money as Vietnamese papers write them: in figures and in words."""

from __future__ import annotations

from typing import Final

from counter_app.domain.text import thousands
from counter_app.i18n import as_read
from counter_app.values import pattern

DIGITS: Final = (
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
)  # fmt: skip
_SCALES: Final = ("", "nghìn", "triệu")
_BILLION: Final = 1_000_000_000
_LONE_DIGIT: Final = pattern(r"(?<![\d.,:/–-])\b(\d)(?= (?:ngày|giờ|tháng|bản|bộ|trang)\b)")


def grouped(value: float, decimals: int = 2) -> str:
    """``1.234.567``, ``12,5``: points between thousands, a comma before at most ``decimals`` decimals.

    On an English screen the other way round, as its readers take them; papers are Vietnamese.
    """
    if isinstance(value, int):
        return thousands(value)
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else as_read(text)


def money(amount: int) -> str:
    """``15.000 đ``."""
    return f"{grouped(amount)} đ"


def padded_counts(text: str) -> str:
    """``03 ngày làm việc``: small counts as forms write them."""
    return _LONE_DIGIT.sub(r"0\1", text)


def amount_words(amount: int) -> str:
    """``Mười lăm nghìn đồng``: what stands in brackets after the figures, capital first."""
    words = number_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_words(number: int) -> str:
    """``mười lăm nghìn``, ``một triệu không trăm linh năm``: any whole number read aloud."""
    if number < 0:
        return f"âm {number_words(-number)}"
    if number == 0:
        return DIGITS[0]
    return " ".join(_words(number, leading=True))


def _words(number: int, *, leading: bool) -> list[str]:
    """The words of ``number`` > 0; unless ``leading`` its hundreds are said even when they are none."""
    if number >= _BILLION:
        billions, rest = divmod(number, _BILLION)
        head = [*_words(billions, leading=leading), "tỷ"]
        return head + (_words(rest, leading=False) if rest else [])
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _group(group, full=bool(words) or not leading)
            words += [_SCALES[power]] if power else []
    return words


def _group(group: int, *, full: bool) -> list[str]:
    """Three digits, 1–999; ``full`` says "không trăm" too, as after a higher group."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if not rest:
        return words
    if tens == 0:
        return [*words, *(["linh"] if words else []), DIGITS[units]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return words + ([_unit_after_tens(tens, units)] if units else [])


def _unit_after_tens(tens: int, units: int) -> str:
    """``mốt``, ``tư`` and ``lăm`` are said after tens."""
    if units == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, DIGITS[units])
    return DIGITS[units]
