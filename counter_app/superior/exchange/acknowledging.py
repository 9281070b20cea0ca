"""Acknowledgements for the senders, written onto a stick: true because they are read off what is held, not remembered.

Of each journal the copy is opened: how far it reaches and with which head is said as it stands in it. A batch is
"taken" only where the copy holds its last entry with its hash; else it is held, in quarantine, or was refused, as it
lies or was written down here.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import utc_text
from counter_app.errors import BatchError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import Arrival, Arrivals
from counter_app.superior.book.folder import known_journals
from counter_app.superior.book.posts import Post
from counter_app.superior.book.quarantine_list import QuarantineState
from counter_app.superior.book.settlements import BRANCHES
from counter_app.superior.senders.sender import Sender
from counter_app.sync.batch.problems import Code
from counter_app.sync.batch.reader import read_manifest
from counter_app.sync.letters.acknowledgement import (
    MOST_BATCHES,
    SIGNATURE_SUFFIX,
    SUFFIX,
    Acknowledgement,
    BatchOutcome,
    Outcome,
    read_acknowledgement,
)
from counter_app.sync.letters.small_files import put_pair
from counter_app.sync.stick.media import Files, device_error
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.trust import Trust

_CODE = re.compile(r"^\[(B[0-9]{2,3})\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """Acknowledgements that lie on the stick, and the journals of which none could be made, each with why."""

    written: tuple[tuple[Acknowledgement, Path], ...]
    notes: tuple[str, ...]


def acknowledge(
    folder: Path,
    stick: Path,
    clock: Clock,
    trust: Trust,
    *,
    superior_name: str = "",
    journals: Iterable[str] | None = None,
    files: Files | None = None,
) -> Acknowledged:
    """Write an acknowledgement onto ``stick`` for some journals, or for all that ever sent something.

    What is there already with the same content is left as it is. Errors: RuleError while the superior's keys are not
    unlocked; DeviceError for the stick; StoreError.
    """
    if trust.keys is None:
        raise RuleError(
            _("Chưa mở khóa của cấp trên nên chưa ký được giấy báo nhận. Đăng nhập rồi làm lại."),
            field="officer",
            rule="locked",
        )
    with Arrivals(folder) as arrivals, arrivals.alone():
        maker = _Maker(folder, clock, arrivals, trust, superior_name)
        wanted = sorted(set(known_journals(folder) if journals is None else journals))
        made, notes = [], []
        for journal in wanted:
            try:
                made.append(maker.of(journal))
            except (StoreError, engine.DatabaseError) as error:
                notes.append(f"{journal}: {error}")
        written = [
            (item, maker.put(item, stick, files or Files())) for item in made if item is not None
        ]
        return Acknowledged(written=tuple(written), notes=tuple(notes))


class _Maker:
    """Makes acknowledgements out of what one superior's folder holds."""

    def __init__(
        self, folder: Path, clock: Clock, arrivals: Arrivals, trust: Trust, name: str
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._arrivals = arrivals
        self._trust = trust
        self._name = name
        self._waiting = _digests(Holding(folder).waiting())
        self._apart = {
            item.sha256: item for item in arrivals.quarantine.all(QuarantineState.WAITING)
        }

    def of(self, journal: str) -> Acknowledgement | None:
        """The acknowledgement of one journal; None where nothing of it is known. Errors: StoreError."""
        arrivals = self._arrivals.of_journal(journal)
        sender = Sender.open(self._folder, journal, self._clock)
        try:
            head = sender.head() if sender else None
            office = sender.standing().office if sender else self._claimed(journal)
            if not re.fullmatch("[0-9]{5}", office):
                return None
            keys = self._trust.keys
            assert keys is not None  # noqa: S101 - asked before
            return Acknowledgement(
                office=office,
                journal=journal,
                superior_name=self._name,
                superior_public=keys.public.hex(),
                seq=head.seq if head else 0,
                head=head.hash.hex() if head else "0" * 64,
                batches=tuple(self._outcomes(arrivals, sender)),
                written_at=utc_text(self._clock.now()),
            )
        finally:
            if sender:
                sender.close()

    def _claimed(self, journal: str) -> str:
        """The office of a journal of which nothing is held: as its key was enrolled, or as its batches claim."""
        for key in self._arrivals.keys.of_journal(journal):
            return key.office
        apart = [item for item in self._arrivals.quarantine.all() if item.journal == journal]
        return apart[-1].office if apart else ""

    def _outcomes(self, arrivals: list[Arrival], sender: Sender | None) -> list[BatchOutcome]:
        """The latest batches, each once, oldest first."""
        found: dict[str, BatchOutcome] = {}
        for item in arrivals:
            if item.manifest_sha256 and item.manifest_sha256 not in found:
                found[item.manifest_sha256] = self._outcome(item, sender)
            if len(found) >= MOST_BATCHES:
                break
        return list(reversed(found.values()))

    def _outcome(self, item: Arrival, sender: Sender | None) -> BatchOutcome:
        codes = tuple(dict.fromkeys(_CODE.findall(item.detail)))[:20]
        if sender and sender.holds(item.to_seq, item.head):
            outcome, codes = Outcome.TAKEN, ()
        elif item.manifest_sha256 in self._waiting:
            outcome = Outcome.HELD
        elif item.manifest_sha256 in self._apart:
            outcome = Outcome.QUARANTINED
        else:
            outcome = Outcome.REFUSED
            codes = codes or self._given_up(item.journal)
        return BatchOutcome(name=item.name, sha256=item.manifest_sha256, outcome=outcome, why=codes)

    def _given_up(self, journal: str) -> tuple[str, ...]:
        """Why a batch that was taken in or waited is not here any more: people decided for another branch."""
        decided = self._arrivals.settlements.last(journal, *BRANCHES)
        return (Code.REJECTED.value,) if decided else ()

    def put(self, item: Acknowledgement, stick: Path, disk: Files) -> Path:
        """Write one down on the stick and into the book, unless it lies there already. Errors: DeviceError."""
        keys = self._trust.keys
        assert keys is not None  # noqa: S101 - asked before
        there = _said_before(item, stick / item.folder, keys.public)
        if there is not None:
            return there
        data, sign = item.signed(keys)
        try:
            path = put_pair(
                disk, stick / item.folder, item.stem, (SUFFIX, data), (SIGNATURE_SUFFIX, sign)
            )
        except OSError as error:
            raise device_error(error) from error
        self._arrivals.posts.add(
            Post(
                at=self._clock.now(),
                kind="ack",
                journal=item.journal,
                office=item.office,
                number=item.seq,
                name=path.name,
                sha256=hashlib.sha256(data).hexdigest(),
                place=str(stick),
                by=self._trust.by,
            )
        )
        return path


def _digests(markers: Iterable[Path]) -> set[str]:
    found = set()
    for marker in markers:
        with contextlib.suppress(BatchError):
            found.add(hashlib.sha256(read_manifest(marker)[1]).hexdigest())
    return found


def _said_before(item: Acknowledgement, folder: Path, public: bytes) -> Path | None:
    """An acknowledgement on the stick that says the same, whenever it was written."""
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"{item.stem}*{SUFFIX}")):
            with contextlib.suppress(BatchError):
                found = read_acknowledgement(path, public)
                if replace(found, written_at=item.written_at) == item:
                    return path
    return None
