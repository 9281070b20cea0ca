"""Fees as announcements write them: "8.000 đồng/bản", "Không", "20.000/10.000", "theo trang"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counter_app.domain.fees.fee import Fee, FeeRule
from counter_app.domain.text import clean, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _

_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<digits>\d{1,3}(?:[., ]\d{3})+|\d+)(?![\d])\s*(?P<times>nghin\b|ngan\b|k\b|trieu\b)?"
)
_NOTHING = re.compile(
    r"^(?:khong(?: (?:thu|co|mat)(?: (?:phi|le phi|phi, le phi|phi le phi))?)?"
    r"|mien(?: phi| thu)?|0(?: ?(?:d|dong|vnd))?"
    r"|khong (?:phi|le phi)|none|-|–)\.?$"
)
_BY_PAGE = re.compile(r"\b(?:theo trang|chung thuc ban sao)\b|^certified[_ -]copy$")
_UNIT = re.compile(r"(?:đồng|đ|vnđ|vnd)?\s*/\s*(?P<unit>[^\W\d][^;,.()/\d]*)", re.IGNORECASE)
_PAIR = re.compile(r"^\D*[\d., ]+\s*(?:d|dong|vnd)?\s*/\s*[\d., ]+\s*(?:d|dong|vnd)?\.?$")
_LAW_PAGES = {2_000, 1_000}
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class FeeReading:
    """The fee a text says; ``doubtful`` when it says more amounts than were understood."""

    fee: Fee
    doubtful: bool = False


def read_fee(text: str) -> FeeReading:
    """Read a fee; words without an amount become an unknown fee with these words as its note.

    Errors: RuleError (field "fee") for an amount that cannot be one.
    """
    words = clean(text)
    plain = unmarked(words)
    if _NOTHING.match(plain):
        return FeeReading(Fee(rule=FeeRule.NONE))
    amounts = [_amount(found) for found in _AMOUNT.finditer(plain)]
    if any(amount > _MOST for amount in amounts):
        raise RuleError(
            _("Mức phí “{text}” quá lớn; xem lại số tiền.").format(text=words[:40]), field="fee"
        )
    if _BY_PAGE.search(plain) or ("trang" in plain and set(amounts) >= _LAW_PAGES):
        return FeeReading(Fee(rule=FeeRule.CERTIFIED_COPY))
    if not amounts:
        known = plain in {"chua ro", "unknown", "…"}
        return FeeReading(Fee(rule=FeeRule.UNKNOWN, note="" if known else words))
    return _fixed(words, plain, amounts)


def _fixed(words: str, plain: str, amounts: list[int]) -> FeeReading:
    unit = _UNIT.search(words)
    fee = Fee(rule=FeeRule.FIXED, amount=amounts[0], unit=unit["unit"].strip() if unit else "")
    if len(amounts) == 1:
        return FeeReading(_free_if_zero(fee))
    online = _online(plain, amounts)
    if len(amounts) == 2 and online is not None:
        direct = amounts[1 - amounts.index(online)] if amounts[0] != amounts[1] else amounts[0]
        return FeeReading(
            Fee(rule=FeeRule.FIXED, amount=direct, unit=fee.unit, online_amount=online)
        )
    return FeeReading(Fee(rule=FeeRule.UNKNOWN, note=words), doubtful=True)


def _free_if_zero(fee: Fee) -> Fee:
    return fee if fee.amount else Fee(rule=FeeRule.NONE, unit=fee.unit)


def _online(plain: str, amounts: list[int]) -> int | None:
    """Which of two amounts is the one for applying online."""
    if _PAIR.match(plain):
        return min(amounts)
    at = plain.find("truc tuyen")
    if at < 0:
        return None
    direct = plain.find("truc tiep")
    if direct < 0:
        first = next(_AMOUNT.finditer(plain))
        return amounts[1] if first.start() < at else amounts[0]
    return amounts[0] if at < direct else amounts[1]


def _amount(found: re.Match[str]) -> int:
    digits = re.sub(r"\D", "", found["digits"])
    times = {"nghin": 1_000, "ngan": 1_000, "k": 1_000, "trieu": 1_000_000}
    return int(digits) * times.get(found["times"] or "", 1)
