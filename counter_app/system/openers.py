"""The openers of a folder: many at once, or one alone.

Everyone who opens leaves a note, locked as long as its process lives, in ``dang-mo/`` of the folder. Notes are made
behind a gate; who wants the folder alone holds the gate and finds out whose notes are alive. Notes of killed processes
are cleared on the way.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from counter_app.system import chance
from counter_app.system.locks import FileLock

FOLDER = "dang-mo"
_GATE = "cua"
_SUFFIX = ".mo"
GATE_SECONDS = 10.0


class BusyError(Exception):
    """Somebody else has the folder; ``holders`` are the texts they left, none while one has it alone."""

    def __init__(self, holders: tuple[str, ...] = ()) -> None:
        super().__init__("; ".join(holders))
        self.holders = holders


class Opener:
    """One who has a folder open."""

    def __init__(self, lock: FileLock | None, *, note: bool) -> None:
        self._lock = lock
        self._note = note

    def close(self) -> None:
        """Have it open no more; nothing happens the second time."""
        if self._lock is not None:
            self._lock.release(remove=self._note)


def open_shared(folder: Path, note: str, *, seconds: float = GATE_SECONDS) -> Opener:
    """Have a folder open together with others; ``note`` says who it is, for whoever finds it in the way.

    A folder that cannot be written to is not locked: nobody can put another file in the place of one there.
    Errors: BusyError while somebody has it alone.
    """
    place = folder / FOLDER
    gate = FileLock(place / _GATE)
    try:
        place.mkdir(exist_ok=True)
        if not gate.take(seconds=seconds):
            raise BusyError
    except OSError:
        return Opener(None, note=False)
    try:
        lock = FileLock(place / f"{os.getpid()}-{chance.random_bytes(4).hex()}{_SUFFIX}")
        lock.take()
        with suppress(OSError):  # a full disk has no room for the words
            lock.write(note)
    except OSError:
        return Opener(None, note=False)
    finally:
        gate.release()
    return Opener(lock, note=True)


def open_alone(folder: Path, *, seconds: float = 0.0) -> Opener:
    """Have a folder open and nobody else. Errors: BusyError with the notes of those in the way, OSError."""
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    gate = FileLock(place / _GATE)
    if not gate.take(seconds=seconds):
        raise BusyError
    try:
        notes = sorted(place.glob(f"*{_SUFFIX}"))
        holders = tuple(note for path in notes if (note := _alive(path)))
        if holders:
            raise BusyError(holders)
    except BaseException:  # a disk that does not list the notes must not leave the gate shut
        gate.release()
        raise
    return Opener(gate, note=False)


def _alive(path: Path) -> str:
    """The note of a living process; empty for a dead one, whose note is cleared."""
    lock = FileLock(path)
    try:
        if lock.take():
            lock.release(remove=True)
            return ""
        with suppress(OSError):
            return path.read_text("utf-8", errors="replace").strip("\0 \n") or path.stem
    except OSError:
        return ""
    return path.stem
