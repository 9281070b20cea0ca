"""The keys this process has unlocked, and the key ring beside the data file that they came from.

One value for a file and all its connections: whoever is let in anywhere unlocks for everybody in this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.i18n import _, mark
from counter_app.store.core.trouble import from_system
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder, KeyRing, OfficeKeys, RingError, Trouble
from counter_app.system.office_keys import PLAIN_HEAD
from counter_app.values import dataclass

if TYPE_CHECKING:
    _Folder = Path
else:
    _Folder = type(Path())

_SENTENCES = {
    Trouble.MISSING: mark(
        "Dữ liệu thiếu tệp khóa {path}, đã hỏng, hoặc không phải dữ liệu của chương trình. "
        "Sao chép lại tệp .khoa; không có thì khôi phục bản sao lưu khác."
    ),
    Trouble.DAMAGED: mark(
        "Tệp khóa {path} bị hỏng. Sao chép lại tệp .khoa từ bản sao lưu gần nhất."
    ),
    Trouble.NEWER: mark(
        "Tệp khóa {path} do phiên bản mới hơn tạo ra. Cập nhật chương trình rồi mở lại."
    ),
    Trouble.OTHER_OFFICE: mark(
        "Tệp khóa {path} là của đơn vị khác. Sao chép lại tệp .khoa đã để cạnh dữ liệu này."
    ),
    Trouble.OTHER_FILE: mark(
        "Tệp khóa {path} không mở được tệp dữ liệu này. Sao chép tệp .khoa nằm cạnh đúng bản sao lưu đó."
    ),
    Trouble.BUSY: mark("Tệp khóa {path} đang được ghi ở cửa sổ khác. Chờ giây lát rồi làm lại."),
}
_STRANGER = mark(
    "Bản sao {path} không phải của đơn vị này: khóa của đơn vị không mở được. Chọn bản khác."
)
_LOCKED = mark("Dữ liệu ở {path} đã mã hóa. Đăng nhập bằng mật khẩu để mở.")
_ALIKE = 4
"""Bytes at the place where a plain file has them, by which a damaged one is known."""
_WRONG_SECRET = {
    Holder.OFFICER: mark(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ."
    ),
    Holder.RECOVERY: mark("Các chữ này không mở được dữ liệu. Tìm phiếu khôi phục lập gần nhất."),
    Holder.COMPUTER: mark("Khóa giữ trên máy này không còn đúng. Đăng nhập bằng mật khẩu."),
    Holder.SCRIPT: mark("Khóa lệnh này không còn đúng. Nhờ lãnh đạo cấp khóa lệnh mới."),
}
_FIELDS = {Holder.OFFICER: "password", Holder.RECOVERY: "words"}


def refusal(error: RingError, path: Path, kind: Holder = Holder.OFFICER) -> RuleError | StoreError:
    """The refusal of a ring that does not open: RuleError (rule "sign_in") for a wrong secret, else StoreError."""
    if error.why in (Trouble.WRONG_SECRET, Trouble.NOBODY):
        text = _(_WRONG_SECRET[kind])
        return RuleError(text, field=_FIELDS.get(kind, "key"), rule="sign_in")
    return StoreError(_(_SENTENCES[error.why]).format(path=error.path or path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A holder who has just proved or chosen a secret. ``mark`` is what the office keeps of it."""

    kind: Holder
    name: str
    label: str
    secret: str
    mark: str


