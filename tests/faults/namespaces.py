"""Mounts that no one else sees: a command in a mount namespace of its own, as root or as anybody."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path


def _own_namespace() -> list[str]:
    root = sys.platform == "linux" and os.geteuid() == 0
    return ["unshare", "--mount"] if root else ["unshare", "--map-root-user", "--mount"]


def can_mount() -> bool:
    """Whether this machine lets us have mounts of our own; a container often does not."""
    probe = [*_own_namespace(), "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def python(module: str, *arguments: str, mount: str = "", folder: Path | None = None) -> str:
    """Run ``python -m module …``, with a tmpfs of the options ``mount`` on ``folder`` if wanted; what it printed."""
    words = [sys.executable, "-m", module, *arguments]
    if mount and folder is not None:
        mounting = f"mount -t tmpfs -o {mount} tmpfs {shlex.quote(str(folder))}"
        words = [*_own_namespace(), "sh", "-c", f"{mounting} && exec {shlex.join(words)}"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
