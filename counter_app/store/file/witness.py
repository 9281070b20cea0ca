"""The witness: a small file in a second place that knows which numbers were given and how far the journal reached.

Every act adds a line after it was committed, so that the witness never knows more than what was kept. A data file that
has lost acts (a damaged log, a copy put back from yesterday) stands behind its witness and is noticed before it gives
the same number again. Lines are JSON with a checksum, readable by a person; a torn last line is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from counter_app.system import files
from counter_app.values import dataclass

Series = tuple[str, str]
"""Name and period of a series: ("form:01", "2026")."""

MOST_BYTES = 24 * 1024
"""A file of this size is ended by a new one that begins with everything known, unless that is half of it: every opening
reads all of it.
"""
MOST_SIGNED = 62
"""Signed closings that are remembered: two months of evenings, and all of them vouch for what was before."""
SYNC_SECONDS = 2.0
"""A line of an act is on the disk with the next act after this time, or when the office is closed."""
_PREFIX, _SUFFIX = "so-chung-", ".txt"
_SUM = 12
_HASH = 32
_KINDS = {
    **dict.fromkeys(("journal", "epoch", "head", "at", "office"), str),
    **dict.fromkeys(("device", "seq"), int),
    "sample": bool,
    "last": list,
}
_ORDER = (
    "journal", "epoch", "device", "seq", "head", "at", "office", "sample", "last", "looks",
)  # fmt: skip
_ORDERS = _ORDER, _ORDER[:-1]
"""The keys of a line that is no evening's: with or without the access book."""
_TYPES = [*(_KINDS[name] for name in _ORDER[:-1]), list]
_ADDING = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A witness's knowledge of a journal: its last entry (number, hash in hex, moment), the last number of each series.

    ``sample`` is an office that is only tried out. ``office`` is its number, for people who read the file. ``signed``
    are statements of closed days as they stand on paper, those of the last ``MOST_SIGNED`` days.
    """

    journal: str
    epoch: str
    device: int
    seq: int
    head: str
    at: str
    office: str = ""
    sample: bool = False
    counters: Mapping[Series, int] = field(default_factory=dict)
    signed: tuple[str, ...] = ()
    looks: tuple[int, str] = (0, "")
    """The last line of the access book: its number, its hash in hex."""

    def triples(self) -> list[tuple[str, str, int]]:
        """(name, period, last) of every series."""
        return [(name, period, last) for (name, period), last in self.counters.items()]


class WitnessPlace:
    """One folder with a journal's witness files. Errors of the disk come out as OSError."""

    def __init__(self, folder: Path, journal: str) -> None:
        self.folder = folder
        self.journal = journal
        self._current: Path | None = None
        self._synced = 0.0
        self._dirty = False

    def add(self, mark: Mark, whole: Callable[[], Mark]) -> None:
        """Write down ``mark``; a file that is begun starts with ``whole()``, everything known."""
        path = self._current
        if path is None or _is_full(path):
            path = self._begin(whole)
        try:
            handle = os.open(path, _ADDING)
        except FileNotFoundError:  # another process went on to the next file
            handle = os.open(self._begin(whole), _ADDING)
        try:
            files.write_whole(handle, _line(mark))
            self._dirty = True
            if time.monotonic() - self._synced >= SYNC_SECONDS:
                files.sync_handle(handle)
                self._synced, self._dirty = time.monotonic(), False
        finally:
            os.close(handle)

    def settle(self) -> None:
        """Put what was added on the disk."""
        if self._dirty and self._current is not None:
            files.sync_file(self._current)
            self._synced, self._dirty = time.monotonic(), False

    def read(self) -> Mark | None:
        """Everything the files of this journal say together; None without a readable line."""
        return read_marks(self._files())

    def begin_anew(self, whole: Mark) -> None:
        """Know ``whole`` and nothing else from here on: what was known before belongs to a past that was given up."""
        there = self._files()
        self._current = self._next(there, whole)
        for old in there:
            files.remove(old)

    def _begin(self, whole: Callable[[], Mark]) -> Path:
        """The file to write into: the latest, or a new one when that is full or there is none."""
        there = self._files()
        if there and not _is_full(there[-1]):
            self._current = there[-1]
            return there[-1]
        self._current = self._next(there, whole())
        for old in there[:-1]:
            files.remove(old)
        return self._current

    def _next(self, there: list[Path], whole: Mark) -> Path:
        self.folder.mkdir(
            exist_ok=True
        )  # not its parents: a stick that is not there must not seem to be
        number = _number(there[-1]) if there else 0
        path = self.folder / f"{_PREFIX}{self.journal}-{number + 1:06d}{_SUFFIX}"
        with suppress(FileExistsError):  # another process was first; it knows the same
            files.write_new(path, [_line(whole)])
        return path

    def _files(self) -> list[Path]:
        pattern = f"{_PREFIX}{self.journal}-*{_SUFFIX}"
        return sorted((path for path in self.folder.glob(pattern) if path.is_file()), key=_number)


