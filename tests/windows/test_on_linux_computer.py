"""What the Windows computer under Wine is made of, and what is said where it cannot be made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from release.pins import WINDOWS, pins_for
from tests.windows import __main__ as lane
from tests.windows import computer, wine

assert sys.platform == "linux"


def test_windows_gets_the_pins_of_its_own_with_their_hashes() -> None:
    lines = pins_for(WINDOWS).splitlines()
    names = {line.partition("==")[0] for line in lines}
    assert {"colorama", "pefile", "pywin32-ctypes", "PySide6-Essentials".lower(), "brotli"} <= names
    assert not names & {"macholib", "brotlicffi"}
    assert [line for line in lines if "--hash=sha256:" not in line] == []
    assert len(lines) == len(names) > 60


def test_a_python_without_windows_libraries_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer, "SERIES", "3.99")
    with pytest.raises(wine.WineError, match=r"for Python 3\.99 .* 3\.11, 3\.12, 3\.13"):
        computer.make()


def test_a_computer_without_wine_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(lane, "LOCK", tmp_path / "lock")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(computer, "ready", lambda: bool(wine.program("wine64")))
    assert lane.main(["--quick"]) == 1
    assert "install Wine" in capsys.readouterr().out


def test_changed_pins_make_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(computer, "STAMP", tmp_path / "stamp")
    interpreter = tmp_path / "python.exe"
    monkeypatch.setattr(computer, "PYTHON", interpreter)
    pins = tmp_path / "dev.txt"
    monkeypatch.setattr(computer, "REQUIREMENTS", pins)
    pins.write_text("a==1\n", "utf-8")
    interpreter.touch()
    assert not computer.ready()
    computer.STAMP.write_text(computer.wanted(), "utf-8")
    assert computer.ready()
    pins.write_text("a==2\n", "utf-8")
    assert not computer.ready()


def test_every_test_is_run_or_left_out_by_name() -> None:
    """A new folder of tests is not forgotten."""
    places = {word for track in lane.WHOLE for step in track for word in step.words}
    there = {
        item.name
        for item in (wine.ROOT / "tests").iterdir()
        if item.name.startswith("test_") or any(item.rglob("test_*.py"))
        if not item.name.startswith("test_on_linux_")
    }
    missed = {name for name in there - lane.LEFT_OUT if f"tests/{name}" not in places}
    assert missed == set()
    assert there >= lane.LEFT_OUT


def test_what_holds_data_is_in_the_quick_part() -> None:
    places = {word for track in lane.QUICK for step in track for word in step.words}
    assert {f"tests/{part}" for part in ("store", "sync", "superior", "system")} <= places
    assert set(lane.FILES) <= places
    assert [place for place in lane.FILES if not (wine.ROOT / place).is_file()] == []
    assert any("--self-test" in step.words for track in lane.QUICK for step in track)
