"""The event that gives a dossier its code in the official system."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Event, Kept, Moment
from counter_app.values import TypedDict


class Mapped(TypedDict):
    """The code there, or that it differs, or that none is needed (``mapping``)."""

    dossier: int
    official_code: Kept
    mapping: Kept
    note: NotRequired[str]
    at: Moment


DOSSIER_MAPPED = Event("dossier.mapped", Mapped)
