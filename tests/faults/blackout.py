"""Power cuts in the middle of a verb: its file calls are recorded, then cut anywhere, and the morning after is judged.

Run as ``python -m tests.faults.blackout FOLDER [--cuts 20] [--seed 1] [--only SCENE] [--part K/N]`` in a process that
has the shim; prints one JSON object. Cuts that leave the same bytes after the same answers are judged once.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.file.database import Database
from counter_app.system import files
from tests.faults import shim, world
from tests.faults.disk import MODELS, Disk, Step, steps_in
from tests.faults.trial import Findings, Laboratory, aside
from tests.faults.world import Deed
from tests.overruling import overrule

SECTORS = (512, 4096)
SCENES = {
    "acts": ("receive", "certify", "ticket take", "handover give", "return", "export"),
    "close and export": ("close-day",),
    "backup": ("backup",),
    "restore": ("restore",),
    "found": ("init",),
    "upgrade": ("upgrade",),
    "first import": ("first import",),
}
"""Verbs that are carried out one after another, each said aloud when it has answered."""
CANARIES = (
    ("acts", "synchronous off", "ordered"),
    ("restore", "no sync of folders", "strict"),
    ("close and export", "no sync by us", "ordered"),
)
"""A scene, how the program is made worse, and the model in which that has to show."""
MOST_WEAK = 60
"""Cuts that a careless program gets: it shows in a few."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was on the disk before, and what was done to it."""

    before: dict[str, bytes]
    steps: list[Step]


def weaken(name: str) -> None:
    """Make the program of this process careless in one way."""
    if name == "synchronous off":
        careless = [text.replace("= FULL", "= OFF") for text in engine._PRAGMAS]
        overrule(engine, "_PRAGMAS", careless)
    elif name == "no sync of folders":
        overrule(files, "sync_folder", lambda _path: None)
    elif name == "no sync by us":
        overrule(os, "fsync", lambda _handle: None)


def record(lab: Laboratory, scene: str, weakness: str = "") -> Recording:
    """Carry a scene out on a fresh world and record every change to a file."""
    log = lab.world.root.with_name("log")
    deeds = {deed.name: deed for deed in lab.deeds()}

    def work() -> dict[str, Any]:
        weaken(weakness)
        with log.open("wb", buffering=0) as target:
            shim.log_to(target.fileno())
            for name in SCENES[scene]:
                code, said, loose = world.invoke(deeds[name])
                if code:
                    return {"problems": [f"{name}: {said} {loose!r}"]}
                shim.say(name)
            shim.log_to(-1)
        return {}

    lab.renew()
    before = {str(path): path.read_bytes() for path in _files(lab.world.root)}
    found = aside(work)
    assert not found.get("problems"), found
    steps = list(steps_in(log.read_bytes()))
    return Recording(before, [step for step in steps if not step.name.endswith("-shm")])


def _files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted(root.rglob("*")) if path.is_file())


def harm(
    lab: Laboratory, scene: str, recording: Recording, model: str, cuts: int, seed: int
) -> tuple[list[str], int]:
    """Cut at ``cuts`` random moments, and after every answer as badly as can be.

    A sentence for each bad morning, and how many mornings differed.
    """
    chance = random.Random(f"{seed} {scene} {model}")
    disk, done, bad = Disk(model, recording.before), 0, []
    judged: set[bytes] = set()
    answered = [at for at, step in enumerate(recording.steps, 1) if step.kind == "s"]
    moments = [(at, False) for at in _moments(recording, cuts, chance)]
    for moment, worst in sorted([*moments, *((at, True) for at in answered)]):
        for step in recording.steps[done:moment]:
            disk.take(step)
        done = moment
        state = disk.at_worst() if worst else disk.after_cut(chance, chance.choice(SECTORS))
        said = list(disk.said)
        digest = _digest(state, said)
        if digest in judged:
            continue
        judged.add(digest)
        _lay_out(lab.world.root, state)
        found = aside(partial(morning, lab, scene, said))
        bad += [f"{scene} {model} step {moment}: {text}" for text in found["problems"]]
    return bad, len(judged)


