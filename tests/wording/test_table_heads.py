"""Heads in levels: every column is covered exactly once on every level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counter_app.wording.tables.tables import HeadCell, head_cells

NAMES = st.sampled_from(["a", "b", "c"])
TITLES = st.lists(st.lists(NAMES, min_size=1, max_size=4).map("|".join), max_size=12)


@given(TITLES)
def test_cells_tile_the_head(titles: list[str]) -> None:
    _levels, cells = head_cells(titles)
    depth = max((title.count("|") + 1 for title in titles), default=0)
    covered = [
        (column, level)
        for cell in cells
        for column in range(cell.first, cell.last + 1)
        for level in range(cell.top, cell.bottom + 1)
    ]
    assert sorted(covered) == [(c, level) for c in range(len(titles)) for level in range(depth)]


@given(TITLES)
def test_each_column_reads_as_its_title(titles: list[str]) -> None:
    _levels, cells = head_cells(titles)
    for column, title in enumerate(titles):
        over = sorted(
            (cell for cell in cells if cell.first <= column <= cell.last), key=lambda cell: cell.top
        )
        assert "|".join(cell.text for cell in over) == title


def test_neighbours_of_one_group_share_its_cell() -> None:
    assert head_cells(["TT", "Tiếp nhận|Trực tuyến", "Tiếp nhận|Trực tiếp"])[1] == [
        HeadCell("TT", 0, 0, 0, 1),
        HeadCell("Tiếp nhận", 1, 2, 0, 0),
        HeadCell("Trực tuyến", 1, 1, 1, 1),
        HeadCell("Trực tiếp", 2, 2, 1, 1),
    ]
