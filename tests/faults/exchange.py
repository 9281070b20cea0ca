"""Sticks between offices and their superior, by chance: lost, late, twice, restored, with new keys, with enemies.

Run as ``python -m tests.faults.exchange FOLDER [--schedules 1000] [--seed 1] [--part 0/2]``; prints one JSON object. A
schedule is a list of acts drawn by chance. After every import each acknowledgement must be true and the superior may
hold nothing that no office ever wrote; at the end, once people have settled what must be settled, it holds the union of
the journals: row by row where everything was sent, and with the offices' own figures where less was asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from counter_app.errors import BatchError, RuleError
from counter_app.store.core import engine
from counter_app.store.store import Store
from counter_app.superior.batches.letting_in import drop, let_in
from counter_app.superior.batches.settling import keep_ours, re_key, take_theirs
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import Decision, close_journal, open_journal
from counter_app.superior.book.quarantine_list import QuarantineState
from counter_app.superior.exchange.acknowledging import acknowledge
from counter_app.superior.exchange.receiving import receive_stick
from counter_app.superior.keys.enrolment import revoke
from counter_app.superior.senders.sender import sender_path
from counter_app.superior.warehouse.keeping import Keeping
from counter_app.sync.batch.manifest import Content
from counter_app.sync.letters.acknowledgement import Acknowledgement, Outcome, read_acknowledgement
from counter_app.system.exchange_keys import ExchangeKeys
from tests.faults.exchange_canaries import canaries
from tests.faults.exchange_offices import Party
from tests.faults.exchange_ways import LONGEST_IMPORT, copied, killed, torn
from tests.superior.looking import alike
from tests.superior.offices import CLOCK, TRUST, Sending, keys_numbered
from tests.sync.makers import THEIRS, busy_store, head_seq, receive

OFFICES = 2
ACTS = (
    *("work", "work", "work", "export", "export", "export", "again", "deliver", "deliver"),
    *("together", "replay", "lose", "gap", "copied", "torn", "killed"),
    *("backup", "restore", "erase", "content", "clone"),
    *("new_key", "lost_key", "attack", "thief", "post"),
    *("decide", "decide", "revoke", "shut", "apart"),
)
STEPS = 24
FORKED = ("[B22]", "[B23]", "[B28]")
"""What is said of a branch."""
LOCKED = replace(TRUST, keys=None)
"""Who takes sticks in while the superior's ring is locked."""
NAMES_ABOVE = ("", "Sở Nội vụ", "UBND tỉnh Mẫu")
NOBODYS = ("", 0, "")
"""Of what batch: one that no office wrote, and that is never taken."""


