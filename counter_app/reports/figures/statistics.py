"""The way measured times spread, and how many minutes a working day has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Self

from counter_app.i18n import plural
from counter_app.reports.figures.rates import DASH
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.figures.asof import Rules

USUAL_DAY = 480
"""Working minutes of a day where the hours of that time are not known."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The way so many (``n``) measured values spread: their sum, the least, the one or two in the middle, and the least
    values that 90 and 95 percent of them do not exceed. Whole numbers, so that every engine finds the same."""

    n: int = 0
    total: int = 0
    least: int = 0
    middle: tuple[int, int] = (0, 0)
    most_90: int = 0
    most_95: int = 0

    @classmethod
    def of(cls, measured: Iterable[int | None]) -> Self:
        """The spread of the measured values."""
        values = sorted(value for value in measured if value is not None)
        if not values:
            return cls()
        n = len(values)
        return cls(
            n=n,
            total=sum(values),
            least=values[0],
            middle=(values[(n - 1) // 2], values[n // 2]),
            most_90=percentile(values, 90),
            most_95=percentile(values, 95),
        )

    @property
    def median(self) -> float | None:
        """The middle one, or the mean of the two in the middle."""
        return sum(self.middle) / 2 if self.n else None

    @property
    def mean(self) -> float | None:
        """The arithmetic mean."""
        return self.total / self.n if self.n else None


def percentile(values: Sequence[int], percent: int) -> int:
    """The least of ascending values that ``percent`` of all do not exceed (nearest rank)."""
    return values[max(-(-percent * len(values) // 100), 1) - 1]


def day_minutes(rules: Rules, last: date) -> int:
    """Working minutes of the longest day of the week, as it was at the end of ``last``."""
    return rules.day_minutes(last) or USUAL_DAY


def in_days(minutes: float | None, day: int) -> float | str:
    """A table's cell: minutes as working days with two decimals, or a dash."""
    return DASH if minutes is None else round(minutes / day, 2)


def day_note(day: int) -> str:
    """The way minutes became days."""
    return plural(
        "1 ngày làm việc = {hours:g} giờ làm việc theo lịch của đơn vị.", day / 60
    ).format(hours=day / 60)
