"""Windows lets nobody replace or remove a data file while it is open, side files included."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.office import Office
from counter_app.store.file.file_copies import copy_to
from tests.makers import receive

assert sys.platform == "win32"


def test_a_file_is_not_replaced_under_an_open_window(office: Office, tmp_path: Path) -> None:
    path = office.store.database.path
    copy_to(office.store.database, tmp_path / "copy.db")
    receive(office)
    with pytest.raises(PermissionError):
        (tmp_path / "copy.db").replace(path)
    for side in (path, path.with_name(path.name + "-wal")):
        with pytest.raises(PermissionError):
            side.unlink()
    assert receive(office).form_no == 2
