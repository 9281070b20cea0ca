"""Papers and reports in clear: noted as they are written, listed with how they stand, gone after their time.

The program's own folder of papers clears itself. What somebody asked for elsewhere is listed and goes when a person
says so. A file that is not byte for byte what was written is somebody's own and is never touched (docs/adr/0074).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.clear_file import (
    ClearedFiles,
    ClearStanding,
    ListedClearFile,
    due_on,
)
from counter_app.errors import CounterError
from counter_app.paths import PAPERS
from counter_app.store.core import engine
from counter_app.store.read.clear_files import ClearFile
from counter_app.system import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NOTED = frozenset({".pdf", ".xlsx", ".csv", ".json"})
"""The kinds of files that papers, lists and one person's data are handed out as."""
MOST_TOLD = 60
_LOG = "clear-files"


class ClearFiles(Desk):
    """Everything about files that anybody at the computer can read."""

    def note(self, path: Path, data: bytes) -> None:
        """Remember a file that was just written; never refuses, for the file is there."""
        if path.suffix.lower() not in NOTED:
            return
        where = path.absolute()
        item = ClearFile(
            path=str(where),
            day=self.today(),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            own=where.parent == self._folder(),
        )
        with suppress(CounterError, engine.DatabaseError):  # read only, or closed by now
            self.store.clear_files.keep(item)

    def listed(self) -> tuple[ListedClearFile, ...]:
        """Every file that is noted, the oldest first, with how it stands; reads the disk, so on no window's thread."""
        self.acting(Duty.SETTINGS)
        return tuple(map(self._listed, self.store.clear_files.every()))

    def clear(self, *, everything: bool = False) -> ClearedFiles:
        """Take away what is due, wherever it lies; ``everything``: also what is not due yet.

        Never on a window's thread. Errors: RuleError, StoreError.
        """
        self.acting(Duty.SETTINGS)
        return self._cleared(self.store.clear_files.every(), everything=everything)

    def owes(self) -> bool:
        """True if the program's own folder of papers has something to lose; the disk is not asked."""
        days = self.settings.clear_file_days
        return bool(days) and self.store.clear_files.due(self.today() - timedelta(days=days - 1))

    def clear_own(self) -> ClearedFiles:
        """Take away what is due in the own folder of papers; the program does so by itself. Errors: StoreError."""
        return self._cleared([item for item in self.store.clear_files.every() if item.own])

    def told(self) -> tuple[tuple[date, int], ...]:
        """(day, how many files) of the last clearings, the latest first."""
        from datetime import date as day

        kept = self.store.settings.own("", _LOG) or []
        return tuple((day.fromisoformat(when), int(count)) for when, count in reversed(kept))

    def _folder(self) -> Path:
        return self.store.database.path.absolute().parent / PAPERS

    def _listed(self, item: ClearFile) -> ListedClearFile:
        return ListedClearFile(
            path=item.path,
            day=item.day,
            due=due_on(item.day, self.settings.clear_file_days),
            size=item.size,
            own=item.own,
            standing=standing_of(item),
        )

    def _cleared(self, items: Iterable[ClearFile], *, everything: bool = False) -> ClearedFiles:
        today, gone, forgotten = self.today(), list[str](), list[str]()
        stayed, changed = list[str](), 0
        for item in items:
            listed = self._listed(item)
            if listed.standing is ClearStanding.CHANGED:
                changed += 1
            due = listed.due is not None and listed.due <= today
            if listed.standing is ClearStanding.GONE or (
                listed.standing is ClearStanding.CHANGED and due
            ):
                forgotten.append(item.path)
            elif listed.is_due(today) or (
                everything and listed.standing is ClearStanding.AS_WRITTEN
            ):
                (gone if _removed(Path(item.path)) else stayed).append(item.path)
        if gone or forgotten:
            self.store.clear_files.forget([*gone, *forgotten])
        if gone:
            self._tell(len(gone))
        return ClearedFiles(gone=len(gone), stayed=tuple(stayed), changed=changed)

    def _tell(self, count: int) -> None:
        kept = self.store.settings.own("", _LOG) or []
        entry = [self.today().isoformat(), count]
        self.store.settings.keep_own("", _LOG, json.loads(json.dumps([*kept, entry]))[-MOST_TOLD:])


def standing_of(item: ClearFile) -> ClearStanding:
    """The standing of a file now; one that cannot be read is away."""
    path = Path(item.path)
    try:
        if path.is_symlink() or not path.is_file():
            return ClearStanding.GONE if path.parent.is_dir() else ClearStanding.AWAY
        if path.stat().st_size != item.size:
            return ClearStanding.CHANGED
        with path.open("rb") as opened:
            same = hashlib.file_digest(opened, "sha256").hexdigest() == item.sha256
    except OSError:
        return ClearStanding.AWAY
    return ClearStanding.AS_WRITTEN if same else ClearStanding.CHANGED


def _removed(path: Path) -> bool:
    try:
        files.shred(path)
    except OSError:
        return False
    return True
