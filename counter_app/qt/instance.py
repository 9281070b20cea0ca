"""One window for one data folder: a second start brings the first to the front and ends."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

LOCK_NAME = "dang-mo.lock"
ANSWER_MS = 1_000


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
        self._folder = data_dir
        self._server: QObject | None = None

    def claim(self) -> bool:
        """Whether this start is the first; a folder that cannot be written to is only looked at, by any number."""
        return (
            self._lock.tryLock(50) or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def _name(self) -> str:
        """What the folder's window answers to on this computer."""
        import hashlib

        return "quay-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:16]

    def listen(self) -> None:
        """Answer later starts."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name())
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        server.listen(self._name())
        self._server = server

    def call_first(self) -> bool:
        """Ask the first start to come to the front; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        heard = socket.waitForConnected(ANSWER_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let another start have the folder."""
        if self._server is not None:
            self._server.close()  # type: ignore[attr-defined]
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        while self._server is not None:
            socket = self._server.nextPendingConnection()  # type: ignore[attr-defined]
            if socket is None:
                break
            socket.disconnectFromServer()
            socket.deleteLater()
        self.asked.emit()
