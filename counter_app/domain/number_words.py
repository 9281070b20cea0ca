"""Whole numbers as Vietnamese says them: "mười lăm", "hai trăm linh năm", "một triệu rưỡi"."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.text import unmarked

DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
"""Said only behind tens: "hai mươi tư" is 24, "tư" alone is no number, "mười năm" is ten years."""
_SCALES = (("triệu", 1_000_000), ("nghìn", 1_000), ("ngàn", 1_000))
NUMBER_WORDS = (
    *DIGITS, *_AFTER_TENS, "mười", "mươi", "trăm", "linh", "lẻ", *(word for word, _size in _SCALES),
)  # fmt: skip


def whole_number(words: Sequence[str]) -> int | None:
    """The number these words say, all of them; None when they say none. Words may lack their accents."""
    found = _with_scales([_spelled(word) for word in words])
    return found if found and found > 0 else None


def _spelled(word: str) -> str:
    """The word with its accents; "mười" and "mươi" without any are told apart by where they stand."""
    return word if word in NUMBER_WORDS else _BY_LETTERS.get(word, word)


_BY_LETTERS = {unmarked(word): word for word in reversed(NUMBER_WORDS) if word != "mươi"}


def _with_scales(words: list[str]) -> int | None:
    for scale, size in _SCALES:
        if scale in words:
            at = words.index(scale)
            count = _with_scales(words[:at]) if at else None
            rest = _behind(words[at + 1 :])
            if count is None or rest is None or count >= 1_000 or rest >= size:
                return None
            return count * size + rest
    return _hundreds(words)


def _behind(words: list[str]) -> int | None:
    return _with_scales(words) if words else 0


def _hundreds(words: list[str]) -> int | None:
    if "trăm" not in words:
        return _tens(words)
    at = words.index("trăm")
    count = DIGITS.get(words[0]) if at == 1 else None
    if count is None:
        return None
    rest = words[at + 1 :]
    if not rest:
        return count * 100
    if rest[0] in {"linh", "lẻ"}:
        small = DIGITS.get(rest[1]) if len(rest) == 2 else None
        return None if small is None else count * 100 + small
    tens = _tens(rest)
    return None if tens is None or tens < 10 else count * 100 + tens


def _tens(words: list[str]) -> int | None:
    match words:
        case [one]:
            return 10 if one == "mười" else DIGITS.get(one)
        case ["mười", last]:
            return _joined(10, last)
        case [first, "mươi" | "mười"] if first in DIGITS and DIGITS[first] > 1:
            return DIGITS[first] * 10
        case [first, "mươi" | "mười", last] if first in DIGITS and DIGITS[first] > 1:
            return _joined(DIGITS[first] * 10, last)
        case [first, last] if first in DIGITS and DIGITS[first] > 1 and last in _AFTER_TENS:
            return DIGITS[first] * 10 + _AFTER_TENS[last]
        case _:
            return None


def _joined(tens: int, last: str) -> int | None:
    """Tens with what is said behind them; five is "lăm" there, "năm" would be years."""
    if last == "năm":
        return None
    digit = _AFTER_TENS.get(last, DIGITS.get(last))
    return None if digit is None else tens + digit
