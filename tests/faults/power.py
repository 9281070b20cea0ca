"""Power cuts on paper: record every write and sync of a working counter, then replay what a disk may have kept.

A write that was not synced may be on the disk, or not, or torn at a sector; the order does not matter to the disk.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.desk.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.office import Office
from tests.faults.counter_worker import MORNING, open_office

SECTOR = 512
_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_WRITE = re.compile(r'^(\d+)<([^>]*)>, "((?:\\x[0-9a-f]{2})*)", (\d+), (\d+)$')
_SAID = re.compile(r'^(\d+)<[^>]*>, "((?:\\x[0-9a-f]{2})*)", (\d+)$')
_FILE = re.compile(r"^(\d+)<([^>]*)>")
_CUT = re.compile(r"^(\d+)<([^>]*)>, (\d+)$")
_GONE = re.compile(r'^"((?:\\x[0-9a-f]{2})*)"$')


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the recorded process did: "write", "sync", "cut" (truncate), "gone" (unlink) or "say"."""

    kind: str
    name: str = ""
    at: int = 0
    data: bytes = b""


def record(
    folder: Path, count: int, log: Path, *, unsafe: bool
) -> tuple[dict[str, bytes], list[Step]]:
    """Found an office, let a recorded counter receive ``count`` dossiers; the files before, and its steps."""
    Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    calls = "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink"
    command = ["strace", "-f", "-yy", "-xx", "-s", "1000000", "-e", calls]
    command += ["-e", "signal=none", "-o", str(log)]
    command += [sys.executable, "-m", "tests.faults.counter_worker", str(folder), str(count)]
    subprocess.run(
        command + (["--unsafe"] if unsafe else []), check=True, capture_output=True, timeout=240
    )
    return before, steps_from(log, folder)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def steps_from(log: Path, folder: Path) -> list[Step]:
    """The recorded calls that touch the folder, and the words said on standard output."""
    steps: list[Step] = []
    inside = f"{folder}{os.sep}"
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            continue
        step = _step(call[1], call[2], inside)
        if step is not None:
            steps.append(step)
    return steps


def _step(name: str, arguments: str, inside: str) -> Step | None:
    if name == "write" and (found := _SAID.match(arguments)) and found[1] == "1":
        return Step("say", data=_bytes(found[2]))
    if name == "unlink" and (found := _GONE.match(arguments)):
        path = _bytes(found[1]).decode()
        return Step("gone", path.removeprefix(inside)) if path.startswith(inside) else None
    pattern = {"pwrite64": _WRITE, "ftruncate": _CUT, "fsync": _FILE, "fdatasync": _FILE}.get(name)
    found = pattern.match(arguments) if pattern else None
    path = _path(found[2]) if found else ""
    if found is None or not path.startswith(inside):
        return None
    short = path.removeprefix(inside)
    if name == "pwrite64":
        return Step("write", short, int(found[5]), _bytes(found[3]))
    return Step("cut", short, int(found[3])) if name == "ftruncate" else Step("sync", short)


def _path(text: str) -> str:
    return _bytes(text).decode() if text.startswith("\\x") else text


@dataclass
class Disk:
    """What is surely on the disk, what may be, and what was said so far."""

    sure: dict[str, bytearray]
    pending: dict[str, list[Step]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """Live through one more step."""
        if step.kind == "say":
            self.said += step.data.decode().split()
        elif step.kind == "sync":
            for waiting in self.pending.pop(step.name, []):
                apply(self.sure, waiting)
        elif step.kind == "gone":
            self.pending.pop(step.name, None)
            self.sure.pop(step.name, None)
        else:
            self.pending.setdefault(step.name, []).append(step)

    def after_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """One state the power cut may leave: any of the pending writes, some of them torn."""
        files = {name: bytearray(content) for name, content in self.sure.items()}
        for waiting in self.pending.values():
            for step in chance.sample(waiting, len(waiting)):
                fate = chance.random()
                if fate < 0.45:
                    apply(files, step)
                elif fate < 0.6 and step.kind == "write":
                    kept = chance.randrange(0, len(step.data) + 1, SECTOR)
                    apply(files, Step("write", step.name, step.at, step.data[:kept]))
        return files


def apply(files: dict[str, bytearray], step: Step) -> None:
    """Do one write or truncation to the files."""
    content = files.setdefault(step.name, bytearray())
    if step.kind == "cut":
        del content[step.at :]
        return
    content.extend(bytes(max(step.at + len(step.data) - len(content), 0)))
    content[step.at : step.at + len(step.data)] = step.data


def harm_after_cuts(
    before: dict[str, bytes], steps: list[Step], scratch: Path, *, cuts: int, seed: int
) -> list[str]:
    """Cut the power at ``cuts`` random moments; one sentence for each cut that lost or spoiled something."""
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(1, len(steps)), cuts))
    disk = Disk({name: bytearray(content) for name, content in before.items()})
    harm: list[str] = []
    done = 0
    for moment in moments:
        for step in steps[done:moment]:
            disk.take(step)
        done = moment
        trouble = _trouble(disk.after_cut(chance), disk.said, scratch)
        if trouble:
            harm.append(f"step {moment}: {trouble}")
    return harm


def _trouble(files: dict[str, bytearray], said: list[str], scratch: Path) -> str:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for name, content in files.items():
        if not name.endswith("-shm"):
            (scratch / name).write_bytes(content)
    try:
        office = open_office(scratch)
    except StoreError as error:
        return f"does not open: {error.message}"
    try:
        lost = [code for code in said if office.store.dossiers.by_code(code) is None]
        pages = office.store.database.connection.execute("PRAGMA quick_check").fetchone()[0]
    except Exception as error:
        return f"unreadable: {error}"
    finally:
        office.close()
    return f"{len(lost)} acknowledged dossiers lost" if lost else ("" if pages == "ok" else pages)
