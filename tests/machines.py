"""A computer to set up: dev.py works on it, and nothing is run."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


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

    @classmethod
    def fresh(cls, dev: ModuleType, folder: Path, patch: pytest.MonkeyPatch) -> Machine:
        """One with nothing of ours on it, which owns every system package."""
        made = cls(dev, folder, patch)
        names = [*dev.QT_APT, *(name for extra in dev.EXTRA_APT.values() for name in extra)]
        made.installed = "".join(f"ii \t{name}\t\n" for name in names)
        return made

    def ran(self, *words: str) -> list[list[str]]:
        """The commands that contain all these words."""
        return [command for command in self.commands if set(words) <= set(command)]
