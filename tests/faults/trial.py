"""One trial: a verb on a fresh copy of the world, with one fault planned, judged from what is left and what was said.

Each runs in a process of its own, forked from one in which everything is loaded.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import gc
import hashlib
import json
import os
import random
import re
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counter_app import paths
from counter_app.desk.office import founding, passwords
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError, NumbersError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.file import data_folder
from counter_app.system import chance, openers
from counter_app.system.key_ring import OfficeKeys
from tests import makers
from tests.faults import above, shim, world
from tests.faults.kept_copy import KeptCopy
from tests.faults.verb_words import SETTLING
from tests.faults.world import Deed, World
from tests.overruling import overrule

RAW = re.compile(
    r"disk I/O|database|SQLITE|Errno|Traceback|Input/output|No space|Read-only|Permission denied"
)
KILLED = 9
PATIENCE_SECONDS = 60
"""A trial that takes longer has hung: SQLite and the program wait ten seconds for a lock, no longer."""
WAIT_SECONDS = 1.0
"""How long a trial waits for a lock: nobody else is there who could give it back."""
ACTS = ("close-day",)
"""Verbs that are several acts, each of them whole: the day is closed before its reports are drawn and issued."""
DONE_ALREADY = ("Đã có tệp", "Dữ liệu đã mã hóa rồi")
"""How a second try is told that the first had done its work before it failed: a paper is not written over."""
APPLIED = re.compile(rb"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00")
"""When sqlite-utils applied a step, by the computer's own clock."""
REPLACING = ("restore", "encrypt", "re-key")
"""Verbs after which the file is another one."""
RESTORE = re.compile("khôi phục", re.IGNORECASE)


