"""The answers that operations got: a form that sends its operation again gets the first one.

The work itself lies in several files and on sticks, and each of them knows what it did already; here stands what was
said of it. An answer is kept for some days: a form does not stay open for longer.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import utc_text

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE operation(
  op_id TEXT PRIMARY KEY, at_utc TEXT NOT NULL, verb TEXT NOT NULL, answer TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
KEPT = timedelta(days=7)


class Operations:
    """Reads and writes answers over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def verb(self, op_id: str) -> str:
        """The verb that an operation was; empty for one that was never answered."""
        row = self._db.execute("SELECT verb FROM operation WHERE op_id = ?", (op_id,)).fetchone()
        return str(row["verb"]) if row else ""

    def answer(self, op_id: str, kind: Any) -> Any:
        """The first answer of an operation, a value of ``kind``. Errors: ValueError for another kind."""
        import msgspec

        row = self._db.execute("SELECT answer FROM operation WHERE op_id = ?", (op_id,)).fetchone()
        return msgspec.convert(json.loads(row["answer"]), kind, dec_hook=lambda of, said: of(said))

    def keep(self, op_id: str, verb: str, answer: object, now: datetime) -> None:
        """Write an answer down, unless the operation has one; those of long ago go."""
        import msgspec

        said = json.dumps(msgspec.to_builtins(answer, enc_hook=_text))
        self._db.execute("DELETE FROM operation WHERE at_utc < ?", (utc_text(now - KEPT),))
        self._db.execute(
            "INSERT OR IGNORE INTO operation(op_id, at_utc, verb, answer) VALUES(?, ?, ?, ?)",
            (op_id, utc_text(now), verb, said),
        )


def _text(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))
