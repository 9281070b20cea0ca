"""Another data file in the place of the one that is there, in one step that is finished by whoever comes next.

A note of what is to be done is on the disk before the first name changes; whoever opens the folder and finds it goes
on from where it was cut short. So there is the old office or the new one, never neither.
"""

from __future__ import annotations

import errno
import json
import os
from datetime import datetime
from pathlib import Path

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.system import files
from counter_app.system.key_ring import ring_path, second_of

SIDE_FILES = ("-wal", "-shm", "-journal")
ASIDE_MARK = ".thay-"
_NOTE = ".dang-thay"


def note_of(path: Path) -> Path:
    """The place of the note of a swap of a data file while it is not finished."""
    return path.with_name(path.name + _NOTE)


def require_folded(path: Path) -> None:
    """Errors: OSError when part of a closed data file is still in the log beside it.

    SQLite folds the log in as it closes, and says nothing when the disk does not let it.
    """
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(log))


def swap(path: Path, incoming: Path, now: datetime, *, shred: bool = False) -> Path | None:
    """Put ``incoming``, a finished file beside it, in the place of ``path``; where the old one lies now.

    A key ring beside ``incoming`` comes along, and the old one stays with the old file. ``shred``: the old file is
    overwritten and removed, as far as the disk lets that be done, and the answer is None.

    Errors: OSError before anything changed; StoreError when it began and could not be finished.
    """
    old = any(path.with_name(path.name + suffix).exists() for suffix in ("", *SIDE_FILES))
    aside = _free_name(path, now) if old else None
    facts = {"incoming": incoming.name, "aside": aside.name if aside else "", "shred": shred}
    text = json.dumps(facts)
    require_folded(incoming)
    files.sync_file(incoming)
    note, draft = note_of(path), path.with_name(path.name + _NOTE + "-moi")
    files.remove(draft)
    files.write_new(draft, [text.encode()])
    files.move(draft, note)
    finish(path)
    return None if shred else aside


def finish(path: Path) -> bool:
    """Finish a swap that was cut short, should there be one. Errors: StoreError when it cannot be finished."""
    note = note_of(path)
    if not note.exists():
        return False
    try:
        facts = json.loads(note.read_text("utf-8"))
        incoming = path.with_name(Path(facts["incoming"]).name)
        if incoming.exists():
            if facts["aside"]:
                _set_aside(path, path.with_name(Path(facts["aside"]).name))
            _bring_ring(path, incoming, facts["aside"])
            files.move(incoming, path)
        _double_ring(ring_path(path))
        if facts.get("shred") and facts["aside"]:
            _shred(path.with_name(Path(facts["aside"]).name))
        files.remove(note)
        files.sync_folder(path.parent)
    except (OSError, ValueError, KeyError, TypeError) as error:
        detail = reason(error) if isinstance(error, OSError) else str(error)
        raise StoreError(
            _(
                "Đang đổi dở sang bản khôi phục trong {path} ({detail}). Kiểm tra ổ đĩa rồi mở lại để làm tiếp."
            ).format(path=path.parent, detail=detail)
        ) from error
    return True


def _set_aside(path: Path, aside: Path) -> None:
    """The side files go first: one that stayed would be taken for the new file's."""
    for suffix in (*SIDE_FILES, ""):
        side = path.with_name(path.name + suffix)
        if side.exists():
            files.move(side, aside.with_name(aside.name + suffix))


def _shred(aside: Path) -> None:
    """Remove the file set aside, which nobody reads any more; its ring goes last, and a cut finds the rest again."""
    for suffix in ("", *SIDE_FILES):
        files.shred(aside.with_name(aside.name + suffix))
    files.remove(ring_path(aside))


def _bring_ring(path: Path, incoming: Path, aside: str) -> None:
    """Remove the second copy of the replaced ring, and bring the new one: the old would speak for the new."""
    ring = ring_path(path)
    if (fresh := ring_path(incoming)).exists():
        if ring.exists() and aside:
            files.move(ring, ring_path(path.with_name(Path(aside).name)))
        files.remove(second_of(ring))
        files.move(fresh, ring)


def _double_ring(ring: Path) -> None:
    """The new file is lost with its ring: it stands twice before anything of the old one goes."""
    second = second_of(ring)
    if ring.exists() and not second.exists():
        draft = second.with_name(second.name + _NOTE + "-moi")
        files.remove(draft)
        files.write_new(draft, files.chunks_of(ring))
        files.move(draft, second)


def _free_name(path: Path, now: datetime) -> Path:
    for more in range(1000):
        tail = f"-{more}" if more else ""
        found = path.with_name(f"{path.stem}{ASIDE_MARK}{now:%Y%m%d-%H%M%S}{tail}{path.suffix}")
        if not found.exists():
            return found
    raise FileExistsError(str(path))
