"""Single bits and whole sectors go wrong in the data file, its log, a backup and a batch: noticed, or harmless.

Run as ``python -m tests.faults.flips FOLDER [--flips 300] [--seed 1]``; prints one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from counter_app import paths
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError, NumbersError
from counter_app.office import Office
from counter_app.store.file import data_folder
from counter_app.store.file.database import Database
from counter_app.store.store import Store
from counter_app.sync.batch.names import MANIFEST_SUFFIX
from counter_app.sync.batch.reader import Batch, open_batch, open_own
from tests import makers
from tests.faults import world
from tests.faults.trial import aside
from tests.faults.world import World

NOTICED, HARMLESS, MISSED = "noticed", "harmless", "missed"
NAME = "Nguyễn V"
"""How the names of the world's people begin, up to a letter of one byte."""
Place = Callable[[], Path]
Judge = Callable[[], tuple[str, str]]
"""A sentence about what is wrong, empty for nothing; and a digest of what is read."""
Harm = Callable[[Path, random.Random], None]
CANARIES = {"names": "data: pages alone", "log": "log: no witness"}
"""What is harmed when nobody looks further than SQLite does, or keeps watch; by chance bits alone hit little."""


def harmed(path: Path, chance: random.Random) -> None:
    """Turn one bit, or blank one sector; a sector that is blank already gets a bit."""
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    sector = at // 512 * 512
    if chance.random() < 0.3 and any(data[sector : sector + 512]):
        data[sector : sector + 512] = bytes(len(data[sector : sector + 512]))
    else:
        data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def misspelt(path: Path, chance: random.Random) -> None:
    """Make another letter of one in a name: every page stays a page, and somebody is called otherwise."""
    data = bytearray(path.read_bytes())
    letters = [found.end() for found in re.finditer(re.escape(NAME.encode()), data)]
    data[chance.choice(letters) - 1] ^= 1
    path.write_bytes(data)


def content(store: Store) -> str:
    """A digest of everything an open file says, table by table."""
    connection = store.database.connection
    digest = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (name,) in [tuple(row) for row in names.fetchall()]:
        if not name.startswith(("sqlite_", "dossier_search")):
            digest.update(name.encode())
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


class Target:
    """One file to be harmed, and how to find out whether anybody notices."""

    def __init__(self, made: World, kept: Path) -> None:
        self.world = made
        self._kept = kept
        self.weak = False

    def renew(self) -> None:
        """Everything as it was."""
        shutil.rmtree(self.world.root)
        shutil.copytree(self._kept, self.world.root)

    def data(self) -> Path:
        return paths.database_path(self.world.data)

    def log(self) -> Path:
        return self.data().with_name(self.data().name + "-wal")

    def copy(self) -> Path:
        return next((self.world / "sao-luu").glob("*.db"))

    def payload(self) -> Path:
        return next((self.world / "usb").rglob("*.zst"))

    def manifest(self) -> Path:
        return next((self.world / "usb").rglob(f"*{MANIFEST_SUFFIX}"))

    def own(self) -> Path:
        return next((self.world / "usb").rglob("DV_*.age"))

    def kinds(self) -> dict[str, tuple[Place, Judge, Harm]]:
        """What is harmed, who looks at it, and how it is harmed."""
        return {
            "data": (self.data, self.judge_data, harmed),
            "names": (self.data, self.judge_data, misspelt),
            "log": (self.log, self.judge_log, harmed),
            "backup": (self.copy, self.judge_copy, harmed),
            "payload": (self.payload, self.judge_batch, harmed),
            "manifest": (self.manifest, self.judge_batch, harmed),
            "own copy": (self.own, self.judge_own, harmed),
        }

    def judge_data(self) -> tuple[str, str]:
        """Open and check; what it says then."""
        office = Office.open(self.world.data)
        try:
            if self.weak:
                pages = office.store.database.connection.execute("PRAGMA quick_check").fetchone()[0]
                return ("" if pages == "ok" else pages), content(office.store)
            problems = office.store.check().problems
            return (problems[0] if problems else ""), content(office.store)
        finally:
            office.close()

    def judge_log(self) -> tuple[str, str]:
        """Open and write; what was lost may not be written over unasked."""
        if self.weak:
            for folder in data_folder.witness_folders(self.world.data):
                shutil.rmtree(folder, ignore_errors=True)
        office = Office.open(self.world.data, officer=COMMAND_LINE)
        try:
            said = content(office.store)
            problems = office.store.check().problems
            try:
                office.intake.receive(makers.draft())
            except NumbersError as error:
                return error.message, said
            return (problems[0] if problems else ""), said
        finally:
            office.close()

    def judge_copy(self) -> tuple[str, str]:
        """Look into a backup as a restore does."""
        opened = Database.inspect(self.copy(), world.clock())
        try:
            store = Store(opened)
            problems = store.check().problems
            return (problems[0] if problems else ""), content(store)
        finally:
            opened.close()

    def judge_batch(self) -> tuple[str, str]:
        """Read a batch as the superior does."""
        with open_batch(self.manifest()) as batch:
            return "", said_in(batch)

    def judge_own(self) -> tuple[str, str]:
        """Read the office's own copy beside it as a restore does."""
        with open_own(self.manifest(), world.keys_of(self.world.data).identity) as batch:
            return "", said_in(batch)


