"""Reports for people that lie beside a batch under seal: age for the superior and the office, minisign by the office.

``age -d -i KEY x.pdf.age`` opens one, ``minisign -V -P KEY -m x.pdf.age`` says who wrote it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError
from counter_app.sync.batch.names import OWN_PREFIX, PREFIX, is_attempt_of, is_plain
from counter_app.sync.batch.signing import MOST_SIGNATURE, require_signature, signed_text, unsigned
from counter_app.system.exchange_keys import SealError, seal, unseal
from counter_app.system.incoming import read_some
from counter_app.values import dataclass, override

if TYPE_CHECKING:
    from counter_app.sync.batch.envelope import Envelope

SEALED, SIGNED = ".age", ".age.minisig"
KINDS = (".pdf", ".xlsx")
_COMMENT = "qmc-report "
"""Begins the signed comment; the report's name follows."""
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 5_000
"""So many files are looked at on one medium."""


def sealed_file(name: str, content: bytes, envelope: Envelope) -> list[tuple[str, bytes]]:
    """A report as it travels under seal: its file and the signature over it. Errors: SealError."""
    closed = io.BytesIO()
    seal(io.BytesIO(content), closed, [keys.recipient for keys in envelope.recipients])
    sealed = closed.getvalue()
    signature = signed_text(sealed, envelope.keys, f"{_COMMENT}{name}")
    return [(f"{name}{SEALED}", sealed), (f"{name}{SIGNED}", signature)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A report as its signer named it, and the name beside the key that signed."""

    name: str
    content: bytes
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A sealed file on a medium: ``name`` without the seal's ending, ``folder`` the office's folder there."""

    path: Path
    name: str
    folder: str

    def opened(self, signers: Sequence[tuple[bytes, str]], identity: str) -> Opened:
        """The content of the file; ``signers`` are keys (32 bytes), each with a name.

        Errors: BatchError where none of them did sign, it is another day's or no report, or not sealed for us; OSError.
        """
        sealed = read_some(self.path, MOST_BYTES)
        signature = read_some(self.path.with_name(f"{self.name}{SIGNED}"), MOST_SIGNATURE)
        said, signer = _signed(sealed, signature, signers)
        if not (is_plain(said) and said.endswith(KINDS) and is_attempt_of(self.name, said)):
            raise unsigned(said)
        out = _Bounded()
        try:
            unseal(io.BytesIO(sealed), out, identity)
        except SealError as error:
            raise unsigned(str(error)) from error
        return Opened(name=said, content=out.getvalue(), signer=signer)


class _Bounded(io.BytesIO):
    """Takes no more than a report may have: what was sealed small may open large."""

    @override
    def write(self, content: object, /) -> int:
        taken = super().write(content)  # type: ignore[arg-type]
        if self.tell() > MOST_BYTES:
            raise SealError("too large")
        return taken


def _signed(
    sealed: bytes, signature: bytes, signers: Sequence[tuple[bytes, str]]
) -> tuple[str, str]:
    """The name that was signed with a file, and the name of who did. Errors: BatchError for nobody known."""
    for public, name in signers:
        try:
            comment = require_signature(sealed, signature, public)
        except BatchError:
            continue
        if comment.startswith(_COMMENT):
            return comment.removeprefix(_COMMENT), name
    raise unsigned("no known key")


def sealed_on(medium: Path) -> list[SealedFile]:
    """The sealed files in the offices' folders of a medium, or in one such folder, without batches. Errors: OSError."""
    folders = [medium] if medium.name.startswith(PREFIX) else sorted(_inside(medium, folders=True))
    found = []
    for folder in folders:
        if not folder.name.startswith(PREFIX):
            continue
        inside = sorted(_inside(folder, folders=False), key=lambda item: (len(item.name), item))
        for path in inside:  # an earlier one of the same day first: its name is shorter
            name, ending = path.name[: -len(SEALED)], path.name[-len(SEALED) :]
            if ending.casefold() == SEALED and not name.upper().startswith((PREFIX, OWN_PREFIX)):
                found.append(SealedFile(path=path, name=name, folder=folder.name))
    return found[:MOST_FILES]


def _inside(folder: Path, *, folders: bool) -> Iterator[Path]:
    """Plain folders or plain files; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            fits = entry.is_dir if folders else entry.is_file
            if fits(follow_symlinks=False):
                yield Path(entry.path)
