"""A sender's file: an ordinary data file that grows by batches instead of by acts at a counter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from counter_app.domain.clock import Clock, local_date
from counter_app.domain.journal.fields import is_day
from counter_app.domain.journal.payloads import payload_trouble
from counter_app.domain.office.events import EPOCH_BEGAN, OFFICE_CHANGED
from counter_app.domain.text import clean
from counter_app.errors import BatchError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.journal import GENESIS, Entry, Head
from counter_app.store.core.trouble import from_system
from counter_app.store.file.anchors import contradicted
from counter_app.store.file.filling import filling
from counter_app.store.store import Store
from counter_app.superior.book.copy_keys import held_for
from counter_app.superior.book.folder import (
    clear,
    known_journals,
    making_path,
    put_in_place,
    sender_path,
    set_aside,
)
from counter_app.superior.book.standing import Standing
from counter_app.superior.senders.invariants import ImplausibleError, check_after, check_before
from counter_app.superior.senders.residues import Residues
from counter_app.superior.senders.soundness import damaged, is_damage, of_disk, require_sound
from counter_app.superior.senders.taking import RefusedRowError, Taking
from counter_app.sync.batch.manifest import Content, refused
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.reader import verify
from counter_app.system.garbage import uncollected
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.sync.batch.lines import Line
    from counter_app.sync.batch.reader import Batch

__all__ = ["ForkError", "Sender", "Standing", "known_journals", "make_sender", "sender_path"]

T = TypeVar("T")

LONGEST_NAME = 300
MANY = 2_000
"""So many entries of a first batch are worth making indexes after them."""
DAYS_AHEAD = 1
"""An entry may be dated so many days after today here; clocks differ."""


class ForkError(BatchError):
    """A batch of another branch: its entry ``seq`` with ``hash`` is not the one that is held under that number."""

    def __init__(self, sentence: str, seq: int, digest: bytes) -> None:
        super().__init__(refused([]).message, [sentence])
        self.seq = seq
        self.hash = digest


class Sender:
    """One journal's copy with everything projected from it; the office's own reports run on it unchanged."""

    def __init__(self, journal: str, store: Store) -> None:
        self.journal = journal
        self.store = store
        self.dates_until, self.office_bound = "", ""
        """The day up to which entries may be dated although it is to come, as a person decided."""

    @classmethod
    def open(cls, folder: Path, journal: str, clock: Clock) -> Sender | None:
        """The file of a journal that is known already. Errors: StoreError when it cannot be trusted."""
        path = sender_path(folder, journal)
        if not path.is_file():
            return None
        held = held_for(folder, path)
        require_sound(path, held.keys.data if held.keys else None)
        try:
            return cls(journal, Store.open(path, clock, held=held))
        except engine.DatabaseError as error:
            raise of_disk(path, error) from error
        except (ValueError, TypeError) as error:
            raise damaged(path, error) from error

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def head(self) -> Head:
        """The reach of the copy."""
        return self.store.journal.head()

    def entry(self, seq: int) -> Entry | None:
        """One entry of the copy."""
        return next((entry for entry, _salt, _body in self.store.journal.walk(seq, seq)), None)

    def hash_at(self, seq: int) -> bytes:
        """The chain's hash at ``seq``; the chain's beginning for 0. The copy must reach that far."""
        entry = self.entry(seq)
        return entry.hash if entry else GENESIS

    def holds(self, seq: int, head: str) -> bool:
        """True if entry ``seq`` is here with this hash (64 hex digits)."""
        entry = self.entry(seq) if seq else None
        return entry is not None and entry.hash.hex() == head

    def standing(self) -> Standing:
        """The sender as its own journal describes it. Errors: StoreError for settings that cannot be."""
        settings = self.store.settings.office()
        last = self.entry(self.head().seq)
        epochs, began = self._epochs()
        named = (settings.name, settings.superior_name)
        if payload_trouble(OFFICE_CHANGED, {"settings": self._settings_as_they_are()}) or (
            last and not is_day(last.local_date)
        ):
            raise damaged(sender_path(Path(), self.journal), ValueError("office"))
        name, superior = (clean(text[: 10 * LONGEST_NAME])[:LONGEST_NAME] for text in named)
        return Standing(
            journal=self.journal,
            office=settings.number,
            name=name,
            device=last.device if last else 0,
            seq=last.seq if last else 0,
            last_day=last.local_date if last else "",
            superior=superior,
            sample=settings.sample is True,
            epochs=epochs,
            restored=began if epochs > 1 else "",
        )

    def _settings_as_they_are(self) -> dict[str, object]:
        """The settings before they are brought within bounds: a number mended to another names another office."""
        rows = self.store.database.connection.execute(
            "SELECT key, value FROM office_setting"
        ).fetchall()
        return {row["key"]: json.loads(row["value"]) for row in rows}

    def _epochs(self) -> tuple[int, str]:
        row = self.store.database.connection.execute(
            "SELECT count(*) AS number, max(local_date) AS began FROM journal "
            "WHERE subject GLOB 'epoch:*' AND kind = 'epoch.began'"
        ).fetchone()
        return int(row["number"]), str(row["began"] or "")

    def apply(self, *batches: Batch) -> int:
        """Take in what is new of verified batches, each following the one before; all or nothing. How many entries.

        Errors: BatchError for a fork, a gap, an impossible event, another office; UnprovenError for what was erased
        without an erasure; StoreError for this computer's disk.
        """
        try:
            with self._writing(), self._for_so_many(batches), uncollected():
                residues, reached = Residues(), self.head().seq
                taken = sum(self._take_all(batch, residues) for batch in batches)
                residues.require_proven()
                self._require_office()
                self._require_agreeing(reached)
                return taken
        except BatchError:
            for batch in batches:
                verify(batch)  # what is wrong with a batch itself comes first
            raise
        except engine.IntegrityError as error:  # at the end: something is about what never was
            raise _impossible(batches[-1].manifest.to_seq, error) from error

    def _for_so_many(self, batches: tuple[Batch, ...]) -> AbstractContextManager[None]:
        """A new file is filled at once; to one that is there a day is added."""
        first = self.head().seq == 0 and batches[-1].manifest.to_seq >= MANY
        return filling(self.store.database.connection) if first else nullcontext()

    def _require_office(self) -> None:
        """Errors: BatchError for a journal that says it is another office's than its key was enrolled for."""
        found = self.store.settings.office().number
        if self.office_bound and found != self.office_bound:
            office = self.office_bound
            raise refused([problem(Code.OTHER_OFFICE, found=found, office=office)])

    def _require_agreeing(self, reached: int) -> None:
        """Errors: BatchError for new entries whose papers, batches or signed closings are of another chain."""
        wrong = contradicted(self.store.database.connection, reached)
        if wrong:
            raise refused([problem(Code.IMPOSSIBLE, seq=wrong[0], detail=wrong[1])])

    def replay(self, entries: Iterator[tuple[Line, dict[str, object]]]) -> int:
        """Take in entries of another copy that were judged before, with their payloads. The number taken.

        Errors: StoreError for this computer's disk.
        """
        with self._writing():
            taking, taken = Taking(self.store), 0
            for line, payload in entries:
                taking.adopt(line, payload)
                taken += 1
            taking.finish()
            return taken

    def retake(self, entries: Iterator[tuple[Line, dict[str, Any]]]) -> None:
        """Like ``replay``, of entries of which some are whole for the first time: each must have been possible.

        Errors: BatchError; StoreError for this computer's disk.
        """
        with self._writing(), filling(self.store.database.connection), uncollected():
            taking, seq = Taking(self.store), 0
            for line, payload in entries:
                seq = line.entry.seq
                _let_happen(taking, line, payload)
            _finish(taking, seq)
            self._require_office()
            self._require_agreeing(0)

    def _take_all(self, batch: Batch, residues: Residues) -> int:
        head, taken, taking = self.head(), 0, Taking(self.store)
        reached = head.seq, head.hash
        vouched = batch.manifest.content is Content.MINIMAL
        latest = max(self._latest_day(), self.dates_until)
        for line in batch.lines():
            entry = line.entry
            if entry.seq > reached[0] and entry.local_date > latest:
                day = short_date(date.fromisoformat(entry.local_date))
                raise refused([problem(Code.AHEAD, seq=entry.seq, day=day)])
            if entry.seq <= reached[0]:
                self._require_known(entry, head)
                continue
            _take(taking, line, reached)
            residues.see(line, vouched=vouched)
            reached = entry.seq, entry.hash
            taken += 1
        _finish(taking, reached[0])
        return taken

    def _latest_day(self) -> str:
        return (local_date(self.store.clock.now()) + timedelta(days=DAYS_AHEAD)).isoformat()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction. Errors: StoreError when the disk fails, BatchError when the file itself is damaged."""
        try:
            with self._transaction():
                yield
        except engine.DatabaseError as error:
            if is_damage(error):
                trouble = of_disk(sender_path(Path(), self.journal), error)
                raise refused([problem(Code.ASIDE, detail=trouble.message)]) from error
            if isinstance(error, StoreError | engine.IntegrityError):
                raise
            raise StoreError(
                _(
                    "Chưa nhập được vào dữ liệu cấp trên: {detail}. Kiểm tra chỗ trống ổ đĩa rồi nhập lại."
                ).format(detail=error)
            ) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        database = self.store.database
        database.connection.execute("BEGIN IMMEDIATE")
        # What follows from an entry may be written before the dossier it is about; at the end all must fit.
        database.connection.execute("PRAGMA defer_foreign_keys = ON")
        try:
            yield
            database.connection.execute("COMMIT")
        except BaseException:
            with suppress(engine.DatabaseError):
                if database.connection.in_transaction:
                    database.connection.execute("ROLLBACK")
            database.rules_changed()
            raise

    def _require_known(self, entry: Entry, head: Head) -> None:
        """Errors: ForkError for an entry that is another than the one we hold under its number."""
        if self.hash_at(entry.seq) != entry.hash:
            raise ForkError(fork_problem(entry, head), entry.seq, entry.hash)


def _take(taking: Taking, line: Line, reached: tuple[int, bytes]) -> None:
    """Take one line after the entry with this number and hash. Errors: BatchError."""
    entry = line.entry
    if entry.seq != reached[0] + 1 or entry.prev_hash != reached[1]:
        raise ForkError(problem(Code.FORK, seq=entry.seq), entry.seq - 1, entry.prev_hash)
    _let_happen(taking, line, line.payload)


def _let_happen(taking: Taking, line: Line, payload: dict[str, Any]) -> None:
    """Adopt one line. Errors: BatchError where it cannot have happened."""
    try:
        check_before(taking, line, payload)
        taking.adopt(line, payload)
        check_after(taking, line, payload)
    except Exception as error:
        raise _impossible(line.entry.seq, error) from error


def _finish(taking: Taking, seq: int) -> None:
    """Write what is in memory still; ``seq`` is the last entry's number. Errors: BatchError."""
    try:
        taking.finish()
    except Exception as error:
        at = error.seq if isinstance(error, RefusedRowError) else seq
        raise _impossible(at, error) from error