def aside(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do some work in a forked process; what it found, or ``{"killed": True}``."""
    hear, say = os.pipe()
    gc.freeze()  # what is there already is shared with the child, and its collector leaves it alone
    child = os.fork()  # type: ignore[attr-defined,unused-ignore]
    if child == 0:
        os.close(hear)
        signal.alarm(PATIENCE_SECONDS)  # type: ignore[attr-defined,unused-ignore]
        try:
            answer = work()
        except BaseException as error:
            answer = {"problems": [f"the trial itself: {type(error).__name__}: {error}"]}
        os.write(say, json.dumps(answer, ensure_ascii=False).encode())
        os._exit(0)
    os.close(say)
    heard = b""
    while chunk := os.read(hear, 65536):
        heard += chunk
    os.close(hear)
    _pid, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) == -KILLED:
        return {"killed": True}
    return dict(json.loads(heard)) if heard else {"problems": [f"the trial died: {status}"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a verb does when nothing fails: its file calls by kind, the events it adds, and what it says."""

    deed: Deed
    kinds: list[str]
    events: int
    before: int
    said: str

    @property
    def calls(self) -> int:
        """How many there are."""
        return len(self.kinds)


def draw_as(number: int) -> None:
    """From here on random numbers are those of try ``number``: trials with one outcome leave the same bytes, and a
    second try draws others than the first, as in life.
    """
    drawn = random.Random(number)
    overrule(chance, "random_bytes", drawn.randbytes)


@dataclass(slots=True)
class Findings:
    """What was wrong in one trial."""

    problems: list[str] = field(default_factory=list)

    def add(self, wrong: bool, text: str) -> None:
        """Note a problem."""
        if wrong:
            self.problems.append(text)


class Laboratory:
    """Keeps one world and gives every trial a fresh copy of it at the same place."""

    def __init__(self, folder: Path) -> None:
        self._counter = JournalCounter(folder / "dem")
        self.world = World(folder / "world")
        world.build(self.world.root)
        with contextlib.closing(Office.open(self.world.data)) as office:
            self.in_hands = {number for number, _seq in numbers_given(office)}
            self.built_at = office.store.journal.head().seq
        self.copy = KeptCopy(self.world.root, folder / "kept")
        shim.watch(self.world.root)
        overrule(engine, "PATIENCE_SECONDS", WAIT_SECONDS)
        overrule(openers, "GATE_SECONDS", WAIT_SECONDS)
        overrule(founding, "hash_password", functools.cache(passwords.hash_password))
        self.weakness: Callable[[], object] | None = None
        self.sound: set[str] = set()

    def deeds(self) -> list[Deed]:
        """Every verb."""
        return world.deeds(self.world)

    def events(self, folder: Path) -> int:
        """Entries in the journal of a data folder."""
        path = paths.database_path(folder)
        return self._counter.count(path) if path.exists() and path.stat().st_size else 0

    def renew(self) -> None:
        """The world as it was built."""
        shim.calm()
        self.copy.renew()

    @contextlib.contextmanager
    def scene(self, deed: Deed, *, window: bool) -> Iterator[None]:
        """The data folder ready; in a window one open office stays behind every verb."""
        self.renew()
        if not window:
            yield
            return
        real = Office.__dict__["open"]
        office = Office.open(deed.folder)
        closing = office.close
        overrule(office, "close", lambda: None)
        overrule(Office, "open", lambda *_words, **_named: office)
        try:
            yield
        finally:
            overrule(Office, "open", real)
            closing()

    def measure(self, deed: Deed, *, window: bool) -> Measure:
        """A verb's calls when nothing fails. Raises AssertionError when it does not succeed."""

        def work() -> dict[str, Any]:
            with self.scene(deed, window=window):
                before = self.events(deed.folder)
                with shim.plan(shim.Plan()):
                    code, said, loose = world.invoke(deed)
                    kinds = shim.history()
                if code != 0:
                    return {"problems": [f"{deed.name}: {said} {loose!r}"]}
                after = self.events(deed.folder)
                return {"kinds": kinds, "before": before, "after": after, "said": said}

        found = aside(work)
        assert "kinds" in found, found
        added = found["after"] - found["before"]
        return Measure(
            deed=deed,
            kinds=found["kinds"],
            before=found["before"],
            events=added,
            said=found["said"],
        )

    def warm(self, deeds: list[Deed]) -> None:
        """Run verbs once in this process, so that no trial has to load anything."""
        for deed in deeds:
            with self.scene(deed, window=False):
                world.invoke(deed)

    def fault(self, measure: Measure, plan: shim.Plan, *, window: bool) -> list[str]:
        """Try a verb with a fault planned, then again without; what was wrong."""
        found = aside(lambda: self._fault(measure, plan, window=window))
        self.sound |= {found.get("sound", "")} - {""}
        return list(found.get("problems", ["the trial was killed"]))

    def _fault(self, measure: Measure, plan: shim.Plan, *, window: bool) -> dict[str, Any]:
        if self.weakness is not None:
            self.weakness()
        found, deed = Findings(), measure.deed
        draw_as(1)
        with self.scene(deed, window=window):
            with shim.plan(plan):
                code, said, loose = world.invoke(deed)
            fired = shim.fired().replace(str(self.world.root), "")
            _judge_words(found, code, said, loose, full=_is_full(plan, deed))
            done = self.events(deed.folder) - measure.before
            if deed.name not in REPLACING:
                found.add(code == 0 and done != measure.events, f"said done, {done} events")
                whole = range(measure.events + 1) if deed.name in ACTS else (0, measure.events)
                found.add(code != 0 and done not in whole, f"half done, {done} events")
            if code != 0:
                self._again(found, measure, done)
            elif deed.name in SETTLING:
                found.add(said != measure.said, f"another answer: {said}")
        left = self.judged(found, deed, killed=False)
        return {"problems": [f"{fired}: {text}" for text in found.problems], "sound": left}

    def _again(self, found: Findings, measure: Measure, done: int) -> None:
        """The cause is gone; the same office, the same verb."""
        draw_as(2)
        code, said, loose = world.invoke(measure.deed)
        found.add(loose is not None, f"retry: {loose!r}")
        there = any(words in said for words in DONE_ALREADY)
        found.add(code != 0 and done == 0 and not there, f"retry refused: {said.strip()}")
        if measure.deed.name in SETTLING:
            found.add(code == 0 and said != measure.said, f"retry, another answer: {said}")
        if measure.deed.name in REPLACING:
            return
        total = self.events(measure.deed.folder) - measure.before
        found.add(code == 0 and total > measure.events + done, f"after the retry {total} events")

    def kill(self, measure: Measure, plan: shim.Plan) -> list[str]:
        """End the process in the middle of a verb; what is wrong afterwards."""
        deed = measure.deed

        def die() -> dict[str, Any]:
            with self.scene(deed, window=False), shim.plan(plan):
                world.invoke(deed)
            return {}

        if not aside(die).get("killed"):
            return []
        found = aside(lambda: self._after_kill(measure))
        self.sound |= {found.get("sound", "")} - {""}
        return list(found["problems"])

    def _after_kill(self, measure: Measure) -> dict[str, Any]:
        found, deed = Findings(), measure.deed
        fired = f"killed at call {shim.counted()}"
        done = self.events(deed.folder) - measure.before if deed.folder.exists() else 0
        self._again(found, measure, done)
        left = self.judged(found, deed, killed=True)
        return {"problems": [f"{fired}: {text}" for text in found.problems], "sound": left}

    def judged(self, found: Findings, deed: Deed, *, killed: bool) -> str:
        """Judge what is left, unless the same bytes were judged before and found right; their name when they are."""
        state = f"{deed.folder.name} {deed.name in SETTLING} {killed} {self.state()}"
        if state in self.sound and self.weakness is None:
            return ""
        before = len(found.problems)
        self.judge_state(found, deed, killed=killed)
        return "" if len(found.problems) > before or self.weakness is not None else state

    def state(self) -> str:
        """What differs from the world as it was built, by content; SQLite's count of changes aside."""
        digest = hashlib.blake2b(digest_size=16)
        for name, path in self.copy.changed().items():
            if f"/{openers.FOLDER}/" in name:
                continue
            digest.update(f"\0{name}\0{path is not None}\0".encode())
            if path is not None and path.is_file():
                content = path.read_bytes()
                if content.startswith(b"SQLite format 3\0"):
                    content = APPLIED.sub(b"", content[:24] + content[28:92] + content[96:])
                digest.update(content)
        return digest.hexdigest()

    def judge_state(self, found: Findings, deed: Deed, *, killed: bool) -> None:
        """The journal proves itself, nothing was given twice, and work goes on."""
        found.problems += above.problems(deed)
        if not paths.database_path(deed.folder).exists():
            found.add(deed.folder.name != "cap-tren" and deed.name != "first import", "no data")
            return
        try:
            office = Office.open(deed.folder, keys=_keys_of(deed.folder))
        except CounterError as error:
            found.add(True, f"does not open: {error.message}")
            return
        try:
            problems = office.store.check().problems
            found.add(bool(problems), f"check: {'; '.join(problems[:2])}")
            office.confirm_clock()
            known = self.in_hands if deed.folder.name in ("so", "ngo") else set()
            found.problems += _twice(office, known)
        finally:
            office.close()
        left = [path.name for path in deed.folder.iterdir() if _is_left(path.name)]
        found.add(killed and bool(left), f"left behind: {left}")


def _keys_of(folder: Path) -> OfficeKeys | None:
    """What opens an office by the password of before, should it be encrypted by now. Errors: CounterError."""
    if not Office.locked(folder):
        return None
    return unlock_with_password(folder, "canbo", founding.FIRST_PASSWORD)


def _is_left(name: str) -> bool:
    return any(mark in name for mark in (data_folder.INCOMING, data_folder.NEW_OFFICE, ".dang-"))


def _judge_words(
    found: Findings, code: int, said: str, loose: BaseException | None, *, full: bool
) -> None:
    """One sentence of ours with a next step; a full disk sends nobody into a restore."""
    found.add(loose is not None, f"raw: {type(loose).__name__}: {loose}")
    found.add(code not in (0, 1) and loose is None, f"exit code {code}")
    if code != 1 or loose is not None:
        return
    text = said.strip()
    if text.startswith("Dữ liệu có chỗ sai"):
        text = text.split("\n")[0]  # what the check found is for whoever mends it
    found.add(bool(RAW.search(text)), f"raw words: {text}")
    found.add(not text.endswith("."), f"no sentence: {text}")
    found.add(full and bool(RESTORE.search(text)), f"advises a restore: {text}")


def _is_full(plan: shim.Plan, deed: Deed) -> bool:
    """Whether the disk is full in a verb that has no other reason to speak of a restore."""
    return plan.error == errno.ENOSPC and deed.name not in (*REPLACING, "backups drill")


class JournalCounter:
    """Counts the journal's entries in a process of its own: closing the file in the trial's would drop its locks.

    Every trial speaks to the same one. ``folder`` is where it puts its copies.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        ask, self._asked = os.pipe()
        self._hear, tell = os.pipe()
        if os.fork() == 0:  # type: ignore[attr-defined,unused-ignore]
            os.close(self._asked)
            os.close(self._hear)
            with os.fdopen(ask) as paths_asked:
                for line in paths_asked:
                    os.write(tell, f"{_counted(Path(line.rstrip(chr(10))), folder)}\n".encode())
            os._exit(0)
        os.close(ask)
        os.close(tell)

    def count(self, path: Path) -> int:
        """Entries in this file, from a copy of it: its locks and its log stay as they are."""
        os.write(self._asked, f"{path}\n".encode())
        told = b""
        while not told.endswith(b"\n"):
            told += os.read(self._hear, 64)
        return int(told)


def _counted(path: Path, folder: Path) -> int:
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        tempfile.TemporaryDirectory(dir=folder) as place,
    ):
        for suffix in ("", "-wal"):
            side = path.with_name(path.name + suffix)
            if side.exists():
                (Path(place) / side.name).write_bytes(side.read_bytes())
        with contextlib.closing(sqlite3.connect(Path(place) / path.name)) as asked:
            # A try at a password that a disk cut short counts as a wrong one, and is told at the next sign-in.
            question = "SELECT count(*) FROM journal WHERE kind <> 'officer.signed_in'"
            return int(asked.execute(question).fetchone()[0])
    return 0


def numbers_given(office: Office) -> Iterator[tuple[str, int]]:
    """Every number that a paper carries, with the entry that gave it, read from the journal itself."""
    for entry, _salt, body in office.store.journal.walk():
        payload = json.loads(body) if body is not None else {}
        if entry.kind == "epoch.began":
            continue
        for name, period, number in payload.get("counters", ()):
            yield f"{name}/{period}/{number}", entry.seq
        if entry.kind == "ticket.taken":
            yield f"ticket:{payload['queue']}/{payload['day']}/{payload['number']}", entry.seq
        if entry.kind == "batch.exported":
            yield f"batch/{payload['number']}", entry.seq


def _twice(office: Office, in_hands: set[str]) -> list[str]:
    """Numbers that two papers carry; those in people's hands stay taken whatever the journal forgot."""
    seen: dict[str, int] = {}
    twice = []
    for number, seq in numbers_given(office):
        if number in seen:
            twice.append(f"given twice: {number} at {seen[number]} and {seq}")
        seen[number] = seq
    try:
        office.session.officer = COMMAND_LINE
        last = office.store.journal.head().seq
        office.intake.receive(makers.draft())
    except NumbersError:
        return twice  # it only reads until somebody says which were the last
    fresh = [number for number, seq in numbers_given(office) if seq > last]
    return twice + [f"given again: {number}" for number in fresh if number in in_hands]
