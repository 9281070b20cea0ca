"""Two people change the same thing: both changes stay, and what both touched is named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from counter_app.domain.merging import merge


@dataclass(frozen=True)
class Room:
    name: str = "Quầy"
    chairs: int = 2
    light: bool = True


@pytest.mark.parametrize(
    ("typed", "stored", "merged", "clashes"),
    [
        (Room(), Room(chairs=3), Room(chairs=3), ()),
        (Room(name="Sảnh"), Room(chairs=3), Room("Sảnh", 3), ()),
        (Room(name="Sảnh"), Room(name="Kho"), Room("Sảnh"), ("name",)),
        (Room(name="Sảnh"), Room(name="Sảnh", chairs=0), Room("Sảnh", 0), ()),
        (Room("Sảnh", 5), Room("Kho", 6, False), Room("Sảnh", 5, False), ("name", "chairs")),
    ],
)
def test_whoever_touched_a_field_keeps_it(
    typed: Room, stored: Room, merged: Room, clashes: tuple[str, ...]
) -> None:
    assert merge(Room(), typed, stored) == (merged, clashes)
