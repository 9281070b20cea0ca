"""Copies of everything a superior holds, proved before they count, and putting one back.

cap-tren-20261123-180000/        the copy, under this name only once it was read back
  cap-tren.db  don-vi/*.db       one consistent picture of each file, taken while no import runs
  cho-lo-thieu/  cach-ly/        batches kept, as they came
  cap-tren.khoa                  the key ring of that day, where the copies are locked: whoever may open it, opens them
  danh-sach.json                 every file with its length and SHA-256; written last
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import at_copying, from_system
from counter_app.store.file.opening import HALF_MADE, copy_into
from counter_app.superior.batches.quarantine import FOLDER as QUARANTINE
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.copy_keys import held_in, key_of
from counter_app.superior.book.folder import (
    SIDES,
    importing,
    known_journals,
    require_folded,
    sender_path,
)
from counter_app.superior.book.putting_back import exchange, go_on, is_cut_short
from counter_app.superior.senders.sender import Sender
from counter_app.system import files, key_ring, trees
from counter_app.system.incoming import CHUNK
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock

PREFIX = "cap-tren-"
LIST = "danh-sach.json"
_KEPT = ("cho-lo-thieu", QUARANTINE)
_BOOK = (*(DATABASE_NAME + side for side in SIDES), DATABASE_NAME)
"""The book with its log, the log first: left behind it would be taken for the next book's."""
_PARTS = (*_BOOK, "don-vi", *_KEPT)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorCopy:
    """A copy that was read back: senders' files and their entries; ``bytes`` of all of it.

    ``left_out`` names senders' files that cannot be trusted, each with why: they are in no copy.
    """

    path: Path
    senders: int
    entries: int
    bytes: int
    left_out: tuple[str, ...] = ()


def back_up(
    folder: Path, target: Path, clock: Clock, progress: Progress | None = None
) -> SuperiorCopy:
    """Copy everything into a new folder below ``target``. Errors: StoreError; nothing half made keeps its name."""
    final = _free_name(target, clock.now())
    making = final.with_name(final.name + HALF_MADE)
    try:
        making.mkdir(parents=True)
        with Arrivals(folder) as arrivals, arrivals.alone():
            entries, left_out = _copied(folder, making, clock, arrivals, progress)
        if key_of(folder, making / DATABASE_NAME) is not None and (ring := held_in(folder).ring()):
            key_ring.write(key_ring.ring_path(making / DATABASE_NAME), ring, twice=False)
        said = _listed(making)
        files.write_new(making / LIST, [json.dumps(said, sort_keys=True).encode()])
        _require_as_listed(making)
        files.move(making, final)
    except BaseException as error:
        files.remove_folder(making)
        if isinstance(error, OSError):
            raise at_copying(error, final) from error
        raise
    return SuperiorCopy(
        path=final,
        senders=len(known_journals(final)),
        entries=entries,
        bytes=sum(size for size, _digest in said.values()),
        left_out=tuple(left_out),
    )


def put_back(copy: Path, folder: Path, now: datetime) -> Path | None:
    """Put a copy in the place of what a superior holds; what was there is kept under the returned name, also a book
    that is damaged.

    Errors: RuleError for a folder that is no whole copy, or that no key here opens; StoreError, also while somebody
    else has the book open.
    """
    _require_as_listed(copy)
    _require_opens(copy, folder)
    making = folder / f"{PREFIX}khoi-phuc{HALF_MADE}"
    try:
        go_on(folder)  # first: what is laid ready may be the rest of an exchange that was cut short
        aside = _free_name(folder, now, "thay-")
        files.remove_folder(making)
        trees.copy_tree(copy, making)
        _require_as_listed(making)
        with importing(folder):  # who waits for it finds that another book stands there
            _fold(folder)
            there = any((folder / part).exists() for part in _PARTS)
            exchange(folder, making, aside, _PARTS)
    except BaseException as error:
        if not is_cut_short(folder):
            files.remove_folder(making)
        if isinstance(error, OSError):
            raise from_system(error, folder) from error
        raise
    return aside if there else None


