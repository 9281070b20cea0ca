"""What the program writes is for whoever runs it: other accounts of the computer read no data and no copy.

On Windows the folder of an account's own data is closed to others by the system.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from counter_app.desk.office.founding import FIRST_PASSWORD

PROGRAM = (
    *(sys.executable, "-m", "counter_app"),
    *("--officer", "binh.vq", "--password-fd", "0"),
)


def test_no_other_account_reads_data_or_copies(tmp_path: Path) -> None:
    data, copies = tmp_path / "data", tmp_path / "sao-luu"
    before = os.umask(0o022)
    try:
        copies.mkdir()
        for words in (("demo",), ("backup", "--to", str(copies))):
            subprocess.run(
                [*PROGRAM, "--data", str(data), *words],
                check=True,
                capture_output=True,
                input=f"{FIRST_PASSWORD}\n".encode(),
            )
    finally:
        os.umask(before)
    written = [data, *data.rglob("*"), *copies.rglob("*")]
    assert len(written) > 3
    open_to_others = [path for path in written if not _closed(path)]
    assert open_to_others == []


def _closed(path: Path) -> bool:
    return os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077
