"""What verbs write out and read in: nothing of ours touched, nothing written over, nothing that hangs."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from typing_extensions import override

from counter_app.cli.main import cli
from counter_app.desk.incoming import read_piped
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.system import files
from tests.cli.terminal import Terminal, form
from tests.makers import PASSWORD, officer

WRITING = {
    "calendar export": ("calendar", "export", 2026, "--out", "x.json"),
    "calendar affected": ("calendar", "affected", "--out", ""),
    "board": ("board", "--out", ""),
    "certify note": ("certify", "note", 1, "--out", "x.pdf"),
    "ticket take": ("ticket", "take", "A", "--out", "x.pdf"),
    "report": ("report", "day", "--from", "2026-11-20", "--out", "x.pdf"),
    "form": ("form", "01", "{code}", "--out", "x.pdf"),
    "receipt": ("receipt", "{code}", "--out", "x.pdf"),
    "return": ("return", "{code}", "--slip", "x.pdf"),
    "catalogue export": ("catalogue", "export", "--out", "x.xlsx"),
    "catalogue posted": ("catalogue", "posted", "--out", "x.pdf"),
    "handover show": ("handover", "show", "1", "--pdf", "x.pdf"),
    "shelf list": ("shelf", "list", "--pdf", "x.pdf"),
    "map compare": ("map", "compare", "{list}", "--out", "x.xlsx"),
    "map worklist": ("map", "worklist", "--out", "x.xlsx"),
}
WHOLE_FOLDERS = {
    "close-day": ("close-day", "--to", ""),
    "export": ("export", "--to", ""),
    "demo-day": ("demo-day", "--keep", ""),
}
OTHERS = {
    "backup": "makes a new name of its own, and has tests of its own",
    "script issue": "never writes over anything; tests/cli/test_script_keys.py",
}
READING = {
    "receive": ("receive", "--from"),
    "register": ("register", "--as", "refuse", "--reason", "x", "--from"),
    "catalogue import": ("catalogue", "import"),
    "calendar import": ("calendar", "import"),
    "map import": ("map", "import"),
    "map compare": ("map", "compare"),
    "mistake": ("mistake", "T99001-261123-010001", "--reason", "x", "--from"),
}

LISTED = "Mã hồ sơ;Chủ hồ sơ;Ngày nhận;Trạng thái\nH57.132-261123-0001;Ai Đó;23/11/2026;Đã trả\n"


@pytest.fixture
def busy(terminal: Terminal, tmp_path: Path, clock: FixedClock) -> str:
    """A dossier ready to be returned, a certification, a sheet, a list; the code is handed out."""
    (dossier,) = terminal.receive(tmp_path, form())
    code = str(dossier["code"])
    terminal("certify", "--pages", 3)
    terminal("catalogue", "review", "--sector", "ho-tich", "--confirm", "--source", "QĐ 1")
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    office.staff.put_officer(officer(), password=PASSWORD)
    office.close()
    terminal("handover", "give", code, "--to", "lan")
    clock.tick(minutes=5)
    terminal("move", code, "finish")
    listed = tmp_path / "ds.csv"
    listed.write_text(LISTED, encoding="utf-8")
    terminal("map", "compare", listed)
    return code


def said(words: tuple[object, ...], code: str, target: Path) -> list[object]:
    """The words with the code and the place put in."""
    *first, last = words
    return [code if word == "{code}" else word for word in first] + [target / str(last)]


def fingerprint(folder: Path) -> dict[str, str]:
    """What lies in the data folder, but for what every opening touches."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and "dang-mo" not in path.parts
        and not path.name.endswith(("-wal", "-shm"))
    }


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every verb with its full name."""
    for name, command in group.commands.items():
        whole = f"{before} {name}".strip()
        yield whole, command
        if isinstance(command, click.Group):
            yield from commands(command, whole)


def test_every_verb_that_takes_a_path_is_tried_here() -> None:
    taking = {
        name: {param.name for param in command.params if isinstance(param.type, click.Path)}
        for name, command in commands(cli)
    }
    outside = {
        "restore",
        "superior import",
        "superior settle",
    }  # folders and copies: their own tests
    known = {*WRITING, *WHOLE_FOLDERS, *OTHERS, *READING}
    assert {name for name, found in taking.items() if found} - outside - known == set()


@pytest.mark.parametrize("verb", sorted(WRITING))
def test_no_verb_writes_into_the_data_or_over_a_file(
    terminal: Terminal, busy: str, tmp_path: Path, verb: str
) -> None:
    words = tuple(tmp_path / "ds.csv" if word == "{list}" else word for word in WRITING[verb])
    link = terminal.data / "moi" / ".." / "sau"
    if sys.platform != "win32":
        link = tmp_path / "link"
        link.symlink_to(terminal.data, target_is_directory=True)
    before = fingerprint(terminal.data)
    head = terminal("check")["head"]
    for place in (terminal.data, link, terminal.data / "moi"):
        for force in ((), ("--force",)):
            error = terminal.refused(*said(words, busy, place), *force)
            assert (error["field"], error["rule"]) == ("out", "data_folder")
    assert fingerprint(terminal.data) == before
    assert terminal("check")["head"] == head  # nor was anything done for the file that is not there
    out = tmp_path / "ra"
    first = terminal(*said(words, busy, out))
    made = {path: path.read_bytes() for path in out.iterdir()}
    assert made, first
    if verb == "return":
        return  # a result is handed over once
    for path in made:
        path.write_bytes(b"cua nguoi khac")
    head = terminal("check")["head"]
    assert terminal.refused(*said(words, busy, out))["rule"] == "exists"
    assert terminal("check")["head"] == head
    assert terminal.refused(*said(words, busy, out), "--force")["rule"] == "other_kind"
    assert {path.read_bytes() for path in made} == {b"cua nguoi khac"}
    for path, content in made.items():
        path.write_bytes(content)
    terminal(*said(words, busy, out), "--force")
    assert set(out.iterdir()) == set(made)


@pytest.mark.parametrize("verb", sorted(WRITING))
def test_a_full_disk_names_the_place_and_leaves_nothing_there(
    terminal: Terminal, busy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    words = tuple(tmp_path / "ds.csv" if word == "{list}" else word for word in WRITING[verb])
    out, write = tmp_path / "ra", files.write_new

    def full(path: Path, pieces: Iterable[bytes]) -> None:
        if out in path.parents:
            path.touch()
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, pieces)

    monkeypatch.setattr(files, "write_new", full)
    message = terminal.refused(*said(words, busy, out))["message"]
    assert "Ổ đĩa đầy nên chưa ghi được" in message
    assert str(out) in message
    assert "No space" not in message
    assert not out.exists()


def test_the_data_file_itself_is_never_a_place(terminal: Terminal, busy: str) -> None:
    database = terminal.data / "so-lieu.db"
    for force in ((), ("--force",)):
        assert terminal.refused("receipt", busy, "--out", database, *force)["rule"] == "data_folder"
    assert terminal("check")["ok"] is True


@pytest.mark.parametrize("verb", sorted(WHOLE_FOLDERS))
def test_no_verb_makes_its_folders_among_the_data(terminal: Terminal, busy: str, verb: str) -> None:
    before = fingerprint(terminal.data)
    error = terminal.refused(*said(WHOLE_FOLDERS[verb], busy, terminal.data))
    assert error["rule"] == "data_folder"
    assert fingerprint(terminal.data) == before


@pytest.mark.parametrize("verb", sorted(READING))
def test_no_verb_waits_for_a_pipe_or_swallows_a_device(
    terminal: Terminal, tmp_path: Path, verb: str
) -> None:
    terminal.receive(tmp_path, form())
    devices = [Path("NUL")]
    if sys.platform != "win32":
        devices = [tmp_path / "ong", Path("/dev/zero")]
        os.mkfifo(tmp_path / "ong")
    sparse = tmp_path / "lon"
    with sparse.open("wb") as made:
        made.truncate(1 << 40)
    for path, rule in (
        *((device, "not_plain") for device in devices),
        (sparse, "too_large"),
        (tmp_path / "khong-co", "missing"),
    ):
        error = terminal.refused(*READING[verb], path)
        assert (error["field"], error["rule"]) == ("file", rule)


def test_bytes_that_are_no_letters_are_said(terminal: Terminal) -> None:
    assert terminal.refused("show", "\ud800")["rule"] == "letters"
    assert terminal.refused("shelf", "put", "A1", "\udcff")["rule"] == "letters"


def test_what_is_piped_in_is_read_like_a_file(terminal: Terminal) -> None:
    """As PowerShell hands it over; of what has no end no more is read than may come."""

    def piped(data: bytes, *words: str) -> dict[str, Any]:
        with terminal.proving(["--data", str(terminal.data), "--json", *words]) as said:
            answer: dict[str, Any] = json.loads(CliRunner().invoke(cli, said, input=data).stdout)
        return answer

    class Endless(io.BytesIO):
        @override
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0, "all of it"
            return b"a" * size

    code = "H57.132-260804-0583"
    (found,) = piped(f"\ufeffMã hồ sơ: {code}".encode("utf-16-le"), "followup", "read", "-")[
        "dossiers"
    ]
    assert found["official_code"] == code
    assert piped(b"\xff\x80", "followup", "read", "-")["error"]["rule"] == "not_utf8"
    assert piped(b"a" * 300_000, "followup", "read", "-")["error"]["rule"] == "too_large"
    assert piped(b"a" * 20_000, "recovery", "reset", "canbo")["error"]["rule"] == "too_large"
    with pytest.raises(RuleError, match="256 kB"):
        read_piped(Endless(), most=256_000)


def test_a_number_that_no_file_holds_is_said(terminal: Terminal) -> None:
    for number in (2**63, -(10**400)):
        told = terminal.refused("certify", "erase", "--reason", "Nhầm", "--", number)
        assert (told["field"], told["rule"]) == ("number", "number")
        assert len(told["message"]) < 100


@pytest.mark.parametrize(
    "content",
    [
        '{"year":2027,"state":[],"days":[]}',
        '{"year":2027,"days":[{"kind":[],"state":{},"date":[]}]}',
    ],
)
def test_a_calendar_of_wrong_kinds_is_told_in_words(
    terminal: Terminal, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "lich.json"
    path.write_text(content, encoding="utf-8")
    assert terminal.refused("calendar", "import", path)["rule"] == "calendar_file"
