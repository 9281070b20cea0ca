"""The file's rows of dossiers, compared with the journal's: equal rows are done with at once.

Nothing of them is written anywhere. A row that differs, or changes again, is projected and compared like every table.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from counter_app.store.core import engine
from counter_app.store.projection.held_tables import AT_ONCE, HeldTables, Life, read_life
from counter_app.values import override

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

_CHOSEN = ",".join("?" * AT_ONCE)
_ROWS = f"SELECT * FROM dossier WHERE id IN ({_CHOSEN})"
_SPANS = f"SELECT * FROM dossier_span WHERE dossier IN ({_CHOSEN}) ORDER BY dossier, seq"
SEEN_OFF = {"dossier": "id", "dossier_span": "dossier, seq"}
"""The tables most rows of which never reach the throw-away database, with their order."""


class SettledTables(HeldTables):
    """Tables of a throw-away database that takes only dossiers of which the file says something else."""

    def __init__(
        self, connection: Connection, live: Connection, last: int, *, searched: bool = True
    ) -> None:
        super().__init__(connection, searched=searched)
        self._live = live
        self._settled = bytearray(last + 1)
        """By number: 1 for a dossier that stands in the file as it should, with its spans."""
        self._counted = dict.fromkeys(SEEN_OFF, 0)

    def settled(self, dossier: object) -> bool:
        """True if a dossier was seen off."""
        return (
            isinstance(dossier, int)
            and 0 <= dossier < len(self._settled)
            and self._settled[dossier] == 1
        )

    def first_unlike(self, table: str) -> tuple[Any, ...] | None:
        """The first row of one of ``SEEN_OFF`` that file and journal do not share."""
        counted = f"SELECT count(*) FROM {table}"
        found = self._live.execute(counted).fetchone()[0]
        left = self._run(counted).fetchone()[0]
        if found == self._counted[table] and not left:
            return None  # each row of the file is one that was seen off
        question = f"SELECT * FROM {table} ORDER BY {SEEN_OFF[table]}"
        ours = (mine for mine in _rows(self._live, question) if not self.settled(mine[0]))
        return next(
            (
                mine or other or ("",)
                for mine, other in zip_longest(ours, _rows(self._connection, question))
                if mine != other
            ),
            None,
        )

    @override
    def _brought(self, dossier: int) -> Life:
        if not self.settled(dossier):
            return super()._brought(dossier)
        # The file said the same when it was seen off, so what stands there is what the journal has said so far.
        life = read_life(self._live, dossier, kept=False)
        self._count(dossier, life, 0)
        return life

    @override
    def _write_lives(self, lives: dict[int, Life]) -> None:
        for dossier in self._alike(lives):
            life = lives.pop(dossier)
            if life.kept:
                self._drop(dossier)
            self._count(dossier, life, 1)
        super()._write_lives(lives)

    def _count(self, dossier: int, life: Life, settled: int) -> None:
        self._settled[dossier] = settled
        sign = 1 if settled else -1
        self._counted["dossier"] += sign
        self._counted["dossier_span"] += sign * len(life.spans)

    def _alike(self, lives: dict[int, Life]) -> list[int]:
        """Those that stand in the file as they are."""
        chosen = [*lives, *([-1] * (AT_ONCE - len(lives)))]
        rows = {found[0]: found for found in _rows(self._live, _ROWS, chosen)}
        spans: dict[int, list[list[Any]]] = {}
        for span in _rows(self._live, _SPANS, chosen):
            spans.setdefault(span[0], []).append(list(span))
        return [
            dossier
            for dossier, life in lives.items()
            if life.row is not None
            and rows.get(dossier) == tuple(life.row.values())
            and spans.get(dossier) == life.spans
        ]


def _rows(connection: Connection, question: str, values: list[int] | None = None) -> Iterator[Any]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return engine.rows_of(cursor.execute(question, values or ()))
