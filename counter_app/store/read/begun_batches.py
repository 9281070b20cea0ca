"""Batches of which this computer began to write and does not know that they were finished."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from counter_app.domain.clock import from_local_text, local_text
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

_KEY = "begun_batches"
MOST = 20
"""So many are remembered; the oldest goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunBatch:
    """A batch as it was begun: its entries, the stick by the name people know it by, who began and when; ``again`` as
    in ``WrittenBatch``.
    """

    number: int
    from_seq: int
    to_seq: int
    volume: str
    at: datetime
    officer: str
    again: int | None = None


class BegunBatches(Reading):
    """Keeps it beside the preferences, outside the journal: what did not come to be is no act of the office."""

    def every(self) -> list[BegunBatch]:
        """All that were begun and not written since, the latest first.

        The journal knows what was written; who was cut off before the note beside it was gone left the note.
        """
        return [item for item in self._noted() if not self._written_since(item)]

    def _noted(self) -> list[BegunBatch]:
        text = self.value("SELECT value FROM preference WHERE key = ?", (_KEY,))
        return [_begun(said) for said in json.loads(text)] if text else []

    def _written_since(self, item: BegunBatch) -> bool:
        found = self.value(
            "SELECT 1 FROM batch WHERE from_seq <= ? AND to_seq >= ? AND number >= ?",
            (item.from_seq, item.to_seq, item.number),
        )
        return found is not None

    def keep(self, item: BegunBatch) -> None:
        """Remember one before anything of it lies on the stick. Errors: StoreError."""
        others = [known for known in self._noted() if _named(known) != _named(item)]
        self._write([item, *others][:MOST])

    def forget(self, item: BegunBatch) -> None:
        """Nothing of this one is left on the stick. Errors: StoreError."""
        known = self._noted()
        left = [other for other in known if _named(other) != _named(item)]
        if len(left) < len(known):
            self._write(left)

    def finished(self, from_seq: int, to_seq: int) -> None:
        """These entries were written and read back: what was begun with them is done. Errors: StoreError."""
        known = self._noted()
        left = [item for item in known if not from_seq <= item.from_seq <= item.to_seq <= to_seq]
        if len(left) < len(known):
            self._write(left)

    def _write(self, items: list[BegunBatch]) -> None:
        text = json.dumps([_said(item) for item in items], ensure_ascii=False)
        with self._database.jotting("preference") as connection:
            connection.execute(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) "
                "DO UPDATE SET value = excluded.value",
                (_KEY, text),
            )


def _named(item: BegunBatch) -> tuple[int, int, int, str]:
    return (item.number, item.from_seq, item.to_seq, item.volume)


def _said(item: BegunBatch) -> dict[str, Any]:
    return {
        "number": item.number,
        "from_seq": item.from_seq,
        "to_seq": item.to_seq,
        "volume": item.volume,
        "at": local_text(item.at),
        "officer": item.officer,
        "again": item.again,
    }


def _begun(said: dict[str, Any]) -> BegunBatch:
    return BegunBatch(**(said | {"at": from_local_text(said["at"])}))
