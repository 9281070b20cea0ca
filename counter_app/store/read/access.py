"""Lines of the access book, as reports and whoever asks about a citizen's data read them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.access.look import AccessLine, Door, Look, Way, sees
from counter_app.domain.clock import from_utc_text
from counter_app.store.file.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from sqlite3 import Row


_LINE = (
    "SELECT l.seq, l.at_utc, l.officer, l.way, l.door, l.subject, l.rows, l.whom, s.body "
    "FROM access_line l LEFT JOIN access_said s ON s.seq = l.seq "
)


class AccessReads(Reading):
    """Reads the access book."""

    def between(
        self, first: date, last: date, *, officer: str = "", subject: str = "", most: int = 100_000
    ) -> list[AccessLine]:
        """The lines of some days, both included, oldest first; the latest ``most`` of them."""
        rows = self.rows(
            _LINE
            + "WHERE l.local_date BETWEEN :first AND :last AND (:officer = '' OR l.officer = :officer) "
            "AND (:subject = '' OR l.subject = :subject) ORDER BY l.seq DESC LIMIT :most",
            {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "officer": officer,
                "subject": subject,
                "most": most,
            },
        )
        return [_line(row) for row in reversed(rows)]

    def about(self, dossiers: Mapping[int, str]) -> list[AccessLine]:
        """Every line that saw one of these dossiers (number → code), oldest first."""
        return [line for line in self._naming(dossiers) if sees(line.look, dossiers)]

    def numbers_of(self, codes: Collection[str]) -> list[int]:
        """The numbers in the file of dossiers by their codes; unknown ones are passed over."""
        if not codes:
            return []
        rows = self.rows(
            "SELECT d.id FROM json_each(?) c JOIN dossier d ON d.code = c.value",
            (json.dumps(list(codes)),),
        )
        return [row["id"] for row in rows]

    def _naming(self, dossiers: Mapping[int, str]) -> Iterator[AccessLine]:
        """Lines that may be about dossiers: of all others nobody needs to look closer."""
        rows = self.rows(
            _LINE
            + "WHERE l.whom <> '' OR l.subject IN (SELECT value FROM json_each(?)) ORDER BY l.seq",
            (json.dumps(list(dossiers.values())),),
        )
        return map(_line, rows)


def _line(row: Row) -> AccessLine:
    said = json.loads(row["body"] or "{}")
    return AccessLine(
        seq=row["seq"],
        look=Look(
            officer=row["officer"],
            way=Way(row["way"]),
            door=Door(row["door"]),
            at=from_utc_text(row["at_utc"]),
            subject=row["subject"],
            rows=row["rows"],
            whom=row["whom"],
            **said,
        ),
        blanked=row["body"] is None,
    )
