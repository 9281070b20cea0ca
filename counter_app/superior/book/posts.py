"""The posts to the offices: acknowledgements and parcels, a line each in the book of arrivals."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE post(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, kind TEXT NOT NULL CHECK(kind IN ('ack','down')),
  journal TEXT NOT NULL, office TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  place TEXT NOT NULL, by TEXT NOT NULL
) STRICT;
CREATE INDEX post_by_journal ON post(journal, id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One file that was written for an office: ``kind`` is ``ack`` or ``down``.

    ``number`` is the entry acknowledged, or the running number of what was sent down (then ``journal`` is empty);
    ``sha256`` is of its bytes, ``place`` where it was written.
    """

    at: datetime
    kind: str
    journal: str
    office: str
    number: int
    name: str
    sha256: str
    place: str
    by: str


_NAMES = tuple(item.name for item in fields(Post))
_COLUMNS = ", ".join("at_utc" if name == "at" else name for name in _NAMES)


class Posts:
    """Reads and writes what went back, over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, post: Post) -> None:
        """Write one line."""
        marks = ", ".join(f":{name}" for name in _NAMES)
        self._db.execute(
            f"INSERT INTO post({_COLUMNS}) VALUES({marks})",
            {**asdict(post), "at": utc_text(post.at)},
        )

    def last(self, kind: str, journal: str = "") -> Post | None:
        """The latest of a kind, of one journal or of all; None when there is none."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM post WHERE kind = ? AND ? IN ('', journal) ORDER BY id DESC LIMIT 1",  # noqa: S608 - own names
            (kind, journal),
        ).fetchone()
        return _post(row) if row else None

    def all(self, *, most: int = 1_000) -> list[Post]:
        """Latest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM post ORDER BY id DESC LIMIT ?",  # noqa: S608 - own names
            (most,),
        ).fetchall()
        return [_post(row) for row in rows]


def _post(row: Any) -> Post:
    values = dict(zip(_NAMES, row, strict=True))
    return Post(**{**values, "at": from_utc_text(values["at"])})
