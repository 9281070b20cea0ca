"""Reading a batch with suspicion: every gate is passed on a private copy before anybody may act on it.

Gates: plain files of a sane size → strict manifest → signature → name and length → hash of the payload → opened with
the reader's own key, where it is sealed → bounded decompression → every line's form, chain and payload hash → totals.
Nothing of a batch is ever used as a path.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

import zstandard

from counter_app.domain.dossier.events import DOSSIER_RETURNED
from counter_app.domain.journal.fields import moment_trouble
from counter_app.domain.journal.payloads import payload_trouble
from counter_app.domain.office.events import EPOCH_BEGAN
from counter_app.errors import BatchError
from counter_app.store.core.journal import Head, stored_from, verify_stored
from counter_app.store.core.trouble import reason
from counter_app.sync.batch.allowance import Allowance
from counter_app.sync.batch.lines import (
    LONGEST_LINE,
    Line,
    LineTrouble,
    parse_line,
    recorded_header,
    reparse_line,
)
from counter_app.sync.batch.manifest import (
    MENDED_SINCE,
    MOST_BYTES,
    SIGNED_SINCE,
    Manifest,
    parse_manifest,
    refused,
)
from counter_app.sync.batch.names import (
    SIGNATURE_SUFFIX,
    batch_stem,
    stem_of,
    without_attempt,
)
from counter_app.sync.batch.packing import MOST_ENTRIES, Totals
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.signing import MOST_SIGNATURE, signer_of
from counter_app.sync.stick.media import CHUNK
from counter_app.system.closed_spools import ClosedSpool
from counter_app.system.exchange_keys import SealError, unseal
from counter_app.system.incoming import open_regular
from counter_app.values import dataclass

RATIO_ALARM = 100
"""Journals shrink five- to fifteenfold; a hundredfold is a bomb."""
_RATIO_FREE = 4 * 1024 * 1024
_WINDOW = 2**23
_IN_MEMORY = 16 * 1024 * 1024
_HANDFUL, _HANDFUL_LETTERS = 200, 512 * 1024


class Batch:
    """A verified batch on a private copy, safe to read again whatever happens to the stick. Close it after use.

    ``signature`` is the signature file's bytes, empty for an earlier version; who signed stands in the manifest.
    """

    def __init__(
        self, name: str, letter: SignedManifest, raw: ClosedSpool, copy: ClosedSpool
    ) -> None:
        self.name = name
        self.manifest = letter.manifest
        self.manifest_bytes = letter.data
        self.signature = letter.signature
        self._raw = raw
        self._copy = copy
        self._verified = False

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
        """Let go of the private copy."""
        self._copy.close()
        self._raw.close()

    def lines(self) -> Iterator[Line]:
        """Every entry in order, each past its gates; those of the whole batch come after the last. Errors: BatchError.

        What was made of them before an error counts for nothing. Once all of them passed they are only read again.
        """
        if self._verified:
            for data in self._data():
                yield reparse_line(data)  # within its time a moment ago, and judged by nothing
            return
        yield from _by_handfuls(_judged(self))
        self._verified = True

    def parsed(self) -> Iterator[Line]:
        """Every entry in order, of which only the form is judged. Errors: BatchError."""
        allowance = Allowance(self.manifest.uncompressed)
        for number, data in enumerate(self._data(), start=1):
            allowance.spend()
            try:
                yield parse_line(data)
            except LineTrouble as trouble:
                raise refused([problem(trouble.code, line=number, **trouble.values)]) from trouble

    def _data(self) -> Iterator[bytes]:
        return _split(_decompressed(self._copy, self.manifest))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedManifest:
    """A manifest with its bytes and those of its signature, which was proved; none for versions before 3."""

    manifest: Manifest
    data: bytes
    signature: bytes


def read_manifest(path: Path) -> tuple[Manifest, bytes]:
    """The manifest of a batch, and its bytes. Errors: BatchError."""
    data = _bytes_of(path, MOST_BYTES)
    if not data.strip(
        b"\0"
    ):  # a stick pulled while the manifest was written: the batch was never complete
        raise refused([problem(Code.INCOMPLETE, name=path.name)])
    if len(data) > MOST_BYTES:
        raise refused([problem(Code.MANIFEST_SIZE, name=path.name)])
    manifest = parse_manifest(data)
    stem = without_attempt(stem_of(manifest.payload_file))
    said = batch_stem(
        manifest.office_number, manifest.device, manifest.epoch, manifest.from_seq, manifest.to_seq
    )
    if stem_of(path.name) != stem_of(manifest.payload_file) or stem != said:
        raise refused([problem(Code.RENAMED)])
    return manifest, data


def read_signed(path: Path) -> SignedManifest:
    """The manifest of a batch, proved to be signed by the key it names. Errors: BatchError.

    Whose key that is, and whether it is one that the reader knows, is for the caller to ask.
    """
    manifest, data = read_manifest(path)
    if manifest.version < SIGNED_SINCE:
        return SignedManifest(manifest=manifest, data=data, signature=b"")
    beside = path.with_name(stem_of(path.name) + SIGNATURE_SUFFIX)
    if not os.path.lexists(beside):
        raise refused([problem(Code.INCOMPLETE, name=beside.name)])
    signature = _bytes_of(beside, MOST_SIGNATURE)
    signer_of(data, signature)
    return SignedManifest(manifest=manifest, data=data, signature=signature)


def _bytes_of(path: Path, most: int) -> bytes:
    """The bytes of a small file, and one byte more where it is too large. Errors: BatchError."""
    try:
        handle = open_regular(path)
    except OSError as error:
        raise refused([problem(Code.NOT_A_FILE, name=path.name)]) from error
    try:
        with os.fdopen(handle, "rb") as source:
            return source.read(most + 1)
    except OSError as error:
        raise refused([problem(Code.UNREADABLE, name=path.name, detail=reason(error))]) from error


def open_batch(path: Path, identity: str = "", *, judged: bool = True) -> Batch:
    """Pass a batch through every gate, starting from its manifest; ``identity`` opens a sealed one.

    With ``judged`` False the gates of its lines are left to ``Batch.lines`` or ``verify``. Errors: BatchError listing
    what is wrong.
    """
    letter = read_signed(path)
    name = stem_of(path.name) + letter.manifest.payload_suffix
    return _opened_batch(path, name, letter, identity, judged=judged)


def require_undamaged(path: Path, manifest: Manifest) -> None:
    """Requires that a batch of which everything is known already still lies on its stick as it was written.

    Nobody's key is asked for, and nothing is kept. Errors: BatchError.
    """
    name = stem_of(path.name) + manifest.payload_suffix
    read_signed(path)
    _private_copy(path.with_name(name), manifest).close()


def _opened_batch(
    path: Path, name: str, letter: SignedManifest, identity: str, *, judged: bool
) -> Batch:
    """A batch whose lines lie in the file ``name`` beside its manifest. Errors: BatchError."""
    manifest = letter.manifest
    raw = _private_copy(path.with_name(name), manifest)
    try:
        copy = _opened(raw, manifest, identity) if manifest.sealed else raw
    except BaseException:
        raw.close()
        raise
    batch = Batch(path.name, letter, raw, copy)
    try:
        if judged:
            verify(batch)
    except BaseException:
        batch.close()
        raise
    return batch


def open_own(path: Path, identity: str, *, judged: bool = True) -> Batch:
    """Pass the office's own copy beside a batch through every gate, starting from the batch's manifest.

    As ``open_batch``; of a batch that has none ValueError.
    """
    letter = read_signed(path)
    manifest = letter.manifest.of_own()
    own = SignedManifest(manifest=manifest, data=letter.data, signature=letter.signature)
    return _opened_batch(path, manifest.payload_file, own, identity, judged=judged)


def _private_copy(path: Path, manifest: Manifest) -> ClosedSpool:
    try:
        handle = open_regular(path)
    except FileNotFoundError as error:
        raise refused([problem(Code.INCOMPLETE, name=path.name)]) from error
    except OSError as error:
        raise refused([problem(Code.NOT_A_FILE, name=path.name)]) from error
    copy = ClosedSpool(_IN_MEMORY)
    try:
        with os.fdopen(handle, "rb") as source:
            _copy_exactly(source, copy, manifest)
    except BatchError:
        copy.close()
        raise
    except OSError as error:
        copy.close()
        raise refused([problem(Code.UNREADABLE, name=path.name, detail=reason(error))]) from error
    return copy


def _copy_exactly(source: IO[bytes], copy: ClosedSpool, manifest: Manifest) -> None:
    size = os.fstat(source.fileno()).st_size
    if size != manifest.payload_bytes:
        raise refused([problem(Code.PAYLOAD_SIZE, found=size, said=manifest.payload_bytes)])
    digest, left = hashlib.sha256(), manifest.payload_bytes
    while left and (chunk := source.read(min(CHUNK, left))):
        digest.update(chunk)
        copy.write(chunk)
        left -= len(chunk)
    if left or digest.hexdigest() != manifest.payload_sha256:
        raise refused([problem(Code.PAYLOAD_HASH)])


def _opened(raw: ClosedSpool, manifest: Manifest, identity: str) -> ClosedSpool:
    """A sealed payload's bytes in the clear, on a private copy. Errors: BatchError."""
    copy = ClosedSpool(_IN_MEMORY)
    try:
        if not identity:
            raise SealError("no key at hand")
        raw.seek(0)
        unseal(raw, copy, identity)
    except SealError as error:
        copy.close()
        letters = ", ".join(manifest.recipients)
        raise refused([problem(Code.SEALED, letters=letters)]) from error
    except BaseException:
        copy.close()
        raise
    return copy


