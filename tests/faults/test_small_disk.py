"""A full disk: one Vietnamese sentence with a next step, nothing half-saved, and on it goes once there is room."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faults.namespaces import can_mount, python


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
