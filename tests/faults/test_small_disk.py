"""A full disk: one Vietnamese sentence with a next step, nothing half-saved, and on it goes once there is room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faults.namespaces import can_mount, python
from tests.sync.media import disks


def test_a_full_disk_stops_saving_and_loses_nothing(tmp_path: Path) -> None:
    if can_mount():
        said = python("tests.faults.small_disk", str(tmp_path), mount="size=4m", folder=tmp_path)
    else:
        said = python("tests.faults.small_disk", str(tmp_path), "--pages")
    told = json.loads(said)
    assert "Ổ đĩa đầy" in told["message"]
    assert len(told["received"]) > 10
    assert len(set(told["received"])) == len(told["received"])
    assert told["lost"] == []
    assert told["at_start"] in ("", told["message"])
    assert told["problems"] == []


@pytest.mark.parametrize("_kind", disks())
def test_on_a_full_disk_the_evening_can_be_done_with_the_room_that_was_kept(
    tmp_path: Path, _kind: str
) -> None:
    """Without it nobody signs in, so nothing is closed or carried away: the trial has teeth."""
    told: dict[str, dict[str, str]] = {}
    for kept in ("--kept", "--bare"):
        disk, stick = tmp_path / f"o-dia{kept}", tmp_path / f"usb{kept}"
        disk.mkdir()
        stick.mkdir()
        words = (str(disk), str(stick), "--evening", kept)
        said = python("tests.faults.small_disk", *words, mount="size=5m", folder=disk)
        found = json.loads(said)
        assert (found["lost"], found["problems"]) == ([], [])
        told[kept] = found["told"]
    assert set(told["--kept"].values()) == {""}
    assert "Ổ đĩa đầy" in told["--bare"]["sign in"]
    assert "Ổ đĩa đầy" in told["--bare"]["start"]
    assert told["--bare"]["carry away"]