def _digest(state: dict[str, bytes], said: list[str]) -> bytes:
    digest = hashlib.blake2b(repr(said).encode())
    for name, content in sorted(state.items()):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _moments(recording: Recording, cuts: int, chance: random.Random) -> list[int]:
    """Anywhere, where names, syncs and answers are (there is little of that among the writes), and after the last."""
    every = range(1, len(recording.steps) + 1)
    rare = [at for at in every if recording.steps[at - 1].kind in "mufsc"]
    last = [len(recording.steps)] * (cuts // 4)
    rest = cuts - len(last)
    return sorted(
        chance.choices(every, k=rest // 2) + chance.choices(rare, k=rest - rest // 2) + last
    )


def _lay_out(root: Path, state: dict[str, bytes]) -> None:
    folders = [path for path in root.rglob("*") if path.is_dir()]
    shutil.rmtree(root)
    for folder in (root, *folders):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in state.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)


def morning(lab: Laboratory, scene: str, said: list[str]) -> dict[str, Any]:
    """What is wrong after a cut: whatever was said to be done is done, and work goes on without a number twice."""
    found = Findings()
    deeds = {deed.name: deed for deed in lab.deeds()}
    last = deeds[SCENES[scene][-1]]
    with contextlib.suppress(CounterError):
        if scene == "found" and not said and not Office.exists(last.folder):
            code, words, _loose = world.invoke(last)
            found.add(code != 0, f"cannot be set up again: {words.strip()}")
    if scene == "first import":
        _judge_import(found, last, said)
        return {"problems": found.problems}
    try:
        office = Office.open(last.folder)
    except CounterError as error:
        return {"problems": [f"does not open: {error.message}"]}
    try:
        problems = office.store.check().problems
        found.add(bool(problems), f"check: {'; '.join(problems[:2])}")
        _judge_said(found, lab, office, said)
    finally:
        office.close()
    lab.judge_state(found, last, killed=False)
    return {"problems": found.problems}


def _judge_said(found: Findings, lab: Laboratory, office: Office, said: list[str]) -> None:
    kinds = {entry.kind for entry, _salt, _body in office.store.journal.walk(lab.built_at + 1)}
    marks = {
        "receive": "dossier.received",
        "certify": "certification.recorded",
        "ticket take": "ticket.taken",
        "handover give": "handover.given",
        "return": "dossier.returned",
        "export": "batch.exported",
        "close-day": "day.closed",
    }
    for name in said:
        if name in marks:
            found.add(marks[name] not in kinds, f"{name} was acknowledged and is lost")
    if {"export", "close-day"} & set(said):
        newest = office.closing.batches()[0]
        places = [lab.world / name / "HS_99001" / newest.name for name in ("usb", "ra")]
        kept = [hashlib.sha256(path.read_bytes()).hexdigest() for path in places if path.exists()]
        found.add(newest.sha256 not in kept, "the stick was to be pulled, and the batch is lost")
    if "restore" in said:
        epochs = [
            entry
            for entry, _salt, _body in office.store.journal.walk()
            if entry.kind == "epoch.began"
        ]
        found.add(len(epochs) < 2, "the restore was acknowledged and is undone")
    if "backup" in said:
        copies = list((lab.world / "ra").glob("*.db"))
        found.add(not copies, "the backup was acknowledged and is lost")
        for copy in copies:
            found.add(not _whole(copy, office), "the backup was acknowledged and is spoiled")


def _whole(copy: Path, office: Office) -> bool:
    from counter_app.store.store import Store

    try:
        opened = Database.inspect(copy, office.store.clock)
    except CounterError:
        return False
    try:
        return Store(opened).check().ok
    finally:
        opened.close()


def _judge_import(found: Findings, deed: Deed, said: list[str]) -> None:
    code, words, loose = world.invoke(deed)
    found.add(code != 0, f"import again: {words.strip()} {loose or ''}")
    report = Deed("report", ("superior", "report", "--from", "2026-11-01"), deed.folder)
    code, words, loose = world.invoke(report)
    found.add(code != 0, f"report: {words.strip()} {loose or ''}")
    found.add(bool(said) and code == 0 and words.strip() == "0", "nothing is there")


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--cuts", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="")
    asked.add_argument("--part", default="0/1")
    said = asked.parse_args()
    part, parts = map(int, said.part.split("/"))
    begun = time.monotonic()
    lab = Laboratory(said.folder)
    bad: list[str] = []
    counts: dict[str, dict[str, int]] = {}
    caught: dict[str, bool] = {}
    for scene in [name for name in SCENES if said.only in ("", name)][part::parts]:
        recording = record(lab, scene)
        for model in MODELS:
            found, judged = harm(lab, scene, recording, model, said.cuts, said.seed)
            bad += found
            counts[f"{scene}, {model}"] = {"cuts": said.cuts, "mornings": judged}
        for weak_scene, weakness, model in CANARIES:
            if weak_scene == scene:
                weak = record(lab, scene, weakness)
                most = min(2 * said.cuts, MOST_WEAK)
                caught[f"{scene}: {weakness}"] = bool(
                    harm(lab, scene, weak, model, most, said.seed)[0]
                )
    cases = sum(count["cuts"] for count in counts.values())
    answer = {"cases": cases, "counts": counts, "bad": bad, "canaries": caught}
    answer["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(caught.values()))


if __name__ == "__main__":
    sys.exit(main())
