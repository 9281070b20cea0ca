"""Programs that copy folders to other computers say so to Windows: the folders they named are known."""

from __future__ import annotations

import sys
import winreg
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.errors import StoreError
from counter_app.store.file.data_folder import require_uncarried
from counter_app.system.places import carried_by

assert sys.platform == "win32"

ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
KEY = rf"{ROOTS}\iCloudDrive!S-1-5-21-1!thu-nghiem"


@pytest.fixture
def carried(tmp_path: Path) -> Iterator[Path]:
    """A folder that a program told Windows it carries."""
    folder = tmp_path / "Kho Chung"
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{KEY}\UserSyncRoots") as opened:
        winreg.SetValueEx(opened, "S-1-5-21-1", 0, winreg.REG_SZ, str(folder))
    yield folder
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{KEY}\UserSyncRoots")
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, KEY)


def test_the_folders_windows_lists_are_refused(carried: Path, tmp_path: Path) -> None:
    assert carried_by(carried) == "iCloudDrive"
    assert carried_by(Path(str(carried).upper()) / "SO-LIEU") == "iCloudDrive"
    assert carried_by(tmp_path) == ""
    with pytest.raises(StoreError, match="iCloudDrive"):
        require_uncarried(carried / "so-lieu")
