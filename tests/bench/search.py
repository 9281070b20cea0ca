"""Search over a large file: from text to domain objects, and against brute force over every name."""

from __future__ import annotations

import random
from datetime import datetime
from functools import partial
from pathlib import Path

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import LOCAL
from counter_app.domain.text import exact_key, fold
from counter_app.office import Office
from counter_app.store.read.search import MOST
from tests.bench.rows import Row, median, milliseconds, percentile

TIMED, COMPARED = 1_500, 80
NOW = datetime(2026, 11, 23, 9, tzinfo=LOCAL)


def large_office(folder: Path, dossiers: int) -> Office:
    """The kept large file, made when it is not there yet (minutes for a million)."""
    if not Office.exists(folder):
        found_bulk(folder, dossiers=dossiers, now=NOW, progress=_tell)
    return Office.open(folder)


def _tell(done: int, total: int) -> None:
    print(f"\r  filling {done:,}/{total:,}", end="\n" if done == total else "", flush=True)


def _typed(name: str, chance: random.Random) -> str:
    """A name as an officer types it: a part of it, with or without marks, perhaps unfinished."""
    words = name.split()
    first = chance.randrange(len(words))
    part = " ".join(words[first:])
    if chance.random() < 0.5:
        part = part[: chance.randint(2, max(2, len(part)))]
    if chance.random() < 0.15 and len(words) > 2:
        part = f"{words[0]} {words[-1]}"
    return part if chance.random() < 0.5 else fold(part)


def _texts(office: Office, chance: random.Random, count: int) -> list[str]:
    last = office.store.database.connection.execute("SELECT max(id) FROM dossier").fetchone()[0]
    texts: list[str] = []
    while len(texts) < count:
        row = office.store.database.connection.execute(
            "SELECT names, code, barcode, phone_tail, id_tail FROM dossier WHERE id >= ? LIMIT 1",
            (chance.randrange(last),),
        ).fetchone()
        kind = chance.random()
        if kind < 0.7:
            texts.append(_typed(row[0].split("\n")[0], chance))
        elif kind < 0.8:
            texts.append(row[1])
        elif kind < 0.9:
            texts.append(row[3][::-1][-chance.randint(5, 10) :])
        else:
            texts.append(row[4][::-1][-chance.randint(6, 12) :])
    return texts


Keys = tuple[tuple[str, str], ...]


def _expected(people: list[tuple[int, Keys]], text: str) -> set[int]:
    """The dossiers that brute force over every name gives."""
    exact, folded = f" {exact_key(text)}", f" {fold(text)}"
    words = folded.split()
    together = {
        key
        for key, names in people
        if any(exact in f" {marked}" or folded in f" {plain}" for marked, plain in names)
    }
    if len(words) < 2 or (together and len(text.split()) >= 3):
        return together
    apart = {
        key
        for key, names in people
        if all(any(f" {word}" in f" {plain}" for _marked, plain in names) for word in words)
    }
    return together | apart


def _wrong(office: Office, chance: random.Random) -> int:
    """Rows that brute force would not give, or does give and search does not, over ``COMPARED`` queries."""
    keys: dict[str, tuple[str, str]] = {}
    people: list[tuple[int, Keys]] = []
    for row in office.store.database.connection.execute("SELECT id, names FROM dossier"):
        parts = row[1].split("\n")
        for part in parts:
            if part not in keys:
                keys[part] = (exact_key(part), fold(part))
        people.append((row[0], tuple(keys[part] for part in parts)))
    wrong = 0
    for _key, names in chance.sample(people, COMPARED):
        text = _typed(names[0][0].title(), chance)
        expected = _expected(people, text)
        found = {line.id for line in office.dossiers.find(text, most=MOST)}
        wrong += len(found - expected) + max(min(MOST, len(expected)) - len(found), 0)
    return wrong


def measure(folder: Path, dossiers: int) -> list[Row]:
    """Time of searches after one warming pass, and wrong rows."""
    office = large_office(folder, dossiers)
    chance = random.Random(7)
    texts = _texts(office, chance, TIMED)
    for text in texts[:300]:
        office.dossiers.find(text, most=20)
    taken = [milliseconds(partial(office.dossiers.find, text, most=20), 1)[0] for text in texts]
    slowest = texts[taken.index(max(taken))]
    count = office.store.dossiers.count()
    wrong = _wrong(office, chance)
    office.close()
    return [
        Row(name=f"search among {count:,}, p99", value=percentile(taken, 0.99), unit="ms", bound=5.0,
            note=f"median {median(taken):.2f} ms, slowest “{slowest}” {max(taken):.1f} ms"),
        Row(name=f"rows unlike brute force, {COMPARED} names", value=float(wrong), unit="", bound=0.0),
    ]  # fmt: skip
