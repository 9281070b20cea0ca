"""No verb acts, or shows anything of a person, in a name that nobody proved (trust.md C7, H9)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counter_app import paths
from counter_app.cli.main import cli
from counter_app.cli.proof import NAMELESS, Claim, door_of
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Officer
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.system.office_keys import PLAIN_HEAD
from tests.cli.terminal import Terminal
from tests.desk.second import OWN_PASSWORD
from tests.faults import world
from tests.faults.verb_words import NOT_SWEPT, VERBS
from tests.makers import PASSWORD, officer
from tests.overruling import overruled

WRONG = "khong-phai-mat-khau"
ROWS: dict[bytes, bytes] = {}
"""Digest of a plain file and its log → what an office wrote in it: most files stay as they are."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[world.World]:
    """A small office in the middle of its day, in which every verb has words that succeed."""
    assert founded.exists(), "the office of every other test: founded before anything is overruled"
    with overruled():
        yield world.build(tmp_path_factory.mktemp("the-gioi") / "w")


@pytest.fixture(scope="module")
def deeds(made: world.World) -> dict[str, world.Deed]:
    """Every verb with such words."""
    return {deed.name: deed for deed in world.deeds(made)}


@pytest.fixture(scope="module")
def before(made: world.World) -> dict[str, bytes]:
    """What stands there before any verb; each has to leave it so."""
    return written(made.root)


def said(words: list[str], typed: str = "") -> Result:
    """What a call says, as it stands."""
    return CliRunner().invoke(cli, words, input=typed)


def written(folder: Path) -> dict[str, bytes]:
    """What an office wrote, and every other file of the world: nothing of it may change."""
    found = {}
    for path in sorted(folder.rglob("*.db")):
        content = path.read_bytes()
        if not content.startswith(PLAIN_HEAD):
            found[str(path)] = content
            continue
        log = path.with_name(f"{path.name}-wal")
        read = hashlib.sha256(content + (log.read_bytes() if log.exists() else b"")).digest()
        if read not in ROWS:
            ROWS[read] = _rows(path)
        found[str(path)] = ROWS[read]
    return found


def _rows(path: Path) -> bytes:
    with contextlib.closing(engine.connect_reading(path)) as connection:
        tables = ("journal", "dossier", "officer", "preference", "office_setting", "draft")
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        rows = [
            tuple(row)
            for table in tables
            if table in there
            for row in connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        ]
    return repr(rows).encode()


def test_the_verbs_without_a_name_are_few_and_all_there_are() -> None:
    every = set(world.all_verbs())
    assert every >= NAMELESS
    assert len(NAMELESS) <= 10
    assert set(NOT_SWEPT) & every <= NAMELESS


@pytest.mark.parametrize("verb", sorted(set(VERBS) - NAMELESS))
def test_a_verb_without_a_name_is_refused_in_one_sentence(
    made: world.World, deeds: dict[str, world.Deed], before: dict[str, bytes], verb: str
) -> None:
    result = said(["--data", str(deeds[verb].folder), *deeds[verb].words])
    assert result.exit_code == 1, verb
    assert "--officer" in result.stderr
    assert "--key" in result.stderr
    assert result.stdout == ""
    assert written(made.root) == before


@pytest.mark.parametrize("verb", sorted(set(VERBS) - NAMELESS))
def test_a_verb_with_a_wrong_password_is_refused_and_writes_nothing(
    made: world.World, deeds: dict[str, world.Deed], before: dict[str, bytes], verb: str
) -> None:
    """The clerk names the leader; neither an act of the verb's nor one in the leader's name is left."""
    deed = deeds[verb]
    _forget_tries(deed.folder)
    with Terminal(deed.folder).handed_over(WRONG) as handed:
        result = said(["--data", str(deed.folder), "--officer", "canbo", *handed, *deed.words])
    assert result.exit_code == 1, verb
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in result.stderr, (verb, result.output)
    assert result.stdout == ""
    assert written(made.root) == before
    assert not any(path.stat().st_size for path in (made / "ra").rglob("*") if path.is_file()), (
        "nothing handed out"
    )


def _forget_tries(folder: Path) -> None:
    """Each verb is a guesser's first one here: how they wait is another test's matter."""
    if paths.database_path(folder).exists():
        office = Office.open(folder)
        office.store.officers.end_tries("canbo")
        office.close()


def test_wrong_passwords_at_the_terminal_wait_are_journaled_once_and_told(
    terminal: Terminal, clock: FixedClock
) -> None:
    """The same counted waiting as at the window, kept in the file."""
    find = ("--data", terminal.data, "find", "mẫu")

    def guess() -> str:
        with terminal.handed_over(WRONG) as handed:
            return terminal.run("--officer", "canbo", *handed, *find, code=1).stderr

    for _time in range(3):
        assert "chưa đúng" in guess()
    with terminal.handed_over(FIRST_PASSWORD) as handed:
        told = terminal.run("--officer", "canbo", *handed, *find, code=1).stderr
    assert "Đợi 5 giây" in told, "the right one has to wait too"
    office = Office.open(terminal.data)
    with pytest.raises(Exception, match="Đợi"):
        office.seat.sign_in("canbo", FIRST_PASSWORD)
    office.close()
    clock.tick(seconds=6)
    assert "chưa đúng" in guess()
    clock.tick(seconds=11)
    told = terminal.run(*find).stderr
    assert "4 lần gõ sai mật khẩu" in told
    assert "gõ sai" not in terminal.run(*find).stderr, "once"
    kinds = _kinds(terminal.data, "officer:canbo")
    assert kinds.count("officer.sign_in_failed") == 1
    assert kinds.count("officer.signed_in") == 1, "who came after them is named"


