"""Looks that wait to be written into the access book: none of them makes anybody wait for a disk.

They are written with the next act, in its transaction, or within a second by whoever was asked to; a program that is
killed loses those of that second. What a disk refuses waits for the next try, and is lost only past ``MOST_WAITING``:
how many is a line of its own.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from counter_app.store.core import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from sqlite3 import Connection

    from counter_app.domain.access.look import Look
    from counter_app.store.core.journal import Head

MOST_WAITING = 5_000


class WaitingLooks:
    """Shared by an office and its twins, whatever thread they work on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks: list[Look] = []
        self.lost = 0
        self.noted = 0
        """The number of looks noted since the file was opened."""
        self.refused = False
        """True if the last try to write failed."""
        self.came: Callable[[], object] | None = None
        """Told when the first look waits; may be called from any thread."""

    def __len__(self) -> int:
        return len(self._looks)

    def add(self, look: Look) -> None:
        """Let a look wait for being written down."""
        with self._lock:
            first = not self._looks
            self.noted += 1
            self._looks.append(look)
            self._spill()
        if first and self.came is not None:
            self.came()

    def blank(self, dossiers: Mapping[int, str]) -> None:
        """Take what is personal out of looks at dossiers (number → code) that are being erased."""
        from counter_app.domain.access.look import blanked, sees

        with self._lock:
            self._looks = [blanked(look) if sees(look, dossiers) else look for look in self._looks]

    def take(self) -> list[Look]:
        """Everything that waits, to be written now, behind the line that says how many looks were lost before."""
        with self._lock:
            looks, self._looks = self._looks, []
            lost, self.lost = (self.lost, 0) if looks else (0, self.lost)
        if not lost:
            return looks
        from counter_app.domain.access.look import Door, Look

        first = looks[0]
        told = Look(officer="", way=first.way, door=Door.LOST, at=first.at, rows=lost)
        return [told, *looks]

    def written(self, looks: Sequence[Look]) -> None:
        """The looks that were taken are in the file."""
        self.refused = self.refused and not looks

    def put_back(self, looks: Sequence[Look]) -> None:
        """The looks that were taken could not be written."""
        if looks:
            with self._lock:
                self._looks = [*looks, *self._looks]
                self._spill()
                self.refused = True

    def _spill(self) -> None:
        over = len(self._looks) - MOST_WAITING
        if over <= 0:
            return
        from counter_app.domain.access.look import Door

        for look in self._looks[:over]:
            self.lost += look.rows if look.door is Door.LOST else 1
        del self._looks[:over]


def write_along(connection: Connection, looks: Sequence[Look], head: Head) -> bool:
    """Add looks to the book inside a transaction; whether they will be in the file with it.

    A book that cannot be written stops no act: it is left as it was, and ``check`` says what is wrong with it.
    """
    from counter_app.store.core.access_book import AccessLines

    if not looks:
        return True
    try:
        connection.execute("SAVEPOINT looks")
        AccessLines(connection).append(looks, head)
        connection.execute("RELEASE looks")
    except engine.DatabaseError:
        with suppress(engine.DatabaseError):
            connection.execute("ROLLBACK TO looks")
            connection.execute("RELEASE looks")
        return False
    return True


def take_along(connection: Connection, looks: WaitingLooks, head: Head) -> tuple[list[Look], bool]:
    """Everything that waits, written at the end of an act; whether it will be in the file with it."""
    taken = looks.take()
    return taken, write_along(connection, taken, head)
