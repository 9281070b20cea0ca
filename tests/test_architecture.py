"""The house rules that import contracts cannot express, each as a sentence that is checked."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = sorted((ROOT / "counter_app").rglob("*.py"))
RELEASE = sorted((ROOT / "release").rglob("*.py"))
EVERYTHING = [*PACKAGE, *RELEASE, *sorted((ROOT / "tests").rglob("*.py")), ROOT / "dev.py"]
MOST_LINES = 500
MOST_CLASS_LINES = 250
MOST_FUNCTION_LINES = 40
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
PRESENT = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}

RAW_CALLS = {
    *("os.fsync", "os.rename", "os.replace", "os.unlink", "os.remove", "os.access"),
    *("os.truncate", "shutil.move", "shutil.rmtree"),
}
SKIPS = {"pytest.skip", "pytest.xfail", "mark.skip", "mark.skipif", "mark.xfail"}
ASKED = re.compile(r"\.(execute|fetchall|rows|_read)\(")
ONE = re.compile(r"\.(fetchone|one)\([^()]*\)$")
QUESTION = re.compile("(What|Whether|How|Which|Who|Whose|Whom|When|Where) ")
PUT_TOGETHER = (ast.JoinedStr, ast.BinOp, ast.Call)

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def label(path: Path) -> str:
    """A path as people write it, the same on every system."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of one file; all rules of this file read the same one."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@pytest.fixture(autouse=True, scope="module")
def _trees_go_with_this_file() -> Iterator[None]:
    """A million nodes kept would be a weight on Python's collector in every later test."""
    yield
    parse.cache_clear()


def spelled(node: ast.expr) -> str:
    """The last two parts of a name: ``datetime.now``, ``_``; what is reached through a call has one."""
    if isinstance(node, ast.Attribute):
        owner = node.value
        before = {ast.Attribute: "attr", ast.Name: "id"}.get(type(owner))
        return f"{getattr(owner, before)}.{node.attr}" if before else f".{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module named by an import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last two parts of what is called: ``datetime.now``, ``_``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield spelled(node.func), node


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, type_of_function):
            yield node


def body_lines(node: Function) -> int:
    """Lines of what a function does; its signature and docstring are read on their own."""
    first = node.body[1:2] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - first[0].lineno + 1 if first else 0


def decorators(node: Function) -> set[str]:
    """The last word of each decorator: ``override``, ``setter``."""
    return {ast.unparse(item).split("(")[0].split(".")[-1] for item in node.decorator_list}


def undocumented(node: ast.AST, where: str) -> Iterator[str]:
    """Public names under a module or class that say nothing about themselves."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (*type_of_function, ast.ClassDef)) or child.name.startswith("_"):
            continue
        if isinstance(child, type_of_function) and decorators(child) & {
            *("override", "overload", "setter")
        }:
            continue
        name = f"{where}:{child.name}"
        if not ast.get_docstring(child):
            yield name
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, name)


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    sizes = {label(path): len(path.read_text("utf-8").splitlines()) for path in EVERYTHING}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_class_is_larger_than_a_head() -> None:
    assert [
        f"{label(path)}: {node.name} has {lines}"
        for path in PACKAGE
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ClassDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_CLASS_LINES
    ] == []


def test_no_function_is_longer_than_a_screen() -> None:
    sizes = {
        f"{label(path)}:{node.name}": body_lines(node)
        for path in PACKAGE
        for node in functions(parse(path))
    }
    assert {name: size for name, size in sizes.items() if size > MOST_FUNCTION_LINES} == {}


def test_only_qt_knows_qt() -> None:
    outside = [
        label(path)
        for path in PACKAGE
        if "qt" not in path.relative_to(ROOT / "counter_app").parts
        and path.name != "selftest.py"  # it asks a built copy whether its Qt works
        and any(name.split(".")[0] in {"PySide6", "shiboken6"} for name in imported(parse(path)))
    ]
    assert outside == []


def store_in(tree: ast.AST) -> Iterator[str]:
    """Where a file reaches past the office's verbs into the store: a ``.store``, or more than a type of a row."""
    types: set[str] = {
        item.asname or item.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("counter_app.store")
        for item in node.names
    }
    yield from (name for name in sorted(types) if name.isupper() or not name[0].isupper())
    yield from sorted(types & {"Store", "Database"})
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "store":
            yield ast.unparse(node)
        used = getattr(node, "func", None) or getattr(node, "value", None)
        if isinstance(node, (ast.Call, ast.Attribute)) and isinstance(used, ast.Name):
            yield from [ast.unparse(node)] * (used.id in types)


def test_what_is_pressed_or_ticked_is_the_window_s_own() -> None:
    """Qt's own buttons leave Enter to a dialog's default, and its boxes draw the keyboard's ring along the row."""
    assert [
        f"{label(path)}:{node.lineno} {node.func.id}"
        for path in PACKAGE
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"QPushButton", "QCheckBox", "QRadioButton"}
    ] == []


