"""A moment as an officer types it: 14:30, 14g30, 14:30 22/11, 22/11/2026 14:30, 2026-11-22T14:30."""

from __future__ import annotations

from datetime import datetime

from counter_app.domain.clock import LOCAL
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import pattern

_CLOCK = r"(?P<hour>[0-9]{1,2})(?::|g|h|\.)(?P<minute>[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})(?:[/.-](?P<year>[0-9]{4}))?"
_SHAPES = tuple(
    pattern(shape)
    for shape in (
        _CLOCK,
        rf"{_CLOCK},? +{_DAY}",
        rf"{_DAY},? +{_CLOCK}",
        rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})[ t]{_CLOCK}",
    )
)


def parse_moment(text: str, now: datetime) -> datetime | None:
    """The moment typed, None when nothing was; day, month and year not typed are those of ``now``.

    Errors: RuleError (field and rule "at") when it is no moment.
    """
    typed = clean(text).lower()
    if not typed:
        return None
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(typed))), None)
    if match is None:
        raise _unreadable(typed)
    said = {name: int(value) for name, value in match.groupdict().items() if value}
    try:
        return datetime(
            said.get("year", now.year),
            said.get("month", now.month),
            said.get("day", now.day),
            said["hour"],
            said["minute"],
            tzinfo=LOCAL,
        )
    except ValueError as error:
        raise _unreadable(typed) from error


def _unreadable(text: str) -> RuleError:
    return RuleError(
        _("Không hiểu thời điểm “{text}”. Ghi như 14:30 hoặc 14:30 22/11/2026.").format(
            text=text if len(text) <= 20 else text[:20] + "…"
        ),
        field="at",
        rule="at",
    )
