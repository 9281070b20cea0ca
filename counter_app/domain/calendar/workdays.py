"""The days of a working calendar: sessions of the week, and days that differ from their weekday."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import TypeAlias

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

MONDAY, SATURDAY, SUNDAY = 1, 6, 7

Hours: TypeAlias = tuple[tuple[time, time], ...]


class YearState(StrEnum):
    """The state of a year: somebody has compared its days with the official announcement or not."""

    CONFIRMED = "confirmed"
    EXPECTED = "expected"


class YearNotConfirmed(RuleError):  # noqa: N818 - a refusal the officer can mend, named for what it says
    """A day of an unconfirmed year was needed; the message says how to confirm the year."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "Lịch làm việc năm {year} chưa được xác nhận nên chưa tính được ngày hẹn trả. Mở Lịch làm việc "
                "(Ctrl+2), chọn năm {year}, đối chiếu ngày nghỉ, ngày làm bù rồi bấm Xác nhận lịch năm này."
            ).format(year=year),
            field="calendar",
            rule="year_not_confirmed",
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class Session:
    """Working hours on ``weekday`` (1 Monday … 7 Sunday), in force from ``valid_from`` (None: ever since).

    ``reception`` hours are duty at the counter only (trực tiếp nhận sáng thứ Bảy): dossiers are taken in and handed
    out, nothing is resolved, no limit runs. Errors: RuleError (field "sessions") when the end is not after the start.
    """

    weekday: int
    start: time
    end: time
    valid_from: date | None = None
    reception: bool = False

    def __post_init__(self) -> None:
        if not MONDAY <= self.weekday <= SUNDAY:
            raise _refused(_("Thứ trong tuần phải từ 1 (thứ Hai) đến 7 (Chủ nhật)."))
        check_hours(((self.start, self.end),))


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day that differs from its weekday: off, or worked (swapped), perhaps with its own hours.

    ``official`` False marks a day that is only expected. On a day of ``reception`` duty the counter is open for its
    ``sessions``, and for limits it is a day off. Errors: RuleError (field "sessions").
    """

    day: date
    work: bool
    name: str
    source: str = ""
    official: bool = True
    sessions: Hours | None = None
    reception: bool = False

    def __post_init__(self) -> None:
        if self.reception and (self.work or not self.sessions):
            raise _refused(_("Ngày chỉ trực tiếp nhận phải ghi giờ trực, ví dụ 07:30 đến 11:30."))
        if self.sessions is not None:
            object.__setattr__(self, "sessions", tuple(sorted(self.sessions)))
            check_hours(self.sessions)


def check_hours(hours: Hours) -> None:
    """Errors: RuleError (field "sessions") unless sessions are whole minutes, in order and apart."""
    last: time | None = None
    for start, end in hours:
        if start.second or start.microsecond or end.second or end.microsecond:
            raise _refused(_("Giờ làm việc chỉ ghi đến phút, ví dụ 07:30."))
        if start >= end:
            raise _refused(
                _(
                    "Buổi làm việc {start:%H:%M}–{end:%H:%M} phải kết thúc sau khi bắt đầu. Sửa lại giờ."
                ).format(start=start, end=end)
            )
        if last is not None and start < last:
            raise _refused(
                _("Buổi làm việc bắt đầu {start:%H:%M} chồng lên buổi trước; sửa lại giờ.").format(
                    start=start
                )
            )
        last = end


def _refused(message: str) -> RuleError:
    return RuleError(message, field="sessions", rule="sessions")
