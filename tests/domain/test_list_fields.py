"""Heads of lists: in any order, under any name, found below a letterhead."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from counter_app.domain.catalogue.list_fields import (
    HEAD_WORDS,
    ListField,
    ListTable,
    guess_columns,
    head_line,
    numbers_columns,
)
from counter_app.domain.tables import Cell
from counter_app.wording.catalogue.listing import field_title

PROVINCE = ["STT", "Mã số TTHC", "Tên thủ tục hành chính", "Thời hạn giải quyết (ngày làm việc)",
            "Địa điểm thực hiện", "Phí, lệ phí (nếu có)", "Căn cứ pháp lý", "Ghi chú"]  # fmt: skip


def test_a_province_s_heads_are_understood() -> None:
    assert guess_columns(PROVINCE) == {
        ListField.CODE: 1,
        ListField.NAME: 2,
        ListField.LIMIT: 3,
        ListField.FEE: 5,
        ListField.LEGAL_BASIS: 6,
        ListField.NOTE: 7,
    }


@pytest.mark.parametrize("seed", range(5))
def test_our_own_heads_are_understood_in_any_order(seed: int) -> None:
    fields = list(ListField)
    random.Random(seed).shuffle(fields)
    found = guess_columns([field_title(field) for field in fields])
    assert found == {field: fields.index(field) for field in ListField}


@pytest.mark.parametrize("field", list(ListField))
def test_every_word_alone_names_its_field(field: ListField) -> None:
    for words in HEAD_WORDS[field]:
        assert guess_columns([words.upper()]) == {field: 0}, words


def test_the_longer_words_win() -> None:
    found = guess_columns(
        ["Tên lĩnh vực", "Tên", "Mã", "Mã địa phương", "Áp dụng đến", "Áp dụng từ"]
    )
    assert found[ListField.SECTOR] == 0
    assert (found[ListField.NAME], found[ListField.CODE], found[ListField.LOCAL_CODE]) == (1, 2, 3)
    assert (found[ListField.VALID_TO], found[ListField.VALID_FROM]) == (4, 5)


def test_heads_are_found_below_a_letterhead() -> None:
    lines: list[Sequence[Cell]] = [
        ["UBND TỈNH MẪU", None],
        [None, None],
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        PROVINCE,
        ["1", "1.001193"],
    ]
    assert head_line(lines) == 3
    assert head_line([["x"], ["a", "b"]]) == 1
    assert head_line([]) == 0


def test_a_line_of_column_numbers_is_no_line() -> None:
    assert numbers_columns(["(1)", "(2)", "(3)=(1)+(2)", None])
    assert not numbers_columns(["1", "1.001193", "Khai sinh"])
    assert not numbers_columns(["1"])


def test_the_same_heads_have_the_same_signature_however_typed() -> None:
    def table(*heads: str) -> str:
        return ListTable(name="a", sha256="", heads=heads, lines=()).signature

    assert table("Mã TTHC", "Tên") == table("MÃ  TTHC", "ten")
    assert table("Mã TTHC", "Tên") != table("Tên", "Mã TTHC")
