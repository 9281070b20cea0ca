"""Whatever a check finds is told in a sentence: every problem that the store can name has one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import counter_app
from counter_app.wording.office.damage import damage_text

STORE = Path(counter_app.__file__).parent / "store"
SOURCES = (
    *("core/access_book.py", "core/journal.py", "file/anchors.py", "file/checking.py"),
    *("file/head_proof.py", "file/sealing.py", "file/signed_closings.py", "file/triggers.py"),
)
BEGINNINGS = (
    *("table ", "seq ", "closing ", "witness: ", "superior: ", "batch ", "key: ", "head: "),
    *("trigger ", "pages: "),
)


def problems() -> Iterator[str]:
    """Every text in the store's proofs that begins like a problem, with 1 for what stands in it."""
    for name in SOURCES:
        for node in ast.walk(ast.parse((STORE / name).read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (
                    part.value if isinstance(part, ast.Constant) else "1" for part in node.values
                )
                text = "".join(map(str, parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            else:
                continue
            whole = not text.endswith(" ")  # a piece of one ends before what stands in it
            if text.startswith(BEGINNINGS) and whole:
                yield text


@pytest.mark.parametrize("problem", sorted(set(problems())))
def test_a_problem_has_a_sentence(problem: str) -> None:
    assert damage_text(problem) != problem


def test_problems_are_found_at_all() -> None:
    assert len(set(problems())) > 30
