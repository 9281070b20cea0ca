"""The proof of a superior's data: its book, every sender's file, every batch that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError, Cancelled
from counter_app.i18n import _, plural
from counter_app.superior.batches.quarantine import Quarantine
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.folder import known_journals, sender_path, viewing
from counter_app.superior.book.key_acts import NOTHING_TOLD, key_problems
from counter_app.superior.keys.encrypting import in_clear
from counter_app.superior.senders.sender import Sender
from counter_app.superior.senders.soundness import told
from counter_app.superior.warehouse.keeping import warehouse_wrong
from counter_app.sync.batch.reader import read_manifest, read_signed
from counter_app.system.incoming import CHUNK
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.key_acts import ToldActs

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorProof:
    """The proof of a superior's folder: senders' files, their entries, batches kept, and a sentence for each fault.

    ``notes`` say what of it anybody can read who gets the computer or a copy.
    """

    senders: int
    entries: int
    kept: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True if everything is sound."""
        return not self.problems


def is_superior(folder: Path) -> bool:
    """True if a data folder has received anything."""
    return (folder / DATABASE_NAME).is_file()


def prove(
    folder: Path,
    clock: Clock,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    told: ToldActs = NOTHING_TOLD,
) -> SuperiorProof:
    """Prove everything; ``progress`` is told which sender of how many. Errors: Cancelled; StoreError for the book.

    ``told`` is what the journal of the superior's own office knows of its senders' keys.
    """
    tell = progress or (lambda _done, _total, _text: None)
    entries, problems = 0, []
    with Arrivals(folder) as arrivals, viewing(folder):
        problems += arrivals.damage() or arrivals.edits()
        problems += filter(None, [warehouse_wrong(folder)])
        problems += key_problems(arrivals.keys.acts.all(), told, arrivals.keys.stray())
        journals = known_journals(folder)
        for done, journal in enumerate(journals):
            tell(done, len(journals), journal)
            reached, wrong = _proved(folder, journal, clock, cancelled)
            entries += reached
            problems += wrong
            problems += _said_too_much(arrivals, journal, reached)
        rooms = (Holding(folder), Quarantine(folder, arrivals.quarantine, clock))
        kept = [path for room in rooms for path in room.waiting()]
        problems += [text for path in kept for text in _kept_wrong(path)]
        tell(len(journals), len(journals), "")
    return SuperiorProof(
        senders=len(journals),
        entries=entries,
        kept=len(kept),
        problems=tuple(problems),
        notes=tuple(_readable_by_all(folder, kept)),
    )


def _readable_by_all(folder: Path, kept: list[Path]) -> list[str]:
    """The files kept in clear: those of a superior that locks nothing, batches of versions that sealed nothing."""
    notes, clear = [], len(in_clear(folder))
    if clear:
        text = plural(
            "Có {count} tệp số liệu của các đơn vị chưa mã hóa, ai lấy được máy đều đọc được. Chạy counter-app "
            "encrypt.",
            clear,
        )
        notes.append(text.format(count=clear))
    unsealed = sum(map(_is_unsealed, kept))
    if unsealed:
        text = plural(
            "Có {count} gói đang giữ không niêm phong (phiên bản cũ ghi ra). Nhận hoặc bỏ các gói đó sớm.",
            unsealed,
        )
        notes.append(text.format(count=unsealed))
    return notes


def _is_unsealed(path: Path) -> bool:
    """True if a kept batch lies in clear; one that cannot be read is told elsewhere."""
    try:
        return not read_manifest(path)[0].sealed
    except (BatchError, OSError):
        return False


def _proved(
    folder: Path, journal: str, clock: Clock, cancelled: Callable[[], bool] | None
) -> tuple[int, list[str]]:
    """The reach of a sender's file, and its faults. Errors: Cancelled."""
    path = sender_path(folder, journal)
    try:
        sender = Sender.open(folder, journal, clock)
        if sender is None:
            return 0, []
        try:
            found = sender.store.check(cancelled=cancelled, received=True)
            sender.standing()
            return found.head.seq, [f"{path.name}: {text}" for text in found.problems]
        finally:
            sender.close()
    except Cancelled:
        raise
    except (
        Exception
    ) as error:  # poison may break anything; it is named and the others are looked at
        return 0, [told(path, error)]


def _said_too_much(arrivals: Arrivals, journal: str, reached: int) -> list[str]:
    """An office was told of entries that are not here: an old copy of this folder was put back."""
    post = arrivals.posts.last("ack", journal)
    if post is None or post.number <= reached:
        return []
    return [
        _(
            "Đã báo nhận đơn vị {office} đến lượt ghi {said}, nay chỉ giữ đến {reached}. Xin đơn vị xuất lại từ {next}."
        ).format(office=post.office, said=post.number, reached=reached, next=reached + 1)
    ]


def _kept_wrong(path: Path) -> list[str]:
    """The fault of a kept batch against its manifest; one of a later version cannot be told."""
    try:
        manifest = read_signed(path).manifest
        digest = hashlib.sha256()
        with (path.parent / manifest.payload_file).open("rb") as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() == manifest.payload_sha256:
            return []
    except BatchError as error:
        if error.problems[0].startswith("[B06]"):
            return []
    except OSError:
        pass
    return [_("Gói đang giữ {name} bị hỏng. Xin đơn vị xuất lại gói này.").format(name=path.name)]
