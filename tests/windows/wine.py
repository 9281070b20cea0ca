"""One Wine of our own: where its disk is, and how a program is run in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".wine"
PREFIX = PLACE / "prefix"
DRIVE = PREFIX / "drive_c"
SYSTEM = DRIVE / "windows" / "system32"
HOME = PLACE / "python"
PYTHON = HOME / "python.exe"
_DEBIAN = Path("/usr/lib/wine")
# What Wine itself says whenever somebody asks for the label of a disk.
_OWN_WORDS = re.compile(r"wine: Read access denied for device .*\n")


class WineError(Exception):
    """The lane cannot go on; the message says what the reader has to do."""


def program(name: str) -> str:
    """Where ``wine64`` or ``wineserver64`` is. Errors: WineError."""
    found = shutil.which(name) or shutil.which(str(_DEBIAN / name))
    if found is None:
        raise WineError(f"{name} is not here: install Wine for 64-bit programs (Debian: wine64).")
    return found


def windows_path(path: Path) -> str:
    """A path of this computer as programs under Wine name it."""
    if path.is_relative_to(DRIVE):
        return "C:\\" + str(path.relative_to(DRIVE)).replace("/", "\\")
    return "Z:" + str(path).replace("/", "\\")


def environment() -> dict[str, str]:
    """What a program under Wine is told; like an office's computer it knows no UTF-8 mode and no screen of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(PLACE),
        "LC_ALL": "C.UTF-8",
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": os.environ.get("WINEDEBUG", "-all"),
        "WINEDLLOVERRIDES": "mscoree=;mshtml=",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "utf-8:backslashreplace",
        "PYTHONPYCACHEPREFIX": windows_path(PLACE / "pycache"),
    }


def run(
    words: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path | None = None,
    seconds: float = 900.0,
    cwd: Path = ROOT,
) -> tuple[int, str]:
    """Run a program under Wine, by itself in the repository; its exit code and what it said, also written to ``log``.

    It is ended after ``seconds``. Wine's programs want pipes: with a plain file they do not see their output.
    """
    command = [program("wine64"), *map(str, words)]
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if process.stdin is not None:
        process.stdin.close()
    lines: list[str] = []
    reader = threading.Thread(target=_read, args=(process, lines, log), daemon=True)
    reader.start()
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        code = process.wait()
        lines.append(f"ended after {seconds:.0f} s\n")
    # Wine's own servants may hold the pipe open for longer than the program lives.
    reader.join(timeout=5)
    return code, "".join(lines)


def _read(process: subprocess.Popen[bytes], lines: list[str], log: Path | None) -> None:
    for raw in process.stdout or ():
        text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
        lines.append(_OWN_WORDS.sub("", text))
        if log is not None:
            with log.open("a", encoding="utf-8") as written:
                written.write(lines[-1])


def start() -> None:
    """Start Wine's servants, so that no program of ours is kept waiting by them."""
    words = [program("wine64"), "wineboot"]
    quiet = subprocess.DEVNULL
    env = environment()
    subprocess.run(words, env=env, stdin=quiet, stdout=quiet, stderr=quiet, check=False)


def end() -> None:
    """End whatever still runs in our Wine."""
    server = program("wineserver64")
    own = {**os.environ, "WINEPREFIX": str(PREFIX)}
    subprocess.run([server, "-k"], env=own, capture_output=True, check=False)
