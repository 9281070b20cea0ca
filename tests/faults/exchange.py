"""Sticks between offices and their superior, by chance: lost, late, twice, restored, with new keys, with enemies.

Run as ``python -m tests.faults.exchange FOLDER [--schedules 1000] [--seed 1]``; prints one JSON object. A schedule is a
list of acts drawn by chance. After every import each acknowledgement must be true and the superior may hold nothing
that no office ever wrote; at the end, once people have settled what must be settled, it holds the union of the journals
row by row.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counter_app.domain.closing.statement import key_text
from counter_app.store.core import engine
from counter_app.store.file.copying import copy_to
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.store import Store
from counter_app.superior.acknowledging import acknowledge
from counter_app.superior.arrivals import Arrivals
from counter_app.superior.decisions import Decision
from counter_app.superior.gate import Admission, Gate
from counter_app.superior.receiving import receive_stick
from counter_app.superior.sender import Sender, sender_path
from counter_app.superior.settling import take_theirs
from counter_app.sync.acknowledgement import Acknowledgement, Outcome, read_acknowledgement
from counter_app.sync.strict_json import parse_canonical
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.office_keys import OfficeKeys
from tests.faults.world import overrule
from tests.superior.looking import same
from tests.superior.offices import CLOCK, TRUST, Sending, envelope_of, keys_numbered
from tests.sync.makers import THEIRS, busy_store, head_seq, move, receive

OFFICES = 2
ACTS = (
    *("work", "work", "export", "export", "again", "deliver", "deliver", "replay", "lose"),
    *("backup", "restore", "new_key", "lost_key", "attack", "post"),
)
STEPS = 18


@dataclass
class Party:
    """One office of a schedule, with its sticks that are under way and those that came, and its last backup."""

    sending: Sending
    number: int
    under_way: list[Path] = field(default_factory=list)
    came: list[Path] = field(default_factory=list)
    backup: Path | None = None
    backup_sent: int = 0
    dossiers: int = 100


class Schedule:
    """One run of chance; ``bad`` gathers a sentence for everything that is not true."""

    def __init__(self, folder: Path, seed: int, templates: list[Path]) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.here = folder / "cap-tren"
        self.bad: list[str] = []
        self.written: set[tuple[str, int, bytes]] = set()
        self.batches: dict[str, tuple[str, int, str]] = {}
        self.keys = 1000
        self.sticks = 0
        self.parties = [self._founded(number, path) for number, path in enumerate(templates)]

    def _founded(self, number: int, template: Path) -> Party:
        path = self.folder / f"office{number}.db"
        shutil.copy(template, path)
        party = Party(Sending(Store.open(path, CLOCK), self._key()), number)
        party.sending.enrolled(self.here)
        return party

    def _key(self) -> ExchangeKeys:
        self.keys += 1
        return keys_numbered(self.keys)

    def _stick(self) -> Path:
        self.sticks += 1
        return self.folder / f"usb{self.sticks}"

    def play(self, steps: int = STEPS) -> None:
        """Every act, then what people do at the end of the day."""
        for _step in range(steps):
            act = self.chance.choice(ACTS)
            getattr(self, act)(self.chance.choice(self.parties))
        for party in self.parties:
            self.settle(party)

    def close(self) -> None:
        """Close the offices' files."""
        for party in self.parties:
            party.sending.close()

    def work(self, party: Party) -> None:
        """A citizen or two."""
        for _time in range(self.chance.randrange(1, 3)):
            party.dossiers += 1
            code = receive(party.sending.store, party.dossiers)
            if self.chance.random() < 0.5:
                move(party.sending.store, code, "finish", 9)

    def export(self, party: Party) -> None:
        """A stick with what is new; now and then as two batches."""
        sending, last = party.sending, head_seq(party.sending.store)
        if sending.sent >= last:
            return
        stick = self._stick()
        cut = self.chance.randrange(sending.sent + 1, last + 1)
        if cut < last and self.chance.random() < 0.4:
            self._write(party, stick, last=cut)
        self._write(party, stick)
        party.under_way.append(stick)

    def again(self, party: Party) -> None:
        """Any range once more."""
        last = head_seq(party.sending.store)
        first = self.chance.randrange(1, last + 1)
        stick = self._stick()
        self._write(party, stick, first=first, last=self.chance.randrange(first, last + 1))
        party.under_way.append(stick)

    def _write(self, party: Party, stick: Path, **named: Any) -> None:
        sending = party.sending
        self._remember(sending)
        before = sending.sent
        written = sending.export(stick, **named)
        if named.get("first"):
            sending.sent = before
        self.batches[written.digest] = (sending.journal, written.to_seq, written.head.hex())

    def _remember(self, sending: Sending) -> None:
        journal = sending.journal
        self.written |= {
            (journal, entry.seq, entry.hash) for entry, _salt, _body in sending.store.journal.walk()
        }

    def lose(self, party: Party) -> None:
        """A stick falls off the motorbike."""
        if party.under_way:
            party.under_way.pop(self.chance.randrange(len(party.under_way)))

    def deliver(self, party: Party) -> None:
        """Some sticks arrive, in any order."""
        self.chance.shuffle(party.under_way)
        for stick in party.under_way[: self.chance.randrange(1, 4)]:
            party.came.append(stick)
            self._received(stick)
        party.under_way = [stick for stick in party.under_way if stick not in party.came]

    def replay(self, party: Party) -> None:
        """A stick that came comes again, and changes nothing that was taken."""
        if party.came:
            self._received(self.chance.choice(party.came))

    def backup(self, party: Party) -> None:
        """A copy of the office's file."""
        path = self.folder / f"backup{self.sticks}-{party.number}.db"
        if not path.exists():
            copy_to(party.sending.store.database, path)
            party.backup, party.backup_sent = path, party.sending.sent

    def restore(self, party: Party) -> None:
        """The disk dies; the last copy goes on under a new epoch."""
        if party.backup is None:
            return
        self.sticks += 1
        path = self.folder / f"restored{self.sticks}.db"
        shutil.copy(party.backup, path)
        self._remember(party.sending)
        party.sending.store.close()
        store = party.sending.store = Store.open(path, CLOCK)
        with store.transaction() as tx:
            begin_epoch(store.database, tx, device=1, reason="restored", actor="lan")
        party.sending.sent = min(party.backup_sent, head_seq(store))

    def new_key(self, party: Party) -> None:
        """The office changes its key, and the old one signs for it."""
        sending, after = party.sending, self._key()
        before = sending.keys
        text = key_text(journal=sending.journal, key=after.public.hex(), before=before.public.hex())
        vouched = OfficeKeys(None, before.seed).sign(text.encode()).hex()
        sending.keys = after
        sending.envelope = envelope_of(after, former=before.public.hex(), vouched=vouched)

    def lost_key(self, party: Party) -> None:
        """The office lost its key; people compare the letters of a new one."""
        party.sending.keys = self._key()
        party.sending.envelope = envelope_of(party.sending.keys)
        party.sending.enrolled(self.here, reason="Mất khóa")

    def attack(self, party: Party) -> None:
        """Whoever found a stick goes on from it, with a key of his own and without any."""
        sending, path = party.sending, self.folder / f"enemy{self.sticks}-{party.number}.db"
        if path.exists():
            return
        copy_to(sending.store.database, path)
        store = Store.open(path, CLOCK)
        enemy = Sending(store, self._key())
        receive(store, 900 + self.sticks)
        stick = self._stick()
        last = head_seq(store)
        enemy.export(stick, first=self.chance.randrange(1, last + 1))
        store.close()
        self._received(stick)

    def post(self, _party: Party) -> None:
        """Acknowledgements for everybody on one stick."""
        stick = self._stick()
        stick.mkdir()
        for item, path in acknowledge(self.here, stick, CLOCK, TRUST).written:
            self._judge(read_acknowledgement(path, THEIRS.public))
            if item.superior_public != THEIRS.public.hex():
                self.bad.append(f"signed by {item.superior_public}")

    def _received(self, stick: Path) -> None:
        summary = receive_stick(stick, self.here, CLOCK, TRUST)
        for path in summary.acknowledged:
            self._judge(read_acknowledgement(path, THEIRS.public), newest=summary.acknowledged)
        self._judge_copies()

    def _judge(self, said: Acknowledgement, newest: object = None) -> None:
        """Whether an acknowledgement says what an independent look at the copy finds."""
        held = self._copy(said.journal)
        last = max(held, default=0)
        if (said.seq, said.head) != (last, held.get(last, "0" * 64)):
            self.bad.append(f"accepted {said.seq} of {last} in {said.journal}")
        for batch in said.batches:
            journal, seq, head = self.batches.get(batch.sha256, ("", 0, ""))
            if batch.outcome is Outcome.TAKEN and (journal, held.get(seq)) != (said.journal, head):
                self.bad.append(f"{batch.name} is not taken in {said.journal} ({newest is None})")
            if batch.outcome is not Outcome.TAKEN and held.get(seq) == head and journal:
                self.bad.append(f"{batch.name} is {batch.outcome} although it is held")

    def _judge_copies(self) -> None:
        """Whether the superior holds nothing but what an office wrote."""
        for party in self.parties:
            self._remember(party.sending)
        for path in (self.here / "don-vi").glob("*.db"):
            if len(path.stem) != 16:
                continue
            strange = [
                seq
                for seq, head in self._copy(path.stem).items()
                if (path.stem, seq, bytes.fromhex(head)) not in self.written
            ]
            if strange:
                self.bad.append(f"{path.stem} holds entry {strange[0]} that nobody wrote")

    def _copy(self, journal: str) -> dict[int, str]:
        path = sender_path(self.here, journal)
        if not path.exists():
            return {}
        connection = engine.look_into(path)
        try:
            rows = connection.execute("SELECT seq, hash FROM journal").fetchall()
            return {int(row["seq"]): row["hash"].hex() for row in rows}
        finally:
            connection.close()

    def settle(self, party: Party) -> None:
        """All of the journal once more, and the decision where there are two of them."""
        sending, stick = party.sending, self._stick()
        self._write(party, stick, first=1)
        self._received(stick)
        with Arrivals(self.here) as book:
            known = book.keys.in_force(sending.journal)
            forked = bool(book.undecided(sending.journal))
        if known is None or known.public != sending.keys.public.hex():
            sending.enrolled(self.here, reason="Thay khóa")
            self._received(stick)
            with Arrivals(self.here) as book:
                forked = bool(book.undecided(sending.journal))
        if forked and not self._is_whole(sending):
            decision = Decision(journal=sending.journal, by="Quyết", reason="Máy đã khôi phục")
            take_theirs(self.here, decision, stick, CLOCK, trust=TRUST)
        self._received(stick)
        if not self._is_whole(sending) or not same(self.here, sending.store):
            self.bad.append(f"the superior does not hold all of {sending.journal}")

    def _is_whole(self, sending: Sending) -> bool:
        held = self._copy(sending.journal)
        head = sending.store.journal.head()
        return held.get(head.seq) == head.hash.hex() and len(held) == head.seq


