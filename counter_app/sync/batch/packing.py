"""Packing a slice of the journal: verified, turned into lines, compressed into a private temporary file."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import zstandard

import counter_app
from counter_app.domain.clock import utc_text
from counter_app.domain.dossier.events import DOSSIER_ACCEPTED, DOSSIER_RECEIVED, DOSSIER_RETURNED
from counter_app.domain.text import clean
from counter_app.errors import Cancelled, StoreError
from counter_app.i18n import _
from counter_app.store.core.journal import GENESIS, Stored, verify_stored
from counter_app.store.core.mended import mended_entries
from counter_app.store.core.plain_json import said_plainly
from counter_app.store.figures.tallies import Counting
from counter_app.sync.batch.lines import (
    Line,
    ends_processing,
    stored_bytes,
)
from counter_app.sync.batch.manifest import (
    MENDED_SINCE,
    MOST_UNCOMPRESSED,
    VERSION,
    Content,
    Manifest,
    OwnCopy,
)
from counter_app.sync.batch.names import PAYLOAD_SUFFIX, SEALED_SUFFIX, batch_stem, own_name
from counter_app.sync.batch.travelling import as_it_travels, refuse_to_carry, whole_beside
from counter_app.system.closed_spools import ClosedSpool
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings
    from counter_app.store.store import Store
    from counter_app.system.exchange_keys import PublicKeys

MOST_ENTRIES = 500_000
"""Entries in one batch at most, so that no file comes near what FAT or a reader's memory can hold."""
MOST_LINE_BYTES = MOST_UNCOMPRESSED // 2
_IN_MEMORY = 16 * 1024 * 1024
_LEVEL = 2
"""A third of the time of the levels above it, which save a thirtieth of the room."""
_AT_ONCE = 64 * 1024
_ASK_EVERY = 500


def slices(from_seq: int, to_seq: int) -> list[tuple[int, int]]:
    """The ranges, one batch each, into which ``from_seq..to_seq`` is cut; empty when there is nothing to send."""
    starts = range(from_seq, to_seq + 1, MOST_ENTRIES)
    return [(start, min(start + MOST_ENTRIES - 1, to_seq)) for start in starts]


@dataclass(kw_only=True)
class Totals:
    """Running totals over the lines of a batch; writer and reader count with the same code."""

    counts: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    first_day: str = ""
    last_day: str = ""
    entries: int = 0

    @property
    def received(self) -> int:
        """Dossiers received: at once, or accepted after the citizen completed them."""
        return self.counts[DOSSIER_RECEIVED] + self.counts[DOSSIER_ACCEPTED]

    def add(self, line: Line) -> None:
        """Count one line."""
        self.count(line.entry.kind, line.entry.local_date, lambda: line.payload)

    def count(self, kind: str, day: str, payload: Callable[[], dict[str, Any]]) -> None:
        """Count one entry."""
        self.entries += 1
        self.counts[kind] += 1
        self.finished += ends_processing(kind, payload)
        if day != self.last_day:
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day, day)


class Packed:
    """A compressed slice waiting in a private file, with what the manifest says of it; close it after use."""

    def __init__(self) -> None:
        self.file = ClosedSpool(_IN_MEMORY)
        self.bytes = 0
        self.uncompressed = 0
        self.totals = Totals()
        self.epoch = ""
        self.device = 0
        self.head = GENESIS
        self.prev_head = GENESIS
        self.content = Content.FULL
        self.mended = False
        """True if an entry in it travels otherwise than it was recorded."""
        self.recipients: tuple[PublicKeys, ...] = ()
        self.own: Packed | None = None
        """The same entries whole, where the office's own copy goes along with less."""
        self._hash = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the temporary file."""
        self.file.close()
        if self.own is not None:
            self.own.close()

    @property
    def sha256(self) -> str:
        """SHA-256 of the compressed bytes, hexadecimal."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        """Append bytes as they travel."""
        self.file.write(data)
        self._hash.update(data)
        self.bytes += len(data)
        return len(data)

    def under_seal(self, recipients: Sequence[PublicKeys]) -> Packed:
        """One that says the same of itself, to be filled with the same bytes sealed for these."""
        closed = Packed()
        for name in (
            "uncompressed",
            "totals",
            "epoch",
            "device",
            "head",
            "prev_head",
            "content",
            "mended",
        ):
            setattr(closed, name, getattr(self, name))
        closed.recipients = tuple(recipients)
        return closed


def pack(
    store: Store,
    from_seq: int,
    to_seq: int,
    cancelled: Callable[[], bool],
    content: Content = Content.FULL,
    *,
    own: bool = False,
) -> Packed:
    """Compress ``from_seq..to_seq`` (both included), of each event as much as ``content`` says.

    With ``own`` the same entries are packed whole beside it, unless they are whole already. Errors: StoreError when
    the chain does not hold, Cancelled.
    """
    if not 1 <= from_seq <= to_seq or to_seq - from_seq >= MOST_ENTRIES:
        raise ValueError(f"not one batch: {from_seq}..{to_seq}")
    packed = Packed()
    try:
        packed.content = content
        if own and content is not Content.FULL:
            packed.own = Packed()
        with Counting(store.database).snapshot():  # what is erased meanwhile would look like damage
            _fill(packed, store, from_seq, to_seq, cancelled)
    except BaseException:
        packed.close()
        raise
    return packed


def _fill(
    packed: Packed, store: Store, from_seq: int, to_seq: int, cancelled: Callable[[], bool]
) -> None:
    packed.head = packed.prev_head = head_before(store, from_seq)
    travelling = _Press(packed)
    keeping = None if packed.own is None else _Press(packed.own)
    for stored, data, whole in _verified(store, from_seq, to_seq, packed):
        travelling.take(data)
        if keeping is not None:
            keeping.take(whole)
        packed.head = stored.hash
        if packed.totals.entries % _ASK_EVERY == 0 and cancelled():
            raise Cancelled(_("Đã dừng theo yêu cầu; chưa ghi gì ra USB."))
    travelling.finish()
    if keeping is not None:
        keeping.finish()
    if packed.totals.entries != to_seq - from_seq + 1:
        raise StoreError(
            _("Nhật ký mới ghi đến trước số {seq}. Đóng và mở lại chương trình.").format(seq=to_seq)
        )


class _Press:
    """Compresses lines into a slice. Errors: StoreError for more than one batch may hold."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._press = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
        self._waiting = bytearray()

    def take(self, line: bytes) -> None:
        self._waiting += line
        self._packed.uncompressed += len(line)
        if self._packed.uncompressed > MOST_LINE_BYTES:
            raise StoreError(
                _("Gói dữ liệu quá lớn để ghi một lần. Xuất theo từng ngày rồi thử lại.")
            )
        if len(self._waiting) >= _AT_ONCE:
            self._packed.write(self._press.compress(self._waiting))
            self._waiting.clear()

    def finish(self) -> None:
        self._packed.write(self._press.compress(self._waiting) + self._press.flush())


