"""Batches made wrong on purpose: a good one taken apart, changed and sealed again, so that only the change is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

from counter_app.store.core.journal import (
    Entry,
    Stored,
    entry_digest,
    entry_fields,
    head_code,
    payload_digest,
)
from counter_app.sync.batch.lines import Line, parse_line, stored_bytes
from counter_app.sync.batch.names import SIGNATURE_SUFFIX
from counter_app.sync.batch.signing import signed_text
from counter_app.sync.batch.strict_json import canonical
from counter_app.sync.batch.writer import WrittenFiles
from counter_app.system.exchange_keys import ExchangeKeys
from tests.sync.makers import KEYS

_LINKS = ("hash", "prev_hash", "payload_hash")
"""What the chain itself says of an entry."""


def line_bytes(line: Line) -> bytes:
    """A line that was read, spelled as a batch spells it, with its newline."""
    entry = line.entry
    hashes = (entry.payload_hash, entry.prev_hash, entry.hash)
    body = None if line.body is None else line.body.encode()
    stored = Stored(entry_fields(entry), *hashes, line.salt, body)
    return stored_bytes(stored, line.residue, line.was)


@dataclass(kw_only=True)
class Forgery:
    """A batch taken apart.

    Bytes that are set (``raw_…``, ``signed``) are written as they are, all else is made to match;
    an empty ``signed`` leaves no signature.
    """

    stem: str
    manifest: dict[str, Any]
    lines: list[bytes]
    raw_manifest: bytes | None = None
    raw_payload: bytes | None = None
    raw_text: bytes | None = None
    signed: bytes | None = None
    edit_signature: Callable[[bytes], bytes] | None = None
    keep: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, written: WrittenFiles) -> Forgery:
        """Take a good batch apart."""
        text = zstandard.ZstdDecompressor().decompressobj().decompress(written.payload.read_bytes())
        return cls(
            stem=written.name.removesuffix(".ndjson.zst"),
            manifest=json.loads(written.manifest.read_bytes()),
            lines=text.splitlines(),
        )

    def line(self, index: int) -> dict[str, Any]:
        """One line as an object."""
        value: dict[str, Any] = json.loads(self.lines[index])
        return value

    def set_line(self, index: int, **changes: Any) -> None:
        """Change fields of a line, canonically spelled."""
        self.lines[index] = canonical({**self.line(index), **changes}).encode()

    def replace(self, index: int, before: str, after: str) -> None:
        """Change a line's text."""
        text = self.lines[index].decode()
        assert before in text
        self.lines[index] = text.replace(before, after, 1).encode()

    def rechain(self, first: int) -> None:
        """Make hashes right again from line ``first`` on, as a forger with the program would: also where papers,
        batches and epochs say them.
        """
        head = parse_line(self.lines[first - 1]).entry.hash if first else bytes(32)
        heads: dict[str, str] = {}
        for index in range(first, len(self.lines)):
            if heads:
                self.set_line(index, **_said_anew(self.line(index), heads))
            old = parse_line(self.lines[index])
            entry = _chained(old, head)
            head = entry.hash
            if head != old.entry.hash:
                heads |= {old.entry.hash.hex(): head.hex()}
                heads |= {head_code(old.entry.hash): head_code(head)}
            self.lines[index] = line_bytes(
                Line(entry=entry, salt=old.salt, body=old.body, residue=old.residue)
            ).rstrip(b"\n")
        self.manifest["head"] = head.hex()

    def build(self, folder: Path, keys: ExchangeKeys = KEYS) -> Path:
        """Write the files of a batch, signed by the office's own key or another; the path of the manifest."""
        text = (
            b"".join(line + b"\n" for line in self.lines)
            if self.raw_text is None
            else self.raw_text
        )
        payload = zstandard.compress(text) if self.raw_payload is None else self.raw_payload
        sealed = {
            "bytes": len(payload),
            "sha256": hashlib.sha256(payload).hexdigest(),
            "uncompressed": len(text),
        }
        for name, value in sealed.items():
            if name not in self.keep and isinstance(self.manifest.get("payload"), dict):
                self.manifest["payload"][name] = value
        (folder / f"{self.stem}.ndjson.zst").write_bytes(payload)
        said = self.raw_manifest if self.raw_manifest is not None else self.manifest_bytes()
        signature = signed_text(said, keys, self.stem) if self.signed is None else self.signed
        if self.edit_signature:
            signature = self.edit_signature(signature)
        if signature:
            (folder / f"{self.stem}{SIGNATURE_SUFFIX}").write_bytes(signature)
        path = folder / f"{self.stem}.manifest.json"
        path.write_bytes(said)
        return path

    def manifest_bytes(self) -> bytes:
        """The manifest as it would be written."""
        return canonical(self.manifest).encode() + b"\n"


def _said_anew(value: Any, heads: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            name: item if name in _LINKS else _said_anew(item, heads)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_said_anew(item, heads) for item in value]
    return heads.get(value, value) if isinstance(value, str) else value


def _chained(line: Line, head: bytes) -> Entry:
    entry = line.entry
    hashed = (
        payload_digest(line.salt, line.body)
        if line.salt is not None and line.body is not None
        else entry.payload_hash
    )
    values = {name: getattr(entry, name) for name in Entry._fields}
    digest = entry_digest(head, hashed, entry_fields(entry))
    return Entry(**{**values, "payload_hash": hashed, "prev_hash": head, "hash": digest})


Change = Callable[[Forgery], object]
