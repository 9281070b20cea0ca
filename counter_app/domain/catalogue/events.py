"""Events of the catalogue: queue groups, sectors, procedures, and the posting of them on the wall."""

from __future__ import annotations

from typing import Any, NotRequired

from counter_app.domain.event import Event, Moment
from counter_app.values import TypedDict


class Loaded(TypedDict, total=False):
    """Parts of the catalogue, each as its file holds it; versions are put beside those that are there.

    ``accepted``: the codes of which somebody agreed to what citizens lose by it. Where the catalogue that ships with
    the program was compared: ``seed`` is its digest, ``answered`` its values that were taken or declined, by code, and
    ``reason`` why they were declined.
    """

    queue_groups: list[dict[str, Any]]
    sectors: list[dict[str, Any]]
    procedures: list[dict[str, Any]]
    source: str
    file: str
    sha256: str
    accepted: list[str]
    seed: str
    answered: dict[str, dict[str, Any]]
    reason: str


class PostingChecked(TypedDict):
    """The posting of these versions was looked at."""

    at: Moment
    place: NotRequired[str]
    procedures: list[dict[str, Any]]


CATALOGUE_LOADED = Event("catalogue.loaded", Loaded)
POSTING_CHECKED = Event("posting.checked", PostingChecked)
