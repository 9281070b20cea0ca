"""The program as one folder, by PyInstaller, and its self-test in an empty environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from counter_app.paths import RELEASE_DAY
from release.stop import StopError, say

ROOT = Path(__file__).resolve().parent.parent
NAME = "counter-app"
_EARLIEST = 315_532_800


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a program is built: from which sources, into which folders, and by what.

    ``dist`` gets the program's folder, ``work`` what is needed on the way. ``run``: runs Python with arguments in
    ``source`` under an environment and returns exit code and output; ``path_there``: a path as that Python names it.
    """

    source: Path
    dist: Path
    work: Path
    platform: str
    suffix: str
    run: Callable[[Sequence[str], Mapping[str, str]], tuple[int, str]]
    path_there: Callable[[Path], str] = str

    @property
    def program(self) -> Path:
        """The folder of the program."""
        return self.dist / NAME

    @property
    def executable(self) -> Path:
        """The program that opens the window."""
        return self.program / f"{NAME}{self.suffix}"


def here(source: Path, target: Path, platform: str) -> Workshop:
    """A workshop of this computer's own Python."""

    def run(words: Sequence[str], env: Mapping[str, str]) -> tuple[int, str]:
        command = [sys.executable, *words]
        lines = []
        with subprocess.Popen(
            command,
            cwd=source,
            env={**os.environ, **env, "PYTHONPATH": str(source)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            for raw in process.stdout or ():
                lines.append(raw.decode("utf-8", "replace").rstrip())
                print(lines[-1], flush=True)
        return process.returncode, "\n".join(lines)

    suffix = ".exe" if os.name == "nt" else ""
    return Workshop(source, target / "dist", target / "build", platform, suffix, run)


def epoch_of(source: Path) -> int:
    """The moment of the commit (seconds, UTC), as all that is made gets it; SOURCE_DATE_EPOCH is taken instead."""
    named = os.environ.get("SOURCE_DATE_EPOCH", "")
    asked = ["git", "-C", str(source), "log", "-1", "--format=%ct"]
    said = named or subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return int(said) if said.strip().isdigit() else _EARLIEST


def build(shop: Workshop) -> None:
    """Build the program anew. Errors: StopError where that fails, or a library is missing from it."""
    words = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    words += ["--distpath", shop.path_there(shop.dist)]
    words += ["--workpath", shop.path_there(shop.work), "build.spec"]
    env = {
        "SOURCE_DATE_EPOCH": str(epoch_of(shop.source)),
        # What is written in the order of a set comes in the same order each time.
        "PYTHONHASHSEED": "1",
        "COUNTER_PARTS": shop.path_there(shop.work),
    }
    shop.work.mkdir(parents=True, exist_ok=True)
    code, said = shop.run(words, env)
    if code:
        raise StopError(f"PyInstaller failed ({code}).")
    require_libraries(shop.program, said)


def write_day(work: Path, epoch: int) -> Path:
    """Write down the day of the commit, which no computer that runs the program shows less than and is right."""
    path = work / RELEASE_DAY.name
    work.mkdir(parents=True, exist_ok=True)
    path.write_bytes(datetime.fromtimestamp(epoch, UTC).date().isoformat().encode() + b"\n")
    return path


def require_libraries(program: Path, said: str) -> None:
    """Whether every library was found that a part of the program asks for. Errors: StopError."""
    shipped = {path.name for path in program.rglob("*") if path.is_file()}
    absent = [
        line
        for line in said.splitlines()
        # What begins so is Windows 10's own; a likeness of Windows has it in another way.
        if "Library not found" in line and "'api-ms-win-" not in line
    ]
    # A part that was left out of the program needs nothing.
    absent = [line for line in absent if shipped & set(re.split(r"[/\\'\"]", line))]
    if absent:
        raise StopError("libraries are missing from the program:\n" + "\n".join(absent))


def self_test(program: Path, run: Callable[..., object] = subprocess.run) -> None:
    """Run a built program's self-test with an empty home and print its findings. Errors: StopError when it fails."""
    with tempfile.TemporaryDirectory() as home:
        report = Path(home) / "self-test.json"
        keep = {key: os.environ[key] for key in ("SYSTEMROOT", "TEMP") if key in os.environ}
        env = {**keep, "HOME": home, "USERPROFILE": home, "LC_ALL": "C.UTF-8"}
        env["QT_QPA_PLATFORM"] = "offscreen"
        run([str(program), "--self-test", str(report)], cwd=home, env=env, capture_output=True)
        found = json.loads(report.read_text("utf-8")) if report.exists() else {}
    for name, item in found.get("checks", {}).items():
        say(f"  {'ok    ' if item['ok'] else 'FAILED'} {name}: {item['says']}")
    if not found.get("ok"):
        raise StopError(f"the self-test of {program} failed.")
    say(f"self-test of {program}: ok")
