"""After an exchange that stopped in the middle: the copy in its place tells whether it happened."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.store.core import engine
from counter_app.store.core.trouble import from_system
from counter_app.superior.book.folder import clear, making_path, move_with_sides, sender_path
from counter_app.superior.senders.sender import Sender
from counter_app.superior.senders.soundness import may_pass
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.arrivals import Arrivals
    from counter_app.superior.book.settlements import Settlement


class _Held(Enum):
    """The copy in a sender's place."""

    OURS = "ours"
    THEIRS = "theirs"
    NEITHER = "neither"


def resolved(
    folder: Path, clock: Clock, arrivals: Arrivals, open_one: tuple[int, Settlement]
) -> bool:
    """True if an exchange happened: then it is written down as done; if not, it is undone and forgotten.

    Errors: StoreError while the disk does not tell, or does not let it be written; the exchange stays unfinished then.
    """
    number, settlement = open_one
    path = sender_path(folder, settlement.journal)
    try:
        held = _held(folder, settlement, clock)
        if held is _Held.THEIRS:
            files.sync_folder(
                path.parent
            )  # the book must not know of a name that a power cut takes
        else:
            clear(making_path(folder, settlement.journal))
            _undo(path, settlement, held)
    except OSError as error:
        raise from_system(error, path) from error
    with arrivals.together():
        if held is _Held.THEIRS:
            arrivals.settlements.finish(number)
        else:
            arrivals.settlements.drop(number)
    return held is _Held.THEIRS


def _held(folder: Path, settlement: Settlement, clock: Clock) -> _Held:
    """Errors: StoreError, OSError when the disk does not tell."""
    try:
        sender = Sender.open(folder, settlement.journal, clock)
        if sender is None:
            return _Held.NEITHER
        try:
            theirs = sender.hash_at(settlement.theirs_seq).hex() == settlement.theirs_head
            ours = sender.hash_at(settlement.ours_seq).hex() == settlement.ours_head
        finally:
            sender.close()
    except (StoreError, engine.DatabaseError) as error:
        if may_pass(error):
            raise
        return _Held.NEITHER
    if theirs:
        return _Held.THEIRS
    return _Held.OURS if ours else _Held.NEITHER


def _undo(path: Path, settlement: Settlement, held: _Held) -> None:
    """Remove the second copy of what still has its place; what could not be opened gets its place back."""
    kept = path.with_name(settlement.kept_file) if settlement.kept_file else None
    if kept is None:
        return
    if held is _Held.OURS:
        files.remove(kept)
    elif not settlement.ours_seq and not (path.exists() and kept.exists()):
        move_with_sides(kept, path)