class Schedule:
    """One run of chance; ``bad`` gathers a sentence for everything that is not true, ``done`` counts the acts."""

    def __init__(self, folder: Path, seed: int, templates: list[Path]) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.above = random.Random(f"above {seed}")
        self.here = folder / "cap-tren"
        self.bad: list[str] = []
        self.done: Counter[str] = Counter()
        self.written: set[tuple[str, int, bytes]] = set()
        self.batches: dict[str, tuple[str, int, str]] = {}
        self.on_stick: dict[Path, list[str]] = {}
        self.names = 1000
        self.parties = [self._founded(number, path) for number, path in enumerate(templates)]

    def _founded(self, number: int, template: Path) -> Party:
        path = self.folder / f"office{number}.db"
        shutil.copy(template, path)
        party = Party(Sending(Store.open(path, CLOCK), self._key()), number)
        party.sending.enrolled(self.here)
        return party

    def _key(self) -> ExchangeKeys:
        self.names += 1
        return keys_numbered(self.names)

    def _new(self, name: str) -> Path:
        """A path that nothing has yet."""
        self.names += 1
        return self.folder / f"{name}{self.names}"

    def play(self, steps: int = STEPS) -> None:
        """Every act, then what people do at the end of the day."""
        for _step in range(steps):
            act, party = self.chance.choice(ACTS), self.chance.choice(self.parties)
            self.done[act] += 1
            getattr(self, act)(party)
        for party in self.parties:
            self.settle(party)

    def close(self) -> None:
        """Close the offices' files."""
        for party in self.parties:
            party.sending.close()

    def work(self, party: Party) -> None:
        """A citizen or two."""
        party.work(self.chance)

    def erase(self, party: Party) -> None:
        """Somebody's data is erased."""
        party.erase(self.chance)

    def content(self, party: Party) -> None:
        """The superior asks for less, or for everything, from here on."""
        party.send(self.chance.choice((Content.MINIMAL, Content.FULL)))

    def export(self, party: Party) -> None:
        """A stick with what is new; now and then as two batches."""
        sending, last = party.sending, head_seq(party.store)
        if sending.sent >= last:
            return
        stick = self._new("usb")
        cut = self.chance.randrange(sending.sent + 1, last + 1)
        if cut < last and self.chance.random() < 0.4:
            self._write(party, stick, last=cut)
        self._write(party, stick)
        party.under_way.append(stick)

    def gap(self, party: Party) -> None:
        """A stick of which the first batch is gone."""
        self.work(party)
        first, last = party.sending.sent + 1, head_seq(party.store)
        if first == last:
            return
        self._write(party, self._new("lost"), last=self.chance.randrange(first, last))
        self.export(party)

    def again(self, party: Party) -> None:
        """Any range once more."""
        last = head_seq(party.store)
        first = self.chance.randrange(1, last + 1)
        stick = self._new("usb")
        self._write(party, stick, first=first, last=self.chance.randrange(first, last + 1))
        party.under_way.append(stick)

    def _write(self, party: Party, stick: Path, **named: int) -> None:
        self.written.update(party.entries())
        made = party.written(stick, **named)
        self.batches[made.digest] = (party.sending.journal, made.to_seq, made.head.hex())
        self.on_stick.setdefault(stick, []).append(made.digest)

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

    def together(self, _party: Party) -> None:
        """Everything under way, of all offices, in one folder."""
        pool = self._new("usb")
        for party in self.parties:
            for stick in party.under_way:
                shutil.copytree(stick, pool / stick.name)
            party.came += party.under_way
            party.under_way = []
        if pool.exists():
            self._received(pool)

    def replay(self, party: Party) -> None:
        """A stick that came comes again, and changes nothing that was taken."""
        if party.came:
            self._received(self.chance.choice(party.came))

    def copied(self, party: Party) -> None:
        """A stick arrives under other names, deeper, twice, packed."""
        self._changed(party, copied)

    def torn(self, party: Party) -> None:
        """A stick arrives harmed, and afterwards whole or never."""
        self._changed(party, torn)

    def _changed(self, party: Party, way: Callable[[Path, Path, random.Random], None]) -> None:
        if party.under_way:
            target = self._new("usb")
            way(self.chance.choice(party.under_way), target, self.chance)
            self._received(target)

    def killed(self, party: Party) -> None:
        """The superior's computer dies in the middle of an import."""
        sticks = party.under_way or party.came
        if sticks and hasattr(os, "fork"):
            stick = self.chance.choice(sticks)
            killed(
                lambda: receive_stick(stick, self.here, CLOCK, TRUST),
                self.chance.randrange(1, LONGEST_IMPORT),
            )
            self._judge_copies()

    def backup(self, party: Party) -> None:
        """A copy of the office's file."""
        party.back_up(self._new("backup"))

    def restore(self, party: Party) -> None:
        """The disk dies; the last copy goes on under a new epoch."""
        self.written.update(party.entries())
        party.restore(self._new("restored"))

    def new_key(self, party: Party) -> None:
        """The office changes its key, and the old one signs for it."""
        party.hold_new_key(self._key())

    def lost_key(self, party: Party) -> None:
        """The office lost its key; people compare the letters of a new one."""
        party.lose_key(self._key())
        party.sending.enrolled(self.here, reason="Mất khóa")

    def attack(self, party: Party) -> None:
        """Whoever found a stick goes on from it with a key of his own."""
        self._foreign(party.copy(self._new("enemy"), self._key()))

    def thief(self, party: Party) -> None:
        """Whoever has a key that was lost goes on with it."""
        if party.lost_keys:
            self._foreign(party.copy(self._new("thief"), self.chance.choice(party.lost_keys)))

    def clone(self, party: Party) -> None:
        """The office's computer was copied, keys and all, and both go on: two branches, each by the office."""
        sending, stick = party.copy(self._new("clone")), self._new("usb")
        sending.envelope = party.sending.envelope
        double = Party(sending, party.number, _dossiers=500 + self.names)
        double.work(self.chance)
        self._write(double, stick, first=self.chance.randrange(1, head_seq(double.store) + 1))
        sending.close()
        party.under_way.append(stick)

    def _foreign(self, enemy: Sending) -> None:
        receive(enemy.store, 900 + self.names)
        stick = self._new("usb")
        made = enemy.export(stick, first=self.chance.randrange(1, head_seq(enemy.store) + 1))
        self.batches[made.digest] = NOBODYS
        enemy.close()
        self._received(stick)

    def decide(self, party: Party) -> None:
        """People decide between two branches, one way or the other."""
        with Arrivals(self.here) as book:
            if not book.undecided(party.sending.journal):
                return
        decision = self._decision(party)
        way = self.chance.choice(("keep", "take", "rekey"))
        with suppress(RuleError, BatchError):
            if way == "keep":
                keep_ours(self.here, decision, CLOCK)
            elif way == "rekey":
                re_key(self.here, decision, CLOCK)
            elif party.came:
                take_theirs(self.here, decision, self.chance.choice(party.came), CLOCK, trust=TRUST)
        self._judge_copies()

    def _decision(self, party: Party) -> Decision:
        return Decision(journal=party.sending.journal, by="Quyết", reason="Máy đã khôi phục")

    def revoke(self, party: Party) -> None:
        """People count nothing any more that the office's key signs."""
        with Arrivals(self.here) as book:
            known = book.keys.in_force(party.sending.journal)
        if known:
            revoke(self.here, known.letters, "Nghi lộ khóa", CLOCK, TRUST)

    def shut(self, party: Party) -> None:
        """The journal is closed, or opened again."""
        with suppress(RuleError):
            self.chance.choice((close_journal, open_journal))(
                self.here, self._decision(party), CLOCK
            )

    def apart(self, _party: Party) -> None:
        """People look at the quarantine: an office's own batches they let in, or drop like the others."""
        with Arrivals(self.here) as book:
            waiting = book.quarantine.all(QuarantineState.WAITING)
        for item in waiting:
            known = self.batches.get(item.sha256, NOBODYS) is not NOBODYS
            with suppress(RuleError):  # what was let in before may have taken this one along
                if known and self.chance.random() < 0.5:
                    let_in(self.here, [item.number], "Đã hỏi đơn vị", CLOCK, TRUST)
                elif self.chance.random() < 0.5:
                    drop(self.here, [item.number], "Không rõ của ai", CLOCK, TRUST)
        self._judge_copies()

    def post(self, _party: Party) -> None:
        """Acknowledgements for everybody on one stick."""
        stick = self._new("usb")
        stick.mkdir()
        for item, path in acknowledge(self.here, stick, CLOCK, TRUST).written:
            self._judge(read_acknowledgement(path, THEIRS.public))
            if item.superior_public != THEIRS.public.hex():
                self.bad.append(f"signed by {item.superior_public}")

    def _received(self, stick: Path) -> None:
        self._changed_above(stick)
        told = set()
        name = self.above.choice(NAMES_ABOVE)
        taken = receive_stick(stick, self.here, CLOCK, TRUST, superior_name=name)
        for path in taken.acknowledged:
            said = read_acknowledgement(path, THEIRS.public)
            told |= {batch.sha256 for batch in said.batches}
            self._judge(said)
        for digest in self.on_stick.get(stick, ()):
            journal, seq, head = self.batches[digest]
            if digest not in told and self._copy(journal).get(seq) != head:
                self.bad.append(f"nothing is said of what {stick.name} brought of {journal}")
        self._judge_copies()

    def _changed_above(self, stick: Path) -> None:
        """Now and then the superior is another one than it was: its keys are locked, its warehouse is made or gone."""
        change = self.above.choice(("", "", "", "locked", "warehouse", "none"))
        if change == "locked" and receive_stick(stick, self.here, CLOCK, LOCKED).acknowledged:
            self.bad.append("nobody unlocked the key that signed")
        elif change == "warehouse":
            Keeping(self.here, CLOCK).keep()
        elif change == "none":
            shutil.rmtree(self.here / "kho", ignore_errors=True)
        self._judge_copies()

    def _judge(self, said: Acknowledgement) -> None:
        """Whether an acknowledgement says what an independent look at the copy finds."""
        held = self._copy(said.journal)
        last = max(held, default=0)
        if (said.seq, said.head) != (last, held.get(last, "0" * 64)):
            self.bad.append(f"accepted {said.seq} of {last} in {said.journal}")
        for batch in said.batches:
            if batch.sha256 not in self.batches:
                continue  # a manifest that was harmed on the way: no office asks for it
            journal, seq, head = self.batches[batch.sha256]
            if batch.outcome is Outcome.TAKEN and (journal, held.get(seq)) != (said.journal, head):
                self.bad.append(f"{batch.name} is not taken in {said.journal}")
            if batch.outcome is Outcome.REFUSED and not batch.why:
                self.bad.append(f"{batch.name} is refused, and nobody says why")
            if batch.outcome is not Outcome.TAKEN and held.get(seq) == head:
                self.bad.append(f"{batch.name} is {batch.outcome} although it is held")

    def _judge_copies(self) -> None:
        """Whether the superior holds nothing but what an office wrote."""
        for party in self.parties:
            self.written.update(party.entries())
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
        """One more act, all of the journal once more, and the decision where there are two of them."""
        sending = party.sending
        self.work(party)
        with suppress(RuleError):
            open_journal(self.here, self._decision(party), CLOCK)
        with Arrivals(self.here) as book:
            key = book.keys.of(sending.keys.public.hex())
        if key and not key.counts:
            party.lose_key(self._key())
        stick = self._new("usb")
        self._write(party, stick, first=1)
        self._received(stick)
        with Arrivals(self.here) as book:
            known = book.keys.in_force(sending.journal)
        if known is None or known.public != sending.keys.public.hex():
            sending.enrolled(self.here, reason="Thay khóa")
            self._received(stick)
        if not self._is_whole(party):
            self._judge_alarm(party)
            take_theirs(self.here, self._decision(party), stick, CLOCK, trust=TRUST)
        self._received(stick)
        if not self._is_whole(party):
            self.bad.append(f"the superior does not hold all of {sending.journal}")
        else:
            wrong = alike(self.here, party.store, whole=not party.was_minimal)
            self.bad += [f"{sending.journal}: {text}" for text in wrong]

    def _judge_alarm(self, party: Party) -> None:
        """Whether people were told that the office's last batch is of another branch than what is held."""
        with Arrivals(self.here) as book:
            came = book.of_journal(party.sending.journal)
        if not any(code in came[0].detail for code in FORKED):
            self.bad.append(f"no alarm about the branch {came[0].name}: {came[0].detail}")

    def _is_whole(self, party: Party) -> bool:
        held = self._copy(party.sending.journal)
        head = party.store.journal.head()
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


def played(
    folder: Path,
    seed: int,
    made: list[Path],
    steps: int = STEPS,
    done: Counter[str] | None = None,
) -> list[str]:
    """One schedule; what was wrong with it. Its acts are added to ``done``."""
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
    if done is not None:
        done.update(schedule.done)
    return [f"schedule {seed}: {text}" for text in schedule.bad]


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--schedules", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--part", default="0/1")
    said = asked.parse_args()
    part, parts = map(int, said.part.split("/"))
    begun = time.monotonic()
    made = templates(said.folder / "mau")
    bad: list[str] = []
    done: Counter[str] = Counter()
    mine = range(part, said.schedules, parts)
    for at in mine:
        bad += played(said.folder, said.seed * 100_000 + at, made, done=done)
    weak = canaries(lambda at: played(said.folder, at, made), said.seed * 100_000 + part)
    answer: dict[str, Any] = {
        "cases": len(mine),
        "counts": dict(done),
        "bad": bad,
        "canaries": weak,
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(answer["canaries"].values()))


if __name__ == "__main__":
    sys.exit(main())
