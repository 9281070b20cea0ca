"""How measured times spread, and how many minutes a working day has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Self

from counter_app.i18n import plural
from counter_app.reports.rates import DASH
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.figures.asof import Rules

USUAL_DAY = 480
"""Working minutes of a day where the hours of that time are not known."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Measured values in ascending order."""

    values: tuple[int, ...]

    @classmethod
    def of(cls, values: Iterable[int | None]) -> Self:
        """Of those that were measured."""
        return cls(tuple(sorted(value for value in values if value is not None)))

    @property
    def n(self) -> int:
        """How many were measured."""
        return len(self.values)

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.values)

    @property
    def median(self) -> float | None:
        """The middle one, or the mean of the two in the middle."""
        return float(median(self.values)) if self.values else None

    @property
    def mean(self) -> float | None:
        """The arithmetic mean."""
        return self.total / self.n if self.values else None

    def percentile(self, percent: int) -> int | None:
        """The least value that ``percent`` of all do not exceed (nearest rank)."""
        if not self.values:
            return None
        return self.values[max(-(-percent * self.n // 100), 1) - 1]


def day_minutes(rules: Rules, last: date) -> int:
    """Working minutes of the longest day of the week, as it was at the end of ``last``."""
    return rules.day_minutes(last) or USUAL_DAY


def in_days(minutes: float | None, day: int) -> float | str:
    """A table's cell: minutes as working days with two decimals, or a dash."""
    return DASH if minutes is None else round(minutes / day, 2)


def day_note(day: int) -> str:
    """How minutes became days."""
    return plural(
        "1 ngày làm việc = {hours:g} giờ làm việc theo lịch của đơn vị.", day / 60
    ).format(hours=day / 60)
