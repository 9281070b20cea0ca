"""The exchange read back: the superior's keys, where each batch stands, what was acknowledged."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text, local_text
from counter_app.domain.exchange.standing import BatchState, state_of
from counter_app.store.file.reading import Reading
from counter_app.store.read.closings import WrittenBatch, batch_of
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

_BATCHES = """
SELECT b.*, o.outcome, o.why, (
  SELECT max(a.to_seq) FROM acknowledged a JOIN journal j ON j.seq = a.to_seq AND lower(hex(j.hash)) = a.head
) AS taken FROM batch b LEFT JOIN batch_outcome o ON o.manifest = b.manifest AND b.manifest <> ''
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorKey:
    """A key of the superior's: ``public`` (hex) and ``recipient``; in force while ``until`` is None.

    ``wants`` is "minimal" or "full"; ``reason`` says why it was revoked, "" where another took its place.
    """

    public: str
    recipient: str
    name: str
    number: str
    journal: str
    wants: str
    since: datetime
    until: datetime | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingBatch:
    """A batch and where it stands; ``why`` are the superior's reason codes."""

    batch: WrittenBatch
    state: BatchState
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUpTo:
    """The word that the superior had everything up to an entry: its number, the hash there (hex), when it was read."""

    seq: int
    head: str
    at: str
    superior: str
    written_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice of the superior's that came with parcel number ``parcel``."""

    seq: int
    parcel: int
    at: datetime
    title: str
    text: str


class Exchange(Reading):
    """Reads the exchange."""

    def superior(self) -> SuperiorKey | None:
        """The superior's key that is in force."""
        return next((key for key in self.keys() if key.until is None), None)

    def keys(self) -> list[SuperiorKey]:
        """Every key of the superior's, the latest first."""
        return [_key(row) for row in self.rows("SELECT * FROM superior_key ORDER BY seq DESC")]

    def standing(self, *, most: int = 60) -> list[StandingBatch]:
        """Batches, latest first, with where each stands."""
        rows = self.rows(f"{_BATCHES} ORDER BY b.number DESC LIMIT ?", (most,))
        return [_standing(row) for row in rows]

    def acknowledged(self) -> list[TakenUpTo]:
        """The acknowledgements, oldest first."""
        rows = self.rows("SELECT * FROM acknowledged ORDER BY seq")
        return [
            TakenUpTo(
                seq=row["to_seq"],
                head=row["head"],
                at=row["at"],
                superior=row["superior"],
                written_at=row["written_at"],
            )
            for row in rows
        ]

    def parcel_applied(self) -> int:
        """The number of the latest parcel that was applied here; 0 for none."""
        return int(self.value("SELECT coalesce(max(number), 0) FROM parcel"))

    def notices_since(self, since: datetime) -> int:
        """The number of the superior's notices since a moment."""
        asked = "SELECT count(*) FROM superior_notice WHERE at >= ?"
        return int(self.value(asked, (local_text(since),)))

    def notices(self, *, most: int = 100) -> list[Notice]:
        """Notices of the superior's, latest first."""
        rows = self.rows("SELECT * FROM superior_notice ORDER BY seq DESC LIMIT ?", (most,))
        return [
            Notice(
                seq=row["seq"],
                parcel=row["parcel"],
                at=from_local_text(row["at"]),
                title=row["title"],
                text=row["text"],
            )
            for row in rows
        ]


def _key(row: Row) -> SuperiorKey:
    return SuperiorKey(
        public=row["public"],
        recipient=row["recipient"],
        name=row["name"],
        number=row["number"],
        journal=row["journal"],
        wants=row["wants"],
        since=from_local_text(row["since"]),
        until=from_local_text(row["until"]) if row["until"] else None,
        by=row["by"],
        reason=row["reason"],
    )


def _standing(row: Row) -> StandingBatch:
    batch, outcome = batch_of(row), row["outcome"] or ""
    taken = (row["taken"] or 0) >= batch.to_seq
    state = state_of(handed=batch.handed_at is not None, taken=taken, outcome=outcome)
    why = tuple((row["why"] or "").split()) if state is not BatchState.ACKNOWLEDGED else ()
    return StandingBatch(batch=batch, state=state, why=why)
