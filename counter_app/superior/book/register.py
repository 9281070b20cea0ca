"""The register of senders inside the book of arrivals: no file is opened to find out who sends.

It can be lost: whatever is missing or no longer fits its file is looked up in the file again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any

from counter_app.superior.book.standing import Standing
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE sender(
  journal TEXT PRIMARY KEY, office TEXT NOT NULL, name TEXT NOT NULL, device INTEGER NOT NULL, seq INTEGER NOT NULL,
  last_day TEXT NOT NULL, superior TEXT NOT NULL, sample INTEGER NOT NULL, epochs INTEGER NOT NULL,
  restored TEXT NOT NULL, trouble TEXT NOT NULL, stamp TEXT NOT NULL
) STRICT
"""
_COLUMNS = tuple(item.name for item in fields(Standing))


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingOffice:
    """An office that sent: its number, its name as it was told last, and the journals of its computers."""

    number: str
    name: str
    journals: tuple[str, ...]


def offices_of(register: Register) -> list[SendingOffice]:
    """The offices of a register, by number; senders whose office is not known are left out."""
    found: dict[str, list[Standing]] = {}
    for standing, _stamp in register.all().values():
        if standing.office:
            found.setdefault(standing.office, []).append(standing)
    return [
        SendingOffice(
            number=number,
            name=max(parts, key=lambda item: (item.last_day, item.device)).name,
            journals=tuple(sorted(item.journal for item in parts)),
        )
        for number, parts in sorted(found.items())
    ]


def _standing(*values: Any) -> tuple[Standing, str]:
    """A row: the columns of a standing, and the stamp."""
    named = dict(zip(_COLUMNS, values, strict=False))
    named["sample"] = bool(named["sample"])
    return Standing(**named), values[-1]


class Register:
    """Reads and writes the register over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> dict[str, tuple[Standing, str]]:
        """Every sender by its journal, with the stamp its file had when it was looked at."""
        rows = self._db.execute(f"SELECT {', '.join(_COLUMNS)}, stamp FROM sender").fetchall()  # noqa: S608 - own names
        return {row["journal"]: _standing(*row) for row in rows}

    def some(self, journals: Iterable[str]) -> dict[str, tuple[Standing, str]]:
        """The same of these alone, without looking at the others."""
        one = f"SELECT {', '.join(_COLUMNS)}, stamp FROM sender WHERE journal = ?"  # noqa: S608 - own names
        rows = (self._db.execute(one, (journal,)).fetchone() for journal in journals)
        return {row["journal"]: _standing(*row) for row in rows if row is not None}

    def put(self, standing: Standing, stamp: str) -> None:
        """Write down a sender as it is now."""
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        self._db.execute(
            f"INSERT OR REPLACE INTO sender({', '.join(_COLUMNS)}, stamp) VALUES({marks})",
            (*astuple(standing), stamp),
        )

    def drop(self, journal: str) -> None:
        """Forget a sender whose file is gone."""
        self._db.execute("DELETE FROM sender WHERE journal = ?", (journal,))
