"""Pages: full but never over-full, heads repeated, what belongs together kept together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import (
    Block,
    draw,
    line_block,
    paginate,
    paragraph,
    space,
    total_height,
)
from counter_app.printing.press.ink import Ink
from counter_app.printing.press.layout import A5, ROLL
from counter_app.printing.raster import page_sizes
from tests.printing.reading import pages_text


def brick(height: float, *, keep: bool = False, head: Block | None = None) -> Block:
    """A block that draws nothing."""
    return Block(height=height, paint=lambda _ink, _x, _y: None, keep=keep, head=head)


heights = st.lists(
    st.tuples(st.floats(min_value=1, max_value=60), st.booleans()), min_size=1, max_size=60
)


@given(heights)
def test_no_page_is_over_full_and_no_block_is_lost(parts: list[tuple[float, bool]]) -> None:
    blocks = [brick(height, keep=keep) for height, keep in parts]
    pages = paginate(blocks, 100)
    assert all(total_height(page) <= 100 + 1e-6 for page in pages)
    assert [block for page in pages for block in page] == blocks


def test_what_is_kept_together_moves_together() -> None:
    blocks = [brick(70), brick(20, keep=True), brick(20)]
    assert [len(page) for page in paginate(blocks, 100)] == [1, 2]


def test_more_than_a_page_kept_together_is_split_after_all() -> None:
    blocks = [brick(40, keep=True) for _ in range(5)]
    assert [len(page) for page in paginate(blocks, 100)] == [2, 1, 2]


def test_a_table_goes_on_under_its_head() -> None:
    head = brick(10, keep=True)
    pages = paginate([head, *(brick(30, head=head) for _ in range(5))], 100)
    assert [page[0] for page in pages] == [head, head]
    assert [total_height(page) for page in pages] == [100, 70]


def test_blank_space_never_begins_a_page() -> None:
    pages = paginate([brick(95), space(10), brick(20)], 100)
    assert [total_height(page) for page in pages] == [95, 20]
    assert paginate([space(10)], 100) == []


def test_short_paragraphs_stay_whole() -> None:
    blocks = paragraph([Run("chữ " * 52, A5.regular)], A5)
    lines = [block for block in blocks if not block.loose]
    assert len(lines) == 3
    assert [block.keep for block in lines] == [True, True, False]


def test_lines_are_placed_left_middle_right() -> None:
    places = []
    for align in (0.0, 0.5, 1.0):
        recorded: list[float] = []
        ink = Ink(A5.width, A5.height, title="t", author="a")
        ink.put = lambda x, y, *_rest, seen=recorded: seen.append(x)  # type: ignore[method-assign]
        (block,) = paragraph([Run("chữ", A5.regular)], A5, align=align, gap=0)
        block.paint(ink, A5.left, 100)
        places.append(recorded[0])
    assert places[0] == A5.left
    assert places == sorted(places)
    assert places[2] < A5.width - A5.right


def test_marks_know_the_page_and_the_count() -> None:
    seen: list[tuple[int, int]] = []
    line = paragraph([Run("chữ", A5.regular)], A5, gap=0)
    pdf = draw(
        line * 200,
        A5,
        title="t",
        author="a",
        ground=lambda _ink: None,
        mark=lambda _ink, number, count: seen.append((number, count)),
    )
    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]
    assert len(page_sizes(pdf)) == len(seen) > 1
    assert all("chữ" in page for page in pages_text(pdf))


def test_a_roll_is_one_page_of_its_own_height() -> None:
    line = line_block((), ROLL, 10)
    pdf = draw(
        [line] * 500,
        ROLL,
        title="t",
        author="a",
        ground=lambda _ink: None,
        mark=lambda *_args: None,
    )
    ((_width, height),) = page_sizes(pdf)
    assert abs(height - (500 * line.height + ROLL.top + ROLL.bottom)) < 1


def test_a_roll_longer_than_a_pdf_page_may_be_is_cut_into_strips() -> None:
    line = line_block((), ROLL, 10)
    pdf = draw(
        [line] * 3_000,
        ROLL,
        title="t",
        author="a",
        ground=lambda _ink: None,
        mark=lambda *_args: None,
    )
    heights = [height for _width, height in page_sizes(pdf)]
    assert len(heights) == 3
    assert max(heights) < 14_400
    margins = len(heights) * (ROLL.top + ROLL.bottom)
    assert abs(sum(heights) - 3_000 * line.height - margins) < 3
