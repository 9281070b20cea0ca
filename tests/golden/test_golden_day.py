"""The golden day: what no change of the house may change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
AGAIN = "python -m tests.golden.day tests/golden/golden.json"


def test_every_verb_paper_report_and_batch_is_what_it_was(tmp_path: Path) -> None:
    """Whoever changes one on purpose looks at it and writes the file anew (``AGAIN``)."""
    played = tmp_path / "ngay.json"
    subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.golden.day", str(played)],
        cwd=HERE.parents[1],
        check=True,
        capture_output=True,
    )
    now, then = (json.loads(path.read_text("utf-8")) for path in (played, HERE / "golden.json"))
    assert now.keys() == then.keys(), AGAIN
    assert {name for name in now if now[name] != then[name]} == set(), AGAIN
