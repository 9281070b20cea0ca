"""Events of where a dossier's papers are: hand-over sheets, shelves, originals."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from counter_app.domain.event import Event, Kept, Left, Moment, Taken
from counter_app.values import TypedDict


class Given(TypedDict):
    """A sheet made out: the giver, the dossiers (their numbers) and the taker.

    ``charges`` are those of which only the work is handed on: their papers stay where they are. What is typed of it
    (``note``) may tell of a person; who gave and who took does not, and stays for the other dossiers of the sheet.
    """

    number: int
    purpose: Kept
    giver_office: Kept
    giver: Kept
    taker_office: Kept
    taker: Kept
    at: Moment
    dossiers: list[int]
    counters: Taken
    note: NotRequired[str]
    charges: NotRequired[list[int]]


class TakenOver(TypedDict):
    """Dossiers of a sheet that arrived, or, ``recalled``, never left; ``outcomes`` by dossier says in time or late."""

    handover: int
    taker_office: Kept
    taker: Kept
    at: Moment
    dossiers: list[int]
    outcomes: NotRequired[Annotated[dict[str, str], Left(whole=True)]]
    recalled: NotRequired[bool]


class Rested(TypedDict):
    """The holder of a paper before it was taken over, and since when."""

    holder_office: str
    holder: str
    held_since: str


class Untaken(TypedDict):
    """Papers of a sheet that were written down as taken over by mistake: they are on their way still.

    ``rested`` tells by dossier where each lay before.
    """

    handover: int
    at: Moment
    dossiers: list[int]
    reason: str
    rested: Annotated[dict[str, Rested], Left(whole=True)]


class Shelved(TypedDict):
    """The shelf a dossier's papers lie on; "" for none."""

    dossier: int
    shelf: str
    at: Moment


class OriginalsListed(TypedDict):
    """Originals the office keeps and has given back, as the lists stand after the act."""

    dossier: int
    at: Moment
    kept: list[dict[str, Any]]
    returned: list[dict[str, Any]]


HANDOVER_GIVEN = Event("handover.given", Given)
HANDOVER_TAKEN = Event("handover.taken", TakenOver)
HANDOVER_UNTAKEN = Event("handover.untaken", Untaken)
DOSSIER_SHELVED = Event("dossier.shelved", Shelved)
DOSSIER_ORIGINALS = Event("dossier.originals", OriginalsListed)
