"""How this computer stands: room on the disk, the last backup, printer, clock, and whether the data can be written."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from counter_app.desk.desk import Desk
from counter_app.desk.office.backup import BACKUP_PATTERN, BACKUP_PREFIX
from counter_app.domain.clock import clock_doubt, from_utc_text
from counter_app.domain.office.health import Health

BACKUP_FOLDER = "sao-luu"
_DAY_LENGTH = len("20261123")


class MachineHealth(Desk):
    """What the morning begins with besides dossiers."""

    def look(self) -> Health:
        """See how things stand now; quick, nothing of the data is read through."""
        today, preferences = self.today(), self.preferences
        folder = self.store.database.path.parent
        last = _last_backup([folder / BACKUP_FOLDER, Path(preferences.backup_dir or folder)])
        if preferences.backed_up_on:
            noted = date.fromisoformat(preferences.backed_up_on)
            last = max(last, noted) if last else noted
        free = None
        with suppress(OSError):
            free = shutil.disk_usage(folder).free
        return Health(
            free=free,
            backup=last,
            days=(today - last).days if last else 0,
            printer=preferences.printer,
            clock_right=self._clock_right(),
            writable=self.store.database.writable,
        )

    def _clock_right(self) -> bool:
        """Whether what is written now would be dated without a question."""
        database = self.store.database
        last = database.journal.head().at_utc
        doubt = clock_doubt(database.clock.now(), from_utc_text(last) if last else None)
        return database.clock_confirmed or not doubt


def _last_backup(folders: list[Path]) -> date | None:
    """The day in the names of the copies that lie in these folders."""
    days = []
    for folder in folders:
        with suppress(OSError):
            names = [path.name for path in folder.glob(BACKUP_PATTERN)]
            days += [name.removeprefix(BACKUP_PREFIX)[:_DAY_LENGTH] for name in names]
    found = []
    for day in days:
        with suppress(ValueError):
            found.append(date.fromisoformat(day))
    return max(found, default=None)
