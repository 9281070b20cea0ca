"""The moment a request about personal data has to be answered by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.promise.due import compute_due
from counter_app.domain.requests.request import DueRule
from counter_app.law import record as number_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.requests.request import Wish


def rule_on(wish: Wish, day: date, limits: Mapping[str, Mapping[str, str]]) -> DueRule:
    """The limit of a wish on a day: the office's own from its first day, else the program's, which nobody confirmed.

    No text of Nghị định 356/2025/NĐ-CP with the days of each wish was seen; so its limits are settings.
    """
    own = limits.get(wish)
    if own and own.get("limit") and (not own.get("since") or own["since"] <= day.isoformat()):
        return DueRule(limit=own["limit"], source=own.get("source", ""), confirmed=True)
    shipped = number_told("request_days", day)
    return DueRule(limit=f"{shipped.value}d", source=shipped.source)


def request_due(asked: datetime, rule: DueRule, calendar: WorkCalendar) -> tuple[datetime, DueRule]:
    """The moment until which an answer is in time, with the rule that says whether only the clock was asked.

    A limit in calendar days ends at the end of its last day's work, or of the next working day: an office that is
    closed cannot answer. Errors: RuleError (field "limit") for a limit that cannot be read.
    """
    limit, asked = parse_limit(rule.limit), asked.replace(second=0, microsecond=0)
    try:
        return compute_due(asked, limit, calendar).at, rule
    except YearNotConfirmed:
        return by_the_clock(asked, limit), replace(rule, by_clock=True)


def by_the_clock(asked: datetime, limit: TimeLimit) -> datetime:
    """As if every day were a working day: earlier than any calendar can say, for a year that nobody confirmed."""
    hours = {"working_hour": limit.value, "month": limit.value * 24 * 28}
    return asked + timedelta(hours=hours.get(limit.unit.value, limit.value * 24))
