"""One change each that makes a good batch bad."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from typing import Any

import zstandard

from tests.sync.forge import Change, Forgery

BIG = 10**400


def put(path: str, value: Any) -> Change:
    """Set a manifest field given as ``group.field``."""

    def change(batch: Forgery) -> None:
        *groups, name = path.split(".")
        place = batch.manifest
        for group in groups:
            place = place[group]
        place[name] = value
        batch.keep.add(name)

    return change


def drop(path: str) -> Change:
    """Remove a manifest field."""

    def change(batch: Forgery) -> None:
        *groups, name = path.split(".")
        place = batch.manifest
        for group in groups:
            place = place[group]
        del place[name]
        batch.keep.add(name)

    return change


def own_copy(**wrong: Any) -> Change:
    """Name an own copy of the batch, right but for what is said."""

    def change(batch: Forgery) -> None:
        name = f"DV_{batch.stem.removeprefix('HS_')}.ndjson.zst.age"
        said = {"file": name, "bytes": 9, "sha256": "ab" * 32, "uncompressed": 9}
        batch.manifest["own"] = said | wrong

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(batch: Forgery) -> None:
        for each in changes:
            each(batch)

    return change


def retext(before: str, after: str) -> Change:
    """Change the manifest's text after it was sealed."""

    def change(batch: Forgery) -> None:
        text = batch.manifest_bytes().decode()
        assert before in text
        batch.raw_manifest = text.replace(before, after, 1).encode("utf-8", "surrogatepass")

    return change


def raw_manifest(data: bytes) -> Change:
    """Put other bytes in place of the manifest."""
    return lambda batch: setattr(batch, "raw_manifest", data)


def raw_payload(make: Callable[[bytes], bytes], *, keep: bool = False) -> Change:
    """Change the compressed bytes; the manifest follows unless ``keep``."""

    def change(batch: Forgery) -> None:
        text = b"".join(line + b"\n" for line in batch.lines)
        good = zstandard.compress(text)
        batch.raw_payload = make(good)
        if keep:
            put("payload.bytes", len(good))(batch)
            put("payload.sha256", hashlib.sha256(good).hexdigest())(batch)

    return change


def raw_text(make: Callable[[bytes], bytes]) -> Change:
    """Change the lines as one text, sealed to match."""
    return lambda batch: setattr(
        batch, "raw_text", make(b"".join(line + b"\n" for line in batch.lines))
    )


def line(index: int, **changes: Any) -> Change:
    """Change fields of a line."""
    return lambda batch: batch.set_line(index, **changes)


def line_text(index: int, before: str, after: str) -> Change:
    """Change a line's text."""
    return lambda batch: batch.replace(index, before, after)


def forged(index: int, **changes: Any) -> Change:
    """Change a line and make the chain right again."""

    def change(batch: Forgery) -> None:
        batch.set_line(index, **changes)
        batch.rechain(index)

    return change


def without_line(index: int) -> Change:
    """Leave a line out."""
    return lambda batch: batch.lines.pop(index)


def swap_lines(batch: Forgery) -> None:
    """Two lines change places."""
    batch.lines[5], batch.lines[6] = batch.lines[6], batch.lines[5]


def bomb(batch: Forgery) -> None:
    """A gigabyte of zeros that shrinks to nothing, declared honestly."""
    press = zstandard.ZstdCompressor(level=3).compressobj()
    zeros = bytes(2**20)
    batch.raw_payload = b"".join(press.compress(zeros) for _times in range(256)) + press.flush()
    put("payload.uncompressed", 256 * 2**20)(batch)


def fewer_lines(batch: Forgery) -> None:
    """The payload stops after three lines, although the manifest tells of all bytes."""
    batch.raw_payload = zstandard.compress(b"".join(line + b"\n" for line in batch.lines[:3]))


def endless_line(batch: Forgery) -> None:
    """Seventeen MiB without a newline, hard to compress."""
    batch.raw_text = os.urandom(9 * 2**20).hex().encode()


def renamed(batch: Forgery) -> None:
    """The files carry another office's name."""
    batch.stem = batch.stem.replace("HS_99001", "HS_99002")


def swapped_manifest(batch: Forgery) -> None:
    """The manifest names another, well-formed payload."""
    batch.manifest["payload"]["file"] = batch.stem.replace("00000001-", "00000002-") + ".ndjson.zst"


def erased_without_residue(batch: Forgery) -> None:
    """A payload is gone and nothing says why."""
    batch.set_line(5, payload=None, salt=None)


def stolen_epoch(batch: Forgery) -> None:
    """From line 6 on another machine continues the chain under its own epoch."""
    for index in range(6, len(batch.lines)):
        batch.set_line(index, epoch="f" * 16)
    batch.rechain(6)
    batch.manifest["epoch"] = "f" * 16
    batch.stem = batch.stem[:12] + "f" * 8 + batch.stem[20:]
    batch.manifest["payload"]["file"] = batch.stem + ".ndjson.zst"


def under_an_epoch(batch: Forgery) -> None:
    """An act is recorded under the name by which the beginning of an epoch is found."""
    batch.set_line(2, subject=batch.line(0)["subject"])
    batch.rechain(0)


def false_epoch_event(batch: Forgery) -> None:
    """The first event names another epoch than the one it is written in."""
    batch.set_line(0, payload={**batch.line(0)["payload"], "epoch": "e" * 16})
    batch.rechain(0)
