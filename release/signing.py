"""The publisher's secret key in a file of minisign's, and the keys that an installed program believes."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path

from counter_app.system import minisign
from counter_app.system.minisign import PublicKey, SecretKey, SignatureError, key_text, public_keys
from release.stop import StopError

ROOT = Path(__file__).resolve().parent.parent
TRUSTED = ROOT / "resources" / "release" / "keys.pub"
"""The keys whose releases an installed program takes; shipped with it."""


def secret_key(path: Path, ask: Callable[[str], str] = getpass.getpass) -> SecretKey:
    """The key in a file of ``minisign -G`` or ``write_secret``; ``ask`` is for its password. Errors: StopError."""
    try:
        text = path.read_text("utf-8")
        return minisign.secret_key(text, lambda: ask(f"Password of {path.name}: "))
    except (OSError, ValueError, SignatureError) as error:
        raise StopError(f"{path} is no secret key of minisign: {error}.") from error


def write_secret(path: Path) -> SecretKey:
    """Make a key and keep it in a new file that only its owner reads. Errors: StopError where there is one."""
    key = minisign.new_key()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StopError(f"{path} cannot be made: {error.strerror}.") from error
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as target:
        target.write(minisign.secret_text(key))
    return key


def trusted(path: Path | None = None) -> tuple[PublicKey, ...]:
    """The keys an installed program believes. Errors: StopError."""
    where = TRUSTED if path is None else path
    try:
        return tuple(public_keys(where.read_text("utf-8")))
    except (OSError, SignatureError) as error:
        raise StopError(f"{where}: {error}") from error


def trust(key: PublicKey) -> bool:
    """Whether a key was added to those believed; it was not when it stood there already."""
    if key in trusted():
        return False
    text = TRUSTED.read_text("utf-8")
    TRUSTED.write_text(text + key_text(key), "utf-8", newline="\n")
    return True
