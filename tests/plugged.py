"""Disks and sticks that are folders: each a volume of its own with a serial, plugged in, pulled, and back elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.office.backup_notes import copies_in
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.sync.stick import volumes
from counter_app.sync.stick.volumes import Volume
from counter_app.system import files

STICK, DISK = "1A2B-3C4D", "5E6F-7A8B"


class Plugged:
    """The computer's volumes besides the one of its data."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._root = root
        self._there: dict[str, Path] = {}
        self._real = files.identity
        monkeypatch.setattr(volumes, "list_volumes", self.volumes)
        monkeypatch.setattr(files, "identity", self._identity)

    def plug_in(self, serial: str, *, at: str = "") -> Path:
        """A stick or disk with this serial, empty at first, under a path; where it is."""
        path = self._root / (at or serial)
        pulled = self._root / f"pulled-{serial}"
        if pulled.exists():
            if path.exists():
                path.rmdir()
            pulled.rename(path)
        path.mkdir(exist_ok=True)
        self._there[serial] = path
        return path

    def pull(self, serial: str, *, leaving: bool = False) -> None:
        """Take it out; ``leaving``: the empty folder it was mounted on stays, on the disk of the data."""
        path = self._there.pop(serial)
        path.rename(self._root / f"pulled-{serial}")
        if leaving:
            path.mkdir()

    def where(self, serial: str) -> Path:
        """What is on it, whether it is plugged in or not."""
        return self._there.get(serial, self._root / f"pulled-{serial}")

    def volumes(self) -> list[Volume]:
        """What the system would list."""
        return [
            Volume(
                path=path.resolve(),
                label="",
                filesystem="exfat",
                serial="" if serial.startswith("khong-so") else serial,
                size=10**9,
                free=10**9,
                removable=True,
                read_only=False,
            )
            for serial, path in self._there.items()
        ]

    def _identity(self, path: Path) -> tuple[int, int]:
        found = self._real(path)
        for number, place in enumerate(self._there.values(), 101):
            if path == place or path.is_relative_to(place):
                return (number, found[1]) if found[1] else found
        return found


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plugged:
    """A stick and a second disk beside the disk of the data."""
    made = Plugged(tmp_path, monkeypatch)
    made.plug_in(STICK)
    made.plug_in(DISK)
    return made


@pytest.fixture
def two(office: Office, plugged: Plugged) -> Office:
    """The office with both places named."""
    office.backups.name_places(
        str(plugged.where(DISK) / "sao-luu"), str(plugged.where(STICK) / "sao-luu")
    )
    return office


def names(folder: Path) -> list[str]:
    """The copies there, the one that knows most first."""
    return [copy.path.name for copy in copies_in(folder)]


def evening(office: Office, clock: FixedClock) -> None:
    """A day with work goes by and its copies are made."""
    office.queue.take("A")
    office.backups.make()
    clock.tick(days=1)
