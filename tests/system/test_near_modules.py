"""Modules are found where they lie, under Python's own rule of when compiled code counts."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain import clock
from counter_app.system.near_modules import NearModules, find_near


def compiled(source: Path) -> Path:
    """What an earlier run leaves beside a source, wherever this computer keeps it."""
    kept = source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
    py_compile.compile(str(source), str(kept), doraise=True)
    return kept


@pytest.fixture
def finder(tmp_path: Path) -> NearModules:
    """The folder stands for the standard library: one module ``json``, compiled by an earlier run."""
    (tmp_path / "json.py").write_text("SAID = 'before'\n", "utf-8")
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "__init__.py").write_text("SAID = 'a package'\n", "utf-8")
    for source in tmp_path.rglob("*.py"):
        compiled(source)
    return NearModules(str(tmp_path))


def said(finder: NearModules, name: str) -> object:
    """What a module found here says; None where it is left to Python."""
    spec = finder.find_spec(name)
    if spec is None or spec.loader is None:
        return None
    found: dict[str, object] = {}
    exec(spec.loader.get_code(name), found)  # type: ignore[attr-defined]  # noqa: S102 - as Python would
    return found["SAID"]


def test_compiled_code_counts_while_its_source_is_as_it_was(
    finder: NearModules, tmp_path: Path
) -> None:
    source = tmp_path / "json.py"
    assert said(finder, "json") == "before"
    assert said(finder, "email") == "a package"
    moment = source.stat().st_mtime
    source.write_text("SAID = 'afterwards'\n", "utf-8")
    os.utime(source, (moment, moment))
    assert said(finder, "json") == "afterwards"  # written at the same moment, but of another size
    source.write_text("SAID = 'behind'\n", "utf-8")
    os.utime(source, (moment + 2, moment + 2))
    assert said(finder, "json") == "behind"  # of the size of "before", but written later
    compiled(source).unlink()
    assert said(finder, "json") == "behind"


def test_what_is_not_ours_nor_python_s_is_left_to_python(
    finder: NearModules, tmp_path: Path
) -> None:
    for name in ("json", "counter_app", "openpyxl"):
        (tmp_path / f"{name}.py").touch()
    assert finder.find_spec("openpyxl") is None
    assert finder.find_spec("openpyxl.cell", [str(tmp_path)]) is None
    assert finder.find_spec("json.decoder", [str(tmp_path), str(tmp_path)]) is None
    assert finder.find_spec("sqlite3.no_such_part", [str(tmp_path)]) is None


def test_a_module_found_here_is_what_python_makes_of_it() -> None:
    look = (
        "import counter_app.domain.clock as m, counter_app.domain as p, json.decoder as d\n"
        "print([(x.__file__, x.__cached__, x.__name__, x.__package__, x.__spec__.origin, getattr(x, '__path__', None))"
        " for x in (m, p, d)])"
    )
    with_us = "from counter_app.system.near_modules import find_near\nfind_near()\nimport sys\n"
    here = "print(type(sys.modules['counter_app.domain.clock'].__loader__).__name__)"
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": ""}
    compiled(Path(clock.__file__))
    run = [sys.executable, "-c"]
    plain = subprocess.run([*run, look], env=env, check=True, capture_output=True, text=True).stdout
    ours = subprocess.run(
        [*run, f"{with_us}{look}\n{here}"], env=env, check=True, capture_output=True, text=True
    ).stdout
    assert ours == f"{plain}_Compiled\n"


def test_where_nothing_is_kept_beside_the_source_python_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = list(sys.meta_path)
    monkeypatch.setattr(sys, "pycache_prefix", "/elsewhere")
    find_near()
    assert sys.meta_path == before
