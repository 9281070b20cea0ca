"""The event of a visitor who only asks."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Event, Moment
from counter_app.values import TypedDict


class Asked(TypedDict):
    """A question under its topic; ``ticket`` is the number that was called."""

    at: Moment
    topic: str
    ticket: NotRequired[int | None]
    sector: NotRequired[str]
    note: NotRequired[str]


QUESTION_ASKED = Event("question.asked", Asked)
