"""One window for one data folder: a second start brings the first to the front and ends.

The second start rings by writing into a file that the first one watches: no socket, and no network library in memory.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from counter_app.system import files

LOCK_NAME = "dang-mo.lock"
BELL_NAME = "goi-cua-so"


class SingleInstance(QObject):
    """Holds the data folder for one window.

    Signals:
        asked(): another start wants this window in front.
    """

    asked = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(data_dir / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._bell = data_dir / BELL_NAME
        self._watch: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """True if this start is the first; a folder that cannot be written to is only looked at, by any number."""
        return (
            self._lock.tryLock(50) or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def listen(self) -> None:
        """Answer later starts; a folder that cannot be written to has no bell."""
        try:
            self._bell.write_bytes(b"")
        except OSError:
            return
        self._watch = QFileSystemWatcher([str(self._bell)], self)
        self._watch.fileChanged.connect(self._on_rung)

    def call_first(self) -> None:
        """Ask the first start to come to the front."""
        try:
            with self._bell.open("ab") as bell:
                bell.write(b".")
                files.sync_handle(bell.fileno())
        except OSError:
            return  # the first window is there all the same

    def release(self) -> None:
        """Let another start have the folder."""
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None
        self._lock.unlock()

    def _on_rung(self) -> None:
        self.asked.emit()
