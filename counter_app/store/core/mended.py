"""Entries that travel otherwise than they were recorded, as ``journal.mended`` says (``domain/journal/mending``).

In the office's own file they stand as they were recorded; in a copy that was made of batches, as they travelled. The
events say both, so the chain is proved everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.office.events import JOURNAL_MENDED

if TYPE_CHECKING:
    from counter_app.store.core.journal import Journal, Stored

SUBJECT = "journal:mended"
"""The subject of every mending."""
_HEADER = (
    "seq", "epoch", "device", "op_id", "kind", "subject", "actor", "at_utc", "local_date", "clock_flag",
)  # fmt: skip


class MendedEntry(NamedTuple):
    """The mending of one entry: header fields by name as (recorded, travelling), parts of its payload, the rule."""

    header: Mapping[str, tuple[Any, Any]]
    parts: tuple[str, ...]
    rule: int

    def travelling(self, row: Stored) -> Stored:
        """A row as it was recorded, as it travels."""
        return self._put(row, 0)

    def recorded(self, row: Stored) -> Stored:
        """A row as it travelled, as it was recorded; one that is so already stays."""
        return self._put(row, 1)

    def _put(self, row: Stored, found: int) -> Stored:
        """The fields that are what stands at ``found`` of the pair, as the other of it."""
        if not self.header:
            return row
        named = zip(_HEADER, row.header, strict=True)
        fields: Any = tuple(
            self.header[name][1 - found]
            if name in self.header and self.header[name][found] == value
            else value
            for name, value in named
        )
        return row._replace(header=fields)

    def was(self) -> dict[str, Any]:
        """The fields that travel otherwise, as they were recorded."""
        return {name: pair[0] for name, pair in self.header.items()}


def mended_entries(journal: Journal) -> dict[int, MendedEntry]:
    """Every mended entry by its number; a later word on one holds. Errors: ValueError for what no mending says."""
    found: dict[int, MendedEntry] = {}
    for payload in journal.said(JOURNAL_MENDED, SUBJECT):
        found |= said_mended(payload)
    return found


def said_mended(payload: Mapping[str, Any]) -> dict[int, MendedEntry]:
    """The mended entries one event names. Errors: ValueError, TypeError for another shape."""
    return {
        int(seq): MendedEntry(
            {str(name): (pair[0], pair[1]) for name, pair in header.items()},
            tuple(map(str, parts)),
            int(payload["rule"]),
        )
        for seq, header, parts in payload["entries"]
    }