def _kinds(folder: Path, subject: str) -> list[str]:
    office = Office.open(folder)
    kinds = [entry.kind for entry, _said in office.store.journal.of(subject)]
    office.close()
    return kinds


def test_one_made_inactive_does_nothing_more_with_the_right_password(terminal: Terminal) -> None:
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    office.staff.put_officer(officer(), password=PASSWORD)
    office.close()
    terminal("--officer", "lan", "find", "mẫu")
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    office.staff.put_officer(officer(active=False))
    office.close()
    for words in (("find", "mẫu"), ("settings", "show"), ("check",)):
        assert terminal.refused("--officer", "lan", *words)["rule"] == "sign_in"


def test_a_password_is_typed_without_being_seen_and_never_stands_in_the_call(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []

    def answer(question: str, **how: object) -> str:
        asked.append((question, bool(how.get("hide_input"))))
        return FIRST_PASSWORD if how.get("hide_input") else "canbo"

    monkeypatch.setattr("counter_app.cli.proof.click.prompt", answer)
    monkeypatch.setattr("counter_app.cli.proof.is_terminal", lambda _stream: True)
    terminal.signer = ""
    terminal("find", "mẫu")
    assert asked == [("Tên đăng nhập", False), ("Mật khẩu của canbo", True)]
    options = {name for option in cli.params for name in option.opts}
    assert "--password" not in options
    variables = {name for option in cli.params for name in _variables(option)}
    assert variables == {"COUNTER_OFFICER", "COUNTER_KEY_FILE"}, "no secret in the environment"


def _variables(option: object) -> tuple[str, ...]:
    named = getattr(option, "envvar", None)
    return () if named is None else (named,) if isinstance(named, str) else tuple(named)


@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["plain", "as PowerShell pipes it"])
def test_what_follows_the_password_is_left_for_the_verb(before: str) -> None:
    """A leader's consent is typed behind the password of who acts, through the same stream."""
    reading, writing = os.pipe()
    os.write(writing, f"{before}mật-khẩu-một\r\nhai\n".encode())
    os.close(writing)
    handed: list[tuple[str, str]] = []

    def prove(login: str, password: str) -> Officer:
        handed.append((login, password))
        return COMMAND_LINE

    Claim("Lan", password_fd=reading).proven_by(prove)
    assert handed == [("lan", "mật-khẩu-một")]
    assert os.read(reading, 100) == b"hai\n"
    os.close(reading)


@pytest.mark.parametrize("said", [b"", b"\n", b"x" * 2000, b"\xff\xfe\n"])
def test_nothing_to_be_a_password_is_no_try(terminal: Terminal, said: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, said)
    os.close(writing)
    refused = terminal.refused("--officer", "canbo", "--password-fd", reading, "find", "mẫu")
    os.close(reading)
    assert (refused["field"], refused["rule"]) == ("password", "name")
    office = Office.open(terminal.data)
    assert office.store.officers.wrong_tries("canbo").count == 0
    office.close()


def test_every_verb_that_shows_a_citizen_asks_for_the_right_to_look() -> None:
    for verb in ("show", "find", "board", "receipt", "report", "form", "certify list", "card"):
        assert door_of(verb) == "look", verb
    assert {door_of(verb) for verb in ("backup", "check")} == {"backup"}
    assert (door_of("restore"), door_of("superior import")) == ("restore", "superior")
    assert door_of("calendar affected") == "look", "people to be called stand in it"
    assert door_of("calendar show") is None


def test_a_password_somebody_else_chose_does_one_thing(terminal: Terminal) -> None:
    """Its officer changes it; until then whoever gave it could be him, looking and acting."""
    with contextlib.closing(Office.open(terminal.data)) as office:
        office.session.officer = COMMAND_LINE
        office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    terminal.own_passwords = False
    for words in (("ticket", "list"), ("ticket", "take", "A"), ("settings", "show")):
        refused = terminal.refused("--officer", "lan", *words)
        assert refused["rule"] == "lent", words
        assert "counter-app --officer lan password" in refused["message"]
    for new, field in (("ngan", "password"), (PASSWORD, "password"), (OWN_PASSWORD, "")):
        with terminal.handed_over(f"{PASSWORD}\n{new}") as handed:
            call = ("--data", terminal.data, "--json", "--officer", "lan", *handed, "password")
            answer = json.loads(said(list(map(str, call))).stdout)
        assert answer.get("error", {}).get("field", "") == field
    assert terminal.refused("--officer", "lan", "ticket", "list")["rule"] == "sign_in"
    terminal.passwords["lan"] = OWN_PASSWORD
    assert terminal("--officer", "lan", "ticket", "take", "A")["ticket"] == "A001"
