"""A path of Windows as somebody types it: a bare letter is the disk, wherever on it the program happens to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.store.core import engine
from counter_app.system.places import as_meant

TYPED = [
    ("E:", "E:\\"),
    ("e:", "e:\\"),
    ('E:"', "E:\\"),  # "E:\" at a prompt: the backslash keeps the mark
    ('E:\\sao luu"', "E:\\sao luu"),
    ("--to=E:", "--to=E:\\"),
    ('--out=D:/báo cáo"', "--out=D:/báo cáo"),
    ("E:\\", "E:\\"),
    ("E:\\sao-luu", "E:\\sao-luu"),
    ("E:bao-cao.pdf", "E:bao-cao.pdf"),
    ("\\\\may-chu\\chung", "\\\\may-chu\\chung"),
    ('ghi "chú"', 'ghi "chú"'),
    ("Số: 5", "Số: 5"),
    ("A01:", "A01:"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_what_was_typed_is_taken_as_it_was_meant(typed: str, meant: str) -> None:
    assert as_meant(typed, windows=True) == meant
    assert as_meant(typed, windows=False) == typed


def test_a_copy_on_a_share_is_read_by_its_path() -> None:
    """SQLite takes no server before a path, only in it."""
    share = Path("//may-chu/chung/sao lưu.db")
    assert engine.uri_of(share) == "file:////may-chu/chung/sao%20l%C6%B0u.db"


def test_signs_in_a_name_are_no_part_of_an_address(tmp_path: Path) -> None:
    made = tmp_path / "sao lưu #1 100%.db"
    engine.connect(made).close()
    engine.connect_untouched(made).close()
    engine.connect_reading(made).close()
