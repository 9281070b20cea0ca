"""The standing of a computer at the counter, as far as the counter has to know."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.backups.standing import BackupStanding
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.backups.place import Drill

LEAST_FREE = 2 * 1024**3
"""Bytes below which a year's work, its backup and an upgrade may not fit any more."""
MOST_DAYS = 7
"""Days without a backup that nobody should get used to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The health of the data; ``free`` in bytes, None where the system is silent; ``backup`` the day of the last one.

    ``copies`` is how the two places stand, ``drill`` the last rehearsal of a restore.
    """

    free: int | None
    backup: date | None
    days: int
    printer: str
    clock_right: bool
    writable: bool
    copies: BackupStanding = BackupStanding()
    drill: Drill | None = None
    in_part: int = 0
    """Entries that a restore brought back as figures alone."""
    sticks: tuple[str, ...] = ()
    """Sticks that would bring the rest, in words, the latest first."""
    unwritten: int = 0
    """Looks at citizens' data that the disk refused to take into the access book."""
    doubted: bool = False
    """True if nothing may be written before somebody said which numbers were given."""
    carrier: str = ""
    """The program that carries the folder of the data to other computers."""

    @property
    def room(self) -> bool:
        """True if the disk has room for what comes."""
        return self.free is None or self.free >= LEAST_FREE

    @property
    def backed_up(self) -> bool:
        """True if there is a backup that is not old."""
        return self.backup is not None and self.days <= MOST_DAYS
