"""A sender's file: an ordinary data file that grows by batches instead of by acts at a counter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.clock import Clock
from counter_app.domain.dossier import MOVES, Act, State
from counter_app.errors import BatchError, StoreError
from counter_app.i18n import _
from counter_app.store import engine
from counter_app.store.journal import GENESIS, Entry, Head
from counter_app.store.projection import project
from counter_app.store.store import Store
from counter_app.sync.lines import Line
from counter_app.sync.manifest import is_text, refused
from counter_app.sync.problems import Code, problem
from counter_app.sync.reader import Batch

_OFFICE = re.compile(r"[0-9]{5}")


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
                return sum(self._take(line) for line in batch.lines())
        except engine.DatabaseError as error:
            raise StoreError(
                _(
                    "Chưa nhập được vào dữ liệu cấp trên: {detail}. Kiểm tra chỗ trống ổ đĩa rồi nhập lại."
                ).format(detail=error)
            ) from error

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

    def _take(self, line: Line) -> bool:
        entry, head = line.entry, self.head()
        if entry.seq <= head.seq:
            if self.hash_at(entry.seq) != entry.hash:
                raise refused([fork_problem(entry, head)])
            return False
        if entry.seq != head.seq + 1 or entry.prev_hash != head.hash:
            raise refused([problem(Code.FORK, seq=entry.seq)])
        try:
            self._check_possible(line)
            self.store.journal.adopt(entry, line.salt, line.body)
            project(self.store.database.connection, entry, line.payload)
            self._check_readable(line)
        except BatchError:
            raise
        except Exception as error:
            if _is_ours(error):
                raise
            detail = f"{type(error).__name__}: {error}"
            raise refused([problem(Code.IMPOSSIBLE, seq=entry.seq, detail=detail)]) from error
        if entry.kind == "journal.erased":
            self.store.database.drop_payloads([int(seq) for seq in line.payload["residues"]])
        return True

    def _check_possible(self, line: Line) -> None:
        """A move must start from the state that the copy knows; else the batch waits for a person."""
        entry = line.entry
        if entry.kind not in ("dossier.moved", "dossier.returned"):
            return
        payload = line.payload
        act = Act.RETURN if entry.kind == "dossier.returned" else payload.get("act")
        dossier = payload.get("dossier")
        known = self.store.dossiers.by_id(dossier) if isinstance(dossier, int) else None
        if (
            known is None
            or not isinstance(act, str)
            or act not in set(Act)
            or known.code != entry.subject
        ):
            raise refused([problem(Code.IMPOSSIBLE, seq=entry.seq, detail=entry.subject)])
        allowed, target = MOVES[Act(act)]
        if known.state not in allowed or payload.get("state") != target:
            detail = f"{entry.subject}: {State(known.state).name} → {act}"
            raise refused([problem(Code.IMPOSSIBLE, seq=entry.seq, detail=detail)])

    def _check_readable(self, line: Line) -> None:
        """What an event left in the tables must read back as what it stands for; any error here is the event's."""
        kind = line.entry.kind
        if kind.startswith("dossier."):
            dossier = self.store.dossiers.by_code(line.entry.subject)
            if dossier is None:
                raise ValueError(line.entry.subject)
        elif kind == "office.changed":
            settings = self.store.records.settings()
            names_fit = is_text(settings.name, 300) and is_text(settings.superior_name, 300)
            if not (names_fit and _OFFICE.fullmatch(settings.number)):
                raise ValueError("office")


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
