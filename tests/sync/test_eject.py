"""Letting a stick go means the same on both systems: gone, held by an open file, or for the person to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.exchange.stick import Ejected
from counter_app.sync.stick import eject as eject_module
from counter_app.sync.stick.eject import eject
from counter_app.sync.stick.eject_linux import eject_linux
from counter_app.sync.stick.eject_linux import run as really_run
from counter_app.sync.stick.eject_windows import DISMOUNT, EJECT, LOCK, REMOVAL, eject_windows
from counter_app.sync.stick.volumes import Target
from tests.sync.test_volumes import stick

MOUNTS = "30 22 8:17 / /media/nga/USB rw,nosuid - exfat /dev/sdb1 rw\n31 22 0:44 / /mnt/x rw - tmpfs tmpfs rw\n"


def linux(
    root: Path, answers: dict[str, tuple[int, str] | OSError], path: str = "/media/nga/USB"
) -> tuple[Ejected, list[list[str]]]:
    """What Linux makes of it where ``udisksctl`` answers so, and what it was asked."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/mountinfo").write_text(MOUNTS, "utf-8")
    asked: list[list[str]] = []

    def run(command: list[str]) -> tuple[int, str]:
        asked.append(command)
        answer = answers.get(command[1], (0, ""))
        if isinstance(answer, OSError):
            raise answer
        return answer

    return eject_linux(Path(path), run, root), asked


class Kernel:
    """A Windows that says no to some of what is told it; ``held``: so many tries to lock fail."""

    def __init__(self, *, held: int = 0, no: tuple[int, ...] = (), opens: bool = True) -> None:
        self._held, self._no, self._opens = held, no, opens
        self.told: list[int] = []
        self.opened, self.closed = list[str](), 0

    def CreateFileW(self, path: str, *_rest: Any) -> int:  # noqa: N802 - Windows names
        self.opened.append(path)
        return 7 if self._opens else 2**64 - 1

    def DeviceIoControl(self, _handle: Any, code: int, *_rest: Any) -> int:  # noqa: N802
        self.told.append(code)
        if code == LOCK and self._held:
            self._held -= 1
            return 0
        return int(code not in self._no)

    def CloseHandle(self, _handle: Any) -> int:  # noqa: N802
        self.closed += 1
        return 1


def windows(kernel: Kernel, path: str = "E:\\") -> Ejected:
    """What Windows makes of it, nobody waiting."""
    return eject_windows(kernel, Path(path), lambda _seconds: None)


def busy(root: Path) -> Ejected:
    """Linux, where a file on the stick is open."""
    said = "Error unmounting /dev/sdb1: GDBus.Error:org.freedesktop.UDisks2.Error.DeviceBusy: target is busy"
    return linux(root, {"unmount": (1, said)})[0]


CASES: tuple[tuple[Callable[[Path], Ejected], Ejected], ...] = (
    (lambda root: linux(root, {})[0], Ejected.DONE),
    (lambda root: linux(root, {"power-off": (1, "in use")})[0], Ejected.DONE),
    (lambda root: linux(root, {"power-off": OSError("gone")})[0], Ejected.DONE),
    (busy, Ejected.BUSY),
    (lambda root: linux(root, {"unmount": (1, "Not authorized")})[0], Ejected.UNABLE),
    (lambda root: linux(root, {"unmount": FileNotFoundError("udisksctl")})[0], Ejected.UNABLE),
    (lambda root: linux(root, {"unmount": TimeoutError()})[0], Ejected.UNABLE),
    (lambda root: eject_linux(Path("/x"), root=root / "nowhere"), Ejected.UNABLE),
    (lambda _root: windows(Kernel()), Ejected.DONE),
    (lambda _root: windows(Kernel(held=3)), Ejected.DONE),
    (lambda _root: windows(Kernel(no=(EJECT,))), Ejected.DONE),
    (lambda _root: windows(Kernel(held=999)), Ejected.BUSY),
    (lambda _root: windows(Kernel(no=(DISMOUNT,))), Ejected.UNABLE),
    (lambda _root: windows(Kernel(opens=False)), Ejected.UNABLE),
    (lambda _root: windows(Kernel(), "\\\\may-chu\\chung"), Ejected.UNABLE),
)


@pytest.mark.parametrize(("case", "expected"), CASES, ids=range(len(CASES)))
def test_both_systems_keep_the_contract(
    tmp_path: Path, case: Callable[[Path], Ejected], expected: Ejected
) -> None:
    assert case(tmp_path) is expected


def test_only_what_is_mounted_there_is_touched(tmp_path: Path) -> None:
    _found, asked = linux(tmp_path / "a", {})
    assert [(command[1], command[-1]) for command in asked] == [
        ("unmount", "/dev/sdb1"),
        ("power-off", "/dev/sdb1"),
    ]
    for number, path in enumerate(("/mnt/x", "/media/nga", "/media/nga/USB/HS_99001")):
        assert linux(tmp_path / str(number), {}, path) == (Ejected.UNABLE, [])


def test_windows_locks_before_it_dismounts_and_always_lets_the_handle_go() -> None:
    for kernel in (Kernel(), Kernel(held=999), Kernel(no=(DISMOUNT,))):
        windows(kernel)
        assert kernel.opened == ["\\\\.\\E:"]
        assert kernel.closed == 1
    kernel = Kernel()
    windows(kernel)
    assert kernel.told == [LOCK, DISMOUNT, REMOVAL, EJECT]


def test_a_folder_that_is_no_stick_is_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eject_module, "sys", None)  # whatever the system: it is not asked
    for target in (
        Target.of(tmp_path),
        Target(folder=tmp_path, device=1, volume=stick(tmp_path), note="không phải USB"),
        Target(folder=tmp_path, device=1, volume=stick(tmp_path, removable=False)),
        Target(folder=tmp_path, device=1, volume=stick(tmp_path, system=True)),
    ):
        assert eject(target) is None


def test_a_program_that_is_not_there_is_no_error() -> None:
    with pytest.raises(FileNotFoundError):
        really_run(["khong-co-lenh-nay"])
