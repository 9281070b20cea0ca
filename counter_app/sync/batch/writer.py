"""Writing a batch: a stick pulled at any moment holds either all of it or nothing that counts.

Reports, payload and signature first, under their final names; each is synced and read back from the medium. The
manifest comes last and makes the batch count. Renaming is not used: it loses synced files on FAT.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError, Cancelled, DeviceError, StoreError
from counter_app.i18n import _
from counter_app.sync.batch.names import (
    MANIFEST_SUFFIX,
    SIGNATURE_SUFFIX,
    SUFFIXES,
    attempt_name,
    beside_name,
    folder_name,
    is_plain,
    own_name,
    stem_of,
)
from counter_app.sync.batch.packing import Packed, describe, pack
from counter_app.sync.batch.problems import Code
from counter_app.sync.batch.reader import open_batch, open_own
from counter_app.sync.stick.hygiene import strange_files
from counter_app.sync.stick.media import CHUNK, DEVICE, Files, device_error, read_back_error
from counter_app.sync.stick.volumes import Target, require_same, space_needed
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.exchange.stick import StrangeFiles
    from counter_app.settings import OfficeSettings
    from counter_app.store.store import Store
    from counter_app.sync.batch.envelope import Envelope
    from counter_app.sync.batch.manifest import Content, Manifest
    from counter_app.system.closed_spools import ClosedSpool

Progress = Callable[[int, int, str], None]
_MOST_ATTEMPTS = 999
_OF_THE_MEDIUM = tuple(
    f"[{code}]"
    for code in (
        Code.NOT_A_FILE, Code.UNREADABLE, Code.INCOMPLETE, Code.PAYLOAD_SIZE, Code.PAYLOAD_HASH,
        Code.PAYLOAD_ZSTD, Code.PAYLOAD_LENGTH,
    )
)  # fmt: skip
"""The codes of a reader about a stick that is gone or gives back other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFiles:
    """A batch that is complete on the medium and was read back; only now the stick may be pulled.

    ``name`` is the payload's file name, ``sha256`` its hash, ``digest`` the manifest's (64 hex digits), ``sealed`` the
    letters of those who open it, ``head`` the chain's hash at ``to_seq``, ``volume`` how people recognise the medium.
    ``own`` is the office's whole copy beside a batch that holds less.
    ``note`` says when the place is no stick; ``strange`` lists programs and shortcuts on it, which are none of ours.
    """

    folder: Path
    payload: Path
    manifest: Path
    signature: Path
    extras: tuple[Path, ...]
    number: int
    from_seq: int
    to_seq: int
    head: bytes
    sha256: str
    digest: str
    content: Content
    sealed: tuple[str, ...]
    name: str
    volume: str
    bytes: int
    note: str
    strange: StrangeFiles
    own: Path | None = None

    @property
    def every(self) -> tuple[Path, ...]:
        """All files, in the order in which they were written."""
        own = () if self.own is None else (self.own,)
        return (*self.extras, self.payload, *own, self.signature, self.manifest)


def no_progress(_done: int, _total: int, _text: str) -> None:
    """Tell nobody."""


def never() -> bool:
    """Nobody cancels."""
    return False


def write_batch(
    store: Store,
    *,
    from_seq: int,
    to_seq: int,
    number: int,
    target: Path | Target,
    settings: OfficeSettings,
    envelope: Envelope,
    extra_files: Sequence[tuple[str, bytes]] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    files: Files | None = None,
    left: list[Path] | None = None,
) -> WrittenFiles:
    """Write the slice ``from_seq..to_seq`` as batch ``number``, signed and sealed as ``envelope`` says, with reports
    (name, bytes) beside it.

    At most ``packing.MOST_ENTRIES`` entries: cut longer ranges with ``packing.slices``. ``progress`` is told (bytes
    done, bytes in all, text). Errors: DeviceError for the medium, StoreError for the journal, Cancelled; after each of
    them nothing that counts is on the stick and the same call may be tried again; ``left`` is told the files that could
    not be taken back.
    """
    disk, asked = files or Files(), cancelled or never
    chosen = target if isinstance(target, Target) else Target.of(target, disk)
    _require_plain(extra_files)
    with (
        pack(store, from_seq, to_seq, asked, envelope.content, own=True) as opened,
        envelope.sealed(opened) as packed,
    ):
        manifest = describe(
            packed,
            store,
            settings,
            from_seq=from_seq,
            to_seq=to_seq,
            number=number,
            now=store.clock.now(),
        )
        carrier = _Carrier(disk, chosen, progress or no_progress, asked)
        carrier.left = [] if left is None else left
        with carrier.all_or_nothing():
            return carrier.carry(envelope.addressed(manifest), envelope, packed, extra_files)


