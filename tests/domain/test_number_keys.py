"""A number has one key, however it was written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.person.number_keys import document_key, phone_keys, without_label

mobiles = st.from_regex("0[35789][0-9]{8}", fullmatch=True)
lines = st.from_regex("02[0-9]{9}", fullmatch=True)
WAYS = (
    "{0}", "+84{1}", "84{1}", "+84 {1}", "+84(0){1}", "0084{1}", "+84.{1}", "ĐT: {0}", "{0} (Zalo)",
)  # fmt: skip


@given(st.one_of(mobiles, lines), st.sampled_from(WAYS), st.sampled_from(["", " ", ".", "-"]))
def test_one_number_has_one_key(number: str, way: str, between: str) -> None:
    inner = between.join((number[:4], number[4:7], number[7:]))
    rest = between.join((number[1:4], number[4:7], number[7:]))
    assert phone_keys(way.format(inner, rest)) == (number,)


@given(
    st.lists(st.one_of(mobiles, lines), min_size=2, max_size=3, unique=True),
    st.sampled_from(WAYS[:6]),
    st.sampled_from([" / ", "/", "; ", ", ", " - ", " hoặc ", " ", "\n", " và ", "-"]),
)
def test_several_numbers_in_one_field_are_several(
    numbers: list[str], way: str, between: str
) -> None:
    if way.startswith("84") and between == "-":
        way = "{0}"
    text = between.join(way.format(number, number[1:]) for number in numbers)
    assert phone_keys(text) == tuple(numbers)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("O912OOO555", ("0912000555",)),
        ("912000555", ("0912000555",)),
        ("+1 415 555 0000", ("14155550000",)),
        ("(024) 3826.5555 máy lẻ 12", ("02438265555",)),
        ("02438265555 (ext. 105)", ("02438265555",)),
        ("024 3826 5555 - nội bộ 7; 0912000555", ("02438265555", "0912000555")),
        ("024 3826 5555x12", ("02438265555",)),
        ("113", ("113",)),
        ("không có", ()),
        ("", ()),
    ],
)
def test_other_numbers(typed: str, keys: tuple[str, ...]) -> None:
    assert phone_keys(typed) == keys


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("p 1234-567", "P1234567"),
        ("O01090000001", "001090000001"),
        ("00109000000l", "001090000001"),
        ("０01090000001", "001090000001"),
        ("O1234567", "O1234567"),
        ("I12345678", "I12345678"),
        ("0100109106-001", "0100109106001"),
        ("", ""),
    ],
)
def test_the_key_of_a_document(typed: str, key: str) -> None:
    assert document_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("SĐT: 0912 000 555", "0912 000 555"),
        ("sđt:0912000555", "0912000555"),
        ("Hộ chiếu C7654321", "C7654321"),
        ("Mã số thuế: 0100109106", "0100109106"),
        ("số 46", "46"),
        ("Nguyễn Văn 3", "Nguyễn Văn 3"),
        ("Hồ Cẩn", "Hồ Cẩn"),
        ("", ""),
    ],
)
def test_words_before_a_number(typed: str, rest: str) -> None:
    assert without_label(typed) == rest


@given(st.text(max_size=80))
def test_any_text_has_keys_of_digits(text: str) -> None:
    assert all(key.isascii() and key.isdigit() for key in phone_keys(text))
    assert document_key(text).isascii()


@given(st.from_regex("[0-9]{0,13}", fullmatch=True))
def test_the_short_way_for_plain_digits_says_what_the_long_one_says(digits: str) -> None:
    """A blank behind them sends them the long way."""
    assert phone_keys(digits) == phone_keys(f"{digits} ")
    assert document_key(digits) == document_key(f"{digits} ")
