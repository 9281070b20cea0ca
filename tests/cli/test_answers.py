"""What the terminal's JSON says of a value, and under which names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import pytest

from counter_app.cli.answers import plain, told, whole


class _Step(IntEnum):
    AT_REST = 3


class _Way(StrEnum):
    BY_POST = "post"


@dataclass(frozen=True)
class _Holder:
    office: str
    since: date | None = None


@dataclass(frozen=True)
class _Sheet:
    label: str
    taken_at: datetime | None
    holder: _Holder | None
    step: _Step = _Step.AT_REST
    ways: tuple[_Way, ...] = (_Way.BY_POST,)


AT = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)


def test_facts_stand_under_the_names_of_the_contract() -> None:
    sheet = _Sheet("7/2026", AT, _Holder("Công an xã", date(2026, 7, 1)))
    assert told(sheet, "number=label taken=taken_at holder office=holder.office step ways") == {
        "number": "7/2026",
        "taken": "2026-07-01T08:02",
        "holder": {"office": "Công an xã", "since": "2026-07-01"},
        "office": "Công an xã",
        "step": "at_rest",
        "ways": ["post"],
    }
    assert told(sheet, "taken_at", seconds=True) == {"taken_at": "2026-07-01T08:02:03"}
    assert told(sheet, "taken_at", zone=True) == {"taken_at": "2026-07-01T01:02:03+00:00"}
    assert whole([AT, _Holder("x", AT.date())]) == [
        "2026-07-01T01:02:03+00:00",
        {"office": "x", "since": "2026-07-01"},
    ]


def test_what_lies_behind_nothing_is_nothing() -> None:
    assert told(_Sheet("1", None, None), "taken_at holder.office office=holder.office") == {
        "taken_at": None,
        "holder.office": None,
        "office": None,
    }


def test_a_name_that_is_not_there_is_noticed() -> None:
    with pytest.raises(AttributeError):
        told(_Holder("x"), "sector")


def test_mappings_and_lists_are_said_part_by_part() -> None:
    assert plain({1: (True, 2.5, "ă"), "b": {AT}}) == {
        "1": [True, 2.5, "ă"],
        "b": ["2026-07-01T08:02"],
    }
