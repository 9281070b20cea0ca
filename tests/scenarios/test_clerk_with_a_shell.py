"""A clerk with a shell tries a day long to act as the leader, and fails at each (trust.md C7).

He knows every login, holds the data folder, and has the right password of one account: his own.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.office.script_keys import key_text
from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, PASSWORD
from tests.scenarios.spoken import SpokenCounter

CLERK, LEADER = "lan", "canbo"
GUESSES = ("matkhau", "canbo-2026", PASSWORD)
"""The last is his own."""
HIS = ("--officer", CLERK)


class Clerk:
    """What the clerk types; nothing of it may be done in anybody's name but his."""

    def __init__(self, counter: SpokenCounter) -> None:
        self.counter = counter
        self.tries = 0

    def as_leader(self, *words: object) -> None:
        """Name the leader: with nothing, with a guess, through the environment, through what is remembered."""
        terminal = Terminal(self.counter.data)
        terminal.knows_passwords = False
        assert terminal.refused("--officer", LEADER, *words)["rule"] == "name", words
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COUNTER_OFFICER", LEADER)
            assert terminal.refused(*words)["rule"] == "name", words
        guess = GUESSES[self.tries % len(GUESSES)]
        self.tries += 1
        with terminal.handed_over(guess) as handed:
            refused = terminal.refused("--officer", LEADER, *handed, *words)
        assert refused["rule"] in {"sign_in", "waiting"}, words
        self.counter.clock.tick(minutes=6)

    def as_himself(self, *words: object) -> str:
        """The rule that refuses it under his own name."""
        return str(self.counter.refused(*HIS, *words)["rule"])


@pytest.fixture
def clerk(spoken: SpokenCounter) -> Clerk:
    """A receiver on a working morning."""
    spoken.at("25/11 08:00")
    spoken.employ(CLERK)
    return Clerk(spoken)


def test_a_day_of_trying(clerk: Clerk, spoken: SpokenCounter, tmp_path: Path) -> None:
    code = str(spoken.take_in(MARITAL)["code"])
    spoken("certify", "--pages", 3)
    copy = spoken("backup", "--to", tmp_path / "sao-luu")["file"]
    spoken("move", code, "supplement", "--reason", "Thiếu ảnh")
    spoken("move", code, "resume")
    spoken.at("25/11 10:00")
    began = _head(spoken.data)
    second = ("move", code, "supplement", "--reason", "Thiếu nữa", "--override")
    loot = tmp_path / "trom"
    loot.mkdir()
    leader_s = (
        ("settings", "set", "place=Xã Khác"),
        second,
        ("certify", "erase", "1", "--reason", "Hết hạn"),
        ("calendar", "confirm", "2027", "--source", "Thông báo"),
        ("restore", copy),
        ("superior", "import", loot),
        ("superior", "report"),
        (
            "script",
            "issue",
            "x",
            "--rights",
            "look",
            "--until",
            "2027-01-01",
            "--out",
            loot / "x",
        ),
        ("recovery", "make", "--out", loot / "phieu.pdf"),
    )
    for words in leader_s:
        clerk.as_leader(*words)
        assert clerk.as_himself(*words) in {"duty", "supplement_once", "leader"}, words
    for own in (
        ("certify", "void", "1", "--reason", "Nhầm"),
        ("close-day",),
        ("backup", "--to", loot),
        ("find", "mẫu"),
        ("show", code),
        ("receipt", code, "--out", loot / "giay.pdf"),
        ("report", "register"),
        ("export", "--to", loot),
        ("settings", "officer", CLERK),
    ):
        clerk.as_leader(*own)
    assert list(loot.iterdir()) == [], "nothing came out"
    _with_a_key_of_his_own(clerk, tmp_path)
    _with_a_remembered_leader(clerk)
    _on_another_computer(clerk, Path(copy), tmp_path)
    names = _actors_since(spoken.data, began)
    assert set(names) <= {CLERK, "cli"}
    told = {kind for actor, kind in names.items() if actor == "cli"}
    assert told <= {"officer.sign_in_failed"}, "the program counted his guesses, and nothing else"
    assert spoken.sound()


def _with_a_key_of_his_own(clerk: Clerk, folder: Path) -> None:
    """He writes a key's file himself, in the name of one that the leader once issued."""
    forged = folder / "gia.khoa"
    forged.touch(mode=0o600)
    forged.write_text(key_text("dem", b"\7" * 32), "ascii")
    terminal = Terminal(clerk.counter.data)
    assert terminal.refused("--key", forged, "settings", "set", "place=X")["rule"] == "key"
    forged.unlink()


def _with_a_remembered_leader(clerk: Clerk) -> None:
    """He lets this computer remember the leader, and gives the only password he knows."""
    assert clerk.counter(*HIS, "settings", "officer", LEADER)["officer"] == LEADER
    terminal = Terminal(clerk.counter.data)
    with terminal.handed_over(PASSWORD) as handed:
        refused = terminal.refused(*handed, "settings", "set", "place=X")
    assert refused["rule"] in {"sign_in", "waiting"}
    clerk.counter.clock.tick(minutes=6)


def _on_another_computer(clerk: Clerk, copy: Path, folder: Path) -> None:
    """He takes a copy to an empty folder, where no office is in place that could be asked."""
    elsewhere = Terminal(folder / "may-khac")
    for login, password in ((LEADER, PASSWORD), (CLERK, PASSWORD), ("quan-tri", "mat-khau-gi-do")):
        with elsewhere.handed_over(password) as handed:
            refused = elsewhere.refused("--officer", login, *handed, "restore", copy)
        assert refused["rule"] in {"sign_in", "duty"}, login
        assert not paths.database_path(elsewhere.data).exists()
    elsewhere.signer = ""
    assert elsewhere.refused("restore", copy)["rule"] == "name"
    elsewhere.signer = LEADER
    assert elsewhere("restore", copy)["entries"] > 0
    office = Office.open(elsewhere.data)
    entry, _said = office.store.journal.epochs()[-1]
    office.close()
    assert entry.actor == LEADER, "who restored stands in the journal"
    shutil.rmtree(elsewhere.data)


def test_what_he_may_do_he_does_in_his_own_name(
    clerk: Clerk, spoken: SpokenCounter, tmp_path: Path
) -> None:
    began = _head(spoken.data)
    spoken(*HIS, "receive", "--from", _form(tmp_path))
    spoken(*HIS, "find", "mẫu")
    spoken(*HIS, "close-day")
    assert set(_actors_since(spoken.data, began)) == {CLERK}


def _form(folder: Path) -> Path:

    path = folder / "mot.json"
    path.write_text(json.dumps(form()), "utf-8")
    return path


def _head(folder: Path) -> int:
    office = Office.open(folder)
    seq = office.store.journal.head().seq
    office.close()
    return int(seq)


def _actors_since(folder: Path, seq: int) -> dict[str, str]:
    """Who acted after an entry, with the kind of one act of each."""
    office = Office.open(folder)
    rows = office.store.database.connection.execute(
        "SELECT actor, kind FROM journal WHERE seq > ? ORDER BY seq", (seq,)
    ).fetchall()
    office.close()
    return {row["actor"]: row["kind"] for row in rows}
