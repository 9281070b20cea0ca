"""The proof beside each copy: written when it was had, read on any computer, and believed only as far as it is checked.

A copy is one thing with what lies beside it: its note, and the key ring of an encrypted one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from counter_app import __version__
from counter_app.domain.backups.keeping import Dated
from counter_app.domain.backups.note import BackupNote
from counter_app.domain.clock import LOCAL
from counter_app.store.core.journal import Head, head_code
from counter_app.system import files, medium
from counter_app.values import dataclass

BACKUP_PREFIX, BACKUP_SUFFIX = "sao-luu-quay-", ".db"
BACKUP_PATTERN = f"{BACKUP_PREFIX}*{BACKUP_SUFFIX}"
NOTE_SUFFIX, KEY_SUFFIX = ".chung", ".khoa"
_MOST_BYTES = 16 * 1024
_NAMED_MOMENT = re.compile(rf"{BACKUP_PREFIX}(\d{{8}}-\d{{6}})(-\d+)?{re.escape(BACKUP_SUFFIX)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """A file that is called like a copy, ``size`` bytes; ``note`` is the proof beside it, should it be of this file.

    ``made_at`` is what the proof says, or else the name.
    """

    path: Path
    size: int
    made_at: datetime | None
    note: BackupNote | None

    @property
    def code(self) -> str:
        """Code of the last entry, as on paper; empty while nothing was proved."""
        return head_code(bytes.fromhex(self.note.head)) if self.note else ""

    def dated(self) -> Dated | None:
        """As copies are chosen; None without a proof."""
        if self.note is None:
            return None
        return Dated(
            name=self.path.name,
            entries=self.note.entries,
            made_at=self.note.made_at.astimezone(LOCAL),
        )


class LyingMediumError(OSError):
    """The error of a medium that gives back other bytes than the system believes to lie there."""


def note_of(copy: Path) -> Path:
    """The place of a copy's proof."""
    return copy.with_suffix(NOTE_SUFFIX)


def parts_of(copy: Path) -> tuple[Path, ...]:
    """A copy with what belongs to it and to nothing else; the copy first."""
    ring = copy.with_name(copy.name + KEY_SUFFIX)
    return (copy, copy.with_suffix(KEY_SUFFIX), ring, note_of(copy))


def digest_of(copy: Path) -> str:
    """SHA-256 of a copy as it lies on the medium. Errors: OSError; LyingMediumError for a stick of invented size."""
    return files.patiently(lambda: _digest_of(copy))


def _digest_of(copy: Path) -> str:
    there, believed = hashlib.sha256(), hashlib.sha256()
    for chunk in medium.read_back(copy):
        there.update(chunk)
    for chunk in files.chunks_of(copy):
        believed.update(chunk)
    if there.digest() != believed.digest():
        raise LyingMediumError(5, "read back differently", str(copy))
    return there.hexdigest()


def write_note(
    copy: Path, *, journal: str, head: Head, digest: str, now: datetime, volume: str
) -> BackupNote:
    """Write down that a copy proved itself; a note that was there gives way. Errors: OSError."""
    note = BackupNote(
        name=copy.name,
        journal=journal,
        entries=head.seq,
        head=head.hash.hex(),
        size=copy.stat().st_size,
        digest=digest,
        made_at=_moment_of(copy, now),
        proved_at=now,
        version=__version__,
        volume=volume,
    )
    draft = copy.with_suffix(f"{NOTE_SUFFIX}-moi")
    files.remove(draft)
    files.write_new(draft, [note.to_text().encode()])
    files.move(draft, note_of(copy))
    return note


def copies_in(folder: Path) -> list[FoundCopy]:
    """Every copy in a folder, the latest first; links and folders are none. Errors: OSError: it cannot be listed."""
    found = [
        FoundCopy(path=path, size=path.stat().st_size, made_at=_made_at(path, note), note=note)
        for path in folder.glob(BACKUP_PATTERN)
        if path.is_file() and not path.is_symlink()
        for note in (read_note(path),)
    ]
    return sorted(found, key=_order, reverse=True)


def in_order(copies: Iterable[FoundCopy]) -> list[FoundCopy]:
    """Copies of several folders, the latest first."""
    return sorted(copies, key=_order, reverse=True)


def read_note(copy: Path) -> BackupNote | None:
    """The proof of this very file: of its name and its size. None where there is none, whatever lies there instead."""
    path = note_of(copy)
    with suppress(OSError, ValueError, RecursionError):
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return None
        note = BackupNote.from_text(files.patiently(lambda: path.read_text("utf-8")))
        if (note.name, note.size) == (copy.name, copy.stat().st_size):
            return note
    return None


def _order(copy: FoundCopy) -> tuple[int, float, str]:
    moment = copy.made_at.timestamp() if copy.made_at else 0.0
    return (copy.note.entries if copy.note else 0, moment, copy.path.name)


def _made_at(copy: Path, note: BackupNote | None) -> datetime | None:
    return note.made_at if note else named_moment(copy.name)


def named_moment(name: str) -> datetime | None:
    """The moment in a copy's name."""
    found = _NAMED_MOMENT.fullmatch(name)
    with suppress(ValueError):
        if found:
            return datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=LOCAL)
    return None


def _moment_of(copy: Path, now: datetime) -> datetime:
    """The moment it was made, if it is proved again later; its name says so."""
    return named_moment(copy.name) or now
