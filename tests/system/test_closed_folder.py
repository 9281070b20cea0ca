"""A folder of data is closed to the computer's other accounts, by the means of whichever system runs this."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.desk.office.founding import default_founding
from counter_app.office import Office
from counter_app.system.closed_folder import close_to_others, is_closed

if sys.platform == "win32":

    def let_everybody_in(folder: Path) -> None:
        """As Windows' own program does it; the list stays one that inherits."""
        words = ["icacls", str(folder), "/grant", "*S-1-1-0:(OI)(CI)R"]
        subprocess.run(words, check=True, capture_output=True)

else:

    def let_everybody_in(folder: Path) -> None:
        """As a folder is made by everything else."""
        folder.chmod(0o755)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One that everybody may look into, with a file in it."""
    made = tmp_path / "Số liệu của xã"
    made.mkdir()
    (made / "tệp.txt").write_text("Đặng Thị Ưởng", "utf-8")
    let_everybody_in(made)
    return made


def test_a_folder_everybody_may_look_into_is_closed(folder: Path) -> None:
    assert not is_closed(folder)
    assert close_to_others(folder)
    assert is_closed(folder)
    assert (folder / "tệp.txt").read_text("utf-8") == "Đặng Thị Ưởng", "its owner reads on"
    (folder / "mới").mkdir()
    (folder / "mới" / "tệp").write_bytes(b"")
    assert close_to_others(folder), "once more changes nothing"


def test_a_new_office_s_folder_is_closed(folder: Path) -> None:
    office = Office.found(folder, default_founding())
    office.close()
    assert is_closed(folder)


def test_where_there_is_no_folder_nothing_is_closed(tmp_path: Path) -> None:
    assert not close_to_others(tmp_path / "không có")
