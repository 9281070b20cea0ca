"""Taking batches in: any order, any number of times, from any folder, with the same result.

Every batch passes the gate (``superior/gate``) before it is opened, and the reader's gates before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.superior.batches.completing import complete, may_complete
from counter_app.superior.batches.gate import Gate, UnknownSenderError
from counter_app.superior.batches.noting import Candidate, Noting
from counter_app.superior.batches.putting_right import put_right
from counter_app.superior.batches.quarantine import Quarantine, Unknown
from counter_app.superior.batches.summary import Apart, Held, ImportSummary, Taken
from counter_app.superior.batches.trust import STRICT, Trust
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.folder import sender_path, stamp
from counter_app.superior.senders.residues import UnprovenError
from counter_app.superior.senders.sender import ForkError, Sender, make_sender
from counter_app.superior.senders.senders import Senders
from counter_app.superior.warehouse.keeping import keep_after_import
from counter_app.sync.batch.finding import Found, find_batches
from counter_app.sync.batch.manifest import MOST_BYTES, Manifest, refused
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.reader import read_manifest, require_undamaged, verify
from counter_app.system.incoming import read_some

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.gate import Admission
    from counter_app.superior.book.settlements import Settlements
    from counter_app.superior.book.standing import Standing
    from counter_app.sync.batch.reader import Batch

__all__ = ["Apart", "Held", "ImportSummary", "Taken", "import_batches", "take_waiting"]

Progress = Callable[[int, int, str], None]


def import_batches(
    directory: Path,
    superior_dir: Path,
    clock: Clock,
    *,
    trust: Trust = STRICT,
    progress: Progress | None = None,
) -> ImportSummary:
    """Take in every batch found in ``directory`` and those that waited for one of them.

    Each batch is one transaction; a second run changes nothing. What nobody known has signed is kept apart. Errors:
    BatchError when the folder cannot be read, StoreError when this computer's disk fails; what was taken in before
    stays.
    """
    try:
        found = find_batches(directory)
    except OSError as error:
        raise BatchError(
            _("Không đọc được thư mục {path}. Cắm lại USB hoặc chọn lại thư mục.").format(
                path=directory
            )
        ) from error
    with Arrivals(superior_dir) as arrivals, arrivals.alone():
        return _run(found, superior_dir, clock, arrivals, trust, progress)


def take_waiting(
    superior_dir: Path, clock: Clock, arrivals: Arrivals, trust: Trust
) -> ImportSummary:
    """Take in what waits here and may be taken now, after a key became known or a person let something in.

    Called while no other import runs. Errors: StoreError.
    """
    return _run(None, superior_dir, clock, arrivals, trust, None)


def _run(
    found: Found | None,
    folder: Path,
    clock: Clock,
    arrivals: Arrivals,
    trust: Trust,
    progress: Progress | None,
) -> ImportSummary:
    inbox = _Inbox(folder, clock, arrivals, trust)
    try:
        inbox.take(found, progress or (lambda _done, _total, _text: None))
    finally:
        inbox.close()
    trouble = keep_after_import(folder, clock, sorted(inbox.changed))
    inbox.summary.notes.extend([trouble] if trouble else [])
    return inbox.summary


_MOST_READ_AGAIN = 64 * 1024 * 1024
"""Bytes of known batches that are looked through for damage in one import: a stick keeps those of a year."""


class _Rooms:
    """The superior's own two rooms of batches: those that wait for another, and those kept apart."""

    def __init__(self, waiting: Holding, apart: Quarantine) -> None:
        self._waiting = waiting
        self._apart = apart

    def contain(self, path: Path) -> bool:
        """True if a batch lies in one of them, and was not brought today."""
        return self._waiting.contains(path) or self._apart.contains(path)

    def let_go(self, item: Candidate) -> None:
        """Drop a batch that is taken in, or refused for good."""
        if self._waiting.contains(item.path):
            self._waiting.drop(item.path)
        if self._apart.contains(item.path):
            self._apart.release(item.path, item.data)

    def keep_waiting(self, item: Candidate) -> None:
        """Keep a batch until the one before it comes."""
        if self._waiting.contains(item.path):
            return
        self._waiting.hold(item.path, item.manifest, item.data)
        if self._apart.contains(item.path):
            self._apart.release(item.path, item.data)


