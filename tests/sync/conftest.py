"""A small working day to carry, and the media to carry it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.store.store import Store
from tests.sync.makers import busy_store
from tests.sync.media import Stick, make_stick, media


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An office after a few dossiers."""
    made = busy_store(tmp_path / "office.db")
    yield made
    made.close()


@pytest.fixture(params=media())
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stick]:
    """Every medium this machine can make."""
    folder = tmp_path / "stick"
    folder.mkdir()
    made = make_stick(request.param, folder)
    yield made
    made.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """A plain folder standing for a stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder
