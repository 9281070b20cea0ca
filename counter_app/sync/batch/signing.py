"""Detached signatures of manifests, acknowledgements and cards, in minisign's format: ``minisign -V`` proves them.

Whose key it is stands beside what was signed; who may sign is the reader's to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.strict_json import JsonTrouble, parse_canonical
from counter_app.system.exchange_keys import minisign_key
from counter_app.system.minisign import SignatureError, require_signed

if TYPE_CHECKING:
    from counter_app.system.exchange_keys import ExchangeKeys

MOST_SIGNATURE = 1024
"""Bytes of a signature file at most; ours have some 300."""


def signed_text(content: bytes, keys: ExchangeKeys, comment: str) -> bytes:
    """The bytes of a signature file over ``content``; ``comment`` is one line and signed with it."""
    return keys.minisign.sign(content, comment).encode()


def require_signature(content: bytes, minisig: bytes, public: bytes) -> str:
    """The signed comment, when ``public`` (32 bytes) has signed ``content``. Errors: BatchError."""
    try:
        if len(minisig) > MOST_SIGNATURE:
            raise SignatureError("too long")
        text = minisig.decode("utf-8")
        return require_signed(content, text, [minisign_key(public)])
    except (SignatureError, UnicodeDecodeError, ValueError) as error:
        raise unsigned(str(error)) from error


def signer_of(manifest: bytes, minisig: bytes) -> bytes:
    """The public key (32 bytes) that a manifest names as its signer, once it is proved to have signed it.

    Whether that key is anybody's one knows is the caller's question. Errors: BatchError.
    """
    try:
        said = parse_canonical(manifest.rstrip(b"\n"))
        public = bytes.fromhex(said["signer"]["public"])
    except (JsonTrouble, KeyError, TypeError, ValueError) as error:
        raise unsigned("no signer") from error
    require_signature(manifest, minisig, public)
    return public


def unsigned(detail: str) -> BatchError:
    """The error for a signature that is missing, or not that of what it lies beside."""
    return BatchError(
        _("Không nhập được gói này. Dữ liệu đã có không thay đổi."),
        [problem(Code.SIGNATURE, detail=detail)],
    )