def read_marks(paths: Iterable[Path]) -> Mark | None:
    """The joint word of the witness files of one journal. Errors: OSError."""
    last: dict[str, Any] = {}
    counters: dict[Series, int] = {}
    office, signed = "", list[str]()
    for path in paths:
        for facts in _all_facts(path.read_bytes()):
            for name, period, number in facts["last"]:
                counters[name, period] = max(number, counters.get((name, period), 0))
            told = facts.get("signed", ())
            if not last or facts["seq"] >= last["seq"]:
                last, office, signed = facts, facts["office"] or office, [*signed, *told]
            else:
                office, signed = office or facts["office"], [*told, *signed]
    if not last:
        return None
    ever = tuple(dict.fromkeys(signed))[-MOST_SIGNED:]
    return replace(_marked(last), office=office, counters=counters, signed=ever)


def witnesses_in(folder: Path) -> dict[str, Mark]:
    """Every journal that a folder has witness files of. Errors: OSError."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        journal = path.name.removeprefix(_PREFIX).split("-")[0]
        found.setdefault(journal, []).append(path)
    marks = {journal: read_marks(files_of) for journal, files_of in found.items()}
    return {journal: mark for journal, mark in marks.items() if mark is not None}


def _number(path: Path) -> int:
    digits = path.name.removesuffix(_SUFFIX).rsplit("-", 1)[-1]
    return int(digits) if digits.isdecimal() else 0


def _is_full(path: Path) -> bool:
    """True if a file is ended by the next act; a file that cannot be looked at is not."""
    try:
        size = path.stat().st_size
        if size <= MOST_BYTES:
            return False
        with path.open("rb") as file:
            file.readline()
            return size > 2 * len(file.readline())
    except OSError:
        return False


def _line(mark: Mark) -> bytes:
    """``{json} sum``; it begins a new line too, should the one before have been torn."""
    facts: dict[str, Any] = {
        "journal": mark.journal,
        "epoch": mark.epoch,
        "device": mark.device,
        "seq": mark.seq,
        "head": mark.head,
        "at": mark.at,
        "office": mark.office,
        "sample": mark.sample,
        "last": [[name, period, last] for (name, period), last in sorted(mark.counters.items())],
    }
    if mark.signed:
        facts["signed"] = list(mark.signed)
    if mark.looks[0]:
        facts["looks"] = list(mark.looks)
    text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return f"\n{text} {_sum(text)}\n".encode()


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_SUM]


def _all_facts(octets: bytes) -> list[dict[str, Any]]:
    """The facts in the lines of a file; torn lines are passed over. All of them are read in one piece."""
    texts = []
    for line in octets.splitlines():
        text, _space, told = line.rpartition(b" ")
        if text and hashlib.sha256(text).hexdigest()[:_SUM].encode() == told:
            texts.append(text)
    said: list[Any]
    try:
        said = json.loads(b"[%b]" % b",".join(texts))
    except (ValueError, RecursionError):
        said = []
    if len(said) != len(texts):  # anybody can make a sum
        said = [_read(text) for text in texts]
    return [facts for facts in said if _is_mark(facts)]


def _read(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_mark(facts: Any) -> bool:
    """True if a line says what ``_line`` writes: what is none is passed over as a torn line is."""
    try:
        usual = [*map(type, facts.values())] == _TYPES[: len(facts)] and tuple(facts) in _ORDERS
        given = [(str, str, int) == tuple(map(type, item)) for item in facts.get("last", (None,))]
        if not (usual and all(given)) and not _is_odd_mark(facts, given):
            return False
        seq, digest = facts.get("looks", (0, ""))
        looks = isinstance(seq, int) and isinstance(digest, str)
        return looks and len(bytes.fromhex(facts["head"])) == _HASH
    except (ValueError, TypeError, AttributeError):
        return False


def _is_odd_mark(facts: dict[str, Any], given: list[bool]) -> bool:
    """The same of one in another order, or with signed closings. Errors: TypeError."""
    signed = [isinstance(item, str) for item in facts.get("signed", ())]
    plain = [isinstance(facts.get(name), kind) for name, kind in _KINDS.items()]
    return all((*plain, *given, *signed))


def _marked(facts: Mapping[str, Any]) -> Mark:
    return Mark(
        journal=facts["journal"],
        epoch=facts["epoch"],
        device=facts["device"],
        seq=facts["seq"],
        head=facts["head"],
        at=facts["at"],
        office=facts["office"],
        sample=facts["sample"],
        looks=tuple(facts.get("looks", (0, ""))),
    )


class Witness:
    """The witness of an open office, in every place that was named; a place that fails never stops an act."""

    def __init__(self, folders: Sequence[Path], journal: str) -> None:
        self.places = [WitnessPlace(folder, journal) for folder in folders]
        self.failing: dict[Path, OSError] = {}

    def add(self, mark: Mark, whole: Callable[[], Mark]) -> None:
        """Write down an act in every place; ``failing`` says afterwards where that was not possible."""
        for place in self.places:
            with self.noticing(place):
                place.add(mark, whole)

    def settle(self) -> None:
        """Put what was added on the disk."""
        for place in self.places:
            with self.noticing(place):
                place.settle()

    @contextmanager
    def noticing(self, place: WitnessPlace) -> Iterator[None]:
        """Keep a place's trouble in ``failing`` instead of letting it out."""
        try:
            yield
        except OSError as error:
            self.failing[place.folder] = error
        else:
            self.failing.pop(place.folder, None)
