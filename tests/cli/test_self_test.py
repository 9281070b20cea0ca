"""The self-test of a built copy, as it is run on an office's computer."""

from __future__ import annotations

import io
import json
import sys
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


def test_what_fails_is_told_on_a_screen_that_lacks_our_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A built program writes in the code page of its computer: 437, 1252 and 1258 have no ễ."""

    def broken() -> str:
        raise ValueError("Nguyễn Thị Bưởi")

    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding="cp437"))
    monkeypatch.setattr(selftest, "CHECKS", (broken,))
    assert selftest.self_test(tmp_path / "report.json") == 1
    sys.stdout.flush()
    for said in (screen.getvalue(), (tmp_path / "report.json").read_bytes()):
        assert json.loads(said)["checks"]["broken"]["says"] == "ValueError: Nguyễn Thị Bưởi"
