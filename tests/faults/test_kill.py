"""kill -9 at any moment: what was acknowledged is there, no number is given twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CYCLES = 200


def test_200_killed_counters_lose_nothing_and_repeat_no_number(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.nursery", tmp_path / "so-lieu", str(CYCLES), "11"],
        capture_output=True,
        check=True,
        timeout=300,
    )
    story = json.loads(done.stdout)
    assert len(story["promised"]) > CYCLES
    assert story["missing"] == []
    assert len(set(story["promised"])) == len(story["promised"])
    assert set(story["promised"]) <= set(story["stored"])
    assert story["problems"] == []
