"""Write dev.txt again: exact versions and hashes of everything, and no address of any index."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal --generate-hashes --python-version 3.11 --upgrade --quiet"
    " --no-emit-index-url --no-emit-find-links --all-extras"
    " --custom-compile-command 'python3 dev.py lock' -o requirements/dev.txt"
)


def main() -> None:
    """Fetch the resolver into an environment of its own and let it write. Errors: CalledProcessError."""
    with tempfile.TemporaryDirectory() as scratch:
        tools = Path(scratch) / ("Scripts" if os.name == "nt" else "bin")
        for command in (
            [sys.executable, "-m", "venv", scratch],
            [str(tools / "python"), "-m", "pip", "install", "-q", "uv"],
            [str(tools / "uv"), "pip", "compile", "pyproject.toml", *shlex.split(OPTIONS)],
        ):
            subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
