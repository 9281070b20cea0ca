"""Offices that send and the superior that receives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.store.store import Store
from tests.sync.makers import busy_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An office after a few dossiers."""
    made = busy_store(tmp_path / "office.db")
    yield made
    made.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """A plain folder standing for a stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The superior's folder, not yet made."""
    return tmp_path / "superior"
