"""Versions of a procedure: one after another by date of validity, never two on the same day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from counter_app.domain.catalogue.procedure import Procedure, ReviewState
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """``version`` as it stands among the others, and those that end the day before it because of it."""

    version: Procedure
    closed: tuple[Procedure, ...] = ()

    def changed(self) -> tuple[Procedure, ...]:
        """Everything to write down, the closed ones first."""
        return (*self.closed, self.version)


def place_version(known: Iterable[Procedure], version: Procedure) -> Placed:
    """Put ``version`` among the ``known`` ones of its code: those still in force on its first day end the day before.

    An open end before a later version becomes the day before that one. Abolished versions bound nothing.
    Errors: RuleError (field "valid_to") when it ends before it begins or reaches into a later version.
    """
    starts, ends = version.valid_from, version.valid_to
    if starts and ends and ends < starts:
        raise RuleError(
            _("Ngày hết áp dụng phải từ ngày bắt đầu áp dụng trở đi. Chọn ngày muộn hơn."),
            field="valid_to",
        )
    if version.state is ReviewState.INACTIVE:
        return Placed(version=version)
    others = [
        item
        for item in known
        if item.valid_from != starts and item.state is not ReviewState.INACTIVE
    ]
    begins = (item.valid_from for item in others if _begins_after(item, starts))
    later = min((day for day in begins if day), default=None)
    if later is not None and ends is not None and ends >= later:
        raise RuleError(
            _("Hiệu lực chồng lên phiên bản áp dụng từ {day:%d/%m/%Y}. Chọn ngày khác.").format(
                day=later
            ),
            field="valid_to",
        )
    if later is not None and ends is None:
        version = replace(version, valid_to=later - _ONE_DAY)
    closed = (
        replace(item, valid_to=starts - _ONE_DAY)
        for item in others
        if starts and not _begins_after(item, starts) and _reaches(item, starts)
    )
    return Placed(version=version, closed=tuple(closed))


def _begins_after(item: Procedure, day: date | None) -> bool:
    return item.valid_from is not None and (day is None or item.valid_from > day)


def _reaches(item: Procedure, day: date) -> bool:
    return item.valid_to is None or item.valid_to >= day


def version_for(known: Collection[Procedure], day: date) -> Procedure | None:
    """The version a row without a date speaks of: the one in force on ``day``, else the one that begins last."""
    items = sorted(known, key=lambda item: item.valid_from or date.min) if known else ()
    valid = [item for item in items if item.valid_on(day)]
    return next(reversed(valid or items), None)