def _decompressed(copy: ClosedSpool, manifest: Manifest) -> Iterator[bytes]:
    """The lines' bytes, never more than declared. Errors: BatchError."""
    copy.seek(0)
    press = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    total = 0
    try:
        with press.stream_reader(
            cast("IO[bytes]", copy), read_across_frames=True, closefd=False
        ) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > max(_RATIO_FREE, RATIO_ALARM * manifest.payload_bytes):
                    raise refused([problem(Code.PAYLOAD_BOMB)])
                if total > manifest.uncompressed:
                    break
                yield chunk
    except (zstandard.ZstdError, MemoryError) as error:
        raise refused([problem(Code.PAYLOAD_ZSTD)]) from error
    if total != manifest.uncompressed:
        raise refused([problem(Code.PAYLOAD_LENGTH, found=total, said=manifest.uncompressed)])


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines without their newlines. Errors: BatchError for an endless line or a last one without newline."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise refused([problem(Code.LINE_SYNTAX, line="…", detail="line too long")])
    if rest:
        raise refused([problem(Code.LINE_SYNTAX, line="…", detail="no final newline")])


def verify(batch: Batch) -> None:
    """Checks that the payload is what the manifest says, and whole. Errors: BatchError with every problem found.

    The first broken link ends the walk: nothing after it can be judged.
    """
    for _line in batch.lines():
        pass


