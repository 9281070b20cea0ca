"""The official code of the national portal (Thông tư 04/2025/TT-VPCP: khoản 3 Điều 13 of Thông tư 03/2025/TT-VPCP).

``MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-AAXXXX``: the resolving agency, the day of reception, and a sequence that grows past four
digits; older systems wrote ``000.00.01.H29-240115-0001``. Nothing is read out of it but its day.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import pattern

PATTERN = pattern(r"[0-9A-Z]{2,3}(?:\.[0-9A-Z]{1,4}){1,4}-(\d{6})-\d{4,12}", re.ASCII)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−_"), "-")
_LONGEST = 60


def read_official(text: str) -> str:
    """The code as the official system writes it, from whatever was pasted: other dashes, blanks, small letters.

    Errors: RuleError (field "official_code", rule "official_pattern").
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    code = "".join(
        char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf"
    ).upper()
    found = PATTERN.fullmatch(code) if len(code) <= _LONGEST else None
    if found is None or not _is_day(found[1]):
        raise RuleError(
            _(
                "“{text}” không phải mã hồ sơ của hệ thống chính thức. Ghi mã có dạng H55.242.01-261123-000015."
            ).format(text=text.strip()[:_LONGEST]),
            field="official_code",
            rule="official_pattern",
        )
    return code


def looks_official(text: str) -> bool:
    """True if a text can be an official code."""
    try:
        read_official(text)
    except RuleError:
        return False
    return True


def official_in(text: str) -> tuple[str, ...]:
    """The official codes that a text typed into a search can mean: as it stands, and with 0 for the letter O in it."""
    label, _colon, rest = text.rpartition(":")
    for typed in (text, rest) if label else (text,):
        if looks_official(typed):
            code = read_official(typed)
            return tuple(dict.fromkeys((code, code.replace("O", "0"))))
    return ()


def official_warnings(code: str) -> list[str]:
    """The doubts about a code that may be another one: the letter O where the portal writes the digit 0."""
    head = code.split("-", 1)[0]
    odd = next(
        (part for part in head.split(".") if "O" in part and any(map(str.isdigit, part))), ""
    )
    if not odd:
        return []
    return [
        _(
            "Mã có chữ O trong “{part}”, thường là số 0 ({meant}). Xem lại trên hệ thống chính thức,"
            " nếu sai thì nhập lại."
        ).format(part=odd, meant=odd.replace("O", "0"))
    ]


def _is_day(ymd: str) -> bool:
    try:
        date(2000 + int(ymd[:2]), int(ymd[2:4]), int(ymd[4:]))
    except ValueError:
        return False
    return True
