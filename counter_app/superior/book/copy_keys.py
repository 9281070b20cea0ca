"""The key of a file at the superior: its copies and its book are locked with the ring of its own office.

A file says by its first bytes which key it asks for (docs/adr/0061), so a key of before a re-key opens it too, and a
file of somebody else's, one of nobody's and a damaged one are told apart. A superior whose own file is plain, or that
is no office at all, keeps its copies plain (docs/adr/0078).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import LockedError, StoreError
from counter_app.i18n import _, mark
from counter_app.paths import database_path
from counter_app.store.core import engine
from counter_app.store.core.trouble import from_system
from counter_app.store.file.held_keys import HeldKeys, KeyedFolder, refusal
from counter_app.system.key_ring import RingError
from counter_app.system.office_keys import OfficeKeys, file_key_id, key_id
from counter_app.values import override

if TYPE_CHECKING:
    from counter_app.system.key_ring import KeyRing

_PAGE = 4096
"""Bytes: every locked file is whole pages."""
_LOCKED = mark(
    "Dữ liệu cấp trên ở {path} đã mã hóa. Đăng nhập, hoặc thêm --officer và mật khẩu, rồi làm lại."
)


def held_in(folder: Path) -> HeldKeys:
    """The keys that came along with a superior's folder; none where nobody unlocked it."""
    held = folder.held if isinstance(folder, KeyedFolder) else None
    return held or HeldKeys(database_path(folder))


def held_for(folder: Path, path: Path) -> HeldKeys:
    """The keys that open one file, or make it, and no other. Errors: as ``key_of``."""
    held, key = held_in(folder), key_of(folder, path)
    return _KeysOfOne(path, OfficeKeys(key, held.keys.signing) if held.keys else None)


class _KeysOfOne(HeldKeys):
    """The keys of one file that were looked for already: its first bytes, which name them, may be damaged."""

    @override
    def key_for(self, path: Path) -> bytes | None:
        """The key of the file."""
        return self.keys.data if self.keys else None


def key_of(folder: Path, path: Path) -> bytes | None:
    """The key of a file in a superior's folder; of one that is to be made, today's. None for a plain one.

    Errors: LockedError while nobody unlocked the folder; StoreError for a file that was locked with another office's
    key.
    """
    held = held_in(folder)
    try:
        wanted = file_key_id(path)
    except OSError as error:
        raise from_system(error, path) from error
    if held.keys is not None and wanted in (None, key_id(held.keys.data)):
        return held.keys.data
    if wanted == "":
        return None
    ring = held.ring()
    if held.keys is None:
        if ring is not None and ring.encrypted:
            raise LockedError(_(_LOCKED).format(path=folder))
        return None
    return _found(held.keys, ring, path, wanted or "")


def _found(keys: OfficeKeys, ring: KeyRing | None, path: Path, wanted: str) -> bytes | None:
    """The key a file names, or that opens it although its name is damaged. Errors: StoreError."""
    former = [name for name, _sealed in ring.former] if ring else []
    if wanted in former and ring:
        return _former(ring, keys, wanted)
    ours = [keys.data, *(_former(ring, keys, name) for name in former if ring)]
    for key in ours:
        if key is not None and _opens(path, key):
            return key
    if path.stat().st_size % _PAGE or not any(ours):
        return None  # whatever it is, it is no locked file
    raise StoreError(
        _(
            "Tệp {name} mã hóa bằng khóa của nơi khác nên không mở được ở đây. Sao chép lại từ bản sao lưu của nơi này."
        ).format(name=path.name)
    )


def _former(ring: KeyRing, keys: OfficeKeys, name: str) -> bytes | None:
    try:
        return ring.data_key(keys, name)
    except RingError as error:
        raise refusal(error, Path()) from error


def _opens(path: Path, key: bytes) -> bool:
    """True if a key opens a file: the bytes it begins with are the key's name alone, the pages prove themselves."""
    with suppress(engine.DatabaseError, StoreError):
        engine.connect_untouched(path, key).close()
        return True
    return False