class _Inbox:
    """One import run: batches are taken in order, and the file of one sender is open at a time."""

    def __init__(self, folder: Path, clock: Clock, arrivals: Arrivals, trust: Trust) -> None:
        self.summary = ImportSummary()
        self.changed: set[str] = set()
        """Journals of which something new was taken in."""
        self._folder = folder
        self._clock = clock
        self._arrivals = arrivals
        self._noting = Noting(arrivals, clock, trust.by, self.summary)
        self._holding = Holding(folder)
        self._quarantine = Quarantine(folder, arrivals.quarantine, clock)
        self._rooms = _Rooms(self._holding, self._quarantine)
        self._gate = Gate(arrivals, self._quarantine, trust, clock, self.summary.notes.append)
        self._senders = Senders(folder, clock, arrivals.register)
        self._open: Sender | None = None
        self._unread = _MOST_READ_AGAIN

    def close(self) -> None:
        """Close the sender that is open, and write down how far it reaches now."""
        if self._open is None:
            return
        sender, self._open = self._open, None
        standing = None
        with suppress(StoreError, engine.DatabaseError, ValueError, TypeError):
            standing = sender.standing()
        sender.close()
        if standing:
            self._senders.note(standing, stamp(sender_path(self._folder, sender.journal)))

    def take(self, found: Found | None, progress: Progress) -> None:
        """Everything that was found on a stick (None: there is none), oldest first, together with what waited."""
        put_right(self._folder, self._clock, self._arrivals, self._senders, self.summary)
        waiting = (*self._holding.waiting(), *self._quarantine.waiting())
        brought = found.manifests if found else ()
        with self._arrivals.together():
            if found:
                self._noting.strays(found)
            ready = self._readable([*brought, *waiting])
            self._noting.unwritten()
        ready.sort(
            key=lambda item: (
                item.manifest.journal,
                item.manifest.from_seq,
                item.manifest.to_seq,
                item.path.name,
            )
        )
        for done, item in enumerate(ready):
            progress(done, len(ready), item.path.name)
            if not self._rooms.contain(item.path):
                self.summary.journals[item.manifest.journal] = item.manifest.office_number
            self._take_or_tell(item)
        progress(len(ready), len(ready), "")

    def _readable(self, paths: list[Path]) -> list[Candidate]:
        ready = []
        for path in paths:
            try:
                manifest, data = read_manifest(path)
                ready.append(Candidate(path=path, manifest=manifest, data=data))
            except BatchError as error:
                if _says(error, Code.INCOMPLETE):
                    self._noting.incomplete(path, error.problems[0])
                elif _says(error, Code.TOO_NEW):
                    _keep_newer(self._noting, self._quarantine, path, error)
                else:
                    self._noting.refused(path, error.problems, None)
        return ready

    def _take_or_tell(self, item: Candidate) -> None:
        """Take one batch; whatever becomes of it is told, and stops no other."""
        try:
            self._take_one(item)
        except ForkError as error:
            self._noting.branch(item, error)
            self._rooms.let_go(item)
        except UnknownSenderError as error:
            self._set_apart(item, error)
        except BatchError as error:
            if _says(error, Code.INCOMPLETE):
                self._noting.incomplete(item.path, error.problems[0])
                return
            self._noting.refused(item.path, error.problems, item)
            if not _says(error, *_MAY_PASS):
                self._rooms.let_go(item)

    def _set_apart(self, item: Candidate, error: UnknownSenderError) -> None:
        """Keep what nobody known has signed; what lay here already is not told again."""
        try:
            kept = self._quarantine.keep(item.path, error.unknown)
        except BatchError as full:
            self._noting.refused(item.path, full.problems, item)
            return
        if self._quarantine.contains(item.path):
            return
        self._noting.apart(item.path, kept, item.manifest)
        if self._holding.contains(item.path):
            self._holding.drop(item.path)

    def _take_one(self, item: Candidate) -> None:
        manifest = item.manifest
        sender = self._sender(manifest.journal)
        completed = False
        if sender and _follows(sender, manifest) and may_complete(sender, manifest):
            completed = self._complete(item, sender)
            sender = self._sender(manifest.journal)
        reached = sender.head().seq if sender else 0
        if sender and _is_here(sender, manifest):
            self._settle(item, known=not completed)
            return
        admission = self._gate.admit(item.path, manifest, item.data)
        with self._gate.opened(item.path, item.data, judged=False) as batch:
            if manifest.from_seq > reached + 1 or not _follows(sender, manifest):
                # nothing is said of a batch, and none kept, that does not hold together
                verify(batch)
            _require_not_rejected(self._arrivals.settlements, sender, manifest)
            if manifest.from_seq > reached + 1:
                self._wait_or_join(item, reached, admission)
                return
            if sender:
                _require_follows(sender, manifest)
            try:
                entries, standing = self._taken((batch,), admission)
            except UnprovenError as error:
                self._hold_unproven(item, admission, error)
                return
        self._settle(item, known=entries == 0)
        if entries:
            self._noting.taken(item, standing, entries)

    def _complete(self, item: Candidate, sender: Sender) -> bool:
        """Take whole what only figures are here of; whether there was any. ``sender`` is closed. Errors: BatchError."""
        try:
            admission = self._gate.admit(item.path, item.manifest, item.data)
            sender.office_bound = admission.office
            with self._gate.opened(item.path, item.data, judged=False) as batch:
                done = complete(self._folder, sender, batch, self._clock)
        finally:
            sender.close()  # another file may have its place
            self._open = None
        if done.entries:
            self.changed.add(sender.journal)
            self._noting.completed(item, done)
        return bool(done.entries)

    def _taken(self, batches: tuple[Batch, ...], admission: Admission) -> tuple[int, Standing]:
        """Take batches in, all or nothing; how many entries were new, and where the sender stands."""
        journal = batches[0].manifest.journal
        sender = self._sender(journal)
        if sender is None:
            taken = self._make(batches, admission)
        else:
            sender.office_bound = admission.office
            taken = sender.apply(*batches), sender.standing()
        self.changed.add(journal)
        return taken

    def _hold_unproven(self, item: Candidate, admission: Admission, error: UnprovenError) -> None:
        """An office of a large journal sends an erasure in a later batch than what it erased: both count together.

        Of a batch that nobody known has signed it is a change of what was recorded. Errors: BatchError.
        """
        if not admission.signed:
            raise refused([problem(Code.PAYLOAD_CHANGED, seq=error.seq)])
        self._rooms.keep_waiting(item)
        self._noting.held(item, item.manifest.to_seq + 1, 0, problem(error.code, seq=error.seq))

    def _wait_or_join(self, item: Candidate, reached: int, admission: Admission) -> None:
        """A batch after a gap is kept; where those that wait fill the gap, all are taken together."""
        with ExitStack() as opened:
            chain = self._chain(item, reached, opened)
            if chain:
                with suppress(UnprovenError):
                    entries, standing = self._taken(
                        tuple(batch for _item, batch in chain), admission
                    )
                    for one, _batch in chain:
                        self._settle(one, known=False)
                    self._noting.taken(item, standing, entries)
                    return
        self._rooms.keep_waiting(item)
        self._noting.held(item, reached + 1, item.manifest.from_seq - 1)

    def _chain(
        self, item: Candidate, reached: int, opened: ExitStack
    ) -> list[tuple[Candidate, Batch]]:
        """Waiting batches from after ``reached`` up to and with ``item``, opened; empty where one is missing."""
        waiting = _of_journal(self._holding.waiting(), item.manifest.journal)
        chain, next_seq = [], reached + 1
        while next_seq < item.manifest.from_seq and (found := waiting.get(next_seq)):
            self._gate.admit(found.path, found.manifest, found.data)
            chain.append((found, opened.enter_context(self._gate.opened(found.path, found.data))))
            next_seq = found.manifest.to_seq + 1
        if not chain or next_seq != item.manifest.from_seq:
            return []
        return [*chain, (item, opened.enter_context(self._gate.opened(item.path, item.data)))]

    def _sender(self, journal: str) -> Sender | None:
        """The copy of a journal; the one that was open is closed. Errors: BatchError for one that is put aside."""
        if self._open and self._open.journal == journal:
            return self._open
        self.close()
        known, _seen = self._senders.known.get(journal, (None, ""))
        if known and known.trouble:
            raise refused([problem(Code.ASIDE, detail=known.trouble)])
        try:
            self._open = Sender.open(self._folder, journal, self._clock)
        except StoreError as error:
            raise refused([problem(Code.ASIDE, detail=error.message)]) from error
        if self._open:
            self._open.dates_until = self._arrivals.settlements.dates_until(journal)
        return self._open

    def _make(self, batches: tuple[Batch, ...], admission: Admission) -> tuple[int, Standing]:
        """A journal seen for the first time: its file is made by its first batch, whole or not at all."""
        journal = batches[0].manifest.journal

        def fill(sender: Sender) -> tuple[int, Standing]:
            sender.dates_until = self._arrivals.settlements.dates_until(journal)
            sender.office_bound = admission.office
            return sender.apply(*batches), sender.standing()

        entries, standing = make_sender(self._folder, journal, self._clock, fill)
        self._senders.note(standing, stamp(sender_path(self._folder, journal)))
        computer = (standing.office, standing.device)
        if any(
            (other.office, other.device) == computer and other.journal != standing.journal
            for other, _seen in self._senders.known.values()
        ):
            self._noting.same_computer(standing)
        return entries, standing

    def _settle(self, item: Candidate, *, known: bool) -> None:
        self._rooms.let_go(item)
        if known and not self._rooms.contain(item.path):
            self._noting.known(item.path)
            self._unread -= item.manifest.payload_bytes
            if self._unread > 0:
                try:
                    require_undamaged(item.path, item.manifest)
                except BatchError as error:
                    self._noting.harmed(item.path, error.problems[0])


