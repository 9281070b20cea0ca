"""Whether every pinned package has a wheel with a pinned hash, for Windows and for Linux."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from release.pins import LINUX, REQUIREMENTS, WINDOWS, pins_for
from release.stop import StopError, say

ROOT = Path(__file__).resolve().parent.parent
SERIES = f"{sys.version_info[0]}.{sys.version_info[1]}"
STAMP = ROOT / "build" / "wheels-resolved"
# All that Debian 12 takes; told a platform, pip knows no older ones beside it.
_MANYLINUX = (*(f"manylinux_2_{n}_x86_64" for n in range(36, 4, -1)), "manylinux2014_x86_64")
TARGETS: Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "Windows": (WINDOWS, ("win_amd64",)),
    "Linux": (LINUX, _MANYLINUX),
}


def wanted() -> str:
    """What the answer depends on, as one digest."""
    return hashlib.sha256(REQUIREMENTS.read_bytes() + SERIES.encode()).hexdigest()


def command(platforms: tuple[str, ...], listed: Path, target: Path) -> list[str]:
    """How pip is asked for the wheels of another system: by hash, nothing built here."""
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    words += ["--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    words += ["--implementation", "cp", "--python-version", SERIES]
    for platform in platforms:
        words += ["--platform", platform]
    house = ROOT / "wheelhouse"
    words += ["--no-index", "--find-links", str(house)] if house.is_dir() else []
    return [*words, "--dest", str(target), "--requirement", str(listed)]


def _errors(said: str) -> str:
    """What pip says went wrong, without its warnings."""
    return "\n".join(line for line in said.splitlines() if line.startswith("ERROR")) or said


def resolve() -> None:
    """Fetch every wheel for every system into a folder that is thrown away; once for each state of the lock file.

    Errors: StopError with what pip said.
    """
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted():
        say(f"the wheels for {' and '.join(TARGETS)} resolve by hash (as looked at before)")
        return
    for name, (target, platforms) in TARGETS.items():
        with tempfile.TemporaryDirectory() as scratch:
            listed, wheels = Path(scratch) / "pins.txt", Path(scratch) / "wheels"
            listed.write_text(pins_for(target), "utf-8")
            done = subprocess.run(
                command(platforms, listed, wheels), capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise StopError(
                    f"the wheels for {name} do not resolve by hash:\n{_errors(done.stderr)}"
                )
            say(f"{len(list(wheels.iterdir()))} wheels for {name} resolve by hash")
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(wanted(), "utf-8")