def test_the_window_reaches_data_through_the_office_s_verbs() -> None:
    assert [
        f"{label(path)}: {found}"
        for path in PACKAGE
        if "qt" in path.relative_to(ROOT).parts
        for found in store_in(parse(path))
    ] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("office.store.officers.names()", ["office.store"]),
        ("from counter_app.store.file.database import new_op", ["new_op"]),
        ("from counter_app.store.store import Store", ["Store"]),
        ("from counter_app.store.read.board import BoardRow\ndef f(row: BoardRow): ...", []),
        ("from counter_app.store.read.official import MOST", ["MOST"]),
        ("from counter_app.store.file.held_keys import HeldKeys\nHeldKeys(f)", ["HeldKeys(f)"]),
        ("from counter_app.store.core.words import Way\nWay.OWN", ["Way.OWN"]),
    ],
)
def test_what_reaches_into_the_store_is_told_from_types(source: str, found: list[str]) -> None:
    assert list(store_in(ast.parse(source))) == found


def read_by_place(tree: ast.AST) -> Iterator[int]:
    """Lines where a column of a row is read by its place: ``row[7]``, ``found[0]`` of what was asked."""
    for function in functions(tree):
        rows = {"row"}
        for node in ast.walk(function):
            if isinstance(node, (ast.For, ast.comprehension)) and ASKED.search(unparsed(node.iter)):
                rows |= {item.id for item in ast.walk(node.target) if isinstance(item, ast.Name)}
            if isinstance(node, (ast.Assign, ast.NamedExpr)) and ONE.search(unparsed(node.value)):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                rows |= {item.id for item in ast.walk(target) if isinstance(item, ast.Name)}
        for node in ast.walk(function):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                of_row = isinstance(node.value, ast.Name) and node.value.id in rows
                yield from [node.lineno] * (of_row and isinstance(node.slice.value, int))


def unparsed(node: ast.expr) -> str:
    """A call as it is written; "" for what asks nothing."""
    return ast.unparse(node) if isinstance(node, ast.Call) else ""


def test_columns_are_read_by_name() -> None:
    """A single value of one column is ``Reading.value``'s; a row may be taken apart into names."""
    assert [
        f"{label(path)}:{line}"
        for path in PACKAGE
        if path.name != "reading.py"
        and path.relative_to(ROOT).parts[1] in ("store", "superior", "superior_desk")
        for line in read_by_place(parse(path))
    ] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(db):\n for a in db.execute(q):\n  a[0]", 1),
        ("def f(db):\n leg = db.execute(q).fetchone()\n return leg[3]", 1),
        ("def f(self):\n return [rest[1] for name, rest in self._read(q)]", 1),
        ("def f(row):\n return row[2]", 1),
        ("def f(db):\n found = db.execute(q).fetchall()\n return found[0]['seq']", 0),
        ("def f(db):\n for (body,) in db.execute(q):\n  load(body)", 0),
    ],
)
def test_what_is_read_by_place_is_found(source: str, found: int) -> None:
    assert len(list(read_by_place(ast.parse(source)))) == found


def test_terminal_and_window_ask_the_superior_s_desk() -> None:
    """Who may, what was answered and what the book keeps hold for both: neither calls what lies below the desk."""
    rooms = ("batches", "book", "exchange", "keys", "senders")
    below = tuple(f"counter_app.superior.{room}." for room in rooms)
    assert [
        f"{label(path)}: {name.name}"
        for path in PACKAGE
        if path.relative_to(ROOT).parts[1:3] in (("cli", "superior"), ("qt", "superior"))
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(below)
        for name in node.names
        if name.name.islower()
    ] == []


def test_time_comes_in_through_one_clock() -> None:
    readers = {
        label(path) for path in PACKAGE for name, _call in calls(parse(path)) if name in PRESENT
    }
    assert readers == {"counter_app/desk/system_clock.py"}  # handed in from there


def raw_file_work(tree: ast.AST) -> Iterator[str]:
    """Calls that Windows answers by other rules than Linux: ``counter_app/system/`` makes them for everybody."""
    for name, call in calls(tree):
        method = name.rpartition(".")[2]
        renamed = method == "replace" and len(call.args) == 1 and not call.keywords
        if name in RAW_CALLS or method in ("unlink", "rename") or renamed:
            yield name


def test_files_are_synced_moved_and_removed_in_one_place() -> None:
    """Windows syncs nothing opened for reading, moves nothing that is held, and answers os.access without looking."""
    elsewhere = {
        label(path): sorted(found)
        for path in PACKAGE
        if "system" not in path.relative_to(ROOT / "counter_app").parts
        and (found := set(raw_file_work(parse(path))))
    }
    assert elsewhere == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("os.fsync(handle)", ["os.fsync"]),
        ("os.access(path, os.W_OK)", ["os.access"]),
        ("shutil.move(one, other)", ["shutil.move"]),
        ("path.parent.unlink(missing_ok=True)", ["parent.unlink"]),
        ("draft.replace(target)", ["draft.replace"]),
        ("text.replace('a', 'b')", []),
        ("replace(dossier, state=State.DONE)", []),
        ("moment.replace(second=0)", []),
        ("files.move(one, other)", []),
    ],
)
def test_raw_file_work_is_told_from_other_replacing(source: str, found: list[str]) -> None:
    assert list(raw_file_work(ast.parse(source))) == found


