"""A folder that a program copies to other computers: no office is founded there, and none opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.system.places import carried_by
from tests.makers import MONDAY

LEFT = [
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".shortcut-targets-by-id", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
]


@pytest.mark.parametrize(("name", "service"), LEFT)
def test_what_the_program_leaves_in_the_topmost_folder_tells_of_all_below(
    tmp_path: Path, name: str, service: str
) -> None:
    top = tmp_path / "Của tôi"
    (top / name).mkdir(parents=True)
    assert carried_by(top) == carried_by(top / "Tài liệu" / "so-lieu") == service
    assert carried_by(tmp_path / "Của tôi 2") == ""


def test_a_folder_that_is_only_called_so_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "OneDrive" / "so-lieu").mkdir(parents=True)
    (
        tmp_path / "OneDrive" / ".dropbox"
    ).mkdir()  # Linux keeps Dropbox's own settings under this name
    assert carried_by(tmp_path / "OneDrive" / "so-lieu") == ""


def test_no_office_is_founded_in_one(tmp_path: Path) -> None:
    (tmp_path / ".dropbox.cache").mkdir()
    data = tmp_path / "so-lieu"
    for asked in (
        lambda: Office.exists(data),  # before anybody fills in a form
        lambda: Office.found(data, default_founding(), clock=FixedClock(MONDAY)),
    ):
        with pytest.raises(StoreError, match=r"Dropbox đồng bộ thư mục dữ liệu .*so-lieu lên mạng"):
            asked()
    assert not data.exists()


def test_none_is_opened_in_one_and_it_is_whole_elsewhere(office: Office, tmp_path: Path) -> None:
    data = office.data_dir
    office.close()
    mark = data.parent / ".849C9593-D756-4E56-8D6E-42412F2A707B"
    mark.write_bytes(b"")
    with pytest.raises(StoreError, match=r"OneDrive .* Đặt thư mục dữ liệu ở nơi khác"):
        Office.open(data, clock=FixedClock(MONDAY))
    mark.unlink()
    Office.open(data, clock=FixedClock(MONDAY)).close()
