"""Mounts that no one else sees: a command in a mount namespace of its own, as root or as anybody."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path


def python_on_mount(folder: Path, options: str, module: str, *arguments: str) -> str:
    """Run ``python -m module FOLDER …`` with a tmpfs of ``options`` on the folder; its standard output."""
    mount = f"mount -t tmpfs -o {options} tmpfs {shlex.quote(str(folder))}"
    words = " ".join(map(shlex.quote, [sys.executable, "-m", module, str(folder), *arguments]))
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    done = subprocess.run(
        [*own, "sh", "-c", f"{mount} && exec {words}"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
