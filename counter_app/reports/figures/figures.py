"""The figures of the reports, computed as of the end of a period's last day.

Selection and timeliness follow form II.06a/VPCP/KSTT: dates only, the promise in force when the dossier ended, pick-up
never; withdrawn and undated are on time, paused is in term, refused is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Protocol, Self

from counter_app.i18n import _, mark
from counter_app.store.figures.tallies import Counting, Tally
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from counter_app.store.store import Store

_TOTALS = {
    "opening": mark("Hồ sơ đang giải quyết từ ngày trước"),
    "received": mark("Tiếp nhận trong ngày"),
    "early": mark("Giải quyết xong trước hạn"),
    "on_time": mark("Giải quyết xong đúng hạn"),
    "late": mark("Giải quyết xong quá hạn"),
    "withdrawn": mark("Công dân rút"),
    "refused": mark("Từ chối"),
    "returned": mark("Đã trả kết quả trong ngày"),
    "pending_not_due": mark("Đang giải quyết, chưa đến hạn"),
    "pending_overdue": mark("Đang giải quyết, quá hạn"),
    "paused_supplement": mark("Tạm dừng chờ bổ sung"),
    "paused_financial": mark("Tạm dừng chờ thực hiện nghĩa vụ tài chính"),
    "stopped": mark("Tạm dừng giải quyết"),
    "waiting_collection": mark("Có kết quả, chờ trả"),
    "fees": mark("Phí, lệ phí theo giấy hẹn (đồng)"),
    "collected": mark("Phí, lệ phí đã thu (đồng)"),
    "refunded": mark("Phí, lệ phí đã hoàn (đồng)"),
    "tickets": mark("Số thứ tự đã cấp"),
    "certifications": mark("Việc chứng thực tại quầy"),
    "certification_fees": mark("Phí chứng thực tại quầy (đồng)"),
    "questions": mark("Lượt hướng dẫn"),
    "followups": mark("Công dân hỏi về hồ sơ (lần)"),
}


class UnbalancedError(ArithmeticError):
    """Figures that must add up do not: a bug of ours, never something a user can mend."""


class Tallying(Protocol):
    """Whoever counts dossiers by sector."""

    def tallies(self, first: date, last: date, *, hand_over: bool = True) -> dict[str, Tally]:
        """For the days ``first`` to ``last``, both included."""


class _Addable:
    __slots__ = ()

    def __add__(self, other: Self) -> Self:
        """Every figure added to the other's."""
        names = (item.name for item in fields(self))  # type: ignore[arg-type]
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ii06a(_Addable):
    """Columns of form II.06a: (4) online, (5) direct, (6) carried, (8)–(10) by term, (12)–(13) pending."""

    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    pending_in_term: int = 0
    pending_overdue: int = 0

    @classmethod
    def of(cls, tally: Tally) -> Self:
        """The row of a sector's tally: withdrawn counts as on time, paused as in term."""
        paused = tally.supplement + tally.financial + tally.stopped
        return cls(
            online=tally.online,
            direct=tally.direct,
            carried=tally.carried,
            early=tally.early,
            on_time=tally.on_time + tally.withdrawn,
            late=tally.late,
            pending_in_term=tally.not_due + paused,
            pending_overdue=tally.overdue,
        )

    @property
    def received(self) -> int:
        """Column (3) = (4) + (5) + (6)."""
        return self.online + self.direct + self.carried

    @property
    def resolved(self) -> int:
        """Column (7) = (8) + (9) + (10)."""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """Column (11) = (12) + (13)."""
        return self.pending_in_term + self.pending_overdue

    @property
    def is_balanced(self) -> bool:
        """True if (3) = (7) + (11)."""
        return self.received == self.resolved + self.pending

    def check(self, where: str = "") -> None:
        """Assert that it is balanced. Errors: UnbalancedError with every number."""
        if not self.is_balanced:
            raise UnbalancedError(
                f"II.06a {where}: (3) = {self.received} is not (7) + (11) = {self.resolved} + {self.pending}; {self}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures(_Addable):
    """One day: what was done on it, and how things stood at its end.

    Done: ``received``, ``early``/``on_time``/``late`` finished, ``withdrawn`` (apart from on time), ``refused`` (apart
    from received), ``returned``. At its end: ``pending_not_due``, ``pending_overdue``, ``paused_supplement``,
    ``paused_financial``, ``stopped``, ``waiting_collection``. ``opening`` were open when it began.
    """

    opening: int = 0
    received: int = 0
    pending_not_due: int = 0
    pending_overdue: int = 0
    waiting_collection: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    paused_supplement: int = 0
    paused_financial: int = 0
    stopped: int = 0
    refused: int = 0
    withdrawn: int = 0
    returned: int = 0

    @classmethod
    def of(cls, tally: Tally) -> Self:
        """The row of a sector's tally of one day."""
        return cls(
            opening=tally.carried,
            received=tally.online + tally.direct,
            pending_not_due=tally.not_due,
            pending_overdue=tally.overdue,
            waiting_collection=tally.waiting,
            early=tally.early,
            on_time=tally.on_time,
            late=tally.late,
            paused_supplement=tally.supplement,
            paused_financial=tally.financial,
            stopped=tally.stopped,
            refused=tally.refused,
            withdrawn=tally.withdrawn,
            returned=tally.returned,
        )

    @property
    def finished(self) -> int:
        """Finished on the day; withdrawn ones are not among them."""
        return self.early + self.on_time + self.late

    @property
    def paused(self) -> int:
        """Open at the end, but the clock does not run."""
        return self.paused_supplement + self.paused_financial + self.stopped

    @property
    def still_open(self) -> int:
        """Open at the end of the day."""
        return self.pending_not_due + self.pending_overdue + self.paused

    def check(self, where: str = "") -> None:
        """Assert opening + received = finished + withdrawn + still open. Errors: UnbalancedError with every number."""
        if self.opening + self.received != self.finished + self.withdrawn + self.still_open:
            raise UnbalancedError(f"day {where}: what came in is not what went out; {self}")


def ii06a_by_sector(store: Store, first: date, last: date) -> dict[str, Ii06a]:
    """Form II.06a by sector, in the office's order, as of ``last``. Errors: UnbalancedError."""
    return ii06a_from(Counting(store.database), store.asof.rules(last).sector_names, first, last)


def ii06a_from(source: Tallying, order: Iterable[str], first: date, last: date) -> dict[str, Ii06a]:
    """The same from whoever counts, in an order of sectors. Errors: UnbalancedError."""
    found = source.tallies(first, last, hand_over=False)
    figures = {sector: Ii06a.of(tally) for sector, tally in _ordered(found, order).items()}
    counted = {sector: row for sector, row in figures.items() if row != Ii06a()}
    for sector, row in counted.items():
        row.check(f"{sector} {first}..{last}")
    return counted


def ii06a_totals(store: Store, first: date, last: date) -> Ii06a:
    """Form II.06a of the whole office. Errors: UnbalancedError."""
    return total_of(ii06a_by_sector(store, first, last))


def total_of(rows: dict[str, Ii06a]) -> Ii06a:
    """All sectors together, checked. Errors: UnbalancedError."""
    total = reduce(add, rows.values(), Ii06a())
    total.check("total")
    return total


def day_by_sector(store: Store, day: date) -> dict[str, DayFigures]:
    """The day's figures by sector, in the office's order; only sectors with something. Errors: UnbalancedError."""
    figures = {sector: DayFigures.of(tally) for sector, tally in _in_order(store, day, day).items()}
    for sector, row in figures.items():
        row.check(f"{sector} {day}")
    return figures


def day_figures(store: Store, day: date) -> DayFigures:
    """The day's figures of the whole office. Errors: UnbalancedError."""
    return reduce(add, day_by_sector(store, day).values(), DayFigures())


def day_totals(store: Store, day: date) -> dict[str, int]:
    """The day's figures as the journal keeps them when the day is closed. Errors: UnbalancedError."""
    counting = Counting(store.database)
    with counting.snapshot():
        return {
            **asdict(day_figures(store, day)),
            "fees": sum(fee.amount for fee in counting.fees(day, day).values()),
            "tickets": len(store.queue.of_day(day)),
            **_express_totals(store, day),
        }


def _express_totals(store: Store, day: date) -> dict[str, int]:
    """Acts without a dossier, and the money that changed hands."""
    certified = store.certification.tallies(day, day).values()
    money = store.fees.totals(day, day)
    asked = store.enquiries.tallies(day, day).values()
    return {
        "certifications": sum(tally.count for tally in certified),
        "certification_fees": sum(tally.fee for tally in certified),
        "questions": sum(sum(hours.values()) for hours in asked),
        "followups": sum(item.voided_at is None for item in store.followups.between(day, day)),
        "collected": sum(item.collected for item in money),
        "refunded": sum(item.refunded for item in money),
    }


def totals_text(totals: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Kept totals as (name, number) lines of the closing sheet; figures an older version did not keep are left out."""
    return tuple(
        (_(label), grouped(int(totals[name])))
        for name, label in _TOTALS.items()
        if totals.get(name) is not None
    )


def _in_order(store: Store, first: date, last: date) -> dict[str, Tally]:
    found = Counting(store.database).tallies(first, last)
    return _ordered(found, store.asof.rules(last).sector_names)


def _ordered(tallies: Mapping[str, Tally], order: Iterable[str]) -> dict[str, Tally]:
    known = list(order)
    # A sector that left the catalogue keeps its dossiers, and so its line: after the others.
    unknown = sorted(tallies.keys() - set(known))
    return {key: tallies[key] for key in [*known, *unknown] if key in tallies}
