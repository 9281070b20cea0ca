"""An office's two places on real media: exFAT images where this machine can make them, folders everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.desk.office import backup as making
from counter_app.desk.office.backup_notes import copies_in
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.store.file.database import Database
from counter_app.store.file.file_copies import copy_to
from tests.makers import found, receive
from tests.plugged import DISK, STICK, Plugged
from tests.sync.media import MIB, ExfatStick, media


class Places:
    """A disk and a stick; ``yank`` pulls the stick in the middle of what is written, ``plug_in`` puts it back."""

    def __init__(self, folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._sticks: list[ExfatStick] = []
        self._plugged: Plugged | None = None
        if kind == "folder":
            self._plugged = Plugged(folder, monkeypatch)
            self.disk, self.stick = self._plugged.plug_in(DISK), self._plugged.plug_in(STICK)
            return
        for name in ("o-hai", "usb"):
            (folder / name).mkdir()
            self._sticks.append(ExfatStick(folder / name, size=64 * MIB))
        self.disk, self.stick = (stick.path for stick in self._sticks)

    def yank(self) -> None:
        """Pull the stick."""
        if self._plugged is not None:
            self._plugged.pull(STICK)
            return
        self._sticks[1].yank()
        self._sticks[1].take_out()

    def plug_in(self) -> None:
        """Put it back; only what had reached it is there."""
        if self._plugged is not None:
            self._plugged.plug_in(STICK)
            return
        self._sticks[1].plug_in()

    def close(self) -> None:
        """Give everything back."""
        for stick in self._sticks:
            stick.close()


@pytest.fixture(params=media())
def places(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Places]:
    """Two media beside the disk of the data."""
    made = Places(tmp_path, str(request.param), monkeypatch)
    yield made
    made.close()


@pytest.fixture
def working(tmp_path: Path, clock: FixedClock, places: Places) -> Iterator[Office]:
    """An office that named them."""
    office = found(tmp_path / "data", clock)
    receive(office)
    office.backups.name_places(str(places.disk / "sao-luu"), str(places.stick / "sao-luu"))
    yield office
    office.close()


def test_each_real_medium_gets_its_proved_copy(working: Office, places: Places) -> None:
    assert [outcome.trouble for outcome in working.backups.make()] == ["", ""]
    assert not working.backups.cautions(), "three volumes are three"
    for folder in (places.disk, places.stick):
        (copy,) = copies_in(folder / "sao-luu")
        assert copy.note is not None
        assert working.backups.prove(copy.path).note is not None
    assert working.drill.rehearse().passed


def test_a_stick_yanked_while_it_is_written_has_no_copy_that_counts_and_gets_one_later(
    working: Office, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def yanked(database: Database, target: Path) -> None:
        copy_to(database, target)
        if target.is_relative_to(places.stick):
            places.yank()

    monkeypatch.setattr(making, "copy_to", yanked)
    by_disk, by_stick = working.backups.make()
    assert by_disk.path is not None
    assert by_stick.trouble
    monkeypatch.setattr(making, "copy_to", copy_to)
    (owed,) = working.backups.make()
    assert owed.absent, "what is left of the mount point is no stick"
    places.plug_in()
    (made,) = working.backups.make()
    assert made.path is not None
    counted = [copy for copy in copies_in(places.stick / "sao-luu") if copy.note]
    assert [copy.path for copy in counted] == [made.path]
