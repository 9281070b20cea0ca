"""Taking batches in: any order, any number of times, from any folder, with the same result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.domain.clock import Clock
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.superior.arrivals import Arrival, Arrivals
from counter_app.superior.holding import Holding
from counter_app.superior.sender import Sender, known_journals
from counter_app.sync.finding import Found, find_batches
from counter_app.sync.manifest import Manifest, refused
from counter_app.sync.names import MANIFEST_SUFFIX, PAYLOAD_SUFFIX
from counter_app.sync.problems import Code, problem
from counter_app.sync.reader import Batch, open_batch, read_manifest

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A batch that changed something: its file name, its office, how many entries were new."""

    name: str
    office: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A batch that waits: the first and last entry number that are missing before it."""

    name: str
    office: str
    missing_from: int
    missing_to: int

    @property
    def reason(self) -> str:
        """What is missing, as a sentence."""
        return _(
            "Thiếu các mục {first}–{last} của đơn vị {office}; đã giữ lô này, chờ lô thiếu."
        ).format(first=self.missing_from, last=self.missing_to, office=self.office)


@dataclass(kw_only=True)
class ImportSummary:
    """What an import did. ``refused`` pairs a file name with its problems; ``incomplete`` are payloads whose manifest
    was never written (a stick pulled while writing); ``notes`` are worth reading but stop nothing.
    """

    imported: list[Taken] = field(default_factory=list)
    already_known: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    refused: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """Entries that were new."""
        return sum(item.entries for item in self.imported)


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
    return inbox.summary


class _Inbox:
    """One import run: keeps the senders' files open while their batches are taken in order."""

    def __init__(self, folder: Path, clock: Clock, arrivals: Arrivals) -> None:
        self.summary = ImportSummary()
        self._folder = folder
        self._clock = clock
        self._arrivals = arrivals
        self._holding = Holding(folder)
        self._senders: dict[str, Sender] = {}

    def close(self) -> None:
        """Close every file."""
        for sender in self._senders.values():
            sender.close()

    def take(self, found: Found, progress: Progress) -> None:
        """Everything that was found, oldest first, together with what waited."""
        self._note_strays(found)
        ready = self._readable([*found.manifests, *self._holding.waiting()])
        ready.sort(
            key=lambda item: (item[1].journal, item[1].from_seq, item[1].to_seq, item[0].name)
        )
        for done, (path, manifest) in enumerate(ready):
            progress(done, len(ready), path.name)
            try:
                self._take_one(path, manifest)
            except BatchError as error:
                self._refuse(path, error.problems, manifest)
                if self._holding.contains(path):
                    self._holding.drop(path)
        progress(len(ready), len(ready), "")

    def _note_strays(self, found: Found) -> None:
        for path in found.lonely:
            missing = path.name.removesuffix(PAYLOAD_SUFFIX) + MANIFEST_SUFFIX
            self._incomplete(path, problem(Code.INCOMPLETE, name=missing))
        for path in found.odd:
            self._refuse(path, (problem(Code.RENAMED),), None)
        if found.cut:
            self.summary.notes.append(
                _(
                    "Thư mục có quá nhiều tệp, chưa xem hết. Chép riêng thư mục HS_… ra rồi nhập lại."
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
            if manifest.from_seq > reached + 1:
                self._hold(path, batch, reached)
                return
            if sender and sender.hash_at(manifest.from_seq - 1).hex() != manifest.prev_head:
                raise refused([problem(Code.FORK, seq=manifest.from_seq - 1)])
            if sender is None:
                sender = self._new_sender(manifest)
            entries = sender.apply(batch)
        self._settle(path, known=entries == 0)
        if entries:
            self._imported(path, manifest, sender, entries)

    def _sender(self, journal: str) -> Sender | None:
        if journal not in self._senders:
            sender = Sender.open(self._folder, journal, self._clock)
            if sender is None:
                return None
            self._senders[journal] = sender
        return self._senders[journal]

    def _new_sender(self, manifest: Manifest) -> Sender:
        """A journal seen for the first time; a second one of the same computer is worth a question."""
        for journal in known_journals(self._folder):
            other = self._sender(journal)
            standing = other.standing() if other else None
            if standing and (standing.office, standing.device) == (
                manifest.office_number,
                manifest.device,
            ):
                self.summary.notes.append(
                    _(
                        "Đơn vị {office}, máy {device} gửi một nhật ký mới, khác nhật ký đã có. Gọi đơn vị hỏi lý do."
                    ).format(office=manifest.office_number, device=manifest.device)
                )
        sender = Sender.open_or_create(self._folder, manifest.journal, self._clock)
        self._senders[manifest.journal] = sender
        return sender

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

    def _imported(self, path: Path, manifest: Manifest, sender: Sender, entries: int) -> None:
        standing = sender.standing()
        self.summary.imported.append(Taken(name=path.name, office=standing.office, entries=entries))
        self._note(path, manifest, "imported", "")
        if standing.office != manifest.office_number:
            self.summary.notes.append(
                _(
                    "{name}: kê khai đơn vị {said}, nhật ký ghi đơn vị {found}. Gọi đơn vị đối chiếu."
                ).format(name=path.name, said=manifest.office_number, found=standing.office)
            )

    def _refuse(self, path: Path, problems: tuple[str, ...], manifest: Manifest | None) -> None:
        self.summary.refused.append((path.name, problems))
        self._note(path, manifest, "refused", "\n".join(problems))

    def _note(self, path: Path, manifest: Manifest | None, outcome: str, detail: str) -> None:
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
            )
        )
