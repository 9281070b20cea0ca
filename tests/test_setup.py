"""The two commands of the README: set-up from nothing, and a quick start ever after."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from tests.machines import Machine, load_dev

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
PINNED = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", REQUIREMENTS, re.MULTILINE))


@pytest.fixture
def dev() -> ModuleType:
    """dev.py as a module that no other test has changed."""
    return load_dev()


@pytest.fixture
def machine(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh machine, which owns every system package."""
    return Machine.fresh(dev, tmp_path, monkeypatch)


def test_the_pins_name_no_place_on_the_network() -> None:
    assert re.findall(r"https?:|//|--(?:extra-)?index|--find-links|@", REQUIREMENTS) == []
    assert re.findall(r"\b[\w-]+\.(?:org|com|net|io|vn)\b", REQUIREMENTS) == []


def test_every_pin_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[a-z])", REQUIREMENTS)[1:]
    assert len(blocks) == len(PINNED) > 40
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_dependency_is_pinned_inside_its_bounds() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    lines = [*PROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    for requirement in map(Requirement, lines):
        name = requirement.name.lower().replace("_", "-")
        assert requirement.specifier.contains(PINNED[name]), name


def test_a_fresh_machine_gets_everything(dev: ModuleType, machine: Machine) -> None:
    dev.ensure("run")
    (pinned,) = machine.ran("--require-hashes")
    assert pinned[-1].endswith("dev.txt")
    (editable,) = machine.ran("--editable")
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(editable)
    assert dev.read_stamp()["key"] == dev.wanted_key()


def test_the_second_start_runs_nothing(dev: ModuleType, machine: Machine) -> None:
    dev.ensure("test")
    machine.commands.clear()
    dev.ensure("test")
    dev.ensure("run")
    assert machine.commands == []


def test_a_wheelhouse_is_the_only_source(dev: ModuleType, machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "wheelhouse").mkdir()
    dev.ensure("run")
    (pinned,) = machine.ran("--require-hashes")
    assert "--no-index" in pinned
    assert pinned[pinned.index("--find-links") + 1] == str(tmp_path / "wheelhouse")


def test_a_half_made_environment_is_made_again(dev: ModuleType, machine: Machine) -> None:
    machine.fails = {"--require-hashes"}
    with pytest.raises(dev.StopError):
        dev.ensure("run")
    (machine.venv / "half").touch()
    machine.fails = set()
    dev.ensure("run")
    assert not (machine.venv / "half").exists()
    assert dev.read_stamp()["key"] == dev.wanted_key()


def test_two_set_ups_wait_for_each_other(dev: ModuleType) -> None:
    order: list[str] = []

    def come_second() -> None:
        with dev.only_one():
            order.append("second")

    other = threading.Thread(target=come_second)
    with dev.only_one():
        other.start()
        other.join(timeout=0.5)  # time enough to come in where it must not
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_an_unreadable_stamp_counts_as_none(dev: ModuleType, machine: Machine) -> None:
    dev.ensure("run")
    dev.STAMP.write_text('{"key": "', "utf-8")
    machine.commands.clear()
    dev.ensure("run")
    assert machine.ran("venv")
    assert dev.read_stamp()["key"] == dev.wanted_key()


def test_changed_pins_are_installed_into_the_same_environment(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dev.ensure("run")
    machine.commands.clear()
    changed = tmp_path / "dev.txt"
    changed.write_text(REQUIREMENTS + "\n", "utf-8")
    monkeypatch.setattr(dev, "REQUIREMENTS", changed)
    dev.ensure("run")
    assert machine.ran("--require-hashes")
    assert not machine.ran("venv")


def test_check_runs_all_six_whatever_happens(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = {"format"}
    assert dev.check([]) == 1
    assert len(machine.commands) == 6
    summary = capsys.readouterr().out.splitlines()[-6:]
    assert [line.split()[-1] for line in summary] == ["failed", *["ok"] * 5]


def test_the_program_is_compiled_once_and_not_at_each_start(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("COUNTER_DATA", "so")
    given = dev.child_env()
    assert "PYTHONDONTWRITEBYTECODE" not in given
    assert given["COUNTER_DATA"] == "so"


def test_the_types_of_each_platform_are_kept_apart(dev: ModuleType, machine: Machine) -> None:
    dev.check([])
    runs = [" ".join(words).partition("--cache-dir ") for words in machine.ran("mypy")]
    assert len(runs) == 2
    assert len({folder for _words, _option, folder in runs}) == 2, (
        "each would throw the other's away"
    )


def test_an_unknown_verb_is_a_usage_error(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["nothing"]) == 2
    shown = capsys.readouterr().out
    assert all(verb in shown for verb in dev.VERBS)
    assert dev.main(["--help"]) == 0


def test_a_later_start_takes_well_under_two_seconds(tmp_path: Path) -> None:
    """A copy of the repository with a finished set-up, whose app only says that it started. Its own work counts."""
    (tmp_path / "requirements").mkdir()
    for name in ("dev.py", "pyproject.toml", "requirements/dev.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "counter_app").mkdir()
    (tmp_path / "counter_app" / "__init__.py").touch()
    (tmp_path / "counter_app" / "__main__.py").write_text("print('started')")
    script = (
        "import sys, time; sys.path.insert(0, ''); import dev; from pathlib import Path;"
        "dev.PYTHON = Path(sys.executable); dev.VENV.mkdir();"
        "dev.write_stamp(dev.wanted_key(), dev.QT_APT); go = dev.VERBS['run'];"
        "dev.VERBS['run'] = lambda words: print(time.process_time(), flush=True) or go(words);"
        "sys.exit(dev.main(['run', 'go']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    seconds, said = done.stdout.split()
    assert said == "started"
    assert float(seconds) < 2, "of this program's own: how busy the computer is does not count"


def test_continuous_integration_uses_the_same_commands() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "set -euo pipefail" in script
    verbs = re.findall(r"^python3 dev\.py (\w+)", script, re.MULTILINE)
    assert verbs == ["check", "test", "windows"]
    assert not re.search(r"pip|apt|venv|\|\|", script.replace("pipefail", ""))


def test_the_build_lists_every_resource_folder() -> None:
    listed = re.search(r"RESOURCES = (\[.*?\])", (ROOT / "build.spec").read_text("utf-8"), re.S)
    assert listed is not None
    present = sorted(item.name for item in (ROOT / "resources").iterdir() if item.is_dir())
    assert sorted(json.loads(listed[1])) == present


def test_qt_keeps_its_references_to_none() -> None:
    """6.12.0 loses one on every call of a void method, until Python 3.11 aborts."""
    from PySide6 import __version__ as version
    from PySide6.QtWidgets import QApplication, QLabel

    assert tuple(map(int, version.split(".")[:2])) < (6, 12)
    application = QApplication.instance() or QApplication([])
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    # From Python 3.12 on None is immortal: its count never moves, whatever Qt does.
    assert abs(sys.getrefcount(None) - before) < 10
    assert application is not None
