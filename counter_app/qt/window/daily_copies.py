"""The copies an office owes itself, made while hands rest: once a day in each place, and when a stick is plugged in.

Papers printed to files whose time is over go then too, and room is kept for a disk that fills up.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from counter_app.errors import Cancelled, CounterError
from counter_app.i18n import _
from counter_app.qt.kit.copying import aside, make_copies
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_shot import Errand
from counter_app.system.ballast import lay

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.domain.backups.place import BackupPlace
    from counter_app.domain.paper.clear_file import ClearedFiles
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled as Asked
    from counter_app.qt.kit.jobs import Progress
    from counter_app.qt.kit.workplace import Workplace

REST_MS = 60_000
"""Hands that rest for so long leave the disk to others for a while; also how often a stick is looked for."""
AGAIN_SECONDS = 3_600.0
"""After a copy that failed, or was stopped, somebody has that long to see to the disk."""


class DailyCopies(QObject):
    """Looks for what is owed while nobody touches the counter, asks the disks aside, and copies in the lane aside."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._not_before = 0.0
        self._busy = False
        self._found: list[bool] = []
        self._cleared_on: date | None = None
        self._kept_room_on: date | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def wait(self) -> None:
        """Somebody is at work: not now."""
        self._timer.start(REST_MS)

    def look(self) -> None:
        """See whether a copy is owed to a place that is there; the disks are asked on a thread."""
        office = self._place.office
        if office.closed:
            return
        self._timer.start(REST_MS)
        if self._busy or time.monotonic() < self._not_before or not office.writable:
            return
        if self._cleared_on != office.now().date() and office.clear_files.owes():
            self._cleared_on = office.now().date()
            self._busy = True
            clearing = _("Xóa giấy tờ hết hạn lưu thành tệp")
            aside(self._place, _clear, self._on_cleared, self._on_failed, name=clearing)
            return
        if self._kept_room_on != office.now().date():
            self._kept_room_on = office.now().date()
            Errand(partial(lay, office.data_file.absolute().parent)).start()
        owed = office.backups.owed()
        if owed:
            self._busy = True
            data, found = office.data_file.absolute().parent, self._found
            errand = Errand(lambda: found.append(any_there(owed, data)))
            errand.ready.connect(self._on_looked)
            errand.failed.connect(self._on_lost)
            errand.start()

    def _on_looked(self) -> None:
        self._busy = False
        there = self._found.pop()
        self._found.clear()
        if there and not self._place.office.closed:
            self._busy = True
            make_copies(self._place, finished=self._on_made, failed=self._on_failed)

    def _on_lost(self, _error: Exception) -> None:
        """A disk that cannot be asked is one that is not there."""
        self._busy = False

    def _on_cleared(self, _done: ClearedFiles) -> None:
        self._busy = False

    def _on_made(self, _outcomes: tuple[PlaceOutcome, ...]) -> None:
        self._busy = False

    def _on_failed(self, error: Exception) -> None:
        self._busy, self._not_before = False, time.monotonic() + AGAIN_SECONDS
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, CounterError):
            raise error
        self._place.hub.notice(Tone.WARNING, error.message)


def _clear(office: Office, _progress: Progress, _cancelled: Asked) -> ClearedFiles:
    return office.clear_files.clear_own()


def any_there(owed: tuple[BackupPlace, ...], data: Path) -> bool:
    """True if one of these places can be reached now. May wait for a network."""
    from counter_app.desk.office.backup_places import folder_today

    return any(folder_today(place, data) is not None for place in owed)