def said_in(batch: Batch) -> str:
    """A digest of every line."""
    digest = hashlib.sha256()
    for line in batch.lines():
        digest.update(repr(line).encode())
    return digest.hexdigest()


def trial(target: Target, kind: str, whole: str, chance: random.Random) -> dict[str, Any]:
    """Harm one file once; what came of it."""
    place, judge, harm = target.kinds()[kind]
    harm(place(), chance)
    try:
        said, found = judge()
    except CounterError as error:
        return {"fate": NOTICED, "said": error.message}
    except Exception as error:
        return {"fate": "raw", "said": f"{type(error).__name__}: {error}"}
    if said:
        return {"fate": NOTICED, "said": said}
    return {"fate": HARMLESS if found == whole else MISSED, "said": ""}


def build(folder: Path) -> Target:
    """A world whose office was killed at work, so that its last acts stand in the log."""
    made = world.build(folder / "world")

    def work() -> dict[str, Any]:
        office = Office.open(made.data, officer=COMMAND_LINE)
        for number in range(6):
            office.intake.receive(makers.draft(name=f"Đỗ Thị Cuối {number}"))
        os._exit(0)

    aside(work)
    shutil.copytree(made.root, folder / "kept")
    return Target(made, folder / "kept")


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--flips", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    target = build(said.folder)
    counts: dict[str, dict[str, int]] = {}
    bad, caught = [], {}
    for weak in (False, True):
        target.weak = weak
        for kind in CANARIES if weak else target.kinds():
            fates = _fates(target, kind, said.flips, f"{said.seed} {kind}")
            tally = {
                fate: sum(item["fate"] == fate for item in fates)
                for fate in (NOTICED, HARMLESS, MISSED, "raw")
            }
            if weak:
                caught[CANARIES[kind]] = tally[MISSED] > 0
            else:
                counts[kind] = tally
                bad += [
                    f"{kind}: {item['fate']} {item['said']}"
                    for item in fates
                    if item["fate"] in (MISSED, "raw")
                ]
    answer = {"cases": said.flips * len(counts), "counts": counts, "bad": bad, "canaries": caught}
    answer["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(caught.values()))


def _fates(target: Target, kind: str, flips: int, seed: str) -> list[dict[str, Any]]:
    target.renew()
    judge = target.kinds()[kind][1]
    whole = aside(lambda: {"content": judge()[1]})
    assert "content" in whole, whole
    chance, fates = random.Random(seed), []
    for _flip in range(flips):
        target.renew()
        own = random.Random(chance.random())
        fates.append(aside(partial(trial, target, kind, whole["content"], own)))
        fates[-1].setdefault("fate", "raw")
        fates[-1].setdefault("said", str(fates[-1]))
    return fates


if __name__ == "__main__":
    sys.exit(main())
