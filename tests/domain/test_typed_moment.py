"""A moment as an officer types it."""

from __future__ import annotations

from datetime import datetime

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.domain.typed_moment import parse_moment
from counter_app.errors import RuleError

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("8:05", (2026, 11, 23, 8, 5)),
        ("14g30", (2026, 11, 23, 14, 30)),
        ("14.30 22/11", (2026, 11, 22, 14, 30)),
        ("14:30, 22/11/2025", (2025, 11, 22, 14, 30)),
        ("22-11-2026 14h30", (2026, 11, 22, 14, 30)),
        ("2026-11-22T14:30", (2026, 11, 22, 14, 30)),
    ],
)
def test_what_is_not_typed_is_as_now(typed: str, moment: tuple[int, ...]) -> None:
    year, month, day, hour, minute = moment
    assert parse_moment(typed, NOW) == datetime(year, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_no_moment(typed: str) -> None:
    assert parse_moment(typed, NOW) is None


@pytest.mark.parametrize("typed", ["hôm qua", "25:00", "8:60", "8:05 31/02", "22/11/2026", "8h"])
def test_what_is_no_moment_is_said_beside_the_field(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_moment(typed, NOW)
    assert (refused.value.field, refused.value.rule) == ("at", "at")
    assert typed in refused.value.message
