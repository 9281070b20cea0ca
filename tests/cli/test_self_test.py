"""The self-test of a built copy, as it is run on an office's computer."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from counter_app import selftest


def test_the_office_it_sets_up_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert "promised for" in selftest.database()
    assert list(tmp_path.iterdir()) == []
