"""``recovery``: the sheet made and used without a screen; secrets come by the standard input only."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from counter_app.cli.main import cli
from tests.cli.terminal import Terminal, form
from tests.printing.reading import flat_text

if TYPE_CHECKING:
    from pathlib import Path

NEW = "mat-khau-moi-2026"


def typed(terminal: Terminal, login: str, words: str, password: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        cli,
        ["--data", str(terminal.data), "recovery", "reset", login],
        input=f"{words}\n{password}\n",
    )
    return result.exit_code, result.output + result.stderr


def words_on(paper: Path) -> str:
    """The words as they stand on the sheet, in the order of their numbers."""
    text = flat_text(paper.read_bytes())
    parts = text[text.index("hết hiệu lực.") :].split()[2:]
    found = {int(number): word for number, word in itertools.pairwise(parts) if number.isdigit()}
    return " ".join(found[at] for at in range(1, 19))


def test_a_sheet_is_made_and_lets_the_leader_in_once(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("recovery", "show")["sheet"] == 0
    paper = tmp_path / "phieu.pdf"
    made = terminal("recovery", "make", "--out", paper)
    assert (made["sheet"], made["valid"]) == (1, True)
    words = words_on(paper)
    assert typed(terminal, "canbo", "ba be", NEW)[0] == 1
    code, said = typed(terminal, "canbo", words, NEW)
    assert (code, "Đã đặt mật khẩu mới" in said) == (0, True)
    terminal.passwords["canbo"] = NEW
    assert terminal("recovery", "show")["valid"] is False
    assert typed(terminal, "canbo", words, NEW)[0] == 1
    assert terminal("check")["ok"] is True


def test_who_trained_is_told_without_a_window(terminal: Terminal) -> None:
    assert terminal("train", "--report") == {"training": []}


def test_the_sheet_opens_what_a_stick_holds_for_the_office_alone(
    terminal: Terminal, tmp_path: Path
) -> None:
    """Nobody remembers a password, and the copy is a plain one: the words alone bring the afternoon back by name."""
    paper, stick = tmp_path / "phieu.pdf", tmp_path / "usb"
    stick.mkdir()
    terminal("recovery", "make", "--out", paper)
    made = terminal("backup", "--to", tmp_path / "sao")
    (second,) = terminal.receive(tmp_path, form(name="Người Buổi Chiều"))
    terminal("export", "--to", stick)
    other = Terminal(tmp_path / "may-moi")
    with other.handed_over(words_on(paper)) as handed:
        words = ["--data", str(other.data), "--json", *handed]
        sheet = ["restore", str(made["file"]), "--batches", str(stick), "--words", "--nobody"]
        result = CliRunner().invoke(cli, [*words, *sheet])
    assert result.exit_code == 0, (result.output, result.stderr)
    restored = json.loads(result.stdout)
    assert (restored["regained"] > 0, restored["notes"]) == (True, [])
    found = other("find", "buổi chiều")["dossiers"]
    assert [item["code"] for item in found] == [second["code"]]
