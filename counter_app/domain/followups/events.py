"""Events of a citizen's enquiry about a dossier: asked, answered, told, and taken back when written down wrongly."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from counter_app.domain.event import Count, Event, Gone, Kept, Moment
from counter_app.values import TypedDict


class About(TypedDict):
    """The follow-up of an event; ``dossier`` is left out where it is of none at this counter."""

    followup: int
    dossier: NotRequired[int]
    at: Moment


class Asked(TypedDict):
    """An enquiry: the asker, the ``means``, the dossier and the question; answered at once (``answer``) or passed on.

    ``dossier`` is left out for one that only the official system has: then ``pasted`` holds what was read there.
    ``times`` is the how manieth enquiry about it this is, ``reminder`` the how manieth reminder, which goes to
    ``sent_office``, ``sent_officer`` and is to be answered by ``answer_due``.
    """

    at: Moment
    means: Kept
    asker: str
    asker_phone: str
    asked: str
    times: Count
    dossier: NotRequired[int]
    official_code: NotRequired[Kept]
    sector: NotRequired[Kept]
    pasted: NotRequired[Annotated[dict[str, Any], Gone]]
    answer: NotRequired[str]
    reminder: NotRequired[Count]
    sent_office: NotRequired[str]
    sent_officer: NotRequired[Kept]
    answer_due: NotRequired[Moment]


class Answered(About):
    """The answer of whoever holds the dossier, and its moment; ``told`` when the citizen knows it already.

    ``reason`` says why an answer stands in another one's place.
    """

    answer: str
    answered_by: str
    answered_at: Moment
    told: bool
    reason: NotRequired[str]


class Told(About):
    """The answer was told to the citizen."""


class Voided(About):
    """It was written down by mistake; it counts for nothing."""

    reason: str


FOLLOWUP_ASKED = Event("followup.asked", Asked)
FOLLOWUP_ANSWERED = Event("followup.answered", Answered)
FOLLOWUP_TOLD = Event("followup.told", Told)
FOLLOWUP_VOIDED = Event("followup.voided", Voided)
