"""A full disk: one Vietnamese sentence with a next step, nothing half-saved, and on it goes once there is room."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faults.namespaces import python_on_mount


def test_a_full_disk_stops_saving_and_loses_nothing(tmp_path: Path) -> None:
    told = json.loads(python_on_mount(tmp_path, "size=4m", "tests.faults.small_disk"))
    assert "Ổ đĩa đầy" in told["message"]
    assert len(told["received"]) > 10
    assert len(set(told["received"])) == len(told["received"])
    assert told["lost"] == []
    assert told["problems"] == []