def _fold(folder: Path) -> None:
    """Let all that was written to a book be in it; of one that cannot be read the log goes aside with it.

    Errors: StoreError while somebody has it open; LockedError.
    """
    book = folder / DATABASE_NAME
    if not book.is_file():
        return
    try:
        Arrivals(folder).close()
    except LockedError:
        raise
    except StoreError:
        return
    require_folded(book)


def _free_name(target: Path, now: datetime, word: str = "") -> Path:
    for more in count(1):
        path = target / f"{PREFIX}{word}{now:%Y%m%d-%H%M%S}{'' if more == 1 else f'-{more}'}"
        if not path.exists():
            return path
    raise AssertionError


def _copied(
    folder: Path, making: Path, clock: Clock, arrivals: Arrivals, progress: Progress | None
) -> tuple[int, list[str]]:
    """Copy every part; entries of all senders, and what was left out."""
    arrivals.copy_into(making / DATABASE_NAME)
    (making / "don-vi").mkdir()
    journals, entries, left_out = known_journals(folder), 0, []
    for done, journal in enumerate(journals):
        if progress:
            progress(done, len(journals), journal)
        try:
            entries += _copy_sender(folder, journal, sender_path(making, journal), clock)
        except StoreError as error:
            left_out.append(f"{journal}: {error.message}")
    for part in _KEPT:
        if (folder / part).is_dir():
            trees.copy_tree(folder / part, making / part)
    return entries, left_out


def _copy_sender(folder: Path, journal: str, target: Path, clock: Clock) -> int:
    """Errors: StoreError for a file that cannot be trusted, or whose copy is another."""
    sender = Sender.open(folder, journal, clock)
    if sender is None:
        return 0
    try:
        copy_into(sender.store.database.connection, target)
        head = sender.head()
    finally:
        sender.close()
    copy = engine.look_into(target, key_of(folder, target))
    try:
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        row = copy.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        copy.close()
    if not sound or (row and (row["seq"], row["hash"]) != (head.seq, head.hash)):
        raise StoreError(_("Bản sao đọc lại không khớp. Chọn ổ đĩa khác rồi sao lưu lại."))
    return head.seq


def _listed(place: Path) -> dict[str, tuple[int, str]]:
    """Every file of a copy with its length and hash. Errors: OSError."""
    paths = [path for path in sorted(place.rglob("*")) if path.is_file() and path.name != LIST]
    return {
        path.relative_to(place).as_posix(): (path.stat().st_size, digest_of(path)) for path in paths
    }


def _require_as_listed(place: Path) -> None:
    """Errors: RuleError for a folder whose files are not those of its list."""
    try:
        said = {name: tuple(of) for name, of in json.loads((place / LIST).read_bytes()).items()}
        found = _listed(place)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise _no_copy(place) from error
    if said != found:
        raise _no_copy(place)


def _require_opens(copy: Path, folder: Path) -> None:
    """Requires that the keys of the folder's own office open a copy. Errors: RuleError; LockedError."""
    try:
        with contextlib.closing(
            engine.connect_untouched(book := copy / DATABASE_NAME, key_of(folder, book))
        ):
            return
    except LockedError:
        raise
    except StoreError as error:
        raise RuleError(
            _(
                "Bản sao lưu {path} mã hóa bằng khóa khác. Khôi phục dữ liệu đơn vị (so-lieu.db) cùng ngày trước."
            ).format(path=copy),
            field="folder",
            rule="other_key",
        ) from error


def _no_copy(place: Path) -> RuleError:
    return RuleError(
        _("{path} không phải bản sao lưu nguyên vẹn của cấp trên. Chọn bản khác.").format(
            path=place
        ),
        field="folder",
        rule="copy",
    )


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex. Errors: OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
