"""The canary of the bombs, where memory is not limited: without the limits one takes many times what it may."""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists import table_file
from counter_app.errors import RuleError
from tests.desk.test_list_limits import BOMBS, swollen

assert sys.platform == "win32"


def test_the_limits_spare_memory(tmp_path: Path) -> None:
    part, content = BOMBS["millions of looks"]
    bad = swollen(tmp_path, part, content)
    tracemalloc.start()
    try:
        with pytest.raises(RuleError):
            table_file.read_table(bad)
        assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    finally:
        tracemalloc.stop()
