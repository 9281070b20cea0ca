"""A place for bytes that are written once and read again, which leaves nothing to read on the disk."""

from __future__ import annotations

import io
import secrets
import tempfile
from typing import IO, TYPE_CHECKING

from counter_app.values import override

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import CipherContext
    from typing_extensions import Buffer

_BLOCK = 16
"""Bytes of one block of AES."""


class ClosedSpool(io.RawIOBase):
    """Bytes appended, then read from any place; ``seek`` moves as in a file. Close it after use.

    Up to ``in_memory`` bytes stay in memory. What is longer goes to a file without a name, under a key that only this
    object has: what a batch holds in clear is never read on a disk, not even where it was deleted.
    """

    def __init__(self, in_memory: int) -> None:
        super().__init__()
        self._most = in_memory
        self._file: IO[bytes] = io.BytesIO()
        self._key = self._first = b""
        self._at = self._size = 0
        self._going: tuple[int, CipherContext] | None = None
        """The stream of the cipher, and the place it has come to."""

    @override
    def readable(self) -> bool:
        return True

    @override
    def writable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    @override
    def write(self, data: Buffer) -> int:
        """Append. Errors: io.UnsupportedOperation anywhere but at the end, where a key would serve twice; OSError."""
        if self._at != self._size:
            raise io.UnsupportedOperation("written once, at the end")
        plain = bytes(data)
        if not self._key and self._size + len(plain) > self._most:
            self._leave_memory()
        self._file.seek(self._at)
        self._file.write(self._crossed(plain))
        self._at += len(plain)
        self._size = self._at
        return len(plain)

    @override
    def readinto(self, room: Buffer) -> int:
        view = memoryview(room).cast("B")
        self._file.seek(self._at)
        found = self._crossed(self._file.read(len(view)))
        view[: len(found)] = found
        self._at += len(found)
        return len(found)

    @override
    def close(self) -> None:
        self._file.close()
        super().close()

    def _leave_memory(self) -> None:
        self._file.seek(0)
        kept = self._file.read()
        self._file.close()
        self._key, self._first = secrets.token_bytes(32), secrets.token_bytes(_BLOCK)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._at = 0
        self._file.write(self._crossed(kept))
        self._at = self._size

    def _crossed(self, data: bytes) -> bytes:
        """The bytes that lie at the present place, locked or opened: AES in counter mode does both alike."""
        if not self._key or not data:
            return data
        stream = self._going[1] if self._going and self._going[0] == self._at else self._stream()
        self._going = (self._at + len(data), stream)
        return stream.update(data)

    def _stream(self) -> CipherContext:
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import CTR

        block, within = divmod(self._at, _BLOCK)
        number = (int.from_bytes(self._first, "big") + block) % (1 << 8 * _BLOCK)
        stream = Cipher(AES(self._key), CTR(number.to_bytes(_BLOCK, "big"))).encryptor()
        stream.update(bytes(within))
        return stream
