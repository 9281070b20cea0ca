"""One act being written: its events, the numbers it takes, and which of them change rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_date, utc_text
from counter_app.store.core.journal import Entry, Head, payload_text
from counter_app.system import chance

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.store.file.database import Database

_DAILY_KINDS = (
    "dossier.", "paper.", "ticket.", "batch.", "day.", "handover.", "certification.", "question.",
    "fee.", "report.", "posting.", "clock.", "officer.signed_in", "officer.sign_in_failed",
    "followup.", "request.", "copies.", "counter.", "queue.",
)  # fmt: skip
"""Kinds of events that change no rule: settings, staff, catalogue and calendar stay as they are."""


def changes_rules(kind: str) -> bool:
    """True if an event may change settings, staff, catalogue or calendar: a kept copy of them is stale then."""
    return not kind.startswith(_DAILY_KINDS)


def new_op() -> str:
    """A fresh operation id; minted when a command is built: a retry finds its first try."""
    return chance.random_bytes(16).hex()


class Transaction:
    """One act being written: every event recorded in it is committed together or not at all."""

    def __init__(self, database: Database, now: datetime, head: Head, *, flag: int = 0) -> None:
        self._database = database
        self._head = head
        self._flag = flag
        self.now = now
        self.entries: list[Entry] = []
        self.series: set[tuple[str, str]] = set()

    def record(
        self, kind: str, subject: str, payload: Mapping[str, Any], *, actor: str, op_id: str = ""
    ) -> Entry:
        """Append an event and project what the journal says of it; the returned entry carries its number.

        Errors: RuleError, before anything is written, for what no superior could take (``domain.journal.fields``).
        """
        from counter_app.domain.journal.fields import recordable_text
        from counter_app.store.projection import project

        database = self._database
        fields = (
            database.epoch,
            database.device,
            op_id or new_op(),
            kind,
            subject,
            actor,
            utc_text(self.now),
            local_date(self.now).isoformat(),
            self._flag,
        )
        body = recordable_text(fields, payload, payload_text)
        entry = database.journal.append(fields, body, self._head)
        self._head = Head(entry.seq, entry.hash, entry.at_utc)
        project(database.connection, entry, json.loads(body))
        if changes_rules(kind):
            database.rules_changed()
        self.entries.append(entry)
        return entry

    @property
    def head(self) -> Head:
        """The chain's end after what this act has recorded so far."""
        return self._head

    def head_hash(self) -> bytes:
        """The chain's hash after what this act has recorded so far."""
        return self._head.hash

    def next_number(self, name: str, period: str) -> int:
        """The next number of a series, under the write lock; taken once the event that carries it is recorded."""
        self.series.add((name, period))
        row = self._database.connection.execute(
            "SELECT last FROM counter WHERE name = ? AND period = ?", (name, period)
        ).fetchone()
        return int(row["last"]) + 1 if row else 1
