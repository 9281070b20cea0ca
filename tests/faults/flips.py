"""Single bits and whole sectors go wrong in the data file, its log, a backup and a batch: noticed, or harmless.

Run as ``python -m tests.faults.flips FOLDER [--flips 300] [--seed 1]``; prints one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
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
from counter_app.sync.names import MANIFEST_SUFFIX
from counter_app.sync.reader import open_batch
from tests import makers
from tests.faults import world
from tests.faults.trial import aside
from tests.faults.world import World

NOTICED, HARMLESS, MISSED = "noticed", "harmless", "missed"


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
            digest = hashlib.sha256()
            for line in batch.lines():
                digest.update(repr(line).encode())
            return "", digest.hexdigest()


def trial(
    place: Callable[[], Path],
    judge: Callable[[], tuple[str, str]],
    whole: str,
    chance: random.Random,
) -> dict[str, Any]:
    """Harm one file once; what came of it."""
    harmed(place(), chance)
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
    kinds = {
        "data": (target.data, target.judge_data),
        "log": (target.log, target.judge_log),
        "backup": (target.copy, target.judge_copy),
        "payload": (target.payload, target.judge_batch),
        "manifest": (target.manifest, target.judge_batch),
    }
    counts: dict[str, dict[str, int]] = {}
    bad, caught = [], {}
    for weak in (False, True):
        target.weak = weak
        for name, (place, judge) in kinds.items():
            if weak and name not in ("data", "log"):
                continue
            fates = _fates(target, place, judge, said.flips, f"{said.seed} {name}")
            tally = {
                fate: sum(item["fate"] == fate for item in fates)
                for fate in (NOTICED, HARMLESS, MISSED, "raw")
            }
            if weak:
                caught[f"{name}: " + {"data": "pages alone", "log": "no witness"}[name]] = (
                    tally[MISSED] > 0
                )
            else:
                counts[name] = tally
                bad += [
                    f"{name}: {item['fate']} {item['said']}"
                    for item in fates
                    if item["fate"] in (MISSED, "raw")
                ]
    answer = {"cases": said.flips * len(kinds), "counts": counts, "bad": bad, "canaries": caught}
    answer["seconds"] = round(time.monotonic() - begun, 1)
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(caught.values()))


def _fates(
    target: Target,
    place: Callable[[], Path],
    judge: Callable[[], tuple[str, str]],
    flips: int,
    seed: str,
) -> list[dict[str, Any]]:
    target.renew()
    whole = aside(lambda: {"content": judge()[1]})
    assert "content" in whole, whole
    chance, fates = random.Random(seed), []
    for _flip in range(flips):
        target.renew()
        own = random.Random(chance.random())
        fates.append(aside(partial(trial, place, judge, whole["content"], own)))
        fates[-1].setdefault("fate", "raw")
        fates[-1].setdefault("said", str(fates[-1]))
    return fates


if __name__ == "__main__":
    sys.exit(main())
