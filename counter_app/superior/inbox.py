"""Taking batches in: any order, any number of times, from any folder, with the same result."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import Clock, local_date
from counter_app.errors import BatchError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.superior.arrivals import Arrival, Arrivals
from counter_app.superior.folder import sender_path, stamp
from counter_app.superior.putting_right import put_right
from counter_app.superior.sender import ForkError, Sender, make_sender
from counter_app.superior.senders import Senders
from counter_app.superior.summary import Held, ImportSummary, Taken
from counter_app.superior.waiting_batches import Holding
from counter_app.superior.warehouse.keeping import keep_after_import
from counter_app.sync.finding import Found, find_batches
from counter_app.sync.manifest import Manifest, refused
from counter_app.sync.names import MANIFEST_SUFFIX, stem_of
from counter_app.sync.problems import Code, problem
from counter_app.sync.reader import Batch, open_batch, read_manifest
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from counter_app.superior.standing import Standing

__all__ = ["Held", "ImportSummary", "Taken", "import_batches"]

Progress = Callable[[int, int, str], None]


def import_batches(
    directory: Path, superior_dir: Path, clock: Clock, *, progress: Progress | None = None
) -> ImportSummary:
    """Take in every batch found in ``directory`` and those that waited for one of them.

    Each batch is one transaction; a second run changes nothing. Errors: BatchError when the folder cannot be read,
    StoreError when this computer's disk fails; what was taken in before stays.
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
        inbox = _Inbox(superior_dir, clock, arrivals)
        try:
            inbox.take(found, progress or (lambda _done, _total, _text: None))
        finally:
            inbox.close()
    trouble = keep_after_import(superior_dir, clock, sorted(inbox.changed))
    inbox.summary.notes.extend([trouble] if trouble else [])
    return inbox.summary


