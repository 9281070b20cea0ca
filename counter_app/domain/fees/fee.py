"""What a procedure costs: nothing, a fixed amount, by the page, or what the officer types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

FEE_CEILING = 1_000_000_000
"""In đồng: what is more was mistyped."""
CERTIFIED_FIRST_PAGES = 2
CERTIFIED_FIRST_RATE = 2_000
CERTIFIED_NEXT_RATE = 1_000
CERTIFIED_CEILING = 200_000


class FeeRule(StrEnum):
    """How the fee is found; ``UNKNOWN`` waits for the province's resolution and is typed by the officer."""

    NONE = "none"
    FIXED = "fixed"
    CERTIFIED_COPY = "certified_copy"
    UNKNOWN = "unknown"


def certified_copy_fee(pages: int, copies: int = 1) -> int:
    """Fee in đồng of certifying ``copies`` copies of an original of ``pages`` pages.

    2.000 đ for each of the first two pages, 1.000 đ from the third, at most 200.000 đ a copy
    (Thông tư 226/2016/TT-BTC Điều 4). Errors: ValueError for fewer than one page or copy.
    """
    if pages < 1 or copies < 1:
        raise ValueError("pages and copies start at 1")
    first = min(pages, CERTIFIED_FIRST_PAGES) * CERTIFIED_FIRST_RATE
    rest = max(pages - CERTIFIED_FIRST_PAGES, 0) * CERTIFIED_NEXT_RATE
    return min(first + rest, CERTIFIED_CEILING) * copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee rule; ``amount`` in đồng per ``unit``, ``online_amount`` where applying online costs another amount."""

    rule: FeeRule = FeeRule.UNKNOWN
    amount: int = 0
    unit: str = ""
    note: str = ""
    online_amount: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form; ``online_amount`` only where there is one."""
        values: dict[str, Any] = {
            "rule": self.rule.value,
            "amount": self.amount,
            "unit": self.unit,
            "note": self.note,
        }
        if self.online_amount is not None:
            values["online_amount"] = self.online_amount
        return values

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults."""
        return cls(
            rule=FeeRule(data.get("rule", "unknown")),
            amount=int(data.get("amount") or 0),
            unit=data.get("unit", ""),
            note=data.get("note", ""),
            online_amount=data.get("online_amount"),
        )

    def compute(self, *, pages: int = 1, copies: int = 1, online: bool = False) -> int | None:
        """The amount in đồng, or None when the officer must type it; ``online``: asked for over the portal."""
        match self.rule:
            case FeeRule.NONE:
                return 0
            case FeeRule.FIXED:
                own = online and self.online_amount is not None
                return ((self.online_amount or 0) if own else self.amount) * copies
            case FeeRule.CERTIFIED_COPY:
                return certified_copy_fee(pages, copies)
            case FeeRule.UNKNOWN:
                return None
