"""A sender's file: an ordinary data file that grows by batches instead of by acts at a counter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.clock import Clock
from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store import engine
from counter_app.store.journal import GENESIS, Entry, Head
from counter_app.store.projection import project
from counter_app.store.store import Store
from counter_app.superior.plausible import ImplausibleError, check_after, check_before
from counter_app.sync.lines import Line
from counter_app.sync.manifest import refused
from counter_app.sync.problems import Code, problem
from counter_app.sync.reader import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a sender: its office as its own journal names it, and how far its batches reach."""

    journal: str
    office: str
    name: str
    device: int
    seq: int
    last_day: str
    superior: str = ""
    sample: bool = False


class Sender:
    """One journal's copy with everything projected from it, so that the office's own reports run on it unchanged."""

    def __init__(self, journal: str, store: Store) -> None:
        self.journal = journal
        self.store = store

    @classmethod
    def open(cls, folder: Path, journal: str, clock: Clock) -> Sender | None:
        """The file of a journal that is known already. Errors: StoreError when it cannot be trusted."""
        path = sender_path(folder, journal)
        return cls(journal, Store.open(path, clock)) if path.is_file() else None

    @classmethod
    def open_or_create(cls, folder: Path, journal: str, clock: Clock) -> Sender:
        """The file of a journal, new if need be. Errors: StoreError."""
        found = cls.open(folder, journal, clock)
        return found or cls(journal, Store.create(sender_path(folder, journal), clock))

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def head(self) -> Head:
        """How far the copy reaches."""
        return self.store.journal.head()

    def entry(self, seq: int) -> Entry | None:
        """One entry of the copy."""
        return next((entry for entry, _salt, _body in self.store.journal.walk(seq, seq)), None)

    def hash_at(self, seq: int) -> bytes:
        """The chain's hash at ``seq``; the chain's beginning for 0. The copy must reach that far."""
        entry = self.entry(seq)
        return entry.hash if entry else GENESIS

    def standing(self) -> Standing:
        """The sender as its own journal describes it."""
        settings = self.store.records.settings()
        last = self.entry(self.head().seq)
        return Standing(
            journal=self.journal,
            office=settings.number,
            name=settings.name,
            device=last.device if last else 0,
            seq=last.seq if last else 0,
            last_day=last.local_date if last else "",
            superior=settings.superior_name,
            sample=settings.sample,
        )

    def apply(self, batch: Batch) -> int:
        """Take in the part of a verified batch that is new; all of it or nothing. The number of entries taken.

        Errors: BatchError for a fork, a gap, an impossible event; StoreError for this computer's disk.
        """
        try:
            with self._transaction():
                return self._take_all(batch)
        except engine.DatabaseError as error:
            raise StoreError(
                _(
                    "Chưa nhập được vào dữ liệu cấp trên: {detail}. Kiểm tra chỗ trống ổ đĩa rồi nhập lại."
                ).format(detail=error)
            ) from error

    def _take_all(self, batch: Batch) -> int:
        head, taken = self.head(), 0
        for line in batch.lines():
            if self._take(line, head):
                head = Head(line.entry.seq, line.entry.hash)
                taken += 1
        return taken

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        connection = self.store.database.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _take(self, line: Line, head: Head) -> bool:
        """Take one line after ``head``; False when it was known."""
        entry = line.entry
        if entry.seq <= head.seq:
            if self.hash_at(entry.seq) != entry.hash:
                raise refused([fork_problem(entry, head)])
            return False
        if entry.seq != head.seq + 1 or entry.prev_hash != head.hash:
            raise refused([problem(Code.FORK, seq=entry.seq)])
        payload = line.payload
        try:
            check_before(self.store, line, payload)
            self.store.journal.adopt(entry, line.salt, line.body)
            project(self.store.database.connection, entry, payload)
            check_after(self.store, line, payload)
            if entry.kind == "journal.erased":
                self.store.database.drop_payloads([int(seq) for seq in payload["residues"]])
        except Exception as error:
            if _is_ours(error):
                raise
            detail = (
                str(error)
                if isinstance(error, ImplausibleError)
                else f"{type(error).__name__}: {error}"
            )
            raise refused([problem(Code.IMPOSSIBLE, seq=entry.seq, detail=detail)]) from error
        return True


def _is_ours(error: Exception) -> bool:
    """Whether a failure is this computer's disk or file; anything else that an event causes is the event's fault."""
    return isinstance(error, engine.OperationalError) or type(error) is engine.DatabaseError


def fork_problem(entry: Entry, head: Head) -> str:
    """The sentence for an entry that differs from the one we hold under the same number."""
    if entry.kind == "epoch.began":
        return problem(Code.ROLLBACK, first=entry.seq, last=head.seq)
    return problem(Code.FORK, seq=entry.seq)


def sender_path(folder: Path, journal: str) -> Path:
    """Where a journal's copy lies; ``journal`` is 16 hexadecimal digits, checked with the manifest."""
    return folder / "don-vi" / f"{journal}.db"


def known_journals(folder: Path) -> list[str]:
    """Every journal with a copy here."""
    return sorted(path.stem for path in (folder / "don-vi").glob("*.db"))
