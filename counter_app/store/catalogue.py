"""Queue groups, sectors and procedures read back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.catalogue import Procedure, QueueGroup, Sector, match_rank

if TYPE_CHECKING:
    from counter_app.store.database import Database


class Catalogue:
    """Reads the catalogue; procedures are kept parsed until the catalogue changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: tuple[int, int] = (-1, -1)
        self._procedures: tuple[Procedure, ...] = ()

    def queue_groups(self) -> list[QueueGroup]:
        """Queue groups by letter."""
        rows = self._database.connection.execute(
            "SELECT letter, name FROM queue_group ORDER BY letter"
        )
        return [QueueGroup(letter=row[0], name=row[1]) for row in rows]

    def sectors(self) -> list[Sector]:
        """Sectors in the office's order."""
        rows = self._database.connection.execute(
            "SELECT key, name, queue, ord FROM sector ORDER BY ord, key"
        )
        return [Sector(key=row[0], name=row[1], queue=row[2], order=row[3]) for row in rows]

    def procedures(self) -> tuple[Procedure, ...]:
        """Every version of every procedure, by code and start of validity."""
        stamp = tuple(
            self._database.connection.execute(
                "SELECT count(*), coalesce(max(seq), 0) FROM procedure"
            ).fetchone()
        )
        if stamp != self._stamp:
            rows = self._database.connection.execute(
                "SELECT body FROM procedure ORDER BY code, valid_from"
            )
            self._procedures = tuple(Procedure.from_dict(json.loads(row[0])) for row in rows)
            self._stamp = (stamp[0], stamp[1])
        return self._procedures

    def valid(self, code: str, day: date) -> Procedure | None:
        """The version of ``code`` for a dossier received on ``day``; the latest start of validity wins."""
        versions = [item for item in self.procedures() if item.code == code and item.valid_on(day)]
        return max(versions, key=lambda item: item.valid_from or date.min, default=None)

    def search(self, text: str, day: date, *, most: int = 30) -> list[Procedure]:
        """Procedures valid on ``day`` by code, initials, synonym or words without accents; best first."""
        ranked = [
            (rank, item.name, item)
            for item in self.procedures()
            if item.valid_on(day) and (rank := match_rank(item, text)) is not None
        ]
        ranked.sort(key=lambda entry: (entry[0], entry[1]))
        return [item for _rank, _name, item in ranked[:most]]
