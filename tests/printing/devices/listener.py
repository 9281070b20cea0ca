"""A network printer made of a socket: takes jobs like port 9100 does, answers status, can be switched off."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from types import TracebackType
from typing import Self

# "On, for zero seconds", in the whole numbers of C that each system wants.
_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
STATUS_REQUEST = b"\x10\x04"


class Listener:
    """Keeps in ``jobs`` the bytes of each connection that sent more than status requests.

    ``answers`` gives the byte for each kind of status asked; without one the printer stays silent.
    ``hang_up_after``: bytes after which the connection is torn down, as a failing printer does.
    """

    def __init__(
        self,
        answers: dict[int, int] | None = None,
        *,
        port: int = 0,
        hang_up_after: int | None = None,
    ) -> None:
        self.answers = answers or {}
        self.jobs: list[bytes] = []
        self._hang_up_after = hang_up_after
        self._arrived = threading.Condition()
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="listener")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(
            OSError
        ):  # Windows shuts nothing down that is not connected; closing is enough there
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=10)

    def wait_for(self, count: int, timeout: float = 20.0) -> list[bytes]:
        """The jobs, once there are ``count`` of them."""
        with self._arrived:
            self._arrived.wait_for(lambda: len(self.jobs) >= count, timeout)
            return list(self.jobs)

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            with connection:
                self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        job = b""
        while True:
            try:
                received = connection.recv(65536)
            except OSError:
                return
            if not received:
                break
            if received.startswith(STATUS_REQUEST) and len(received) == 3:
                self._answer(connection, received[2])
                continue
            job += received
            if self._hang_up_after is not None and len(job) > self._hang_up_after:
                # Linger 0: the peer sees a reset, not an orderly end.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                return
        if job:
            with self._arrived:
                self.jobs.append(job)
                self._arrived.notify_all()

    def _answer(self, connection: socket.socket, kind: int) -> None:
        if kind in self.answers:
            connection.sendall(bytes([self.answers[kind]]))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
