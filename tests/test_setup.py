"""The two commands of the README: set-up from nothing, and a quick start ever after."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import re
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
PINNED = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", REQUIREMENTS, re.MULTILINE))


def load_dev() -> ModuleType:
    """A fresh copy of dev.py, as a module."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """A computer that notes what would be run on it instead of running it."""

    def __init__(self, dev: ModuleType, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.commands: list[list[str]] = []
        self.installed = ""
        self.fails: set[str] = set()
        self.venv = folder / ".venv"
        self.python = self.venv / "python"
        patch.setattr(dev, "VENV", self.venv)
        patch.setattr(dev, "PYTHON", self.python)
        patch.setattr(dev, "STAMP", self.venv / "dev-stamp")
        patch.setattr(dev, "WHEELHOUSE", folder / "wheelhouse")
        patch.setattr(dev, "venv_package", lambda: ("python3-venv",) * ("venv" in self.fails))
        patch.setattr(dev, "apt_lists_present", lambda: True)
        patch.setattr(dev, "root_prefix", lambda: None if "root" in self.fails else [])
        if (
            sys.platform == "win32"
        ):  # its lock is not the invented computer's, and has a test of its own
            patch.setattr(dev, "only_one", contextlib.nullcontext)
        patch.setattr(dev.sys, "platform", "linux")
        patch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
        patch.setattr(dev.subprocess, "run", self.run)

    def run(self, command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        """Stand in for subprocess.run; a word in ``fails`` makes the command fail."""
        words = [str(word) for word in command]
        self.commands.append(words)
        if words[1:3] == ["-m", "venv"]:
            self.venv.mkdir(parents=True)
            self.python.touch()
        code = int(bool(self.fails & set(words)))
        return subprocess.CompletedProcess(words, code, stdout=self.installed, stderr="")

    def ran(self, *words: str) -> list[list[str]]:
        """The commands that contain all these words."""
        return [command for command in self.commands if set(words) <= set(command)]


@pytest.fixture
def dev() -> ModuleType:
    """dev.py as a module that no other test has changed."""
    return load_dev()


@pytest.fixture
def machine(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh machine, which owns every system package."""
    fresh = Machine(dev, tmp_path, monkeypatch)
    names = [*dev.QT_APT, *(name for extra in dev.EXTRA_APT.values() for name in extra)]
    fresh.installed = "".join(f"ii \t{name}\t\n" for name in names)
    return fresh


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


def test_missing_system_packages_are_named_and_installed(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.installed = machine.installed.replace("ii \tlibegl1\t", "rc \tlibegl1\t")
    machine.fails = {"venv"}
    with pytest.raises(dev.StopError):
        dev.ensure("run")  # "venv" fails as a command too: only the packages matter here
    (install,) = machine.ran("apt-get", "install")
    assert {"python3-venv", "libegl1", "--no-install-recommends"} <= set(install)
    assert "libgl1" not in install
    assert "installing system packages: python3-venv libegl1" in capsys.readouterr().out


def test_old_package_lists_are_fetched_again(dev: ModuleType, machine: Machine) -> None:
    machine.fails = {"libegl1"}
    machine.installed = machine.installed.replace("ii \tlibegl1\t", "un \tlibegl1\t")
    with pytest.raises(dev.StopError, match="apt-get install"):
        dev.ensure("run")
    assert [words[-2] for words in machine.ran("apt-get")][1] == "update"
    assert len(machine.ran("apt-get", "install")) == 2


def test_a_package_under_a_newer_name_counts(dev: ModuleType, machine: Machine) -> None:
    renamed = "ii \tlibcups2t64\tlibcups2 (= 2.4.10), other\n"
    machine.installed = machine.installed.replace("ii \tlibcups2\t\n", renamed)
    dev.ensure("run")
    assert machine.ran("apt-get") == []


def test_without_root_the_exact_line_is_said(dev: ModuleType, machine: Machine) -> None:
    machine.installed = machine.installed.replace("ii \tlibgl1\t", "un \tlibgl1\t")
    machine.fails = {"root"}
    with pytest.raises(dev.StopError, match="apt-get install -y --no-install-recommends libgl1\n"):
        dev.ensure("run")


def test_without_root_tests_run_and_ask_again(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.installed = machine.installed.replace("ii \texfatprogs\t", "un \texfatprogs\t")
    machine.fails = {"root"}
    dev.ensure("test")
    assert "will fail without these packages: exfatprogs" in capsys.readouterr().out
    dev.ensure("test")
    assert "exfatprogs" in capsys.readouterr().out
    machine.fails = set()
    dev.ensure("test")
    assert machine.ran("apt-get", "install", "exfatprogs")


@pytest.mark.parametrize(("display", "verb"), [("", "demo-day"), (":0", "gui")])
def test_run_opens_the_window_only_where_there_is_a_screen(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, display: str, verb: str
) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)  # there a child is run; elsewhere it takes over
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert dev.run([]) == 0
    assert dev.run(["find", "Nguyễn"]) == 0
    assert [command[3:] for command in machine.commands] == [[verb], ["find", "Nguyễn"]]


def test_check_runs_all_five_whatever_happens(
    dev: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = {"format"}
    assert dev.check([]) == 1
    assert len(machine.commands) == 5
    summary = capsys.readouterr().out.splitlines()[-5:]
    assert [line.split()[-1] for line in summary] == ["failed", "ok", "ok", "ok", "ok"]


def test_a_build_without_a_library_fails(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = tmp_path / "PyInstaller"
    program = tmp_path / "dist" / "counter-app"
    for folder in (builder, program / "plugins"):
        folder.mkdir(parents=True)
    (builder / "__init__.py").touch()
    said = "WARNING: Library not found: could not resolve 'libxcb.so.0', dependency of '/plugins/qxcb.so'."
    (builder / "__main__.py").write_text(f"print({said!r})", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "PROGRAM", program / "counter-app")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "frozen_self_test", lambda: 0)
    assert dev.build([]) == 0, "the part that lacks a library is not in the program"
    (program / "qxcb.so").touch()
    with pytest.raises(dev.StopError, match=r"libxcb\.so\.0"):
        dev.build([])


def test_an_unknown_verb_is_a_usage_error(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["nothing"]) == 2
    shown = capsys.readouterr().out
    assert all(verb in shown for verb in dev.VERBS)
    assert dev.main(["--help"]) == 0


def test_a_later_start_takes_well_under_two_seconds(tmp_path: Path) -> None:
    """A copy of the repository with a finished set-up, whose app only says that it started."""
    (tmp_path / "requirements").mkdir()
    for name in ("dev.py", "pyproject.toml", "requirements/dev.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "counter_app").mkdir()
    (tmp_path / "counter_app" / "__init__.py").touch()
    (tmp_path / "counter_app" / "__main__.py").write_text("import time; print(time.time())")
    script = (
        "import sys; sys.path.insert(0, ''); import dev; from pathlib import Path;"
        "dev.PYTHON = Path(sys.executable); dev.VENV.mkdir();"
        "dev.write_stamp(dev.wanted_key(), dev.QT_APT); sys.exit(dev.main(['run', 'go']))"
    )
    before = time.time()
    started = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert float(started.stdout) - before < 2


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
