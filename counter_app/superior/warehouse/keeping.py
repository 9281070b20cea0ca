"""Keeping the warehouse as the senders' files are: after an import, and before every report that asks it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind, at_opening, from_system
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.folder import known_journals, sender_path, stamp, viewing
from counter_app.superior.senders.senders import Senders
from counter_app.superior.warehouse.columns import TABLES, number_of
from counter_app.superior.warehouse.contents import (
    CONTENTS,
    Contents,
    Leaf,
    Stood,
    require_as_written,
)
from counter_app.superior.warehouse.drafts import Drafts, clear_drafts
from counter_app.superior.warehouse.lines import erased_since, lines_of
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender

NEEDED = ("duckdb", "ibis", "packaging")
"""The modules of the extra ``superior``."""
LINES_AT_ONCE = 2_000_000
"""So many fresh lines are put into leaves together; they wait on the disk, not in memory."""


def warehouse_path(folder: Path) -> Path:
    """The place of the warehouse in a superior's folder."""
    return folder / "kho"


def is_installed() -> bool:
    """True if this computer has what the warehouse needs."""
    return all(find_spec(name) is not None for name in NEEDED)


def is_kept(folder: Path) -> bool:
    """True if a warehouse was begun here and can be used."""
    return (warehouse_path(folder) / CONTENTS).is_file() and is_installed()


def require_installed() -> None:
    """Errors: RuleError where the extra is not there."""
    if not is_installed():
        raise RuleError(
            _(
                "Máy này chưa cài phần kho số liệu (counter-app[superior]). Cài phần đó, hoặc chọn --engine files."
            ),
            field="engine",
            rule="engine_missing",
        )


def keep_after_import(folder: Path, clock: Clock, journals: Sequence[str]) -> str:
    """Take what an import brought into the warehouse, where there is one; why that failed, or nothing.

    The import stands whatever happens here: the next report takes what is missing.
    """
    if not journals or not is_kept(folder):
        return ""
    try:
        Keeping(folder, clock).keep(journals)
    except (StoreError, RuleError) as error:
        return error.message
    return ""


def warehouse_wrong(folder: Path) -> str:
    """A sentence about a warehouse that is not as it was written; empty where it is, or where there is none."""
    place = warehouse_path(folder)
    if not (place / CONTENTS).is_file():
        return ""
    try:
        contents = Contents(place)
        try:
            require_as_written(place, contents.leaves() if contents.is_of_today() else [])
        finally:
            contents.close()
    except StoreError as error:
        return error.message
    except engine.DatabaseError as error:
        return at_opening(error, place / CONTENTS).message
    return ""


def take_anew(folder: Path, journal: str) -> None:
    """Let the next report take all of a sender again, whose past came anew; where there is no warehouse, nothing.

    Errors: StoreError.
    """
    place = warehouse_path(folder)
    if not (place / CONTENTS).is_file():
        return
    try:
        contents = Contents(place)
        try:
            with contents.alone():
                contents.forget([journal])
        finally:
            contents.close()
    except engine.DatabaseError as error:
        raise at_opening(error, place / CONTENTS) from error


