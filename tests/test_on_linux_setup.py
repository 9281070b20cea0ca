"""Debian's own packages: what lacks is named and installed, or said to whoever may."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.machines import Machine, load_dev

assert sys.platform == "linux"


@pytest.fixture
def dev() -> ModuleType:
    """dev.py as a module that no other test has changed."""
    return load_dev()


@pytest.fixture
def machine(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh machine, which owns every system package."""
    return Machine.fresh(dev, tmp_path, monkeypatch)


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
