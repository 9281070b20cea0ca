"""The superior's own small store: what arrived when, under which hash, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store import engine

DATABASE_NAME = "cap-tren.db"
APPLICATION_ID = 0x51_4D_43_53  # "QMCS"
VERSION = 1
_PATIENCE_MS = 60_000
_SCHEMA = """
CREATE TABLE arrival(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  journal TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK(outcome IN ('imported','held','refused')), detail TEXT NOT NULL
) STRICT;
CREATE INDEX arrival_by_journal ON arrival(journal, id);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One batch as it came in; ``outcome`` is imported, held or refused, ``detail`` the problems, a line each.

    ``journal`` is empty and the numbers are 0 when the manifest could not be read.
    """

    at: datetime
    name: str
    sha256: str
    journal: str
    from_seq: int
    to_seq: int
    outcome: str
    detail: str


class Arrivals:
    """The book of arrivals; open it with ``with``."""

    def __init__(self, folder: Path) -> None:
        path = folder / DATABASE_NAME
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = engine.connect(path)
            self._prepare()
        except (OSError, engine.DatabaseError) as error:
            raise StoreError(
                _(
                    "Không mở được dữ liệu cấp trên ở {path}: {detail}. Chọn thư mục khác hoặc khôi phục."
                ).format(path=path, detail=error)
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _prepare(self) -> None:
        found = self._db.execute("PRAGMA application_id").fetchone()[0]
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found == APPLICATION_ID and version == VERSION:
            return
        if found or version:
            raise StoreError(
                _("Dữ liệu cấp trên do phiên bản khác tạo ra. Cập nhật chương trình rồi mở lại.")
            )
        self._db.execute("BEGIN IMMEDIATE")
        if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'arrival'").fetchone():
            for statement in _SCHEMA.strip().split(";\n"):
                self._db.execute(statement)
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.execute("COMMIT")

    def note(self, arrival: Arrival) -> None:
        """Write one line; the same refusal or hold of the same bytes is written once."""
        self._db.execute(
            "INSERT INTO arrival(at_utc, name, sha256, journal, from_seq, to_seq, outcome, detail) "
            "SELECT :at, :name, :sha256, :journal, :from_seq, :to_seq, :outcome, :detail WHERE NOT EXISTS("
            "SELECT 1 FROM arrival WHERE name = :name AND sha256 = :sha256 AND outcome = :outcome "
            "AND detail = :detail)",
            {
                "at": utc_text(arrival.at),
                "name": arrival.name,
                "sha256": arrival.sha256,
                "journal": arrival.journal,
                "from_seq": arrival.from_seq,
                "to_seq": arrival.to_seq,
                "outcome": arrival.outcome,
                "detail": arrival.detail,
            },
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it no other import runs on this folder; a second one waits, and gives up after a while.

        The lock is a transaction on a file of its own, so that it ends with the process that holds it.
        Errors: StoreError when the other one takes too long.
        """
        lock = engine.connect(self._folder / "dang-nhap.lock")
        try:
            lock.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            lock.execute("BEGIN EXCLUSIVE")
        except engine.DatabaseError as error:
            lock.close()
            raise StoreError(_("Đang có lần nhập khác chạy. Chờ nó xong rồi nhập lại.")) from error
        try:
            yield
        finally:
            lock.close()

    def latest(self, *, most: int = 100) -> list[Arrival]:
        """Arrivals, latest first."""
        rows = self._db.execute(
            "SELECT at_utc, name, sha256, journal, from_seq, to_seq, outcome, detail FROM arrival "
            "ORDER BY id DESC LIMIT ?",
            (most,),
        ).fetchall()
        return [
            Arrival(
                at=from_utc_text(row[0]),
                name=row[1],
                sha256=row[2],
                journal=row[3],
                from_seq=row[4],
                to_seq=row[5],
                outcome=row[6],
                detail=row[7],
            )
            for row in rows
        ]
