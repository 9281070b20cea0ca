"""Who deletes what: the rules that keep the window alive, each checked in the code and tried on code that breaks it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.test_architecture import PACKAGE, ROOT, calls, imported, label, parse

QT = [path for path in PACKAGE if path.relative_to(ROOT / "counter_app").parts[0] == "qt"]
OVERRIDING = "counter_app/qt/kit/overriding.py"
LAYOUTS = {"counter_app/qt/kit/flow.py", "counter_app/qt/kit/field_rows.py"}
"""Every item in them is made in Python and kept there."""
THREADS = {
    "counter_app/qt/kit/jobs.py",
    "counter_app/qt/kit/one_shot.py",
    "counter_app/qt/kit/speaking.py",  # only joins a file, belongs to no QObject, holds up no end
    "counter_app/qt/window/making_ready.py",  # only imports, belongs to no QObject, holds up no end
}
LAYOUT_ITEMS = {"itemAt", "takeAt", "itemAtPosition"}
CALLBACKS = {"finished", "failed", "progressed"}

Rule = Callable[[str, ast.Module], Iterator[str]]


def unguarded_overrides(name: str, tree: ast.Module) -> Iterator[str]:
    """An error must not leave a method that Qt calls (``qt/kit/overriding.py``)."""
    if name != OVERRIDING:
        yield from (item for item in imported(tree) if item == "typing_extensions")


def layout_items(name: str, tree: ast.Module) -> Iterator[str]:
    """Qt deletes a layout's items without a word, and PySide hands out their ghosts (``qt/kit/flow.py``)."""
    if name in LAYOUTS:
        return
    for called, _call in calls(tree):
        if called.split(".")[-1] in LAYOUT_ITEMS:
            yield called
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            yield from (
                f"{node.name}({base})"
                for base in bases
                if base.endswith("Layout") and base != "FlowLayout"  # keeps its items itself
            )


def nested_loops(_name: str, tree: ast.Module) -> Iterator[str]:
    """A loop inside the loop goes on while what it was begun in is locked, signed out or deleted."""
    for called, _call in calls(tree):
        last = called.split(".")[-1]
        if (last == "exec" and called != "app.exec") or called.startswith(
            ("QFileDialog.get", "QMessageBox", "QInputDialog.get", "QEventLoop")
        ):
            yield called


def threads_of_their_own(name: str, tree: ast.Module) -> Iterator[str]:
    """A thread that is deleted with a dialog while it runs ends the program; jobs and errands see to it."""
    if name in THREADS:
        return
    for called, _call in calls(tree):
        if called.split(".")[-1] in {"QThread", "Thread", "QThreadPool", "ThreadPoolExecutor"}:
            yield called


def dialogs_that_stay(_name: str, tree: ast.Module) -> Iterator[str]:
    """A dialog that was closed goes; its parent is the window, which lives for days."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        body = ast.unparse(node)
        if any(ast.unparse(base) == "QDialog" for base in node.bases) and not (
            "deleteLater" in body or "WA_DeleteOnClose" in body
        ):
            yield node.name


def loose_callbacks(_name: str, tree: ast.Module) -> Iterator[str]:
    """Work may end after its page: ``Jobs`` can tell whether a method's owner is gone, and no more than that."""
    for called, call in calls(tree):
        if not called.endswith("jobs.start"):
            continue
        for keyword in call.keywords:
            if keyword.arg in CALLBACKS:
                given = ast.unparse(keyword.value)
                if isinstance(keyword.value, ast.Lambda) or given in functions_within(tree):
                    yield f"{keyword.arg}={given}"


def functions_within(tree: ast.Module) -> set[str]:
    """Names of functions defined inside functions."""
    return {
        inner.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.FunctionDef) and inner is not node
    }


RULES: dict[Rule, str] = {
    unguarded_overrides: "from typing_extensions import override",
    layout_items: "grid.itemAtPosition(0, 1)",
    nested_loops: "QFileDialog.getOpenFileName(self)",
    threads_of_their_own: "QThread(self).start()",
    dialogs_that_stay: "class Box(QDialog):\n    pass",
    loose_callbacks: "place.jobs.start(work, finished=lambda x: x, failed=self.on)",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_window_keeps_its_rules(rule: Rule) -> None:
    broken = [f"{label(path)}: {found}" for path in QT for found in rule(label(path), parse(path))]
    assert broken == [], rule.__doc__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_code_that_breaks_a_rule_is_found(rule: Rule) -> None:
    assert list(rule("counter_app/qt/board/page.py", ast.parse(RULES[rule])))


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (layout_items, "class Row(QLayout):\n    pass"),
        (nested_loops, "dialog.exec()"),
        (nested_loops, "QMessageBox.warning(self, '', '')"),
        (loose_callbacks, "def f():\n  def g(x): pass\n  self.jobs.start(work, failed=g)"),
    ],
)
def test_so_are_others_of_the_kind(rule: Rule, source: str) -> None:
    assert list(rule("counter_app/qt/board/page.py", ast.parse(source)))