def _keep_newer(noting: Noting, quarantine: Quarantine, path: Path, error: BatchError) -> None:
    """A batch of a later version waits until this program can read it."""
    if quarantine.contains(path):
        return
    try:
        data = read_some(path, MOST_BYTES)
        unknown = Unknown(manifest=None, data=data, signer="", why=error.problems[0])
        noting.apart(path, quarantine.keep(path, unknown), None)
    except (BatchError, OSError):
        noting.refused(path, error.problems, None)


def _of_journal(paths: Iterable[Path], journal: str) -> dict[int, Candidate]:
    """Batches of a journal that can be read, by their first entry."""
    found = {}
    for path in paths:
        with suppress(BatchError):
            manifest, data = read_manifest(path)
            if manifest.journal == journal:
                found[manifest.from_seq] = Candidate(path=path, manifest=manifest, data=data)
    return found


def _is_here(sender: Sender, manifest: Manifest) -> bool:
    """True if everything in a batch is held already."""
    if manifest.to_seq > sender.head().seq:
        return False
    return sender.hash_at(manifest.to_seq).hex() == manifest.head


_MAY_PASS = (Code.ASIDE, Code.AHEAD, Code.UNREADABLE, Code.TOO_MANY_HELD, Code.SEALED)
"""The refusals of a waiting batch that are no fault of its own; they may be gone tomorrow."""


def _says(error: BatchError, *codes: Code) -> bool:
    return error.problems[0].startswith(tuple(f"[{code}]" for code in codes))


def _require_not_rejected(
    settlements: Settlements, sender: Sender | None, manifest: Manifest
) -> None:
    """A branch that people rejected, and have not taken since, does not wait for what is missing before it.

    Errors: ForkError.
    """
    before = manifest.from_seq - 1
    if sender and sender.hash_at(before).hex() == manifest.prev_head:
        return
    if settlements.rejecting(manifest.journal, manifest.prev_head):
        sentence = problem(Code.FORK, seq=before)
        raise ForkError(sentence, before, bytes.fromhex(manifest.prev_head))


def _follows(sender: Sender | None, manifest: Manifest) -> bool:
    """True if a batch continues the copy where it says."""
    return sender is None or sender.hash_at(manifest.from_seq - 1).hex() == manifest.prev_head


def _require_follows(sender: Sender, manifest: Manifest) -> None:
    """Requires that a batch continues the copy where it says. Errors: ForkError."""
    before = manifest.from_seq - 1
    if not _follows(sender, manifest):
        sentence = problem(Code.FORK, seq=before)
        raise ForkError(sentence, before, bytes.fromhex(manifest.prev_head))
