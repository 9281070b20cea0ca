"""The keystore of this computer's system: a secret kept for whoever is signed in to the computer, and for nobody else.

Only what the system itself guards counts: Windows' Credential Manager, and the Secret Service of a Linux desktop.
``keyring`` knows others, some of which write to a plain file; they are never asked, whatever its settings say. A
secret is short: the Credential Manager keeps at most 2,560 bytes.
"""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "quay-mot-cua"


class KeystoreError(Exception):
    """The system keeps no secrets here, or refused this one."""


def computer() -> str:
    """The name of this computer and of whoever is signed in to it, for people to read."""
    user = os.environ.get("USERNAME") or os.environ.get("USER") or ""
    return f"{platform.node() or '?'}/{user}"[:80]


def offered() -> bool:
    """True if this computer has a keystore of its system's. It may take seconds to find out."""
    return _backend() is not None


def keep(name: str, secret: str) -> None:
    """Keep a secret under a name. Errors: KeystoreError."""
    backend = _backend()
    if backend is None:
        raise KeystoreError
    try:
        backend.set_password(SERVICE, name, secret)
        kept = backend.get_password(SERVICE, name)
    except Exception as error:
        raise KeystoreError from error
    if kept != secret:
        raise KeystoreError


def take(name: str) -> str | None:
    """The secret kept under a name; None where there is none, or the system does not give it away now."""
    with suppress(Exception):  # whatever a keystore raises, somebody types a password then
        backend = _backend()
        return None if backend is None else backend.get_password(SERVICE, name)
    return None


def forget(name: str) -> None:
    """Keep a secret no longer, should it be there."""
    with suppress(Exception):
        if (backend := _backend()) is not None:
            backend.delete_password(SERVICE, name)


def _backend() -> KeyringBackend | None:
    """The one backend of this system's own that works here."""
    kind: Any
    with suppress(Exception):  # each says in its own way that it does not
        if os.name == "nt":
            from keyring.backends import Windows

            kind = Windows.WinVaultKeyring
        else:
            from keyring.backends import SecretService

            kind = SecretService.Keyring
        if kind.viable and (os.name == "nt" or os.environ.get("DBUS_SESSION_BUS_ADDRESS")):
            backend: KeyringBackend = kind()
            return backend
    return None