def _judged(batch: Batch) -> Iterator[Line]:
    """The lines of a batch, each judged before it is handed on, and at the end what they make together."""
    manifest = batch.manifest
    totals = Totals()
    seq, digest = manifest.from_seq - 1, bytes.fromhex(manifest.prev_head)
    before: Line | None = None
    for line in _by_handfuls(batch.parsed()):
        if totals.entries >= MOST_ENTRIES:
            raise refused([problem(Code.TOTALS, field="counts")])
        if line.was is not None and manifest.version < MENDED_SINCE:
            raise refused(
                [problem(Code.LINE_FIELD, line=f"(seq {line.entry.seq})", field="mended")]
            )
        _check_link(line, seq, digest)
        _check_epoch(line, before, manifest)
        _check_content(line)
        totals.add(line)
        seq, digest, before = line.entry.seq, line.entry.hash, line
        yield line
    wrong = _total_troubles(manifest, totals, Head(seq, digest), before)
    if wrong:
        raise refused([problem(Code.TOTALS, field=name) for name in wrong])


def _by_handfuls(lines: Iterator[Line]) -> Iterator[Line]:
    """The same lines, and after them the same error; so many are made before the first of them is handed on.

    One thing done to many lines costs a tenth less than many things done to one line after another.
    """
    handful: list[Line] = []
    letters = 0
    try:
        for line in lines:
            handful.append(line)
            letters += line.letters
            if len(handful) == _HANDFUL or letters > _HANDFUL_LETTERS:
                yield from handful
                handful.clear()
                letters = 0
    except Exception:
        yield from handful
        raise
    yield from handful


