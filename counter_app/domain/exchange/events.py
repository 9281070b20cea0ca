"""Events of the exchange: the superior's key, batches handed over, acknowledgements; a sender's key."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Event, Kept, Moment
from counter_app.values import TypedDict


class SuperiorKeyed(TypedDict):
    """The superior's key: batches are sealed for it from here on, its acknowledgements are believed; the old one ends.

    ``public_key`` is Ed25519 (hex), ``recipient`` age's, ``journal`` the epoch of the superior's own first entry.
    ``wants``: "minimal" or "full". ``compared`` is true where a person typed its sixteen letters as somebody read them
    out; a key that the one before signed (``former_key``, ``vouched``, hex) needs no reading.
    """

    public_key: Kept
    recipient: Kept
    name: str
    number: Kept
    journal: Kept
    wants: Kept
    at: Moment
    compared: bool
    former_key: NotRequired[Kept]
    vouched: NotRequired[Kept]


class SuperiorRevoked(TypedDict):
    """A key of the superior's that nothing is sealed for any more, and by which nothing is believed."""

    public_key: Kept
    reason: str
    at: Moment


class BatchHanded(TypedDict):
    """A batch that somebody carried away: ``to`` is who took it."""

    number: int
    to: str
    at: Moment


class BatchesAcknowledged(TypedDict):
    """The superior's signed word on this journal: all up to ``seq``, whose hash is ``head`` (hex), is taken in.

    ``superior`` is its public key (hex), ``batches`` the fate of each: SHA-256 of its manifest, outcome, reasons.
    ``file`` is the SHA-256 of the acknowledgement.
    """

    superior: Kept
    seq: int
    head: str
    written_at: Kept
    at: Moment
    batches: list[list[str]]
    file: str


class ParcelApplied(TypedDict):
    """A parcel of the superior's, by its number, whose items were applied.

    ``superior`` is the key (hex) that signed it, ``items`` are their titles, ``sha256`` is of the parcel's list.
    """

    number: int
    superior: Kept
    items: list[str]
    at: Moment
    sha256: NotRequired[Kept]


class NoticeReceived(TypedDict):
    """A notice that came with a parcel: ``text`` in lines, as the superior wrote it."""

    parcel: int
    title: str
    text: str
    at: Moment


class SenderKeyed(TypedDict):
    """At a superior: one act about the key of a sender, as it stands in the book of arrivals (``superior/key_acts``).

    ``said`` is the act's text, whose hash the next act names; ``signer`` (hex) the superior's key that signed it.
    """

    number: int
    said: Kept
    signer: Kept
    signature: Kept


SUPERIOR_KEYED = Event("superior.keyed", SuperiorKeyed)
SUPERIOR_REVOKED = Event("superior.revoked", SuperiorRevoked)
BATCH_HANDED = Event("batch.handed", BatchHanded)
BATCHES_ACKNOWLEDGED = Event("batch.acknowledged", BatchesAcknowledged)
PARCEL_APPLIED = Event("parcel.applied", ParcelApplied)
NOTICE_RECEIVED = Event("notice.received", NoticeReceived)
SENDER_KEYED = Event("sender.keyed", SenderKeyed)
