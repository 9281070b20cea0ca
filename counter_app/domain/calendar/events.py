"""Events of the working calendar: years with their marked days, and working sessions."""

from __future__ import annotations

from typing import Any, NotRequired

from counter_app.domain.event import Event
from counter_app.values import TypedDict


class YearSet(TypedDict):
    """A year's marked days, all of them, each as a year file holds it."""

    year: int
    state: str
    source: NotRequired[str]
    days: list[dict[str, Any]]


class SessionsSet(TypedDict):
    """The sessions of a week that apply from a day on, None for from the beginning; duty says "reception": true."""

    valid_from: str | None
    sessions: list[dict[str, Any]]


YEAR_SET = Event("calendar.year_set", YearSet)
SESSIONS_SET = Event("calendar.sessions_set", SessionsSet)
