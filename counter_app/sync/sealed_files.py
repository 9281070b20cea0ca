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
from counter_app.sync.names import PREFIX
from counter_app.sync.signing import MOST_SIGNATURE, require_signature, signed_text, unsigned
from counter_app.system.exchange_keys import SealError, seal, unseal
from counter_app.system.incoming import read_some
from counter_app.values import dataclass, override

if TYPE_CHECKING:
    from counter_app.sync.envelope import Envelope

SEALED, SIGNED = ".age", ".age.minisig"
KINDS = (".pdf", ".xlsx")
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 5_000
"""So many files are looked at on one medium."""


def sealed_file(name: str, content: bytes, envelope: Envelope) -> list[tuple[str, bytes]]:
    """A report as it travels under seal: its file and the signature over it. Errors: SealError."""
    closed = io.BytesIO()
    seal(io.BytesIO(content), closed, [keys.recipient for keys in envelope.recipients])
    sealed = closed.getvalue()
    signature = signed_text(sealed, envelope.keys, _comment(name))
    return [(f"{name}{SEALED}", sealed), (f"{name}{SIGNED}", signature)]


def _comment(name: str) -> str:
    return f"qmc-report {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A sealed report on a medium: ``name`` without the seal's ending, ``folder`` the office's folder there."""

    path: Path
    name: str
    folder: str

    def opened(self, signers: Sequence[tuple[bytes, str]], identity: str) -> tuple[bytes, str]:
        """What is in it, and the name beside the one of the keys (32 bytes) that signed it.

        Errors: BatchError where none of them did, it is another day's, or it is not sealed for us; OSError.
        """
        sealed = read_some(self.path, MOST_BYTES)
        signature = read_some(self.path.with_name(f"{self.name}{SIGNED}"), MOST_SIGNATURE)
        signer = _signer(sealed, signature, signers, _comment(self.name))
        out = _Bounded()
        try:
            unseal(io.BytesIO(sealed), out, identity)
        except SealError as error:
            raise unsigned(str(error)) from error
        return out.getvalue(), signer


class _Bounded(io.BytesIO):
    """Takes no more than a report may have: what was sealed small may open large."""

    @override
    def write(self, content: object, /) -> int:
        taken = super().write(content)  # type: ignore[arg-type]
        if self.tell() > MOST_BYTES:
            raise SealError("too large")
        return taken


def _signer(
    sealed: bytes, signature: bytes, signers: Sequence[tuple[bytes, str]], comment: str
) -> str:
    for public, name in signers:
        try:
            if require_signature(sealed, signature, public) == comment:
                return name
        except BatchError:
            continue
    raise unsigned("no known key")


def sealed_on(medium: Path) -> list[SealedFile]:
    """Sealed reports in the offices' folders of a medium, or in one such folder. Errors: OSError."""
    folders = [medium] if medium.name.startswith(PREFIX) else sorted(_inside(medium, folders=True))
    found = []
    for folder in folders:
        if not folder.name.startswith(PREFIX):
            continue
        for path in sorted(_inside(folder, folders=False)):
            name = path.name.removesuffix(SEALED)
            if path.name.endswith(SEALED) and name.endswith(KINDS):
                found.append(SealedFile(path=path, name=name, folder=folder.name))
    return found[:MOST_FILES]


def _inside(folder: Path, *, folders: bool) -> Iterator[Path]:
    """Plain folders or plain files; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            fits = entry.is_dir if folders else entry.is_file
            if fits(follow_symlinks=False):
                yield Path(entry.path)
