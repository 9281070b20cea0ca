"""What windows send carries an operation's id: pressed twice, or once more after an unclear answer, it is one act."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app import qt
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.qt.kit.sending import Sending
from tests.desk.examples import every_example
from tests.makers import receive
from tests.superior.desk_verbs import WRITING

VERBS = {tuple(name.split(".")) for name in (*every_example(), *WRITING)}


def test_until_it_is_answered_the_same_once_more_is_the_same_act() -> None:
    seen: list[str] = []

    def verb(_what: str, *, op_id: str = "") -> None:
        seen.append(op_id)
        if len(seen) < 3:
            raise StoreError("…")

    send = Sending()
    for _time in range(2):
        with pytest.raises(StoreError):
            send(verb, "một")
    for _time in range(2):
        send(verb, "một")
    first, *others, last = seen
    assert others == [first, first]
    assert last != first


def test_other_words_are_another_act() -> None:
    seen: list[str] = []

    def verb(_what: str, *, op_id: str = "") -> None:
        seen.append(op_id)
        raise StoreError("…")

    send = Sending()
    for what in ("một", "hai"):
        with pytest.raises(StoreError):
            send(verb, what)
    assert len(set(seen)) == 2


def test_an_answer_that_was_lost_is_given_again(office: Office) -> None:
    """The act was kept; only its answer did not come through."""
    send, code = Sending(), receive(office).code
    tries = itertools.count()

    def reissue(reason: str, *, op_id: str = "") -> None:
        office.paper.reissue(code, "receipt", reason=reason, op_id=op_id)
        if next(tries) == 0:
            raise StoreError("…")

    with pytest.raises(StoreError):
        send(reissue, "Mờ")
    send(reissue, "Mờ")
    assert [job.copy_no for job in office.paper.prints_of(code)] == [0, 1]


def groups(function: ast.AST) -> dict[str, str]:
    """Local names for groups of verbs: ``rules = self._place.office.rules``."""
    found = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                paired = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                names = target.elts if paired else [target]  # type: ignore[attr-defined]
                values = node.value.elts if paired else [node.value]  # type: ignore[attr-defined]
                for name, value in zip(names, values, strict=False):
                    if isinstance(value, ast.Attribute):
                        found[ast.unparse(name)] = value.attr
    return found


def without_an_id(tree: ast.AST, written: Callable[[str, str], bool]) -> Iterator[str]:
    """Calls of verbs that write, without ``op_id``."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        local = groups(function)
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            where = ast.unparse(call.func.value).rpartition(".")[2]
            group = local.get(where, where)
            if written(group, call.func.attr) and "op_id" not in {
                word.arg for word in call.keywords
            }:
                yield f"{group}.{call.func.attr}"


def test_no_window_sends_a_verb_without_an_id() -> None:
    sent = {
        f"{path.parent.name}: {name}"
        for path in Path(qt.__path__[0]).rglob("*.py")
        for name in without_an_id(
            ast.parse(path.read_text("utf-8")), lambda group, verb: (group, verb) in VERBS
        )
    }
    # Each form of the intake has its own; where no printer is another, nothing is entered that could be there twice.
    kept_here = {
        f"{room}: rules.change_preferences"
        for room in ("certification", "closing", "kit", "window")
    }
    assert sent == {"intake: intake.receive_all", *kept_here}
