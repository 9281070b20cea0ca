"""Queue groups, sectors and procedures read back."""

from __future__ import annotations

import json
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.sectors import Procedure, QueueGroup, Sector
from counter_app.domain.catalogue.versions import version_for
from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Row

    from counter_app.domain.catalogue.matching import SearchIndex
    from counter_app.domain.catalogue.posting import Posting


class Catalogue(Reading):
    """Reads the catalogue."""

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
        rows = self.rows("SELECT letter, name FROM queue_group ORDER BY letter")
        return tuple(QueueGroup(letter=row["letter"], name=row["name"]) for row in rows)

    def _read_sectors(self) -> tuple[Sector, ...]:
        rows = self.rows("SELECT key, name, queue, ord FROM sector ORDER BY ord, key")
        return tuple(
            Sector(key=row["key"], name=row["name"], queue=row["queue"], order=row["ord"])
            for row in rows
        )

    def _read_procedures(self) -> tuple[Procedure, ...]:
        rows = self.rows("SELECT body FROM procedure ORDER BY code, valid_from")
        return tuple(Procedure.from_dict(json.loads(row["body"])) for row in rows)

    def _versions(self) -> dict[str, list[Procedure]]:
        versions: dict[str, list[Procedure]] = {}
        for procedure in self.procedures():
            versions.setdefault(procedure.code, []).append(procedure)
        return versions

    def _versions_of(self, code: str) -> tuple[Procedure, ...]:
        rows = self.rows("SELECT body FROM procedure WHERE code = ? ORDER BY valid_from", (code,))
        return tuple(Procedure.from_dict(json.loads(row["body"])) for row in rows)

    def versions(self, code: str) -> list[Procedure]:
        """Every version of ``code``, the earliest start of validity first; of no other anything is read."""
        kept = self._database.kept.get("versions by code", _no_versions)
        if code not in kept and (found := self._versions_of(code)):
            kept[code] = found
        return list(kept.get(code, ()))

    def valid(self, code: str, day: date) -> Procedure | None:
        """The version of ``code`` for a dossier received on ``day``; the latest start of validity wins."""
        versions = [item for item in self.versions(code) if item.valid_on(day)]
        return max(versions, key=lambda item: item.valid_from or date.min, default=None)

    def search(self, text: str, day: date, *, most: int = 30) -> list[Procedure]:
        """Procedures valid on ``day`` by code, initials, synonym or words without accents; best first."""
        indexes = self._database.kept.get("search by day", _no_indexes)
        if day not in indexes:
            indexes.clear()
            indexes[day] = _index(item for item in self.procedures() if item.valid_on(day))
        return _looked_up(indexes[day], text, most)

    def find(self, text: str) -> list[Procedure]:
        """Every version of every procedure that fits ``text``, in force or not; best first."""
        return _looked_up(
            self._database.kept.get("search", lambda: _index(self.procedures())), text
        )

    def usual(self, day: date) -> Mapping[str, Procedure]:
        """For each code the version in force on ``day``, else the one that begins last."""
        kept = self._database.kept.get("usual by day", _nothing_usual)
        if day not in kept:
            kept.clear()
            versions = self._database.kept.get("versions", self._versions)
            found = ((code, version_for(items, day)) for code, items in versions.items())
            usual = {code: item for code, item in found if item is not None}
            kept[day] = MappingProxyType(usual)
        return kept[day]

    def version(self, code: str, valid_from: date | None) -> Procedure | None:
        """The version of ``code`` that begins on ``valid_from``."""
        return next((item for item in self.versions(code) if item.valid_from == valid_from), None)

    def postings(self) -> dict[tuple[str, date | None], Posting]:
        """The latest check of each posted version, by code and start of validity."""
        rows = self.rows(
            "SELECT code, valid_from, checked_at, officer, place, accurate, online, note FROM posting"
        )
        found = (_posting(row) for row in rows)
        return {(item.code, item.valid_from): item for item in found}


def _looked_up(index: SearchIndex, text: str, most: int | None = None) -> list[Procedure]:
    """The procedures that fit a text, or else the letters that keys of a typing method stand for in it."""
    found = index.find(text, most)
    if found or not text.isascii():
        return found
    from counter_app.domain.catalogue.matching import LONGEST
    from counter_app.domain.lettering.bare_keys import letters_for_keys

    meant = letters_for_keys(text[:LONGEST])
    return index.find(meant, most) if meant else found


def _nothing_usual() -> dict[date, Mapping[str, Procedure]]:
    return {}


def _no_versions() -> dict[str, tuple[Procedure, ...]]:
    return {}


def _no_indexes() -> dict[date, SearchIndex]:
    """The indexes of the day that was asked for last; a program may run for weeks."""
    return {}


def _index(procedures: Iterable[Procedure]) -> SearchIndex:
    from counter_app.domain.catalogue.matching import SearchIndex

    return SearchIndex(procedures)


def _posting(row: Row) -> Posting:
    from counter_app.domain.catalogue.posting import Posting

    return Posting(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        checked_at=from_local_text(row["checked_at"]),
        officer=row["officer"],
        place=row["place"],
        accurate=bool(row["accurate"]),
        online=bool(row["online"]),
        note=row["note"],
    )
