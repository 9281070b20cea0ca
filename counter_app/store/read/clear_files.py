"""Files in clear that the program wrote: kept outside the journal, for they lie on this computer alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearFile:
    """A file as it was written: ``size`` in bytes, ``own``: into the program's own folder of papers."""

    path: str
    day: date
    size: int
    sha256: str
    own: bool


class ClearFileReads(Reading):
    """Keeps which files were written."""

    def keep(self, item: ClearFile) -> None:
        """Keep that a file was written; one of before under the same name is gone."""
        with self._database.jotting("clear_file") as connection:
            connection.execute(
                "INSERT OR REPLACE INTO clear_file(path, day, size, sha256, own) VALUES(?, ?, ?, ?, ?)",
                (item.path, item.day.isoformat(), item.size, item.sha256, int(item.own)),
            )

    def every(self) -> list[ClearFile]:
        """All of them, the oldest first."""
        return [
            ClearFile(
                path=row["path"],
                day=date.fromisoformat(row["day"]),
                size=row["size"],
                sha256=row["sha256"],
                own=bool(row["own"]),
            )
            for row in self.rows("SELECT * FROM clear_file ORDER BY day, path")
        ]

    def due(self, before: date) -> bool:
        """True if one of the program's own folder was written before a day."""
        asked = "SELECT 1 FROM clear_file WHERE own = 1 AND day < ? LIMIT 1"
        return self.one(asked, (before.isoformat(),)) is not None

    def forget(self, paths: Iterable[str]) -> None:
        """These files are gone, or somebody's own by now."""
        with self._database.jotting("clear_file") as connection:
            connection.executemany(
                "DELETE FROM clear_file WHERE path = ?", [(path,) for path in paths]
            )
