"""What click says of a wrong call is Vietnamese, as everything else of the terminal."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import click
import pytest
from click.testing import CliRunner

from counter_app import i18n, paths
from counter_app.cli.main import cli
from counter_app.cli.usage_words import WORDS
from tests.commands import page

_MADE_WRONG = (
    "Arguments take exactly", "Boolean option", "Could not determine", "Name '", "No options defined", "Unknown ",
    "Invalid start character", "DeprecationWarning", "{value!r} is not a valid UUID", "{value!r} does not match",
    "Choice({choices})", "Confirm the action",
)  # fmt: skip
"""Said to who writes a verb, or of kinds of value that no verb takes."""


def _words_of_click() -> set[str]:
    found = set()
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        text = (Path(click.__file__).parent / f"{name}.py").read_text("utf-8")
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext"}:
                said = [item.value for item in call.args if isinstance(item, ast.Constant)]
                found |= {item for item in said if isinstance(item, str)}
    return {item for item in found if not item.startswith(_MADE_WRONG)}


def test_every_word_of_click_that_an_officer_can_meet_has_its_vietnamese() -> None:
    assert _words_of_click() <= set(WORDS)
    assert set(WORDS) <= _words_of_click() | {"required"}, "click says this no more"


@pytest.mark.parametrize(("english", "vietnamese"), WORDS.items())
def test_words_ask_for_nothing_that_click_does_not_give(english: str, vietnamese: str) -> None:
    given, asked = (
        {name for _text, name, *_rest in Formatter().parse(text) if name}
        for text in (english, vietnamese)
    )
    assert asked <= given


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["boar"], "Chưa đúng: Không có lệnh 'boar'."),
        (["receive"], "Chưa đúng: Thiếu tùy chọn '--from'."),
        (["--password-fd", "x", "board"], "Chưa đúng: '--password-fd': 'x' không phải số. Ghi bằng chữ số."),
        (["undo", "0"], "0 nằm ngoài khoảng x>=1."),
        (["show", "A", "B"], "Chưa đúng: Thừa trong lệnh: B. Đặt giá trị có dấu cách trong ngoặc kép."),
        (["report", "day", "--from", "2026"], "Chưa đúng: '--from': 2026 không phải ngày. Ghi như 19/11/2026."),
        (["--data", __file__, "board"], f"Chưa đúng: '--data': '{__file__}' là tệp. Chọn một thư mục."),
        (["move", "A", "--nope"], "Chưa đúng: Không có tùy chọn '--nope'."),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_vietnamese(words: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Cách dùng: " in result.stderr
    assert not {"Error", "Usage", "Invalid", "Missing", "Try"} & set(result.stderr.split())


def test_an_office_read_in_english_reads_click_s_own_words() -> None:
    i18n.use_language("en", paths.resources_dir() / "locale")
    try:
        assert "Error: No such command 'boar'." in CliRunner().invoke(cli, ["boar"]).stderr
    finally:
        i18n.use_language("vi", paths.resources_dir() / "locale")


def test_every_usage_is_vietnamese_but_for_its_options_and_values() -> None:
    said = CliRunner().invoke(cli, ["--help"]).stdout
    assert "[TÙY CHỌN] LỆNH [THAM SỐ]..." in said
    assert not {"OPTIONS", "COMMAND", "ARGS"} & set(re.findall(r"[A-Z]+", page()))


def test_help_names_its_parts_in_vietnamese() -> None:
    said = CliRunner().invoke(cli, ["due", "--help"]).stdout
    assert "due [TÙY CHỌN]" in said
    assert "Tùy chọn:" in said
    assert "--received LÚC" in said
    assert "[bắt buộc]" in said
    assert "Hiện hướng dẫn này rồi thôi." in said
