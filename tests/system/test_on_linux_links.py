"""Links that go round in a ring: whatever is asked of such a path, the answer is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.sync.stick.volumes import volume_of
from counter_app.system import files
from counter_app.system.places import on_network
from tests.makers import MONDAY


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """A link to itself."""
    made = tmp_path / "vong"
    made.symlink_to(made)
    return made


def test_nothing_breaks_over_it(ring: Path) -> None:
    with pytest.raises(OSError, match="vong"):
        files.resolved(ring)
    assert not on_network(ring)
    assert volume_of(ring) is None


def test_no_office_is_founded_there(ring: Path) -> None:
    with pytest.raises(StoreError, match="vong"):
        Office.found(ring, default_founding(), clock=FixedClock(MONDAY))
