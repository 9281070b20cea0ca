"""Batches kept at the superior as they came, sealed and signed: what belongs to one, its copy, and its end."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from counter_app.store.core.trouble import reason
from counter_app.sync.batch.manifest import MOST_PAYLOAD, refused
from counter_app.sync.batch.names import PAYLOAD_SUFFIX, SEALED_SUFFIX, SIGNATURE_SUFFIX, stem_of
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.signing import MOST_SIGNATURE
from counter_app.sync.stick.media import CHUNK
from counter_app.system import files
from counter_app.system.incoming import open_regular, read_some

if TYPE_CHECKING:
    from counter_app.sync.batch.manifest import Manifest


def payload_beside(marker: Path) -> Path:
    """The payload of the batch whose manifest is ``marker``: sealed, or open."""
    stem = stem_of(marker.name)
    sealed = marker.with_name(stem + SEALED_SUFFIX)
    return sealed if os.path.lexists(sealed) else marker.with_name(stem + PAYLOAD_SUFFIX)


def signature_beside(marker: Path) -> Path:
    """The place of a manifest's signature, if there is one."""
    return marker.with_name(stem_of(marker.name) + SIGNATURE_SUFFIX)


def signature_bytes(marker: Path) -> bytes:
    """The signature beside a manifest; empty where there is none. Errors: BatchError."""
    path = signature_beside(marker)
    if not os.path.lexists(path):
        return b""
    try:
        data = read_some(path, MOST_SIGNATURE + 1)
    except OSError as error:
        raise refused([problem(Code.NOT_A_FILE, name=path.name)]) from error
    if len(data) > MOST_SIGNATURE:
        raise refused([problem(Code.MANIFEST_SIZE, name=path.name)])
    return data


def taken_up(marker: Path) -> int:
    """Bytes that the payload of a batch takes up; what cannot be looked at counts nothing, and is never copied."""
    with contextlib.suppress(OSError):
        return payload_beside(marker).lstat().st_size
    return 0


def keep(marker: Path, data: bytes, manifest: Manifest | None, place: Path) -> Path:
    """Copy a batch into a folder of its own: payload, signature, manifest last. The path of the kept manifest.

    ``data`` are the manifest's bytes as they were judged. A payload that is not what they say is refused; where no
    manifest could be read it is only bounded. Errors: BatchError; OSError for this computer's disk.
    """
    payload, sign = payload_beside(marker), signature_bytes(marker)
    if manifest:
        payload = marker.with_name(stem_of(marker.name) + manifest.payload_suffix)
    kept = place / marker.name
    place.mkdir(parents=True, exist_ok=True)
    try:
        _write(place / payload.name, _read(payload, manifest))
        if sign:
            _write(signature_beside(kept), [sign])
        _write(kept, [data])
    except BaseException:
        with contextlib.suppress(OSError):
            forget(kept)
        raise
    return kept


def forget(marker: Path) -> None:
    """Remove a kept batch, its manifest first. Errors: OSError."""
    for path in (marker, payload_beside(marker), signature_beside(marker)):
        files.remove(path)
    with contextlib.suppress(OSError):
        marker.parent.rmdir()


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    files.remove(path)  # half of it, left by a kill
    files.write_new(path, chunks)


def _read(path: Path, manifest: Manifest | None) -> Iterator[bytes]:
    """The payload's bytes, never more than said. Errors: BatchError for what is not what the manifest says."""
    digest, length = hashlib.sha256(), 0
    most = manifest.payload_bytes if manifest else MOST_PAYLOAD
    for chunk in _chunks(path):
        length += len(chunk)
        if length > most:
            raise refused([problem(Code.PAYLOAD_SIZE, found=length, said=most)])
        digest.update(chunk)
        yield chunk
    if manifest and length != manifest.payload_bytes:
        raise refused([problem(Code.PAYLOAD_SIZE, found=length, said=manifest.payload_bytes)])
    if manifest and digest.hexdigest() != manifest.payload_sha256:
        raise refused([problem(Code.PAYLOAD_HASH)])


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        handle = open_regular(path)
    except FileNotFoundError as error:
        raise refused([problem(Code.INCOMPLETE, name=path.name)]) from error
    except OSError as error:
        raise refused([problem(Code.NOT_A_FILE, name=path.name)]) from error
    with os.fdopen(handle, "rb") as source:
        while chunk := _chunk(source, path):
            yield chunk


def _chunk(source: IO[bytes], path: Path) -> bytes:
    try:
        return source.read(CHUNK)
    except OSError as error:
        raise refused([problem(Code.UNREADABLE, name=path.name, detail=reason(error))]) from error
