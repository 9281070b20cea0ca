"""``recovery``: the sheet made and used without a screen; secrets come by the standard input only."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from click.testing import CliRunner

from counter_app.cli.main import cli
from tests.printing.reading import flat_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.terminal import Terminal

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
