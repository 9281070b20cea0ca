"""Queue groups, sectors and procedures read back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.catalogue import Procedure, QueueGroup, Sector, match_rank

if TYPE_CHECKING:
    from counter_app.store.database import Database


class Catalogue:
    """Reads the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue_groups(self) -> list[QueueGroup]:
        """Queue groups by letter."""
        return list(self._database.kept.get("queue_groups", self._read_groups))

    def sectors(self) -> list[Sector]:
        """Sectors in the office's order."""
        return list(self._database.kept.get("sectors", self._read_sectors))

    def procedures(self) -> tuple[Procedure, ...]:
        """Every version of every procedure, by code and start of validity."""
        return self._database.kept.get("procedures", self._read_procedures)

    def _read_groups(self) -> tuple[QueueGroup, ...]:
        rows = self._database.connection.execute(
            "SELECT letter, name FROM queue_group ORDER BY letter"
        )
        return tuple(QueueGroup(letter=row[0], name=row[1]) for row in rows)

    def _read_sectors(self) -> tuple[Sector, ...]:
        rows = self._database.connection.execute(
            "SELECT key, name, queue, ord FROM sector ORDER BY ord, key"
        )
        return tuple(Sector(key=row[0], name=row[1], queue=row[2], order=row[3]) for row in rows)

    def _read_procedures(self) -> tuple[Procedure, ...]:
        rows = self._database.connection.execute(
            "SELECT body FROM procedure ORDER BY code, valid_from"
        )
        return tuple(Procedure.from_dict(json.loads(row[0])) for row in rows)

    def _versions(self) -> dict[str, list[Procedure]]:
        versions: dict[str, list[Procedure]] = {}
        for procedure in self.procedures():
            versions.setdefault(procedure.code, []).append(procedure)
        return versions

    def valid(self, code: str, day: date) -> Procedure | None:
        """The version of ``code`` for a dossier received on ``day``; the latest start of validity wins."""
        known = self._database.kept.get("versions", self._versions).get(code, [])
        versions = [item for item in known if item.valid_on(day)]
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
