"""What a disk may hold after the lights go out: a record of file calls lived through by models of file systems.

A write that was not synced may be there, or not, or torn at a sector, in any order. When a name counts depends on the
file system: "ordered" keeps the order of names and any sync makes all names before it certain, as ext4 does; "strict"
makes a name certain only when its folder is synced.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD = struct.Struct("6q")
MODELS = ("ordered", "strict")


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded call: c(reate), o(pen), w(rite), t(runcate), f(sync), m(ove), u(nlink) or s(ay)."""

    kind: str
    handle: int
    place: int
    name: str
    data: bytes


def steps_in(log: bytes) -> Iterator[Step]:
    """The calls in a record as ``shim.c`` writes it."""
    at = 0
    while at + HEAD.size <= len(log):
        kind, handle, place, name, size, _count = HEAD.unpack_from(log, at)
        at += HEAD.size
        path = log[at : at + name].decode()
        yield Step(chr(kind), handle, place, path, log[at + name : at + name + size])
        at += name + size


@dataclass(slots=True)
class File:
    """A file's surely kept bytes and what waits to be."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        """A sync: everything waiting is kept."""
        for place, data in self.waiting:
            put(self.sure, place, data)
        self.waiting.clear()

    def after_cut(self, chance: random.Random, sector: int) -> bytearray:
        """One content the cut may leave."""
        content = bytearray(self.sure)
        for place, data in chance.sample(self.waiting, len(self.waiting)):
            fate = chance.random()
            if fate < 0.45:
                put(content, place, data)
            elif fate < 0.6 and data:
                put(content, place, data[: chance.randrange(0, len(data) + 1, sector)])
        return content


def put(content: bytearray, place: int, data: bytes | None) -> None:
    """Do one write, or a truncation to ``place``."""
    if data is None:
        del content[place:]
        content.extend(bytes(place - len(content)))
        return
    content.extend(bytes(max(place + len(data) - len(content), 0)))
    content[place : place + len(data)] = data


@dataclass(slots=True)
class Change:
    """A change of names that waits: ``file`` under ``name``, or nobody; ``folders`` whose sync makes it certain."""

    name: str
    file: File | None
    folders: tuple[str, ...]


class Disk:
    """Lives through the recorded calls; ``after_cut`` is what the next morning finds."""

    def __init__(self, model: str, files: dict[str, bytes]) -> None:
        self.model = model
        self.said: list[str] = []
        self._names = {name: File(bytearray(content)) for name, content in files.items()}
        self._certain = dict(self._names)
        self._waiting: list[list[Change]] = []
        self._open: dict[int, tuple[str, File | None]] = {}

    def take(self, step: Step) -> None:
        """One more call."""
        if step.kind == "s":
            self.said.append(step.data.decode())
        elif step.kind == "c":
            made = File()
            self._open[step.handle] = (step.name, made)
            self._rename([(step.name, made)])
        elif step.kind == "o":
            self._open[step.handle] = (step.name, self._names.get(step.name))
        elif step.kind == "m":
            moved = self._names.get(step.name)
            self._rename([(step.name, None), (step.data.decode(), moved)])
        elif step.kind == "u":
            self._rename([(step.name, None)])
        else:
            self._content(step)

    def _content(self, step: Step) -> None:
        name, file = self._open.get(step.handle, (step.name, None))
        if step.kind == "f":
            if file is not None:
                file.settle()
            self._certify(name if file is None else None)
        elif file is not None:
            file.waiting.append((step.place, step.data if step.kind == "w" else None))

    def _rename(self, changes: list[tuple[str, File | None]]) -> None:
        folders = tuple({str(Path(name).parent) for name, _file in changes})
        self._waiting.append([Change(name, file, folders) for name, file in changes])
        for name, file in changes:
            if file is None:
                self._names.pop(name, None)
            else:
                self._names[name] = file

    def _certify(self, folder: str | None) -> None:
        """A sync of a folder, or of a file when it is None."""
        if self.model == "ordered":
            done, self._waiting = self._waiting, []
        elif folder is None:
            return
        else:
            done = [group for group in self._waiting if folder in group[0].folders]
            self._waiting = [group for group in self._waiting if folder not in group[0].folders]
        for group in done:
            _apply(self._certain, group)

    def at_worst(self) -> dict[str, bytes]:
        """The state in which nothing got through that nobody asked to be kept: the files by name."""
        return {name: bytes(file.sure) for name, file in self._certain.items()}

    def after_cut(self, chance: random.Random, sector: int) -> dict[str, bytes]:
        """One state the cut may leave: the files by name."""
        names = dict(self._certain)
        for group in self._kept(chance):
            _apply(names, group)
        return {name: bytes(file.after_cut(chance, sector)) for name, file in names.items()}

    def _kept(self, chance: random.Random) -> list[list[Change]]:
        """The waiting changes of names that got through; those about one name keep their order."""
        if self.model == "ordered":
            return self._waiting[: chance.randint(0, len(self._waiting))]
        lost: set[str] = set()
        kept = []
        for group in self._waiting:
            touched = {change.name for change in group}
            if touched & lost or chance.random() < 0.5:
                lost |= touched
            else:
                kept.append(group)
        return kept


def _apply(names: dict[str, File], group: list[Change]) -> None:
    for change in group:
        if change.file is None:
            names.pop(change.name, None)
        else:
            names[change.name] = change.file
