"""Windows needs no packages of a system: its Python and the wheels bring everything."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.machines import Machine, load_dev

assert sys.platform == "win32"


@pytest.fixture
def dev() -> ModuleType:
    """dev.py as a module that no other test has changed."""
    return load_dev()


@pytest.fixture
def machine(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh machine, which owns every system package."""
    return Machine.fresh(dev, tmp_path, monkeypatch)


@pytest.mark.parametrize("verb", ["run", "test", "build"])
def test_nothing_of_debian_is_asked_for(dev: ModuleType, machine: Machine, verb: str) -> None:
    machine.installed = ""
    dev.ensure(verb)
    assert machine.ran("apt-get") == machine.ran("dpkg-query") == []
    assert machine.ran("--require-hashes")
    machine.commands.clear()
    dev.ensure(verb)
    assert machine.commands == []


def test_run_opens_the_window_where_a_screen_has_no_name(
    dev: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert dev.run([]) == 0
    assert dev.run(["find", "Nguyễn"]) == 0
    assert [command[3:] for command in machine.commands] == [["gui"], ["find", "Nguyễn"]]
