"""Linux lets a data file be replaced while it is open; whoever has it open has to notice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.store.file.file_copies import copy_to
from tests.makers import receive

assert sys.platform == "linux"


def test_a_file_that_was_replaced_under_an_open_window_takes_no_more_acts(
    office: Office, tmp_path: Path
) -> None:
    """Its number would be on paper and nowhere else."""
    copy_to(office.store.database, tmp_path / "copy.db")
    receive(office)
    (tmp_path / "copy.db").replace(office.store.database.path)
    with pytest.raises(StoreError, match="thay bằng tệp khác"):
        receive(office)
    with pytest.raises(StoreError, match="thay bằng tệp khác"):
        office.drafts.keep("d", {})
