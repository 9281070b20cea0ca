"""The standing of this computer: room on the disk, the last backup, printer, clock, and whether data can be written."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from counter_app.desk.access.book import AccessBook
from counter_app.desk.desk import Desk
from counter_app.desk.office.backup_notes import copies_in
from counter_app.desk.office.backups import BESIDE_DATA, Backups
from counter_app.domain.clock import LOCAL
from counter_app.domain.office.health import Health
from counter_app.store.file.believed_clock import doubt_of_clock
from counter_app.sync.regained.making_whole import lacking
from counter_app.system.places import carried_by
from counter_app.values import dataclass
from counter_app.wording.office.backups import stick_words

BACKUP_FOLDER = BESIDE_DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderLook:
    """The state of folders: bytes left beside the data, None where the system is silent; the last proved copy's day.

    ``carrier`` is the program that carries the data to other computers.
    """

    free: int | None
    backup: date | None
    carrier: str = ""


def look_into(data: Path, backups: Sequence[Path]) -> FolderLook:
    """The state of the folders of the data and of its copies; may take as long as a network takes."""
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(data).free
    return FolderLook(free=free, backup=_last_backup(backups), carrier=carried_by(data))


class MachineHealth(Desk):
    """The health of the machine, told each morning beside dossiers."""

    def folders(self) -> tuple[Path, tuple[Path, ...]]:
        """The folder of the data, and those where copies may lie."""
        folder = self.store.database.path.parent
        named = [Path(place.folder) for place in self.store.backups.plan().places]
        by_hand = Path(self.preferences.backup_dir or folder)
        return folder, tuple(dict.fromkeys((folder / BACKUP_FOLDER, by_hand, *named)))

    def look(self, seen: FolderLook | None = None) -> Health:
        """See how things stand now; quick where ``seen`` brings what the folders tell."""
        today, preferences = self.today(), self.preferences
        if seen is None:
            seen = look_into(*self.folders())
        last = seen.backup
        if preferences.backed_up_on:
            noted = date.fromisoformat(preferences.backed_up_on)
            last = max(last, noted) if last else noted
        part = lacking(self.store)
        return Health(
            free=seen.free,
            backup=last,
            days=(today - last).days if last else 0,
            printer=preferences.printer,
            clock_right=self._clock_right(),
            writable=self.store.database.writable,
            copies=self.group(Backups).standing(),
            drill=self.store.backups.plan().drill,
            in_part=part.entries,
            sticks=tuple(stick_words(item.volume, item.batches, item.at) for item in part.sticks),
            unwritten=self.group(AccessBook).unwritten(),
            doubted=self.store.database.unsure != "",
            carrier=seen.carrier,
        )

    def _clock_right(self) -> bool:
        """True if what is written now would be dated without a question."""
        database = self.store.database
        return database.clock_confirmed or not doubt_of_clock(database, database.clock.now())


def _last_backup(folders: Sequence[Path]) -> date | None:
    """The day of the latest copy in these folders that proved itself."""
    days = []
    for folder in folders:
        with suppress(OSError):
            days += [
                copy.note.made_at.astimezone(LOCAL).date()
                for copy in copies_in(folder)
                if copy.note
            ]
    return max(days, default=None)
