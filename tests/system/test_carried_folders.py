"""A folder that a program copies to other computers: no office is founded there; one that lies there says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.office.founding import default_founding
from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.system.places import carried_by
from counter_app.wording.office.health import troubles
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


def test_none_is_brought_back_into_one(office: Office, tmp_path: Path) -> None:
    office.backup(tmp_path)
    copy = next(tmp_path.glob("*.db"))
    data = tmp_path / "moi"
    data.mkdir()
    (data / ".tmp.driveupload").mkdir()
    with pytest.raises(StoreError, match="Google Drive"):
        restore(copy, data, office.store.database.clock)
    assert not (data / "so-lieu.db").exists()


def test_an_office_that_lies_in_one_works_and_says_so_until_it_is_moved(
    office: Office,
) -> None:
    data = office.data_dir
    assert not troubles(office.rules.health())[0].bad
    (data.parent / ".849C9593-D756-4E56-8D6E-42412F2A707B").write_bytes(b"")
    assert Office.exists(data)
    Office.open(data, clock=FixedClock(MONDAY)).close()
    first = troubles(office.rules.health())[0]
    assert (first.key, first.bad) == ("carried", True)
    assert "OneDrive đồng bộ số liệu lên mạng" in first.text
