"""The canary of the bombs, where the memory of a process can be limited."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.desk.test_list_limits import BOMBS, MEMORY, READER, swollen

assert sys.platform == "linux"


def test_without_the_limits_the_process_would_end(
    tmp_path: Path,
) -> None:
    """The canary of the bombs: the memory given is less than they take."""
    part, content = BOMBS["millions of looks"]
    bad = swollen(tmp_path, part, content)
    opened = READER.replace(
        "try:",
        "from counter_app.desk.tables import workbook\n"
        "workbook.require_plain_workbook = lambda archive: None\ntry:",
        1,
    )
    done = subprocess.run(
        [sys.executable, "-c", opened.replace(str(MEMORY), str(260 * 1024 * 1024)), str(bad)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "too_large" not in done.stdout
    assert (
        done.returncode != 0 or "table_file file" in done.stdout
    )  # MemoryError, or told as damage
