"""Taking lines into a sender's file: the journal's rows, what follows from them, and whether each can have happened.

Rows rest in memory and are written some hundreds at once (``store/projection/held_tables``). Nobody at the superior
looks for a citizen by the words of a name, or is offered what an office wrote: of those tables a sender's file has
none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.office.events import JOURNAL_ERASED
from counter_app.store.core.journal import WITHHELD, payload_text
from counter_app.store.file.database import changes_rules
from counter_app.store.file.erasing import drop_payloads
from counter_app.store.projection import apply
from counter_app.store.projection.held_tables import HeldTables
from counter_app.values import override

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Row
    from counter_app.store.store import Store
    from counter_app.sync.batch.lines import Line

_ROWS_AT_ONCE = 500


class RefusedRowError(ValueError):
    """The error of a row that a table refuses; ``seq`` is the number of the entry that its dossier began with."""

    def __init__(self, seq: int, detail: str) -> None:
        super().__init__(detail)
        self.seq = seq


class ReceivedTables(HeldTables):
    """The tables of a sender's file; ``written`` holds what the event in hand wrote of dossiers."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.database.connection, searched=False)
        self.written: list[Row] = []

    @override
    def add_dossier(self, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
        super().add_dossier(columns, values)
        self.written.append(self._lives[values[0]].row or {})

    @override
    def change_dossier(self, dossier: int, columns: Row) -> None:
        super().change_dossier(dossier, columns)
        self.written.append(columns)


class Taking:
    """Grows one sender's file within one transaction; ``finish`` writes what is in memory still."""

    def __init__(self, store: Store) -> None:
        self.tables = ReceivedTables(store)
        self.store = store
        self._entries: list[Entry] = []
        self._bodies: list[tuple[int, bytes, str]] = []

    def adopt(self, line: Line, payload: dict[str, Any]) -> None:
        """Write an entry and what follows from it. Errors: whatever an event that cannot be raises."""
        tables, entry = self.tables, line.entry
        self._entries.append(entry)
        self._bodies.append(
            (entry.seq, WITHHELD if line.salt is None else line.salt, _body_of(line))
        )
        if len(self._entries) >= _ROWS_AT_ONCE:
            self.write_entries()
        tables.written.clear()
        tables.plain = line.plain
        apply(tables, entry, payload)
        if changes_rules(entry.kind):
            self.store.database.rules_changed()
        if entry.kind == JOURNAL_ERASED:
            self.write_entries()
            drop_payloads(self.store.database, [int(seq) for seq in payload["residues"]])

    def write_entries(self) -> None:
        """Write the entries that wait; the journal can be asked about them then."""
        self.store.journal.adopt_all(self._entries, self._bodies)
        self._entries.clear()
        self._bodies.clear()

    def finish(self) -> None:
        """Write everything. Errors: RefusedRowError."""
        self.write_entries()
        self.tables.flush()
        for seq, error in self.tables.refused:
            raise RefusedRowError(seq, f"{type(error).__name__}: {str(error)[:200]}") from error


def _body_of(line: Line) -> str:
    """The text of a payload, or what came along of it."""
    if line.body is not None:
        return line.body
    return payload_text(line.residue or {}) if line.text is None else str(line.text, "utf-8")
