"""Verbs that make, prove, copy and bring back the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.recovery import new_words
from counter_app.desk.office.unlocking import unlock_with_password, unlock_with_words
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.recovery import COUNT
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from tests import makers
from tests.cli.terminal import Sample, Terminal, form
from tests.cli.test_recovery import words_on
from tests.desk.second import leaders
from tests.printing.reading import all_codes


def test_an_office_is_set_up_as_asked(tmp_path: Path) -> None:
    new = Terminal(tmp_path / "moi")
    with new.handed_over("mat-khau-hai") as handed:
        answer = new(
            *(*handed, "init", "--name", "Trung tâm xã Thử", "--number", "12345", "--device", 7),
            *("--superior", "UBND tỉnh Mẫu", "--leader", "truong"),
        )
    assert len(answer.pop("recovery").split()) == COUNT
    assert answer == {"data": str(new.data), "officer": "truong", "number": "12345"}
    new.signer, new.passwords["truong"] = "truong", "mat-khau-hai"
    (dossier,) = new.receive(tmp_path, form())
    assert dossier["code"] == "T12345-261123-070001"
    assert new("check")["ok"] is True
    new.refused("init", "--device", 7)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--number", "1234"), "number"),
        (("--leader", "Đào"), "login"),
    ],
)
def test_a_wrong_set_up_leaves_nothing(tmp_path: Path, words: tuple[str, str], field: str) -> None:
    new, sheet = Terminal(tmp_path / "moi"), tmp_path / "phieu.pdf"
    assert new.refused("init", "--device", 1, "--sheet", sheet, *words)["field"] == field
    assert not sheet.exists(), "a sheet that never counted is no sheet"
    with new.handed_over("ngan") as handed:
        assert new.refused(*handed, "init", "--device", 1)["field"] == "password"
    new("init", "--device", 1)


def test_where_nobody_can_be_asked_no_number_is_taken(tmp_path: Path) -> None:
    """A computer set up by a script beside another one would give the same numbers to other citizens."""
    new = Terminal(tmp_path / "moi")
    refused = new.refused("init", "--name", "Trung tâm xã Thử")
    assert refused["field"] == "device"
    assert "--device" in refused["message"]
    assert not new.data.exists()
    new("init", "--name", "Trung tâm xã Thử", "--device", 2)


def test_verbs_without_an_office_say_what_to_do(tmp_path: Path) -> None:
    error = Terminal(tmp_path).refused("find", "mau")
    assert error["kind"] == "store"
    assert "thiết lập" in error["message"]


def test_a_whole_file_is_checked_and_said(terminal: Terminal, tmp_path: Path) -> None:
    terminal.receive(tmp_path, form())
    answer = terminal("check")
    assert answer["ok"] is True
    assert answer["problems"] == []
    assert answer["entries"] > 10
    assert len(answer["head"]) == 64
    assert len(answer["head_code"]) == 10
    said = terminal.run("--data", terminal.data, "check").stdout
    assert answer["head_code"] in said


def test_a_flipped_bit_is_found_with_exit_code_one(terminal: Terminal, tmp_path: Path) -> None:
    terminal.receive(tmp_path, form(name="Nguyễn Văn Lật"))
    path = paths.database_path(terminal.data)
    content = bytearray(path.read_bytes())
    content[content.rindex("Nguyễn Văn Lật".encode()) + 1] ^= 4
    path.write_bytes(content)
    answer = terminal("check", code=1)
    assert answer["ok"] is False
    assert answer["problems"]
    said = terminal.run("--data", terminal.data, "check", code=1).stdout
    assert "khôi phục" in said


def test_a_file_of_noise_is_refused(terminal: Terminal) -> None:
    paths.database_path(terminal.data).write_bytes(b"\x07" * 9_000)
    assert terminal.refused("check")["kind"] == "store"


def test_a_clock_behind_is_asked_about(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    terminal.receive(tmp_path, form())
    clock.tick(days=-3)
    assert terminal.refused("ticket", "take", "A")["rule"] == "clock_behind"
    assert terminal("--accept-clock", "ticket", "take", "A")["ticket"] == "A001"


def test_a_sample_day_is_made(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "mau")
    answer = sample("demo", "--seed", 3)
    assert answer["dossiers"] == 40
    assert sample("check")["ok"] is True
    report = sample("report", "day", "--from", "2026-11-20")
    assert report["tables"]
    sample.refused("demo")


def test_the_whole_day_is_played_and_its_papers_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "counter_app.cli.office.data_file.tempfile.mkdtemp", lambda **_named: str(tmp_path / "tam")
    )
    said = Terminal(tmp_path / "x").run("demo-day").stdout
    kept = Terminal(tmp_path / "x")("demo-day", "--keep", tmp_path / "giu")
    for folder in ("tam", "giu"):
        assert (tmp_path / folder / "usb").is_dir()
    assert str(tmp_path / "tam") in said
    assert kept["check_ok"] is True
    for name in ("receipt", "report", "batch"):
        assert Path(kept[name]).is_relative_to(tmp_path / "giu")
    assert not (tmp_path / "x").exists()


def test_the_same_seed_gives_the_same_names(tmp_path: Path) -> None:
    found = []
    for name in "ab":
        sample = Sample(tmp_path / name)
        sample("demo", "--dossiers", 60, "--seed", 5)
        found.append(sample("find", "ng", "--limit", 500)["dossiers"])
    assert found[0] == found[1]
    assert found[0]


def test_many_sample_dossiers_spread_over_years(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "mau")
    assert sample("demo", "--dossiers", 500)["dossiers"] == 500
    assert sample("check")["ok"] is True
    (dossier,) = sample.receive(tmp_path, form())
    assert dossier["due"] == "2026-11-23T17:30"


def test_the_number_of_the_computer_is_asked_of_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two computers of one office must not share it."""
    asked: list[str] = []

    def answer(question: str, **_how: object) -> object:
        asked.append(question)
        return 7 if "Số của máy" in question else "mat-khau-hai"

    monkeypatch.setattr("counter_app.cli.office.data_file.click.prompt", answer)
    for module in ("office.data_file", "proof"):
        monkeypatch.setattr(f"counter_app.cli.{module}.is_terminal", lambda _stream: True)
    assert "password" not in Terminal(tmp_path)("init", "--plain")
    assert len(asked) == 3, "the password twice, and never in the command line"
    office = Office.open(tmp_path)
    assert office.store.database.device == 7
    office.close()


