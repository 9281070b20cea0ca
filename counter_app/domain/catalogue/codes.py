"""The national code of a procedure, and what spreadsheets and fingers make of it.

The national portal numbers ``1.001193``: a first digit from 1 to 9, a point and six digits; a province may write its
own ending behind them.
"""

from __future__ import annotations

import re
import unicodedata

from counter_app.domain.text import clean
from counter_app.values import dataclass, pattern

NATIONAL_CODE = pattern(r"^[1-9]\.\d{6}$", re.ASCII)
_WITH_SUFFIX = pattern(r"(?P<national>[1-9]\.\d{6})(?:\.\d{2,3}){0,3}(?:\.[A-Z]\d{2,3})?", re.ASCII)
"""``2.000815.000.00.00.H55``: the province's own ending behind the national code."""
_DIGITS = 6
"""Behind the point, always."""
_AROUND = "'’‘`´\"“”.,;:"
_SHORT = pattern(r"([1-9])\.(\d{1,5})", re.ASCII)
_RUN_TOGETHER = pattern(r"([1-9])(\d{6})", re.ASCII)
_SCIENTIFIC = pattern(r"([1-9])\.(\d{1,6})E\+?0+", re.ASCII | re.IGNORECASE)
_GROUPED = pattern(r"([1-9])\.(\d{3})\.(\d{3})", re.ASCII)
_OTHER_POINT = pattern(r"([1-9])[·•∙⋅・。٫٬:_/\\\-‐–—](\d{6})", re.ASCII)
_AMONG_OTHERS = pattern(r"(?<![\d.,])([1-9])[.,](\d{6})(?!\d)", re.ASCII)
_LIKE_DIGITS = str.maketrans("OoQlI|", "000111")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """The reading of a cell as a code.

    ``code``: the national one, empty where it has not that shape; ``whole``: as written, with the province's ending;
    ``proposed``: what it can only have been, when a spreadsheet or a finger changed it.
    """

    whole: str
    code: str = ""
    proposed: str = ""


def read_code(text: str) -> CodeReading:
    """The code in a text, without the signs that spreadsheets put around it."""
    if NATIONAL_CODE.match(text):
        return CodeReading(text, text)
    whole = unicodedata.normalize("NFKC", clean(text)).replace(" ", "").strip(_AROUND)
    written = re.sub(r"^([1-9]),(?=\d)", r"\1.", whole)
    found = _WITH_SUFFIX.fullmatch(written)
    if found is not None:
        return CodeReading(written, found["national"])
    power = _SCIENTIFIC.fullmatch(written)
    if power is not None and len(power[2]) == _DIGITS:
        return CodeReading(f"{power[1]}.{power[2]}", f"{power[1]}.{power[2]}")
    return CodeReading(whole or clean(text), proposed=_proposed(written))


def _proposed(written: str) -> str:
    short = _SHORT.fullmatch(written) or _SCIENTIFIC.fullmatch(written)
    if short is not None:  # zeros at the end of a number are the only digits that it loses
        return f"{short[1]}.{short[2].ljust(_DIGITS, '0')}"
    together = _RUN_TOGETHER.fullmatch(written)
    if together is not None:
        return f"{together[1]}.{together[2]}"
    point = _OTHER_POINT.fullmatch(written)
    if point is not None:
        return f"{point[1]}.{point[2]}"
    grouped = _GROUPED.fullmatch(written)
    if grouped is not None:
        return f"{grouped[1]}.{grouped[2]}{grouped[3]}"
    digits = written.translate(_LIKE_DIGITS)
    if digits != written and NATIONAL_CODE.match(digits):
        return digits
    among = {f"{first}.{rest}" for first, rest in _AMONG_OTHERS.findall(written)}
    return among.pop() if len(among) == 1 else ""
