"""Windows says itself what a medium that is full, locked or gone says to it; Linux tries real ones in the twin.

Under Wine no stick is to be had: the refusal is made up, with Windows' own number, the whole way after it is real.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.errors import DeviceError
from counter_app.store.store import Store
from tests.sync.faults import Failing
from tests.sync.makers import carry
from tests.sync.test_pulled_stick import damage
from tests.sync.test_writer import REPORT, calls_of_a_good_run, readable

assert sys.platform == "win32"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(112, "USB đầy"), (19, "khóa ghi"), (1167, "bị rút ra"), (32, "bị chương trình khác giữ")],
)
def test_what_windows_says_of_a_stick_reaches_the_officer(
    store: Store, tmp_path: Path, number: int, sentence: str
) -> None:
    tried = calls_of_a_good_run(store, tmp_path)
    for fail_at in range(1, tried + 1):
        folder = tmp_path / f"{fail_at}"
        folder.mkdir()
        refusal = OSError(0, "refused", None, number)
        with pytest.raises(DeviceError, match=sentence):
            carry(store, folder, extra_files=[REPORT], files=Failing(fail_at, refusal))
        assert damage(folder) == []
        assert readable(carry(store, folder).folder) == 1