def templates(folder: Path) -> list[Path]:
    """The offices as they begin every schedule."""
    folder.mkdir(parents=True)
    made = []
    for number in range(OFFICES):
        path = folder / f"{number}.db"
        busy_store(path, dossiers=2, number=f"9900{number + 1}").close()
        made.append(path)
    return made


def played(folder: Path, seed: int, made: list[Path], steps: int = STEPS) -> list[str]:
    """One schedule; what was wrong with it."""
    place = folder / str(seed)
    place.mkdir()
    schedule = Schedule(place, seed, made)
    try:
        schedule.play(steps)
    except Exception as error:
        schedule.bad.append(f"broke: {type(error).__name__}: {error}")
    finally:
        schedule.close()
        shutil.rmtree(place)
    return [f"schedule {seed}: {text}" for text in schedule.bad]


@contextmanager
def _weak(place: object, name: str, value: Callable[..., Any]) -> Iterator[None]:
    real = getattr(place, name)
    overrule(place, name, value)
    try:
        yield
    finally:
        overrule(place, name, real)


def canaries(folder: Path, seed: int, made: list[Path]) -> dict[str, bool]:
    """Whether schedules notice a superior that is weak in one place."""
    holds, take_line = Sender.holds, Sender._take

    def admit(_gate: Gate, _path: Path, manifest: Any, data: bytes) -> Admission:
        parse_canonical(data[:-1])
        return Admission(office=manifest.office_number, signed=True)

    def believing(_sender: Sender, _seq: int, _head: str) -> bool:
        return True

    def passing_over(sender: Sender, taking: Any, line: Any, head: Any) -> bool:
        return False if line.entry.seq <= head.seq else take_line(sender, taking, line, head)

    assert holds is not None
    planted: tuple[tuple[str, object, str, Callable[..., Any]], ...] = (
        ("a gate that lets everybody in", Gate, "admit", admit),
        ("an acknowledgement of what is not here", Sender, "holds", believing),
        ("a known number that is not compared", Sender, "_take", passing_over),
    )
    noticed = {}
    for name, place, attribute, weak in planted:
        inside = folder / attribute
        inside.mkdir()
        with _weak(place, attribute, weak):
            noticed[name] = any(played(inside, seed + at, made, 40) for at in range(12))
    return noticed


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--schedules", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    made = templates(said.folder / "mau")
    bad: list[str] = []
    for at in range(said.schedules):
        bad += played(said.folder, said.seed * 100_000 + at, made)
    answer = {
        "cases": said.schedules,
        "bad": bad,
        "canaries": canaries(said.folder, said.seed * 100_000, made),
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(answer["canaries"].values()))


if __name__ == "__main__":
    sys.exit(main())