def _check_link(line: Line, previous_seq: int, previous_hash: bytes) -> None:
    entry, body = line.entry, line.body
    seq = entry.seq
    text = None if body is None else line.text or body.encode()
    row = stored_from((recorded_header(line), *entry[10:], line.salt, text))
    detail = verify_stored(row, previous_seq, previous_hash)
    if detail.endswith("payload changed"):
        raise refused([problem(Code.PAYLOAD_CHANGED, seq=seq)])
    if detail:
        raise refused([problem(Code.CHAIN, seq=previous_seq + 1, detail=detail)])


def _check_epoch(line: Line, before: Line | None, manifest: Manifest) -> None:
    """An epoch and a computer change only with the event that begins the epoch and names where it continues."""
    entry = line.entry
    begins = entry.kind == EPOCH_BEGAN
    if begins:
        payload = line.payload
        said = (payload.get("epoch"), payload.get("previous_seq"), payload.get("previous_head"))
        named = entry.subject == f"epoch:{entry.epoch}"  # by which it is found again
        wrong = not named or said != (entry.epoch, entry.seq - 1, entry.prev_hash.hex())
    elif before is not None:
        wrong = (entry.epoch, entry.device) != (before.entry.epoch, before.entry.device)
    else:
        wrong = entry.seq == 1
    wrong = wrong or (entry.subject.startswith("epoch:") and not begins)  # it would be found as one
    if wrong or (entry.seq == 1 and entry.epoch != manifest.journal):
        raise refused([problem(Code.EPOCH, seq=entry.seq)])


def _check_content(line: Line) -> None:
    """Moment and day agree, and the payload says nothing that no counter may record."""
    entry = line.entry
    wrong = moment_trouble(entry.at_utc, entry.local_date)
    if wrong:
        raise refused([problem(Code.LINE_FIELD, line=f"(seq {entry.seq})", field=wrong)])
    wrong = payload_trouble(entry.kind, line.payload, letters=line.letters)
    if wrong:
        raise refused([problem(Code.IMPOSSIBLE, seq=entry.seq, detail=wrong)])


def _total_troubles(manifest: Manifest, totals: Totals, head: Head, last: Line | None) -> list[str]:
    said = {
        "to_seq": (manifest.to_seq, head.seq),
        "head": (manifest.head, head.hash.hex()),
        "counts": (manifest.counts, dict(totals.counts)),
        "dossiers.received": (manifest.received, totals.received),
        "dossiers.finished": (manifest.finished, totals.finished),
        "dossiers.returned": (manifest.returned, totals.counts[DOSSIER_RETURNED]),
        "days": ((manifest.first_day, manifest.last_day), (totals.first_day, totals.last_day)),
        "epoch": (manifest.epoch, last.entry.epoch if last else ""),
        "office.device": (manifest.device, last.entry.device if last else 0),
    }
    return [name for name, (claimed, counted) in said.items() if claimed != counted]
