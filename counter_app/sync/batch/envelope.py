"""The envelope of a slice of the journal: its signer, its receivers, and how much of an event it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.signing import signed_text
from counter_app.system.exchange_keys import seal
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.sync.batch.manifest import Manifest
    from counter_app.sync.batch.packing import Packed
    from counter_app.system.exchange_keys import ExchangeKeys, PublicKeys


def _sealed_for(packed: Packed, recipients: tuple[PublicKeys, ...]) -> Packed:
    """A slice sealed for these; itself where nobody is named. Errors: SealError, OSError."""
    if not recipients:
        return packed
    closed = packed.under_seal(recipients)
    try:
        packed.file.seek(0)
        seal(packed.file, closed, [keys.recipient for keys in recipients])
    except BaseException:
        closed.close()
        raise
    return closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The way a batch is sent.

    ``keys`` are the office's: they sign, and open again what was sealed. ``recipients`` are those it is sealed for,
    the office itself among them; none leaves it open. ``former`` and ``vouched`` (hex) are the key that the office's
    replaced with its signature, "" for none; ``prev_batch`` the SHA-256 of the manifest before, "" for the first.
    """

    keys: ExchangeKeys
    content: Content = Content.MINIMAL
    recipients: tuple[PublicKeys, ...] = ()
    former: str = ""
    vouched: str = ""
    prev_batch: str = ""

    def sealed(self, packed: Packed) -> Packed:
        """The packed slice as it travels, the office's own copy of it sealed for the office alone.

        The one handed in may be closed. Errors: SealError, OSError.
        """
        travels = _sealed_for(packed, self.recipients)
        if packed.own is not None:
            try:
                own = _sealed_for(packed.own, (self.keys.known,))
            except BaseException:
                travels.close()
                raise
            packed.own.close()
            packed.own, travels.own = None, own
        return travels

    def addressed(self, manifest: Manifest) -> Manifest:
        """The manifest with who signs it and what it follows."""
        return replace(
            manifest,
            signer=self.keys.public.hex(),
            former=self.former,
            vouched=self.vouched,
            prev_batch=self.prev_batch,
        )

    def signature(self, manifest: bytes, stem: str) -> bytes:
        """The signature file over a manifest's bytes."""
        return signed_text(manifest, self.keys, f"qmc-batch {stem}")
