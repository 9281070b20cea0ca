"""Codes for people and barcodes for scanners: the same facts, and no misreading passes unnoticed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.codes import (
    DossierCode,
    check_digit,
    checks_out,
    parse_barcode,
    parse_code,
)
from counter_app.domain.dossier.scanned import looks_scanned

DIGITS = st.text("0123456789", min_size=1, max_size=24)
CODES = st.builds(
    DossierCode,
    office=st.text("0123456789", min_size=5, max_size=5),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    device=st.integers(1, 99),
    sequence=st.integers(1, 999_999),
)
SEVENTH = DossierCode(office="99001", day=date(2026, 11, 23), device=1, sequence=7)


def test_a_code_reads_as_the_receipt_prints_it() -> None:
    assert SEVENTH.text == "T99001-261123-010007"
    assert SEVENTH.barcode[:-1] == "99001261123010007"
    assert len(SEVENTH.barcode) == 18


@pytest.mark.parametrize(("digits", "check"), [("572", "4"), ("0", "0"), ("123456789", "4")])
def test_the_check_digit_is_damm_s(digits: str, check: str) -> None:
    assert check_digit(digits) == check
    assert checks_out(digits + check)


def test_the_check_table_leaves_no_error_of_a_kind_uncaught() -> None:
    """Every row and column holds each digit once, and no two neighbours may be swapped after any beginning."""
    ahead = {check_digit(text): text for text in ("", *(f"{number}" for number in range(1000)))}
    assert set(ahead) == set("0123456789")
    for begun in ahead.values():
        after = {digit: check_digit(begun + digit) for digit in "0123456789"}
        assert set(after.values()) == set("0123456789")
        assert after[check_digit(begun)] == "0"
        for one in "0123456789":
            for other in set("0123456789") - {one}:
                assert check_digit(begun + one + other) != check_digit(begun + other + one)


@given(DIGITS, st.data())
def test_every_single_wrong_digit_is_caught(digits: str, data: st.DataObject) -> None:
    whole = digits + check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != whole[place]]))
    assert not checks_out(whole[:place] + wrong + whole[place + 1 :])


@given(DIGITS, st.data())
def test_every_swap_of_neighbours_is_caught(digits: str, data: st.DataObject) -> None:
    whole = digits + check_digit(digits)
    place = data.draw(st.integers(0, len(whole) - 2))
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert checks_out(swapped) == (swapped == whole)


@given(CODES)
def test_code_and_barcode_are_read_back(code: DossierCode) -> None:
    assert parse_code(code.text) == code
    assert parse_barcode(code.barcode) == code


@given(CODES)
def test_a_barcode_is_even_so_that_it_packs_in_pairs(code: DossierCode) -> None:
    assert len(code.barcode) == (18 if code.sequence <= 9999 else 20)
    assert looks_scanned(code.barcode)


@given(CODES, CODES)
def test_two_dossiers_never_share_a_code(one: DossierCode, other: DossierCode) -> None:
    assert (one.text == other.text) == (one == other)
    assert (one.barcode == other.barcode) == (one == other)


def test_the_ten_thousandth_dossier_of_a_day_still_has_a_code() -> None:
    code = DossierCode(office="99001", day=date(2026, 11, 23), device=1, sequence=10_000)
    assert code.text == "T99001-261123-0110000"
    assert parse_code(code.text) == code
    assert parse_barcode(code.barcode) == code


@pytest.mark.parametrize(
    "typed",
    [
        "t99001-261123-010007",
        "T99001261123010007",
        " T99001 – 261123 – 010007 ",
        "T99001.261123.010007",
        "T99001—261123—010007\n",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_code(typed) == SEVENTH


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "T",
        "99001-261123-010007",
        "T9900-261123-010007",
        "T99001-261123-01007",
        "T99001-261123-010000007",
        "T99001-261323-010007",
        "T99001-260230-010007",
        "X99001-261123-010007",
        "T٩٩٠٠١-261123-010007",
        "T99001-261123-010007 OR 1",
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert parse_code(typed) is None


@given(st.text(max_size=40))
def test_no_text_upsets_the_readers(text: str) -> None:
    for read in (parse_code, parse_barcode):
        found = read(text)
        assert found is None or found.day.year >= 2000
    assert looks_scanned(text) in (True, False)


@given(CODES, st.integers(1, 17))
def test_a_barcode_of_another_length_is_refused(code: DossierCode, length: int) -> None:
    assert parse_barcode(code.barcode[:length]) is None
    assert parse_barcode(code.barcode + "0") is None


def test_a_damaged_barcode_still_looks_like_one() -> None:
    damaged = "1" + SEVENTH.barcode[1:]
    assert parse_barcode(damaged) is None
    assert looks_scanned(damaged)
    assert not looks_scanned("0912345678")
    assert not looks_scanned("٩" * 18)


def test_a_barcode_with_an_impossible_day_is_refused() -> None:
    digits = "99001261399010007"
    assert parse_barcode(digits + check_digit(digits)) is None