def test_translated_texts_are_not_put_together() -> None:
    """``_(f"...")`` is in no catalogue: its text differs every time. Values go in by ``format``."""
    changing = [
        f"{label(path)}:{call.lineno}"
        for path in PACKAGE
        for name, call in calls(parse(path))
        if name == "_" and any(isinstance(item, PUT_TOGETHER) for item in call.args)
    ]
    assert changing == []


def made_for_the_formatter(tree: ast.AST) -> Iterator[str]:
    """Tuples starred into a list, and dictionaries into one: they say nothing but where a line ends."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Starred) and isinstance(node.value, ast.Tuple):
            yield ast.unparse(node)
        if isinstance(node, ast.Dict):
            yield from (
                ast.unparse(value)
                for key, value in zip(node.keys, node.values, strict=True)
                if key is None and isinstance(value, ast.Dict)
            )


def test_nothing_is_starred_to_please_the_formatter() -> None:
    assert [
        f"{label(path)}: {found}"
        for path in PACKAGE
        for found in made_for_the_formatter(parse(path))
    ] == []


def test_public_names_say_what_they_are() -> None:
    silent = [name for path in PACKAGE for name in undocumented(parse(path), label(path))]
    silent += [label(path) for path in PACKAGE if not ast.get_docstring(parse(path))]
    assert silent == []


def questioning(tree: ast.AST) -> Iterator[str]:
    """The first line of every docstring that begins as a question does, of a constant or a field too."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))) if QUESTION.match(text):
                yield text.partition("\n")[0]


def test_no_docstring_begins_as_a_question() -> None:
    """Who reads them learned English at school: a sentence begins with its subject."""
    assert [
        f"{label(path)}: {found}" for path in PACKAGE for found in questioning(parse(path))
    ] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""What a page says."""', ["What a page says."]),
        ('def a():\n  """Whether it is so."""', ["Whether it is so."]),
        ('class A:\n  """Which one, and\n  why."""', ["Which one, and"]),
        ('def a():\n  """Where it lies."""', ["Where it lies."]),
        ('A = 1\n"""How many there are."""', ["How many there are."]),
        ('"""The page. What it says."""', []),
        ('"""Whatever is said."""', []),
    ],
)
def test_a_docstring_that_begins_as_a_question_is_found(source: str, found: list[str]) -> None:
    assert list(questioning(ast.parse(source))) == found


def test_no_file_has_a_name_that_could_hold_anything() -> None:
    folders = {parent for path in EVERYTHING for parent in path.relative_to(ROOT).parents}
    names = {path.stem for path in EVERYTHING} | {folder.name for folder in folders}
    assert names & VAGUE == set()


def test_no_text_hides_inside_an_f_string() -> None:
    """Before Python 3.12 the collector of texts cannot see it there, and the text stays untranslated."""
    hidden = [
        f"{label(path)}:{call.lineno}"
        for path in PACKAGE
        for joined in ast.walk(parse(path))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_"
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_no_data_lies_among_the_code() -> None:
    """A copy lands where the program happens to stand once a disk is not understood; Windows cannot even unpack it."""
    names = [path.name for path in ROOT.iterdir()]
    assert [name for name in names if ":" in name or name.endswith((".db", ".khoa"))] == []


def test_nothing_is_skipped() -> None:
    """A skipped test is a promise that nobody keeps."""
    skipped = [
        f"{label(path)}:{line}"
        for path in EVERYTHING
        if re.search("skip|xfail", text := path.read_text("utf-8"))
        for line in skips(ast.parse(text))
    ]
    assert skipped == []


def skips(tree: ast.AST) -> Iterator[int]:
    """Lines that leave a test out, or expect it to fail."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and spelled(node) in SKIPS:
            yield node.lineno


@pytest.mark.parametrize("name", sorted(SKIPS))
def test_what_skips_a_test_is_found(name: str) -> None:
    assert list(skips(ast.parse(f"import pytest\n\npytest.{name}('later')"))) == [3]


def test_what_one_system_alone_can_run_has_a_twin_on_the_other() -> None:
    named = {path for path in EVERYTHING if path.name.startswith("test_on_")}
    twins = {
        path.with_name(path.name.replace(one, other))
        for path in named
        for one, other in (("_on_linux_", "_on_windows_"), ("_on_windows_", "_on_linux_"))
        if one in path.name
    }
    assert named == twins
    assert named


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def a(): pass", ["f:a"]),
        ("def _a(): pass", []),
        ("class A:\n  '''.'''\n  def b(self): pass", ["f:A:b"]),
        ("class A:\n  '''.'''\n  @override\n  def b(self): pass", []),
    ],
)
def test_the_docstring_rule_finds_what_it_should(source: str, found: list[str]) -> None:
    assert list(undocumented(ast.parse(source), "f")) == found
