"""Disks and sticks that are folders: each a volume of its own with a serial, plugged in, pulled, and back elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.sync import volumes
from counter_app.sync.volumes import Volume
from counter_app.system import files


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