def head_before(store: Store, seq: int) -> bytes:
    """The chain's hash just before an entry."""
    if seq == 1:
        return GENESIS
    return next(
        (entry.hash for entry, _salt, _body in store.journal.walk(seq - 1, seq - 1)), GENESIS
    )


def _verified(
    store: Store, from_seq: int, to_seq: int, packed: Packed
) -> Iterator[tuple[Stored, bytes, bytes]]:
    """The rows that continue the chain from ``packed.head``, counted, each with its line as it travels, and whole."""
    residues, mended = store.journal.residues(), mended_entries(store.journal)
    before, head = from_seq - 1, packed.head
    for row in store.journal.read(from_seq, to_seq):
        seq, packed.epoch, packed.device, _op_id, kind = row.header[:5]
        mending = mended.get(seq)
        recorded = mending.recorded(row) if mending else row
        if verify_stored(recorded, before, head) or (row.body is None and seq not in residues):
            raise StoreError(
                _(
                    "Nhật ký không còn nguyên vẹn ở số {seq}. Không xuất; chạy kiểm tra dữ liệu rồi khôi phục."
                ).format(seq=seq)
            )
        before, head = seq, row.hash
        going = as_it_travels(recorded, residues.get(seq), packed.content, mending)
        if going.troubles:
            refuse_to_carry(store, going, to_seq)
        packed.mended = packed.mended or going.was is not None
        stored, residue = going.stored, going.residue
        packed.totals.count(kind, stored.header[8], partial(_payload, stored.body, residue))
        line = stored_bytes(stored, residue, going.was, going.left)
        if packed.own is None or recorded.body is None or stored.body is not None:
            yield stored, line, line
            continue
        whole = whole_beside(recorded, going, mending)
        if whole.troubles:
            refuse_to_carry(store, whole, to_seq)
        yield stored, line, stored_bytes(whole.stored, whole.residue, whole.was, whole.left)


def _payload(body: bytes | None, residue: dict[str, Any] | None) -> dict[str, Any]:
    payload: dict[str, Any] = (residue or {}) if body is None else said_plainly(body)[0]
    return payload


def describe(
    packed: Packed,
    store: Store,
    settings: OfficeSettings,
    *,
    from_seq: int,
    to_seq: int,
    number: int,
    now: datetime,
) -> Manifest:
    """The manifest of a packed slice, for its first attempt."""
    totals, device = packed.totals, packed.device
    stem = batch_stem(settings.number, device, packed.epoch, from_seq, to_seq)
    return Manifest(
        office_number=settings.number,
        office_name=_short(settings.name),
        device=device,
        superior=_short(settings.superior_name),
        journal=next(entry.epoch for entry, _salt, _body in store.journal.walk(1, 1)),
        epoch=packed.epoch,
        number=number,
        from_seq=from_seq,
        to_seq=to_seq,
        prev_head=packed.prev_head.hex(),
        head=packed.head.hex(),
        counts=dict(packed.totals.counts),
        received=totals.received,
        finished=totals.finished,
        returned=totals.counts[DOSSIER_RETURNED],
        first_day=totals.first_day,
        last_day=totals.last_day,
        payload_file=stem + (SEALED_SUFFIX if packed.recipients else PAYLOAD_SUFFIX),
        payload_bytes=packed.bytes,
        payload_sha256=packed.sha256,
        uncompressed=packed.uncompressed,
        app=counter_app.__version__,
        written_at=utc_text(now),
        version=MENDED_SINCE if packed.mended else VERSION,
        content=packed.content,
        own=_own_copy(packed.own, stem),
        recipients=tuple(keys.letters for keys in packed.recipients),
    )


def _own_copy(own: Packed | None, stem: str) -> OwnCopy | None:
    if own is None:
        return None
    return OwnCopy(
        file=own_name(stem), bytes=own.bytes, sha256=own.sha256, uncompressed=own.uncompressed
    )


def _short(text: str) -> str:
    return unicodedata.normalize("NFC", clean(text))[:300]
