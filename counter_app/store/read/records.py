"""Prints, closed days, batches, settings, preferences and drafts read back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text, from_utc_text, utc_text
from counter_app.settings import OfficeSettings, Preferences
from counter_app.store.core.journal import head_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Row

    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One print of one document: state issued → printed → handed_over, or failed, or void.

    ``issue`` is the first print of the same issue (itself when ``copy_no`` is 0); ``form`` and ``number`` are empty and
    None for papers that are not numbered here; ``body`` is what the slip says beyond the dossier's own facts.
    """

    id: int
    document: str
    subject: str
    size: str
    issue: int
    copy_no: int
    form: str
    number: int | None
    body: dict[str, Any]
    reason: str
    head: str
    state: str
    issued_at: datetime
    state_at: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A closed day with its totals and the chain's head at that moment."""

    day: date
    seq: int
    to_seq: int
    head: bytes
    closed_at: datetime
    officer: str
    totals: dict[str, Any]

    @property
    def head_code(self) -> str:
        """The head as the closing sheet carries it."""
        return head_code(self.head)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBatch:
    """A batch that was written to a stick and read back."""

    number: int
    from_seq: int
    to_seq: int
    head: bytes
    sha256: str
    name: str
    volume: str
    written_at: datetime
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it was typed; ``body`` is JSON-safe."""

    id: str
    officer: str
    body: dict[str, Any]
    updated_at: datetime


class Records:
    """Reads what the smaller nouns left behind, and keeps this computer's own rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settings(self) -> OfficeSettings:
        """The office's settings."""
        return self._database.kept.get("settings", self._read_settings)

    def _read_settings(self) -> OfficeSettings:
        rows = self._database.connection.execute("SELECT key, value FROM office_setting").fetchall()
        return OfficeSettings.from_dict({row[0]: json.loads(row[1]) for row in rows})

    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self._database.kept.get("preferences", self._read_preferences)

    def _read_preferences(self) -> Preferences:
        rows = self._database.connection.execute("SELECT key, value FROM preference").fetchall()
        return Preferences.from_dict({row[0]: json.loads(row[1]) for row in rows})

    def keep_preferences(self, preferences: Preferences) -> None:
        """Keep this computer's preferences; outside the journal."""
        with self._database.jotting() as connection:
            connection.executemany(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                [(key, json.dumps(value)) for key, value in preferences.to_dict().items()],
            )
        self._database.rules_changed()

    def prints_of(self, subject: str) -> list[PrintJob]:
        """Every print about a subject, oldest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM print_job WHERE subject = ? ORDER BY id", (subject,)
        ).fetchall()
        return [_print(row) for row in rows]

    def print_job(self, job: int) -> PrintJob | None:
        """One print."""
        row = self._database.connection.execute(
            "SELECT * FROM print_job WHERE id = ?", (job,)
        ).fetchone()
        return _print(row) if row else None

    def unprinted(self, *, most: int = 100) -> list[PrintJob]:
        """Papers issued but never printed, oldest first: what the paper still owes the journal."""
        rows = self._database.connection.execute(
            "SELECT * FROM print_job WHERE state IN ('issued', 'failed') ORDER BY id LIMIT ?",
            (most,),
        ).fetchall()
        return [_print(row) for row in rows]

    def last_issue(self, subject: str, document: str) -> PrintJob | None:
        """The first print of the latest issue of a document about a subject; None when there is none that is valid."""
        row = self._database.connection.execute(
            "SELECT * FROM print_job WHERE subject = ? AND document = ? AND copy_no = 0 "
            "AND state <> 'void' ORDER BY id DESC LIMIT 1",
            (subject, document),
        ).fetchone()
        return _print(row) if row else None

    def next_copy(self, issue: int) -> int:
        """Which copy of an issue the next print is, from 1."""
        row = self._database.connection.execute(
            "SELECT coalesce(max(copy_no), 0) + 1 FROM print_job WHERE issue = ?", (issue,)
        ).fetchone()
        return int(row[0])

    def sealed_until(self) -> date | None:
        """The last day whose figures were closed or reported: nothing may be dated on it or before any more."""
        row = self._database.connection.execute(
            "SELECT max(day) FROM (SELECT max(day) AS day FROM day_close UNION ALL "
            "SELECT max(last) FROM report_issue WHERE last < day)"
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def closed_days(self, *, most: int = 60) -> list[ClosedDay]:
        """Closed days, latest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM day_close ORDER BY day DESC LIMIT ?", (most,)
        )
        return [_closed(row) for row in rows.fetchall()]

    def closed_day(self, day: date) -> ClosedDay | None:
        """The closing of a day, if it was closed."""
        row = self._database.connection.execute(
            "SELECT * FROM day_close WHERE day = ?", (day.isoformat(),)
        ).fetchone()
        return _closed(row) if row else None

    def batches(self, *, most: int = 60) -> list[WrittenBatch]:
        """Batches, latest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM batch ORDER BY number DESC LIMIT ?", (most,)
        )
        return [_batch(row) for row in rows.fetchall()]

    def exported_to(self) -> int:
        """Number of the last entry that is on a stick; 0 when none is."""
        row = self._database.connection.execute(
            "SELECT coalesce(max(to_seq), 0) FROM batch"
        ).fetchone()
        return int(row[0])

    def keep_draft(self, draft: str, officer: str, body: dict[str, Any], now: datetime) -> None:
        """Keep a form as it stands now."""
        with self._database.jotting() as connection:
            connection.execute(
                "INSERT INTO draft(id, officer, body, updated_at) VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
                "body = excluded.body, updated_at = excluded.updated_at",
                (draft, officer, json.dumps(body, ensure_ascii=False), utc_text(now)),
            )

    def drop_draft(self, draft: str) -> None:
        """Forget a form; its dossier was saved, or the officer cleared it."""
        with self._database.jotting() as connection:
            connection.execute("DELETE FROM draft WHERE id = ?", (draft,))

    def drop_drafts_naming(self, texts: Iterable[str]) -> None:
        """Forget every form in which one of these texts stands, whoever is filling it in."""
        with self._database.jotting() as connection:
            for text in texts:
                connection.execute(
                    "DELETE FROM draft WHERE instr(body, ?)",
                    (json.dumps(text, ensure_ascii=False)[1:-1],),
                )

    def drafts(self, officer: str) -> list[Draft]:
        """An officer's unfinished forms, latest first."""
        rows = self._database.connection.execute(
            "SELECT id, officer, body, updated_at FROM draft WHERE officer = ? ORDER BY updated_at DESC",
            (officer,),
        ).fetchall()
        return [
            Draft(
                id=row[0], officer=row[1], body=json.loads(row[2]), updated_at=from_utc_text(row[3])
            )
            for row in rows
        ]


def _print(row: Row) -> PrintJob:
    return PrintJob(
        id=row["id"],
        document=row["document"],
        subject=row["subject"],
        size=row["size"],
        issue=row["issue"],
        copy_no=row["copy_no"],
        form=row["form"],
        number=row["number"],
        body=json.loads(row["body"]),
        reason=row["reason"],
        head=row["head"],
        state=row["state"],
        issued_at=from_local_text(row["issued_at"]),
        state_at=from_local_text(row["state_at"]),
        error=row["error"],
    )


def _closed(row: Row) -> ClosedDay:
    return ClosedDay(
        day=date.fromisoformat(row["day"]),
        seq=row["seq"],
        to_seq=row["to_seq"],
        head=bytes(row["head"]),
        closed_at=from_local_text(row["closed_at"]),
        officer=row["officer"],
        totals=json.loads(row["totals"]),
    )


def _batch(row: Row) -> WrittenBatch:
    return WrittenBatch(
        number=row["number"],
        from_seq=row["from_seq"],
        to_seq=row["to_seq"],
        head=bytes(row["head"]),
        sha256=row["sha256"],
        name=row["name"],
        volume=row["volume"],
        written_at=from_local_text(row["written_at"]),
        officer=row["officer"],
    )
