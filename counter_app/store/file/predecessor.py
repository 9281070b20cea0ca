"""The file that a restore replaces: which numbers it had given, and whether its word is enough."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.store.core import engine
from counter_app.store.core.journal import Journal
from counter_app.store.file.checking import verify_chain
from counter_app.store.file.data_folder import INCOMING, drop
from counter_app.store.file.epochs import UNSURE_KEY
from counter_app.store.file.erasure_list import ErasedLine, erasures_in, read_erasures
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.witness import Mark, witnesses_in
from counter_app.store.file.witnessing import Doubt, doubt_of, highest
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.file.database import Database
    from counter_app.system.key_ring import OfficeKeys


@dataclass(kw_only=True)
class Known:
    """The known numbers given since: the highest of each series, and the last moment acts are known of.

    ``sure``: the replaced file was whole and no witness knows more.
    """

    sure: bool = False
    device: int = 0
    counters: list[tuple[str, str, int]] = field(default_factory=list)
    beyond: list[tuple[str, int]] = field(default_factory=list)
    last: Mark | None = None
    erasures: list[ErasedLine] = field(default_factory=list)
    told_of_erasures: bool = False
    """True if the replaced file, or a list beside a witness, tells which erasures there were."""
    looks: int = 0
    """The number of the last line of the replaced file's access book; 0 where none is known."""

    def ask(self, folder: Path, restored: Database) -> None:
        """Add what a witness knows; it overrules a replaced file that has lost what the witness saw."""
        with suppress(OSError):
            listed = read_erasures(folder, restored.journal.name())
            if listed is not None:
                self.erasures += listed
                self.told_of_erasures = True
        with suppress(OSError):
            mark = witnesses_in(folder).get(restored.journal.name())
            if mark is None:
                return
            self.counters += mark.triples()
            if doubt_of(restored.connection, mark) is not None:
                seen = max((seq for epoch, seq in self.beyond if epoch == mark.epoch), default=0)
                self.sure = self.sure and seen >= mark.seq
                self.beyond.append((mark.epoch, mark.seq))
            if self.last is None or mark.seq > self.last.seq:
                self.last = mark

    def doubt(self) -> Doubt:
        """The doubt that is left to a person, with the numbers known already."""
        last = self.last
        return Doubt(
            why="restored",
            epoch=last.epoch if last else "",
            seq=last.seq if last else 0,
            at=last.at if last else "",
            counters=tuple(highest(self.counters)),
        )


def known_of(path: Path, journal: str, keys: OfficeKeys | None = None) -> Known:
    """The numbers known to the file that is to be replaced; nothing when it is gone, damaged, of another journal, or
    encrypted with a key that ``keys`` do not have.
    """
    known = Known()
    if not path.is_file():
        return known
    # A copy is looked into: closing a damaged file would take its log away, which somebody may still read.
    look = path.with_name(f"{path.name}{INCOMING}-xem")
    try:
        for suffix in ("", "-wal", "-journal"):
            side = path.with_name(path.name + suffix)
            if side.exists():
                shutil.copyfile(side, look.with_name(look.name + suffix))
        reading = engine.look_into(look, HeldKeys(path, keys).key_for(path))
    except (OSError, engine.DatabaseError, StoreError):
        with suppress(OSError):
            drop(look)
        return known
    try:
        if Journal(reading).name() != journal:
            return known
        head, problems = verify_chain(reading)
        rows = reading.execute("SELECT name, period, last FROM counter").fetchall()
        meta = dict(tuple(row) for row in reading.execute("SELECT key, value FROM meta"))
        doubted = meta.get(UNSURE_KEY, "")
        known.counters = [tuple(row) for row in rows]
        known.beyond = [(meta["epoch"], head.seq), *Journal(reading).given_up()]
        known.device = int(meta["device"])
        known.erasures = erasures_in(reading)
        known.sure = not problems and not doubted and _pages_whole(reading)
        if doubted:
            known.counters += Doubt.from_text(doubted).counters
        known.told_of_erasures = known.sure
        known.looks = last_look(reading)
    except (engine.DatabaseError, ValueError, KeyError):
        known.sure = False
    finally:
        reading.close()
        with suppress(OSError):
            drop(look)
    return known


def last_look(connection: Connection) -> int:
    """The number of the last line of a file's access book; 0 in one of before there was a book."""
    with suppress(engine.DatabaseError):
        row = connection.execute("SELECT coalesce(max(seq), 0) AS last FROM access_line").fetchone()
        return int(row["last"])
    return 0


def _pages_whole(reading: Connection) -> bool:
    return [row["quick_check"] for row in reading.execute("PRAGMA quick_check").fetchall()] == [
        "ok"
    ]