class HeldKeys:
    """The ring of one data file and what was unlocked of it."""

    def __init__(self, data_file: Path, keys: OfficeKeys | None = None) -> None:
        self.data_file = data_file
        self.ring_path = key_ring.ring_path(data_file)
        self.keys = keys

    def ring(self) -> KeyRing | None:
        """The ring as it is now; None where there is none yet. Errors: StoreError."""
        try:
            return key_ring.read(self.ring_path, self._asked())
        except RingError as error:
            if error.why is Trouble.MISSING:
                return None
            raise refusal(error, self.ring_path) from error
        except OSError as error:
            raise from_system(error, self.ring_path) from error

    def _asked(self) -> str:
        """The key the data file asks for: of two rings that differ, the one that has it is the office's.

        Errors: OSError.
        """
        return key_ring.file_key_id(self.data_file) or ""

    def key_for(self, path: Path) -> bytes | None:
        """The key that a data file of this office asks for, of before a re-key too; None for a plain file.

        A file that is not there yet, or has hardly a byte, is made with today's key. Errors: LockedError while nothing
        is unlocked; StoreError for a file that no key of the ring opens.
        """
        try:
            wanted = key_ring.file_key_id(path)
        except OSError as error:
            raise from_system(error, path) from error
        if wanted is None:
            return self.keys.data if self.keys else None
        if not wanted:
            return None
        if self.keys is not None and wanted == key_ring.key_id(self.keys.data):
            return self.keys.data
        ring = self.ring()
        if ring is None or not (ring.opens or ring.former):
            self._require_damaged(wanted)
            return None
        changed = wanted == ring.opens  # since the ring was unlocked
        if changed or (self.keys is None and ring.knows(wanted)):
            raise LockedError(_(_LOCKED).format(path=path))
        try:
            if self.keys is not None:
                return ring.data_key(self.keys, wanted)
            raise RingError(Trouble.OTHER_FILE, self.ring_path)
        except RingError as error:
            if error.why is Trouble.OTHER_FILE and path != self.data_file:
                raise StoreError(_(_STRANGER).format(path=path)) from error
            raise refusal(error, self.ring_path) from error

    def keys_of(self, path: Path) -> OfficeKeys | None:
        """The held keys with the data key that a copy asks for, of before a re-key too; None while none are held.

        Errors: StoreError for a copy that no key of the ring opens.
        """
        return OfficeKeys(self.key_for(path), self.keys.signing) if self.keys else None

    def _require_damaged(self, wanted: str) -> None:
        """A file without a ring that begins like no plain one may be a plain one that is damaged, which is told later.

        Errors: StoreError for one that must be encrypted.
        """
        begins = bytes.fromhex(wanted)
        alike = sum(one == other for one, other in zip(begins, PLAIN_HEAD, strict=True))
        if alike < _ALIKE and len(set(begins)) > _ALIKE:
            raise refusal(RingError(Trouble.MISSING, self.ring_path), self.ring_path)

    def unlock(self, kind: Holder, name: str, secret: str) -> OfficeKeys:
        """Hold the keys from here on, by a holder's secret. Errors: as ``refusal``."""
        try:
            ring = key_ring.read(self.ring_path, self._asked())
            self.keys = ring.unlock(kind, name, secret)
        except RingError as error:
            raise refusal(error, self.ring_path, kind) from error
        except OSError as error:
            raise from_system(error, self.ring_path) from error
        return self.keys

    def found(self, office: str, keys: OfficeKeys, holders: Iterable[Proved]) -> None:
        """Write the ring of a new office. Errors: StoreError."""
        ring = key_ring.new_ring(office, keys)
        for holder in holders:
            ring = with_holder(ring, keys, holder)
        try:
            key_ring.write(self.ring_path, ring)
        except OSError as error:
            raise from_system(error, self.ring_path) from error
        self.keys = keys

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Within it nobody else changes the ring. Errors: StoreError where another does not end."""
        with ExitStack() as taken:
            try:
                taken.enter_context(key_ring.turn(self.ring_path))
            except RingError as error:
                raise refusal(error, self.ring_path) from error
            except OSError as error:
                raise from_system(error, self.ring_path) from error
            yield

    def change(
        self, edit: Callable[[KeyRing, OfficeKeys], KeyRing], *, in_turn: bool = False
    ) -> None:
        """Write what ``edit`` makes of the ring; ``in_turn``: the caller has the turn. Errors: StoreError, also while
        nothing is unlocked.
        """
        keys, write = self.keys, key_ring.change_in_turn if in_turn else key_ring.change
        try:
            if keys is None:
                raise RingError(Trouble.MISSING)
            write(self.ring_path, lambda ring: edit(ring, keys), self._asked())
        except RingError as error:
            raise refusal(error, self.ring_path) from error
        except OSError as error:
            raise from_system(error, self.ring_path) from error


def with_holder(ring: KeyRing, keys: OfficeKeys, holder: Proved, *, keep: bool = False) -> KeyRing:
    """The ring with one holder more, or with the holder's new secret; ``keep``: the one before opens as well."""
    return ring.with_wrap(
        keys,
        holder.kind,
        holder.name,
        holder.secret,
        label=holder.label,
        mark=holder.mark,
        keep=keep,
    )


class KeyedFolder(_Folder):
    """A data folder that has with it what is unlocked of its ring: what lies in it besides the data file opens so.

    What is made of it by ``/`` is a path like any other.
    """

    held: HeldKeys | None = None


def keyed(folder: Path, held: HeldKeys) -> KeyedFolder:
    """A folder with the held keys of the data file in it."""
    made = KeyedFolder(folder)
    made.held = held
    return made