def _impossible(seq: int, error: Exception) -> Exception:
    """The refusal of an event that cannot be; a failure of this computer's disk or file stays what it is."""
    if _is_ours(error):
        return error
    told = isinstance(error, ImplausibleError | RefusedRowError)
    detail = str(error) if told else f"{type(error).__name__}: {str(error)[:200]}"
    return refused([problem(Code.IMPOSSIBLE, seq=seq, detail=detail)])


def _is_ours(error: Exception) -> bool:
    """True if a failure is this computer's disk or file; anything else that an event causes is the event's fault."""
    return isinstance(error, engine.OperationalError) or type(error) is engine.DatabaseError


def fork_problem(entry: Entry, head: Head) -> str:
    """The sentence for an entry that differs from the one we hold under the same number."""
    if entry.kind == EPOCH_BEGAN:
        return problem(Code.ROLLBACK, first=entry.seq, last=head.seq)
    return problem(Code.FORK, seq=entry.seq)


def make_sender(
    folder: Path,
    journal: str,
    clock: Clock,
    fill: Callable[[Sender], T],
    before_it_counts: Callable[[T], None] | None = None,
) -> T:
    """Make a journal's copy: whole and under its name when this returns, or not at all. What ``fill`` returned.

    It is made aside, filled, closed, synced and then named. Errors: whatever ``fill`` raises; StoreError for the disk.
    """
    making, final = making_path(folder, journal), sender_path(folder, journal)
    try:
        clear(making)
        if not final.exists():
            set_aside(
                final, "hong", clock.now()
            )  # a log whose file is gone would be played into the new one
        held = held_for(folder, making)
        sender = Sender(journal, Store.create(making, clock, durable=False, held=held))
        try:
            with engine.unlogged(sender.store.database.connection):
                filled = fill(sender)
        finally:
            sender.close()
        if before_it_counts:
            before_it_counts(filled)
        put_in_place(making, final)
    except BaseException as error:
        with suppress(OSError):
            clear(making)
        if isinstance(error, OSError):
            raise from_system(error, making) from error
        raise
    return filled
