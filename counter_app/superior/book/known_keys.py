"""The register of known keys inside the book of arrivals: whose signature counts for which journal, and since when.

A key speaks for one journal of one office. It is known because a person compared its sixteen letters, or because the
key it replaces signed for it. What ended stays written down: a revoked key is never known again. The table of before,
``known_key``, is read until it was signed once (``superior_desk/key_binding``), and never after.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.domain.closing.statement import key_mark
from counter_app.superior.book.key_acts import KeyActs
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.superior.book.key_acts import KeyAct

SCHEMA = """
CREATE TABLE known_key(
  public TEXT PRIMARY KEY, recipient TEXT NOT NULL, journal TEXT NOT NULL, office TEXT NOT NULL, name TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('known','replaced','revoked')), former TEXT NOT NULL,
  enrolled_at TEXT NOT NULL, enrolled_by TEXT NOT NULL,
  ended_at TEXT, ended_by TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX known_key_by_journal ON known_key(journal)
"""


class KeyState(StrEnum):
    """``replaced`` by a key it signed for still counts, for batches that come late; ``revoked`` counts for nothing."""

    KNOWN = "known"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """One key: ``public`` (Ed25519) in hex, ``recipient`` its age address, both of ``journal`` of ``office``.

    ``former`` is the key that signed for this one; empty for one that a person enrolled. ``ended_at`` None while it
    counts, ``used_at`` when something it signed was taken in last, None for never (or before that was written down).
    """

    public: str
    recipient: str
    journal: str
    office: str
    name: str
    state: KeyState
    enrolled_at: datetime
    enrolled_by: str
    former: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""
    used_at: datetime | None = None

    @property
    def letters(self) -> str:
        """The sixteen letters that people compare."""
        return key_mark(self.public)

    @property
    def counts(self) -> bool:
        """True if what it signs is taken in."""
        return self.state is not KeyState.REVOKED


def revoked(key: KnownKey, at: datetime, by: str, reason: str) -> KnownKey:
    """A key as it stands once people said that it counts for nothing any more."""
    return replace(key, state=KeyState.REVOKED, ended_at=at, ended_by=by, reason=reason)


_FACTS = tuple(item.name for item in fields(KnownKey) if item.name != "used_at")
_MOMENTS = ("enrolled_at", "ended_at")
_BEFORE = ", ".join((*_FACTS, "used_at"))


class KnownKeys:
    """Reads and writes the keys over the book's connection: each stands as its last act says (``key_acts``)."""

    def __init__(self, db: Connection, held: HeldKeys) -> None:
        self._db = db
        self.acts = KeyActs(db, held)
        self._read: tuple[tuple[KeyAct, ...], dict[str, KnownKey]] = ((), {})

    def all(self) -> list[KnownKey]:
        """Every key there ever was, by office, then in the order they came. Errors: StoreError for a spoiled book."""
        used = dict(map(tuple, self._db.execute("SELECT public, used_at FROM key_use").fetchall()))
        return sorted(
            (_used(key, used.get(key.public)) for key in self._told().values()),
            key=lambda key: (key.office, key.enrolled_at, key.public),
        )

    def of(self, public: str) -> KnownKey | None:
        """A key by its hex. Errors: as ``all``."""
        return self._told().get(public)

    def of_journal(self, journal: str) -> list[KnownKey]:
        """Every key of a journal, in the order they came. Errors: as ``all``."""
        found = [key for key in self._told().values() if key.journal == journal]
        return sorted(found, key=lambda key: key.enrolled_at)

    def in_force(self, journal: str) -> KnownKey | None:
        """The key a journal is signed with now; None when there is none. Errors: as ``all``."""
        known = [key for key in self.of_journal(journal) if key.state is KeyState.KNOWN]
        return known[-1] if known else None

    def add(self, key: KnownKey) -> None:
        """Write a key down. Errors: as ``KeyActs.add``."""
        self.adopt()
        self.acts.add(_facts(key))

    def change(self, key: KnownKey) -> None:
        """Write down how a key stands now. Errors: as ``KeyActs.add``."""
        self.add(key)

    def used(self, public: str, at: datetime) -> None:
        """Something that a key signed was taken in."""
        self._db.execute("INSERT OR REPLACE INTO key_use VALUES(?, ?)", (public, utc_text(at)))

    def adopt(self) -> None:
        """Make acts of what a book of before says, in one transaction; nothing stays of its table.

        Errors: as ``KeyActs.add``.
        """
        for key in self.of_before():
            self.acts.add(_facts(key))
        self._db.execute("DELETE FROM known_key")

    def of_before(self) -> list[KnownKey]:
        """Keys of a book that was written before there were acts, in the order they came; none once there are."""
        if self.acts.all():
            return []
        rows = self._db.execute(f"SELECT {_BEFORE} FROM known_key ORDER BY rowid")  # noqa: S608 - own names
        return [
            _used(_key(dict(zip(_FACTS, row[:-1], strict=True))), row[-1])
            for row in map(tuple, rows.fetchall())
        ]

    def stray(self) -> list[str]:
        """Keys (hex) in the table of before, which nothing reads once there are acts."""
        if not self.acts.all():
            return []
        rows = self._db.execute("SELECT public FROM known_key").fetchall()
        return [str(row["public"]) for row in rows]

    def _told(self) -> dict[str, KnownKey]:
        """Every key by its hex, in the order they came."""
        acts = self.acts.sound()
        if not acts:
            return {key.public: key for key in self.of_before()}
        if self._read[0] is not acts:
            self._read = acts, {str((said := act.said())["public"]): _key(said) for act in acts}
        return self._read[1]


def _facts(key: KnownKey) -> dict[str, str | None]:
    row = {name: getattr(key, name) for name in _FACTS}
    for name in _MOMENTS:
        row[name] = utc_text(row[name]) if row[name] else None
    return {**row, "state": str(key.state)}


def _key(said: Mapping[str, Any]) -> KnownKey:
    values = dict(said)
    for name in _MOMENTS:
        values[name] = from_utc_text(values[name]) if values[name] else None
    return KnownKey(**{**values, "state": KeyState(values["state"])})


def _used(key: KnownKey, at: str | None) -> KnownKey:
    return replace(key, used_at=from_utc_text(at)) if at else key