def _together(extras: Sequence[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """The groups of files under one name: a file, and the signed word about it, whose name begins with the file's."""
    groups = list[list[tuple[str, bytes]]]()
    for name, data in extras:
        if groups and name.startswith(f"{groups[-1][0][0]}."):
            groups[-1].append((name, data))
        else:
            groups.append([(name, data)])
    return groups


def _require_plain(extra_files: Sequence[tuple[str, bytes]]) -> None:
    for name, _data in extra_files:
        if not is_plain(name) or stem_of(name):
            raise ValueError(f"unsafe file name: {name!r}")


class _Carrier:
    """Carries one batch to one medium and remembers what to take back if that fails."""

    def __init__(
        self, disk: Files, target: Target, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self._disk = disk
        self._target = target
        self._progress = progress
        self._cancelled = cancelled
        self._made: list[Path] = []
        self.left: list[Path] = []
        self._done = 0
        self._total = 0

    def carry(
        self,
        manifest: Manifest,
        envelope: Envelope,
        packed: Packed,
        extras: Sequence[tuple[str, bytes]],
    ) -> WrittenFiles:
        """Everything in order; the manifest last."""
        disk, target = self._disk, self._target
        folder = target.folder / folder_name(manifest.office_number)
        own = 0 if packed.own is None else packed.own.bytes
        beside_it = sum(len(data) for _name, data in extras)
        need = packed.bytes + own + len(manifest.to_bytes()) + beside_it
        self._total = 2 * need
        self._require_room(need)
        disk.make_folder(folder)
        beside = tuple(
            path for group in _together(extras) for path in self._put_beside(folder, group)
        )
        stem = self._free_stem(folder, stem_of(manifest.payload_file))
        payload = folder / (stem + manifest.payload_suffix)
        self._put(payload, _chunks(packed.file), packed.sha256)
        final = self._with_own(folder, replace(manifest, payload_file=payload.name), packed.own)
        said = final.to_bytes()
        self._put_bytes(folder / (stem + SIGNATURE_SUFFIX), envelope.signature(said, stem))
        require_same(target, disk)
        self._ask()
        marker = folder / (stem + MANIFEST_SUFFIX)
        self._put_bytes(marker, said, asking=False)
        self._read_as_superior(marker, final, envelope)
        for place in (folder, target.folder):
            disk.sync_folder(place)
        self._progress(self._total, self._total, _("Đã ghi và đọc lại đúng. Có thể rút USB."))
        return self._written(final, packed, payload, marker, beside)

    def _with_own(self, folder: Path, manifest: Manifest, own: Packed | None) -> Manifest:
        """The manifest naming the office's own copy as it now lies on the medium."""
        if own is None or manifest.own is None:
            return manifest
        name = own_name(stem_of(manifest.payload_file))
        self._put(folder / name, _chunks(own.file), own.sha256)
        return replace(manifest, own=replace(manifest.own, file=name))

    def _read_as_superior(self, marker: Path, manifest: Manifest, envelope: Envelope) -> None:
        """Pass what lies on the medium through the gates it will meet, here and at the superior.

        Errors: StoreError for what is refused.
        """
        self._tell(0, _("Đang kiểm tra gói dữ liệu như cấp trên sẽ đọc"))
        try:
            open_batch(marker, envelope.keys.identity).close()
            if manifest.own is not None:
                open_own(marker, envelope.keys.identity).close()
        except BatchError as error:
            if error.problems[0].startswith(_OF_THE_MEDIUM):
                raise read_back_error() from error
            raise StoreError(
                _(
                    "Gói dữ liệu vừa ghi không qua được bước đọc của cấp trên ({detail}) nên đã "
                    "xóa khỏi USB. Gọi người phụ trách máy."
                ).format(detail=error.problems[0].split(". ")[0])
            ) from error

    @contextlib.contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Within it a failure takes back what was made; the system's errors become sentences."""
        try:
            yield
        except BaseException as error:
            self._take_back()
            if isinstance(error, OSError):
                raise device_error(error) from error
            raise

    def _take_back(self) -> None:
        """Remove what was made, the manifest first; a stick that is gone keeps what no reader will count."""
        for path in reversed(self._made):
            try:
                self._disk.remove(path)
            except OSError:
                self.left.append(path)

    def _written(
        self,
        manifest: Manifest,
        packed: Packed,
        payload: Path,
        marker: Path,
        beside: tuple[Path, ...],
    ) -> WrittenFiles:
        target = self._target
        return WrittenFiles(
            folder=payload.parent,
            payload=payload,
            manifest=marker,
            signature=payload.with_name(stem_of(payload.name) + SIGNATURE_SUFFIX),
            extras=beside,
            own=None if manifest.own is None else payload.with_name(manifest.own.file),
            number=manifest.number,
            from_seq=manifest.from_seq,
            to_seq=manifest.to_seq,
            head=packed.head,
            sha256=manifest.payload_sha256,
            digest=hashlib.sha256(manifest.to_bytes()).hexdigest(),
            content=manifest.content,
            sealed=manifest.recipients,
            name=payload.name,
            volume=target.volume.name if target.volume and not target.note else str(target.folder),
            bytes=packed.bytes,
            note=target.note or self._doubt(payload),
            strange=strange_files(target.folder, deep=not target.note),
        )

    def _doubt(self, payload: Path) -> str:
        """The advice where the system answers from its own copy, and reading back proved nothing."""
        with contextlib.suppress(
            OSError
        ):  # it was read back a moment ago: what fails now is another matter
            if not self._disk.reads_medium(payload):
                return self._eject_first()
        return ""

    def _eject_first(self) -> str:
        return _(
            "Máy này không đọc lại được từ chính {path}. Chọn lệnh tháo USB an toàn (Eject) rồi mới rút."
        ).format(path=self._target.folder)

    def _require_room(self, need: int) -> None:
        if self._disk.free(self._target.folder) < space_needed(need):
            raise DeviceError(
                _(
                    "USB không đủ chỗ trống, cần {need} MB. Xóa bớt tệp hoặc dùng USB khác rồi ghi lại."
                ).format(need=-(-space_needed(need) // 2**20)),
                device=DEVICE,
            )

    def _free_stem(self, folder: Path, stem: str) -> str:
        taken = {path.name.casefold() for path in folder.iterdir()}
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            name = attempt_name(stem, attempt)
            files = (*(name + suffix for suffix in SUFFIXES), own_name(name))
            if not {file.casefold() for file in files} & taken:
                return name
        raise DeviceError(
            _("USB đã có quá nhiều bản của gói này. Dùng USB khác rồi ghi lại."), device=DEVICE
        )

    def _put_beside(self, folder: Path, group: Sequence[tuple[str, bytes]]) -> list[Path]:
        """A report beside the batch, with its signature; one with the same bytes is kept, none is ever overwritten."""
        taken = {path.name.casefold() for path in folder.iterdir()}
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            named = [(folder / beside_name(name, attempt), data) for name, data in group]
            if not any(path.name.casefold() in taken for path, _data in named):
                for path, data in named:
                    self._put_bytes(path, data)
            elif all(self._holds(path, data) for path, data in named):
                for path, data in named:
                    self._tell(2 * len(data), path.name)
            else:
                continue
            return [path for path, _data in named]
        raise DeviceError(
            _("USB đã có quá nhiều bản của gói này. Dùng USB khác rồi ghi lại."), device=DEVICE
        )

    def _holds(self, path: Path, data: bytes) -> bool:
        return path.is_file() and not path.is_symlink() and b"".join(self._disk.read(path)) == data

    def _put_bytes(self, path: Path, data: bytes, *, asking: bool = True) -> None:
        pieces = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
        self._put(path, pieces, hashlib.sha256(data).hexdigest(), asking=asking)

    def _put(
        self, path: Path, pieces: Iterable[bytes], sha256: str, *, asking: bool = True
    ) -> None:
        """Write, sync, close, read back, compare."""
        handle = self._disk.create(path)
        self._made.append(path)
        try:
            for piece in pieces:
                if asking:
                    self._ask()
                self._write_all(handle, piece)
                self._tell(len(piece), _("Đang ghi {name}").format(name=path.name))
            self._disk.sync(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                self._disk.close(handle)
            raise
        self._disk.close(handle)
        self._compare(path, sha256, asking=asking)

    def _write_all(self, handle: int, piece: bytes) -> None:
        rest = memoryview(piece)
        while rest:
            taken = self._disk.write(handle, rest)
            if taken <= 0:
                raise OSError(errno.EIO, "nothing written")
            rest = rest[taken:]

    def _compare(self, path: Path, sha256: str, *, asking: bool) -> None:
        digest = hashlib.sha256()
        for chunk in self._disk.read(path):
            if asking:
                self._ask()
            digest.update(chunk)
            self._tell(len(chunk), _("Đang đọc lại {name}").format(name=path.name))
        if digest.hexdigest() != sha256:
            raise read_back_error()

    def _ask(self) -> None:
        if self._cancelled():
            raise Cancelled(_("Đã dừng theo yêu cầu; các tệp ghi dở đã được xóa khỏi USB."))

    def _tell(self, more: int, text: str) -> None:
        self._done = min(self._done + more, self._total)
        self._progress(self._done, self._total, text)


def _chunks(source: ClosedSpool) -> Iterator[bytes]:
    source.seek(0)
    while chunk := source.read(CHUNK):
        yield chunk
