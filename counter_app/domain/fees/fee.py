"""The fee of a procedure: nothing, a fixed amount, by the page, or an amount the officer types."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.text import fold
from counter_app.law import number
from counter_app.values import dataclass, pattern

FEE_CEILING = 1_000_000_000
"""In đồng: what is more was mistyped."""
LATEST = date.max
"""As far as the law is known."""


_ONCE = pattern(
    r"(?:hop dong|giao dich|di chuc|ho so|lan|viec|luot|nguoi|giay phep|thu tuc|yeu cau)\b"
)
"""The things paid for once, whatever the number of copies made ("50.000 đồng/hợp đồng, giao dịch")."""
_MEASURED = pattern(
    r"(?:trang|to|mat|m[23]?|met|km2?|ha|kg|tan|lit|gio|ngay|tuan|thang|quy|nam)(?: .*)?"
)
"""The measures a form does not ask for ("2.000 đồng/trang", "100 đồng/m²"); declarations ("tờ khai") are counted."""


class FeeRule(StrEnum):
    """The way the fee is found; ``UNKNOWN`` waits for the province's resolution and is typed by the officer."""

    NONE = "none"
    FIXED = "fixed"
    CERTIFIED_COPY = "certified_copy"
    UNKNOWN = "unknown"


def certified_copy_fee(pages: int, copies: int = 1, *, day: date = LATEST) -> int:
    """Fee in đồng of certifying ``copies`` copies of an original of ``pages`` pages.

    One rate for each of the first pages, a lower one from then on, at most so much a copy, as on ``day`` (Thông tư
    226/2016/TT-BTC Điều 4). Errors: ValueError for fewer than one page or copy.
    """
    if pages < 1 or copies < 1:
        raise ValueError("pages and copies start at 1")
    few = number("certified_first_pages", day)
    first = min(pages, few) * number("certified_first_rate", day)
    rest = max(pages - few, 0) * number("certified_next_rate", day)
    return min(first + rest, number("certified_ceiling", day)) * copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """The people a fee is waived (``percent`` 100) or lowered for; ``source`` and ``mark`` say where that was seen.

    ``ground`` is a key of ``GROUNDS`` or the office's own words.
    """

    ground: str
    percent: int = 100
    source: str = ""
    mark: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "ground": self.ground,
            "percent": self.percent,
            "source": self.source,
            "mark": self.mark,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        return cls(
            ground=str(data["ground"]),
            percent=int(data.get("percent", 100)),
            source=str(data.get("source", "")),
            mark=str(data.get("mark", "")),
        )

    def waived(self, amount: int) -> int:
        """The part of ``amount`` that need not be paid, in whole đồng, the odd one left to the citizen."""
        return -(-amount * self.percent // 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee rule; ``amount`` in đồng per ``unit``, ``online_amount`` where applying online costs another amount.

    ``reliefs`` are the grounds on which it is waived or lowered.
    """

    rule: FeeRule = FeeRule.UNKNOWN
    amount: int = 0
    unit: str = ""
    note: str = ""
    online_amount: int | None = None
    reliefs: tuple[Relief, ...] = ()

    def relief(self, ground: str) -> Relief | None:
        """The relief on a ground, if there is one."""
        return next((item for item in self.usable_reliefs if item.ground == ground), None)

    @property
    def usable_reliefs(self) -> tuple[Relief, ...]:
        """The reliefs without that for applying online where that has its lower amount already: not lowered twice."""
        lowered = self.online_amount is not None
        return tuple(item for item in self.reliefs if not (lowered and item.ground == "online"))

    @property
    def by_copy(self) -> bool:
        """True if more copies cost more: of a paper each, of an agreement, a will or a dossier none."""
        if self.rule is FeeRule.FIXED:
            return self.amount > 0 and not self._by_measure and _ONCE.match(fold(self.unit)) is None
        return self.rule is FeeRule.CERTIFIED_COPY

    @property
    def _by_measure(self) -> bool:
        unit = fold(self.unit)
        return unit != "to khai" and _MEASURED.fullmatch(unit) is not None

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form; ``online_amount`` and ``reliefs`` only where there are any."""
        values: dict[str, Any] = {
            "rule": self.rule.value,
            "amount": self.amount,
            "unit": self.unit,
            "note": self.note,
        }
        if self.online_amount is not None:
            values["online_amount"] = self.online_amount
        if self.reliefs:
            values["reliefs"] = [item.to_dict() for item in self.reliefs]
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
            reliefs=tuple(Relief.from_dict(item) for item in data.get("reliefs", ())),
        )

    def compute(
        self, *, pages: int = 1, copies: int = 1, online: bool = False, day: date = LATEST
    ) -> int | None:
        """The amount in đồng on a day, or None when the officer must type it; ``online``: asked for over the portal."""
        match self.rule:
            case FeeRule.FIXED if self.amount and self._by_measure:
                return None
            case FeeRule.NONE:
                return 0
            case FeeRule.FIXED:
                own = online and self.online_amount is not None
                one = (self.online_amount or 0) if own else self.amount
                return one * copies if self.by_copy else one
            case FeeRule.CERTIFIED_COPY:
                return certified_copy_fee(pages, copies, day=day)
            case FeeRule.UNKNOWN:
                return None
