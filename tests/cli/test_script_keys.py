"""Scripting keys: issued by a leader, with rights and a last day of their own, told apart in everything they do."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.office.script_keys import LONGEST_LIFE, key_text, read_key
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.desk.second import put
from tests.makers import MONDAY, PASSWORD, officer
from tests.printing.reading import flat_text

LAST = "2027-06-30"


@pytest.fixture
def key(terminal: Terminal, tmp_path: Path) -> Path:
    """A key that may receive and look, and close the day."""
    return issued(terminal, tmp_path / "nhan.khoa", "nhan-ho-so", "receive", "look", "close_day")


def issued(terminal: Terminal, path: Path, name: str, *rights: str, until: str = LAST) -> Path:
    """The file of a new key."""
    asked = tuple(word for right in rights for word in ("--rights", right))
    terminal("script", "issue", name, *asked, "--until", until, "--out", path)
    return path


def journal(terminal: Terminal) -> list[tuple[str, str, str]]:
    """Kind, subject, actor of every entry."""
    office = Office.open(terminal.data)
    rows = office.store.database.connection.execute(
        "SELECT kind, subject, actor FROM journal ORDER BY seq"
    ).fetchall()
    office.close()
    return [tuple(row) for row in rows]


def test_a_key_acts_in_its_own_name_and_every_run_is_told(
    terminal: Terminal, tmp_path: Path, key: Path
) -> None:
    before = len(journal(terminal))
    path = tmp_path / "mot.json"
    terminal.receive(tmp_path, form())  # by the leader
    path.write_text((tmp_path / "receive.json").read_text("utf-8"), "utf-8")
    (dossier,) = terminal("--key", key, "receive", "--from", path)["dossiers"]
    assert dossier["receiver"] == "script:nhan-ho-so"
    by_key = [row for row in journal(terminal)[before:] if row[2].startswith("script:")]
    assert by_key[0] == ("script.used", "script-run:nhan-ho-so", "script:nhan-ho-so")
    assert {row[2] for row in by_key} == {"script:nhan-ho-so"}
    assert "dossier.received" in {row[0] for row in by_key}
    (told,) = terminal("script", "list")["keys"]
    assert (told["issuer"], told["until"], told["revoked"]) == ("canbo", LAST, None)
    assert told["used"].startswith("2026-11-23T09:00")
    assert terminal("check")["ok"] is True


def test_a_key_does_what_it_may_and_no_more(terminal: Terminal, tmp_path: Path, key: Path) -> None:
    own = ("--key", key)
    assert terminal(*own, "close-day")["day"] == "2026-11-23"
    for words in (
        ("settings", "set", "place=Xã Khác"),
        ("backup", "--to", tmp_path),
        ("ticket", "take", "A"),
        ("script", "list"),
        ("script", "issue", "x", "--rights", "look", "--until", LAST, "--out", tmp_path / "x"),
        ("calendar", "confirm", "2027", "--source", "x"),
    ):
        assert terminal.refused(*own, *words)["rule"] == "duty", words
    blind = issued(terminal, tmp_path / "sao-luu.khoa", "sao-luu", "backup")
    terminal("--key", blind, "check")
    for seen in (("find", "mẫu"), ("board",), ("report", "day"), ("calendar", "affected")):
        assert terminal.refused("--key", blind, *seen)["rule"] == "duty", seen


def test_a_key_signs_no_paper_and_leads_nobody(
    terminal: Terminal, tmp_path: Path, key: Path
) -> None:
    (dossier,) = terminal.receive(tmp_path, form("1.004873"))
    own = ("--key", issued(terminal, tmp_path / "ky.khoa", "ky", "look", "process"))
    code = str(dossier["code"])
    out = tmp_path / "giay.pdf"
    assert terminal.refused(*own, "form", "06", code, "--out", out)["rule"] == "officer"
    again = ("move", code, "supplement", "--reason", "Thiếu", "--override")
    terminal(*own, *again)
    terminal(*own, "move", code, "resume")
    assert terminal.refused(*own, *again)["kind"] == "rule", "no leader's exception"
    (by_key,) = terminal("--key", key, "receive", "--from", _one(tmp_path))["dossiers"]
    assert (
        terminal.refused("--key", key, "receipt", by_key["code"], "--out", out)["rule"] == "officer"
    )
    terminal("receipt", by_key["code"], "--out", out)
    assert "script:" not in flat_text(out.read_bytes())


def _one(folder: Path) -> Path:
    return folder / "receive.json"


def test_a_key_ends_by_its_day_by_being_revoked_and_by_a_new_one(
    terminal: Terminal, tmp_path: Path, key: Path, clock: FixedClock
) -> None:
    find = ("find", "mẫu")
    first = key.read_bytes()
    second = issued(terminal, tmp_path / "hai.khoa", "nhan-ho-so", "look", until="2026-11-24")
    assert terminal.refused("--key", key, *find)["rule"] == "key", "replaced"
    terminal("--key", second, *find)
    clock.tick(days=1)
    terminal("--key", second, *find)
    clock.tick(days=1)
    refused = terminal.refused("--key", second, *find)
    assert (refused["field"], refused["rule"]) == ("key", "key"), "its last day is over"
    third = issued(terminal, tmp_path / "ba.khoa", "nhan-ho-so", "look")
    assert third.read_bytes() != first
    ended = terminal("script", "revoke", "nhan-ho-so", "--reason", "Thôi chạy")
    assert ended["revoked"].startswith("2026-11-25")
    head = terminal("check")["head"]
    assert terminal.refused("--key", third, *find)["rule"] == "key"
    assert terminal("check")["head"] == head
    assert [row[0] for row in journal(terminal) if row[1] == "script:nhan-ho-so"] == [
        *("script.issued", "script.issued", "script.issued", "script.revoked")
    ]


def test_nobody_answers_for_a_key_whose_issuer_left_or_leads_no_more(
    terminal: Terminal, tmp_path: Path
) -> None:
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    chief = officer(Role.LEADER, "truong")
    office.staff.put_officer(chief, password=PASSWORD)
    office.close()
    path = tmp_path / "khoa"
    words = ("--rights", "look", "--until", LAST, "--out", path)
    issue = ("--officer", "truong", "script", "issue", "tim", *words)
    terminal.own_passwords = False
    refused = terminal.refused(*issue)["rule"]
    assert refused in {"lent", "lent_own"}, "who chose the password would have a key"
    terminal.own_passwords = True
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    terminal.passwords["truong"] = put(office, Role.LEADER, "truong").password
    office.close()
    terminal(*issue)
    terminal("--key", path, "find", "mẫu")
    for gone in (replace(chief, role=Role.ADMINISTRATOR), replace(chief, active=False)):
        office = Office.open(terminal.data, officer=COMMAND_LINE)
        office.staff.put_officer(gone)
        office.close()
        assert terminal.refused("--key", path, "find", "mẫu")["rule"] == "key_issuer"


@pytest.mark.parametrize("role", [Role.RECEIVER, Role.SECTOR_OFFICER, Role.ADMINISTRATOR])
def test_only_a_leader_issues_keys(terminal: Terminal, tmp_path: Path, role: Role) -> None:
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    office.staff.put_officer(officer(role), password=PASSWORD)
    office.close()
    words = ("script", "issue", "x", "--rights", "look", "--until", LAST, "--out", tmp_path / "x")
    assert terminal.refused("--officer", "lan", *words)["rule"] in {"duty", "leader"}
    assert not (tmp_path / "x").exists()


def test_what_a_key_may_be_has_bounds(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "x.khoa"

    def refused(name: str, until: object) -> str:
        words = ("--rights", "look", "--until", until, "--out", out)
        return str(terminal.refused("script", "issue", name, *words)["field"])

    today = MONDAY.date()
    assert refused("Tên Có Dấu", LAST) == refused("a:b", LAST) == refused("x" * 33, LAST) == "name"
    assert refused("x", today - timedelta(days=1)) == "until"
    assert refused("x", today + LONGEST_LIFE + timedelta(days=1)) == "until"
    for never in ("staff", "restore"):
        words = ("script", "issue", "x", "--rights", never, "--until", LAST, "--out", out)
        assert "--rights" in terminal.run("--data", terminal.data, *words, code=2).stderr
    assert not out.exists()
    issued(terminal, out, "x", "look", until=str(today + LONGEST_LIFE))
    words = ("script", "issue", "y", "--rights", "look", "--until", LAST, "--out", out)
    assert terminal.refused(*words)["rule"] == "exists", "a key's file is never written over"


def test_a_key_that_others_can_read_opens_nothing(terminal: Terminal, key: Path) -> None:
    if os.name != "posix":  # Windows keeps who may read apart from the file's mode
        terminal("--key", key, "find", "mẫu")
        return
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o640)
    refused = terminal.refused("--key", key, "find", "mẫu")
    assert (refused["field"], refused["rule"]) == ("key", "key_open")
    assert "chmod 600" in refused["message"]


def test_what_is_no_key_is_said(terminal: Terminal, tmp_path: Path, key: Path) -> None:
    name, secret = read_key(key.read_text("ascii"))
    forged = tmp_path / "gia.khoa"

    def refused(text: str) -> str:
        forged.write_text(text, "utf-8")
        forged.chmod(0o600)
        return str(terminal.refused("--key", forged, "find", "mẫu")["rule"])

    assert refused("") == refused("khong phai") == refused("a" * 300) == "key_file"
    assert refused(key_text(name, secret[:-1] + bytes([secret[-1] ^ 1]))) == "key"
    assert refused(key_text("khac", secret)) == "key", "another name's secret"
    assert terminal.refused("--key", tmp_path / "khong-co", "find", "x")["rule"] == "missing"
    assert terminal.refused("--key", tmp_path, "find", "x")["rule"] == "not_plain"
    with pytest.raises(RuleError):
        read_key(key_text("a", b"\0" * 31))


def test_a_key_may_stand_in_the_environment_and_a_name_goes_before_it(
    terminal: Terminal, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.receive(tmp_path, form())
    monkeypatch.setenv("COUNTER_KEY_FILE", str(key))
    signer, terminal.signer = terminal.signer, ""
    (dossier,) = terminal("receive", "--from", _one(tmp_path))["dossiers"]
    assert dossier["receiver"] == "script:nhan-ho-so"
    terminal.signer = signer
    (dossier,) = terminal("receive", "--from", _one(tmp_path))["dossiers"]
    assert dossier["receiver"] == "canbo"
    terminal.run("--key", key, "--officer", "canbo", "--data", terminal.data, "find", "x", code=2)


@pytest.mark.parametrize("login", ["cli", "script", "lan.cli", "a.script", "script:x", "...a"])
def test_no_login_looks_like_the_program_s_own(terminal: Terminal, login: str) -> None:
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    with pytest.raises(RuleError) as refused:
        office.staff.put_officer(officer(login=login), password=PASSWORD)
    assert refused.value.field == "login"
    office.close()
    new = Terminal(terminal.data.with_name("moi"))
    assert new.refused("init", "--device", 1, "--leader", login)["field"] == "login"