class Keeping:
    """Brings the warehouse up to the senders' files; ``with`` it, nobody else changes it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        require_installed()
        self._superior = folder
        self._folder = warehouse_path(folder)
        self._clock = clock
        self.standings: list[Standing] = []
        """Of each sender that was looked at, those put aside too."""

    def again(self) -> list[Leaf]:
        """Throw away what there is and take everything anew; the leaves there are now. Errors: StoreError."""
        try:
            contents = Contents(self._folder)
            try:
                with (
                    contents.alone()
                ):  # else an import that is at it would sweep the new files away
                    contents.empty()
            finally:
                contents.close()
        except engine.DatabaseError as error:
            if isinstance(error, engine.DiskError) and error.kind is not Kind.DAMAGED:
                raise at_opening(error, self._folder / CONTENTS) from error
            self._remove_contents()
        except OSError as error:
            raise from_system(error, self._folder) from error
        return self.keep()

    def _remove_contents(self) -> None:
        for name in (CONTENTS, f"{CONTENTS}-wal", f"{CONTENTS}-shm"):
            try:
                files.remove(self._folder / name)
            except OSError as error:
                raise from_system(error, self._folder) from error

    def keep(self, journals: Sequence[str] | None = None) -> list[Leaf]:
        """Take what is new of these senders, of all for None; the leaves there are now. Errors: StoreError."""
        self.standings = []
        book = Arrivals.open_known(self._superior)
        try:
            contents = Contents(self._folder)
            try:
                with contents.alone():
                    clear_drafts(self._folder)
                    self._renew(contents, book, journals)
                    leaves = contents.leaves()
            finally:
                contents.close()
        except OSError as error:
            raise from_system(error, self._folder) from error
        except engine.DatabaseError as error:
            raise at_opening(error, self._folder / CONTENTS) from error
        finally:
            if book:
                book.close()
        self._sweep(leaves)
        return leaves

    def _renew(
        self, contents: Contents, book: Arrivals | None, journals: Sequence[str] | None
    ) -> None:
        senders = Senders(
            self._superior, self._clock, book.register if book else None, only=journals
        )
        known = known_journals(self._superior) if journals is None else list(journals)
        stood = contents.stood(journals)
        work = _Work(contents, self._folder, stood)
        try:
            with viewing(self._superior):
                for journal in known:
                    self.standings.append(self._look(senders, journal, work))
            if journals is None:
                work.forget(stood.keys() - set(known))
            work.put()
        finally:
            work.close()

    def _look(self, senders: Senders, journal: str, work: _Work) -> Standing:
        """A sender as it stands; its file is opened only where something in it is new."""
        standing, _seen = senders.known.get(journal, (None, ""))
        if standing and senders.fits(journal):
            known = work.stood.get(journal)
            if known and known.stamp == stamp(sender_path(self._superior, journal)):
                return standing
        standing, taken = senders.visit(journal, work.take)
        if taken is not None:
            seen = stamp(sender_path(self._superior, journal))
            work.note(journal, Stood(taken.seq, taken.head, seen))
        return standing

    def _sweep(self, leaves: Iterable[Leaf]) -> None:
        """Remove files that count no longer, and what a cut run left; what somebody holds open goes next time."""
        names = {leaf.name for leaf in leaves}
        for table in TABLES:
            for path in (self._folder / table).glob("*.parquet"):
                if path.stem not in names:
                    with suppress(OSError):
                        files.remove(path)


class _Work:
    """Collects fresh lines of one sender after another and puts them into leaves, many at a time."""

    def __init__(self, contents: Contents, folder: Path, stood: dict[str, Stood]) -> None:
        self.stood = stood
        self._contents = contents
        self._folder = folder
        self._drafts = Drafts(folder)
        self._renewed: set[int] = set()
        self._taken: dict[str, Stood] = {}

    def take(self, sender: Sender) -> Stood:
        """Write down what is new of a sender, or all of it where it is not what it was; how far it reaches."""
        journal = sender.journal
        known, head = self.stood.get(journal), sender.head()
        # Until it is put, nothing counts as taken: a file that breaks half way is begun again.
        self._contents.forget([journal])
        since = known.seq if known and _goes_on(sender, known) else 0
        number = number_of(journal)
        if not since:
            self._renewed.add(number)
        for line in lines_of(sender.store, number, since):
            self._drafts.add(line)
        return Stood(head.seq, head.hash.hex(), "")

    def note(self, journal: str, stood: Stood) -> None:
        """A sender whose lines are all there."""
        self._taken[journal] = stood
        if self._drafts.lines >= LINES_AT_ONCE:
            self.put()

    def forget(self, journals: Collection[str]) -> None:
        """Senders whose files are gone."""
        self._contents.forget(journals)
        self._renewed.update(map(number_of, journals))

    def put(self) -> None:
        """Put what was collected into leaves. Errors: OSError, StoreError."""
        if self._taken or self._renewed:
            from counter_app.superior.warehouse.leaves import put_into_leaves

            put_into_leaves(self._folder, self._contents, self._drafts, self._renewed)
            self._contents.note(self._taken)
        self.close()
        self._drafts = Drafts(self._folder)
        self._renewed, self._taken = set(), {}

    def close(self) -> None:
        """Remove what was collected and not put."""
        self._drafts.close()
        self._drafts.remove()


def _goes_on(sender: Sender, known: Stood) -> bool:
    """True if a file is the one whose lines were taken, with more at its end and nothing erased since."""
    entry = sender.entry(known.seq)
    return (
        entry is not None
        and entry.hash.hex() == known.head
        and not erased_since(sender.store.database.connection, known.seq)
    )
