"""Heads of columns and titles go through the one door for texts, so that no list stays half in another language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import counter_app
from counter_app.i18n import in_vietnamese, use_language
from counter_app.paths import resources_dir
from counter_app.printing.papers.handover_sheet import COLUMNS as HANDOVER
from counter_app.printing.papers.posting_sheet import COLUMNS as POSTING
from counter_app.printing.papers.register import COLUMNS as REGISTER
from counter_app.printing.papers.result_list import COLUMNS as RESULTS
from counter_app.wording.tables.columns import Column, heads

ROOMS = ("printing", "reports", "desk", "superior", "wording")
TITLED = {"Table", "PaperHead", "ReceiptSheet"}
DOORS = {"_", "mark", "plural"}


def called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def heading(call: ast.Call) -> Iterator[ast.expr]:
    """What stands over a column, a table or a paper."""
    name = called(call)
    if name == "Column" and call.args:
        yield call.args[0]
    if name == "TableColumn" or name in TITLED:
        yield from (item.value for item in call.keywords if item.arg in ("title", "subtitle"))


def bare(text: ast.AST) -> Iterator[str]:
    """Letters that no door is asked for."""
    if called(text) in DOORS:
        return
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        if any(letter.isalpha() for letter in text.value):
            yield text.value
    elif isinstance(text, ast.JoinedStr | ast.BinOp | ast.IfExp):
        for part in ast.iter_child_nodes(text):
            yield from bare(part)


def test_no_head_of_a_column_and_no_title_bypasses_the_door() -> None:
    package = Path(counter_app.__path__[0])
    found = [
        f"{path.relative_to(package)}:{call.lineno}: {text}"
        for room in ROOMS
        for path in (package / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for part in heading(call)
        for text in bare(part)
    ]
    assert found == []


@pytest.mark.parametrize("columns", [REGISTER, POSTING, HANDOVER, RESULTS])
def test_heads_are_vietnamese_on_paper_and_translated_in_a_table(
    columns: tuple[Column[object], ...],
) -> None:
    use_language("en", resources_dir() / "locale")
    shown = [column.title for column in heads(columns)]
    with in_vietnamese():
        printed = [column.title for column in heads(columns)]
    assert printed == [column.title for column in columns]
    assert all(one != other for one, other in zip(shown, printed, strict=True))
