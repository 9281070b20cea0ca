"""The quick card: one page, from the guide's own tables, with what the program calls states and pages."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from counter_app import paths
from counter_app.domain.dossier.states import State
from counter_app.domain.paper.quick_card import WORKS, QuickCard, guide_tables
from counter_app.domain.paper.quick_card import quick_card as facts
from counter_app.printing.papers.quick_card import quick_card
from counter_app.printing.raster import page_sizes
from counter_app.wording.dossier.labels import state_label
from tests.printing.reading import flat_text, overlapping_chars, squeezed

MM = 72 / 25.4
GUIDE = (paths.resources_dir() / "guide" / "huong-dan.md").read_text("utf-8")


@pytest.fixture
def card() -> QuickCard:
    """The card of an office."""
    return facts(GUIDE, "Trung tâm Phục vụ hành chính công xã An Hòa", "0296 3 123 456")


def test_it_is_one_page_with_every_work_state_and_trouble(card: QuickCard) -> None:
    pdf = quick_card(card)
    assert len(page_sizes(pdf)) == 1
    text = squeezed(flat_text(pdf))
    told = [work.name for work in card.works] + [name for name, _todo in card.states]
    told += [line.what for work in card.works for line in work.lines]
    told += [word for pair in card.troubles for word in pair]
    told += [*card.never, card.office, card.phone]
    assert [words for words in told if squeezed(words) not in text] == []
    assert overlapping_chars(pdf) == []


def test_the_states_are_those_of_the_program_and_all_ten(card: QuickCard) -> None:
    named = {state_label(state).text for state in State if state is not State.MISTAKEN}
    assert {name for name, _todo in card.states} == named
    assert len(card.states) == 10
    assert all(todo for _name, todo in card.states)
    assert ("Đã trả kết quả", "không phải làm gì") in card.states


def test_keys_are_the_guide_s_and_a_key_that_went_is_missed(card: QuickCard) -> None:
    intake = next(work for work in card.works if work.name == "Tiếp nhận")
    assert intake.key == "F2"
    assert ("Ctrl+L", "Chưa tiếp nhận: bổ sung, từ chối") in [
        (line.key, line.what) for line in intake.lines
    ]
    with pytest.raises(KeyError):
        facts(
            GUIDE.replace("| **Ctrl+L** | Chưa tiếp nhận", "| **Ctrl+U** | Chưa tiếp nhận"), "", ""
        )
    assert [work.name for work in card.works[:-1]] == list(WORKS)


def test_a_table_of_the_guide_is_read_without_its_head_and_marks() -> None:
    text = "### Một\n\n| Phím | Thao tác |\n|---|---|\n| **F9** | Hôm nay |\n| **A**, **B** | hai |\n\nchữ"
    assert guide_tables(text) == {"Một": (("F9", "Hôm nay"), ("A, B", "hai"))}


@pytest.mark.parametrize("times", [1, 2])
def test_however_long_it_gets_it_stays_on_one_page(card: QuickCard, times: int) -> None:
    long = replace(
        card,
        office="Trung tâm Phục vụ hành chính công xã Nông Sơn Thượng Đức Bình Minh " * times,
        phone="",
        troubles=card.troubles * 2,
    )
    pdf = quick_card(long)
    assert _lowest(pdf) >= 20 * MM - 2, "it is smaller, not cut off"
    assert len(page_sizes(pdf)) == 1
    assert overlapping_chars(pdf) == []
    assert "Người phụ trách máy: ……" in flat_text(pdf)


def _lowest(pdf: bytes) -> float:
    """The lower edge of the lowest letter, in points from the bottom of the page."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    low = min(
        text.get_charbox(at)[1]
        for at in range(text.count_chars())
        if text.get_text_range(at, 1).strip()
    )
    document.close()
    return float(low)