def test_a_new_office_is_encrypted_unless_plain_was_asked_for(tmp_path: Path) -> None:
    new = Terminal(tmp_path / "moi")
    answer = new("init", "--device", 1)
    assert Office.locked(new.data)
    assert len(str(answer["recovery"]).split()) == COUNT
    new.passwords["canbo"] = str(answer["password"])
    keys = unlock_with_password(new.data, "canbo", str(answer["password"]))
    assert unlock_with_words(new.data, str(answer["recovery"])) == keys
    assert new("check")["ok"] is True
    plain = Terminal(tmp_path / "thuong")
    assert "recovery" not in plain("init", "--device", 1, "--plain")
    assert not Office.locked(plain.data)


def test_a_founder_s_sheet_goes_to_paper_and_opens_the_office(tmp_path: Path) -> None:
    new, sheet = Terminal(tmp_path / "moi"), tmp_path / "phieu.pdf"
    answer = new("init", "--device", 1, "--sheet", sheet)
    assert (answer["sheet"], "recovery" in answer) == (str(sheet), False)
    assert unlock_with_words(new.data, words_on(sheet)) is not None
    assert words_on(sheet) in all_codes(sheet.read_bytes()), "a scanner types the words"


def test_an_encrypted_copy_comes_back_with_a_password_of_its_day_or_the_sheet(
    tmp_path: Path,
) -> None:
    old = Office.found(
        tmp_path / "cu",
        makers.founding(),
        clock=FixedClock(makers.MONDAY),
        officer=COMMAND_LINE,
        encrypted=True,
    )
    words = " ".join(new_words())
    old.recovery.make(words)
    copy = old.backup(tmp_path / "usb").path
    old.close()
    new = Terminal(tmp_path / "moi")
    new.passwords["canbo"] = "mat-khau-nham"
    assert new.refused("restore", copy)["field"] == "password"
    assert not paths.database_path(new.data).exists()
    new.passwords["canbo"] = FIRST_PASSWORD
    assert new("restore", copy)["entries"]
    assert Office.locked(new.data)
    other = Terminal(tmp_path / "khac")
    other.passwords["canbo"] = words  # what is handed over is the words alone
    assert other.refused("restore", copy, "--words")["rule"] == "name"
    assert other.refused("restore", copy, "--nobody")["field"] == "nobody"
    other.passwords["canbo"] = f"{words}\n{FIRST_PASSWORD}"
    assert other("restore", copy, "--words")["entries"]
    again = Terminal(tmp_path / "khong-ai")
    again.passwords["canbo"] = words
    assert again("restore", copy, "--words", "--nobody")["entries"]
    other.passwords["canbo"] = FIRST_PASSWORD
    assert other("check")["ok"] is True


def test_a_copy_of_before_a_changed_password_comes_back_by_the_one_of_today(
    tmp_path: Path,
) -> None:
    office = Office.found(
        tmp_path / "cu", makers.founding(), clock=FixedClock(makers.MONDAY), encrypted=True
    )
    copy = office.backup(tmp_path / "usb").path
    office.session.officer = office.staff.known("canbo")
    office.staff.change_password(FIRST_PASSWORD, makers.PASSWORD)
    office.close()
    same = Terminal(office.data_dir)
    same.passwords["canbo"] = makers.PASSWORD
    assert same("restore", copy)["numbers_unsure"] is False


def test_an_old_plain_office_is_encrypted_and_gets_another_key(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("backup", "--to", terminal.data / "sao-luu")
    refused = terminal.refused("encrypt")
    assert (refused["rule"], Office.locked(terminal.data)) == ("no_sheet", False)
    sheet = tmp_path / "phieu.pdf"
    answer = terminal("encrypt", "--sheet", sheet)
    assert Office.locked(terminal.data)
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert answer["sheet"] == str(sheet)
    assert [Path(name).suffix for name in answer["plain_left"]] == [".db"]
    assert terminal.refused("encrypt")["rule"] == "encrypted"
    terminal("encrypt", "--again")
    terminal.receive(tmp_path, form())
    assert terminal("check")["ok"] is True


@pytest.mark.parametrize("there", ["the same computer", "another one"])
def test_a_restore_takes_two_at_the_terminal_too(tmp_path: Path, there: str) -> None:
    """Asked of the office in place, or else of the copy; the second one's password is typed, never in the call."""
    office = makers.found(tmp_path / "cu", FixedClock(makers.MONDAY))
    second = leaders(office)
    copy = office.backup(tmp_path / "usb").path
    office.close()
    here = Terminal(office.data_dir if there == "the same computer" else tmp_path / "moi")
    assert here.refused("restore", copy)["rule"] == "second"
    words = ("--data", here.data, "--json", "restore", copy, "--consent", second.approver)
    here.run(*words, code=1, typed="sai-mat-khau-nhe\n")
    assert json.loads(here.run(*words, typed=f"{second.password}\n").stdout)["entries"]
    again = Office.open(here.data)
    entry, said = again.store.journal.epochs()[-1]
    again.close()
    assert (entry.actor, said["approved_by"]) == ("canbo", second.approver)