class _Inbox:
    """One import run: batches are taken in order, and the file of one sender is open at a time."""

    def __init__(self, folder: Path, clock: Clock, arrivals: Arrivals) -> None:
        self.summary = ImportSummary()
        self.changed: set[str] = set()
        """Journals of which something new was taken in."""
        self._folder = folder
        self._clock = clock
        self._arrivals = arrivals
        self._holding = Holding(folder)
        self._senders = Senders(folder, clock, arrivals.register)
        self._open: Sender | None = None

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

    def take(self, found: Found, progress: Progress) -> None:
        """Everything that was found, oldest first, together with what waited."""
        put_right(self._folder, self._clock, self._arrivals, self._senders, self.summary)
        with self._arrivals.together():
            self._note_strays(found)
            ready = self._readable([*found.manifests, *self._holding.waiting()])
        ready.sort(
            key=lambda item: (item[1].journal, item[1].from_seq, item[1].to_seq, item[0].name)
        )
        for done, (path, manifest) in enumerate(ready):
            progress(done, len(ready), path.name)
            try:
                self._take_one(path, manifest)
            except ForkError as error:
                self._refuse_branch(path, manifest, error)
            except BatchError as error:
                self._refuse(path, error.problems, manifest)
                if self._holding.contains(path) and not _may_pass_later(error):
                    self._holding.drop(path)
        progress(len(ready), len(ready), "")

    def _note_strays(self, found: Found) -> None:
        for path in found.lonely:
            missing = stem_of(path.name) + MANIFEST_SUFFIX
            self._incomplete(path, problem(Code.INCOMPLETE, name=missing))
        for path in found.odd:
            self._refuse(path, (problem(Code.RENAMED),), None)
        for path in found.packed:
            self._refuse(path, (problem(Code.PACKED),), None)
        if found.nothing:
            self.summary.nothing = True
            self.summary.notes.append(
                _(
                    "Không thấy gói dữ liệu nào trong thư mục này. Chọn USB hoặc thư mục HS_… của đơn vị gửi."
                )
            )
        if found.cut:
            self.summary.notes.append(
                _(
                    "Thư mục có quá nhiều tệp hoặc tầng, chưa xem hết. Sao chép riêng thư mục HS_… ra rồi nhập lại."
                )
            )

    def _readable(self, paths: list[Path]) -> list[tuple[Path, Manifest]]:
        ready = []
        for path in paths:
            try:
                ready.append((path, read_manifest(path)[0]))
            except BatchError as error:
                if error.problems[0].startswith(f"[{Code.INCOMPLETE}]"):
                    self._incomplete(path, error.problems[0])
                else:
                    self._refuse(path, error.problems, None)
        return ready

    def _incomplete(self, path: Path, reason: str) -> None:
        self.summary.incomplete.append(path.name)
        self.summary.notes.append(f"{path.name}: {reason}")

    def _take_one(self, path: Path, manifest: Manifest) -> None:
        sender = self._sender(manifest.journal)
        head = sender.head() if sender else None
        reached = head.seq if head else 0
        if (
            sender
            and manifest.to_seq <= reached
            and sender.hash_at(manifest.to_seq).hex() == manifest.head
        ):
            self._settle(path, known=True)
            return
        with open_batch(path) as batch:
            self._require_not_rejected(sender, manifest)
            if manifest.from_seq > reached + 1:
                self._hold(path, batch, reached)
                return
            if sender:
                _require_follows(sender, manifest)
                entries, standing = sender.apply(batch), sender.standing()
            else:
                entries, standing = self._make(batch)
        self._settle(path, known=entries == 0)
        if entries:
            self._imported(path, manifest, standing, entries)

    def _require_not_rejected(self, sender: Sender | None, manifest: Manifest) -> None:
        """A branch that people rejected, and have not taken since, does not wait for what is missing before it.

        Errors: ForkError.
        """
        before = manifest.from_seq - 1
        if sender and sender.hash_at(before).hex() == manifest.prev_head:
            return
        if self._arrivals.settlements.rejecting(manifest.journal, manifest.prev_head):
            sentence = problem(Code.FORK, seq=before)
            raise ForkError(sentence, before, bytes.fromhex(manifest.prev_head))

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

    def _make(self, batch: Batch) -> tuple[int, Standing]:
        """A journal seen for the first time: its file is made by its first batch, whole or not at all."""
        journal = batch.manifest.journal

        def fill(sender: Sender) -> tuple[int, Standing]:
            sender.dates_until = self._arrivals.settlements.dates_until(journal)
            return sender.apply(batch), sender.standing()

        entries, standing = make_sender(self._folder, journal, self._clock, fill)
        self._senders.note(standing, stamp(sender_path(self._folder, journal)))
        self._note_same_computer(standing)
        return entries, standing

    def _note_same_computer(self, standing: Standing) -> None:
        """A second journal of the same computer is worth a question."""
        computer = (standing.office, standing.device)
        if any(
            (other.office, other.device) == computer and other.journal != standing.journal
            for other, _seen in self._senders.known.values()
        ):
            self.summary.notes.append(
                _(
                    "Đơn vị {office}, máy {device} gửi một nhật ký mới, khác nhật ký đã có. Gọi đơn vị hỏi lý do."
                ).format(office=standing.office, device=standing.device)
            )

    def _hold(self, path: Path, batch: Batch, reached: int) -> None:
        manifest = batch.manifest
        if not self._holding.contains(path):
            self._holding.hold(batch)
        held = Held(
            name=path.name,
            office=manifest.office_number,
            missing_from=reached + 1,
            missing_to=manifest.from_seq - 1,
        )
        if held not in self.summary.held:
            self.summary.held.append(held)
        self._note(path, manifest, "held", held.reason)

    def _settle(self, path: Path, *, known: bool) -> None:
        if self._holding.contains(path):
            self._holding.drop(path)
        elif known:
            self.summary.already_known.append(path.name)

    def _imported(self, path: Path, manifest: Manifest, standing: Standing, entries: int) -> None:
        self.changed.add(manifest.journal)
        self.summary.imported.append(Taken(name=path.name, office=standing.office, entries=entries))
        self._note(path, manifest, "imported", "")
        if standing.office != manifest.office_number:
            self.summary.notes.append(
                _(
                    "{name}: tệp kê khai ghi đơn vị {said}, nhật ký ghi đơn vị {found}. Gọi đơn vị đối chiếu."
                ).format(name=path.name, said=manifest.office_number, found=standing.office)
            )

    def _refuse(self, path: Path, problems: tuple[str, ...], manifest: Manifest | None) -> None:
        self.summary.refused.append((path.name, problems))
        self._note(path, manifest, "refused", "\n".join(problems))

    def _refuse_branch(self, path: Path, manifest: Manifest, error: ForkError) -> None:
        """A batch of another branch: an alarm until people have decided, then told with their decision."""
        settlements, journal = self._arrivals.settlements, manifest.journal
        number = settlements.rejecting(journal, error.hash.hex())
        problems, forked = error.problems, (error.seq, error.hash.hex())
        if number:
            decided = settlements.of(number)
            day = short_date(local_date(decided.at))
            problems, forked = (problem(Code.REJECTED, day=day, by=decided.by),), (0, "")
            settlements.reject(journal, manifest.head, number)
        self.summary.refused.append((path.name, problems))
        self._note(path, manifest, "refused", "\n".join(problems), forked)
        if self._holding.contains(path):
            self._holding.drop(path)

    def _note(
        self,
        path: Path,
        manifest: Manifest | None,
        outcome: str,
        detail: str,
        forked: tuple[int, str] = (0, ""),
    ) -> None:
        self._arrivals.note(
            Arrival(
                at=self._clock.now(),
                name=path.name,
                sha256=manifest.payload_sha256 if manifest else "",
                journal=manifest.journal if manifest else "",
                from_seq=manifest.from_seq if manifest else 0,
                to_seq=manifest.to_seq if manifest else 0,
                outcome=outcome,
                detail=detail,
                head=manifest.head if manifest else "",
                fork_seq=forked[0],
                fork_hash=forked[1],
            )
        )


def _may_pass_later(error: BatchError) -> bool:
    """Whether a held batch is refused for something that is not its own fault and may be gone tomorrow."""
    return error.problems[0].startswith((f"[{Code.ASIDE}]", f"[{Code.AHEAD}]"))


def _require_follows(sender: Sender, manifest: Manifest) -> None:
    """Whether a batch continues the copy where it says. Errors: ForkError."""
    before = manifest.from_seq - 1
    if sender.hash_at(before).hex() != manifest.prev_head:
        sentence = problem(Code.FORK, seq=before)
        raise ForkError(sentence, before, bytes.fromhex(manifest.prev_head))
