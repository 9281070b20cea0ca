"""What a scanner, a hand or the clipboard gives is read as the one code it can be, or not at all."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.scanned import (
    looks_scanned,
    read_code,
    scanned_codes,
    trailing_codes,
)

CODE = DossierCode(office="99001", day=date(2026, 11, 28), device=1, sequence=1)
OTHER = DossierCode(office="99001", day=date(2026, 11, 27), device=2, sequence=46)
VIETNAMESE = str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323")
SHIFTED = str.maketrans("0123456789", ")!@#$%^&*(")
FRENCH = str.maketrans("0123456789", "à&é\"'(-è_ç")

codes = st.builds(
    DossierCode,
    office=st.integers(0, 99_999).map("{:05d}".format),
    day=st.integers(0, 20_000).map(lambda days: date(2026, 1, 1) + timedelta(days % 3_000)),
    device=st.integers(1, 99),
    sequence=st.one_of(st.integers(1, 9_999), st.integers(10_000, 999_999)),
)
before = st.sampled_from(
    ["", "]C0", "]C1", "]Q1", "]X0", "*", "abc", "Mã: ", "\x1d", "~", "\ufeff"]
)
behind = st.sampled_from(["", "*", ";", "\r", "\n", "\t", " ", "XYZ", "#", "$", "\x04"])


@given(codes)
def test_a_code_with_its_dashes_is_never_the_scan_of_another(code: DossierCode) -> None:
    """A dash is a 6 of a French layout, which types no plain digit beside it."""
    assert trailing_codes(f"Xem {code.text}") is None
    assert scanned_codes(code.text) == ()
    assert trailing_codes(code.barcode.translate(FRENCH)).codes == (code,)  # type: ignore[union-attr]


def test_the_sample_through_the_vietnamese_layout() -> None:
    assert CODE.barcode == "990012611280100012"
    assert read_code("\u0323\u0323đđăâ\u0309ăăâ\u0301đăđđđăâ") == CODE


@given(codes, before, behind)
def test_what_a_scanner_sends_around_a_receipt_is_dropped(
    code: DossierCode, prefix: str, suffix: str
) -> None:
    text = prefix + code.barcode + suffix
    assert read_code(text) == code
    assert scanned_codes(text) == (code,)


DOTS = re.compile("9[5-8][5-8]|[5-8][5-8]9|99[5-8]|[5-8]99")
"""Digits of which, typed as marks of one letter, several orders look alike."""


@given(codes, st.sampled_from([VIETNAMESE, SHIFTED, FRENCH]), before, st.booleans())
def test_digits_typed_through_another_layout(
    code: DossierCode, layout: dict[int, int], prefix: str, capitals: bool
) -> None:
    typed = code.barcode.translate(layout)
    typed = typed.upper() if capitals and layout is VIETNAMESE else typed
    if capitals or layout is not VIETNAMESE or unicodedata.normalize("NFC", typed) != typed:
        unsure = layout is VIETNAMESE and DOTS.search(code.barcode)
        assert read_code(typed) in ((code, None) if unsure else (code,))
    if prefix.isascii() and "*" not in prefix:
        assert read_code(prefix + typed) in (code, None)
    for form in ("NFC", "NFD"):
        # Once normalised, a dot below may have stood in several places: never another dossier.
        assert read_code(unicodedata.normalize(form, typed)) in (code, None)


@given(codes.filter(lambda code: not DOTS.search(code.barcode)))
def test_one_dot_below_beside_one_tone_is_told_by_the_check_digit(code: DossierCode) -> None:
    typed = unicodedata.normalize("NFC", code.barcode.translate(VIETNAMESE))
    several = len(re.findall("9[5-8]|[5-8]9", code.barcode)) > 1
    assert read_code(typed) == code or several


@given(codes, st.sampled_from(["", "]C1", ";", "\n"]), st.integers(1, 3))
def test_a_receipt_scanned_more_than_once_is_one(
    code: DossierCode, between: str, times: int
) -> None:
    assert scanned_codes(between.join([code.barcode] * (times + 1))) == (code,)
    assert read_code(between.join([code.barcode] * (times + 1))) == code


def test_two_receipts_in_one_scan_are_both_told_and_neither_is_taken() -> None:
    assert scanned_codes(CODE.barcode + OTHER.barcode) == (CODE, OTHER)
    assert read_code(CODE.barcode + OTHER.barcode) is None
    assert read_code(f"{CODE.text} {OTHER.text}") is None


@given(codes, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_another_dossier(code: DossierCode, at: int, more: int) -> None:
    digits = code.barcode
    wrong = str((int(digits[at]) + more) % 10)
    damaged = digits[:at] + wrong + digits[at + 1 :]
    assert read_code(damaged) is None
    assert looks_scanned(damaged)
    assert looks_scanned("]C1" + damaged)


@given(codes, st.sampled_from("-– .  "), st.booleans())
def test_a_printed_code_in_whatever_it_was_pasted_with(
    code: DossierCode, dash: str, small: bool
) -> None:
    text = code.text.replace("-", dash)
    text = text.lower() if small else text
    for around in ("{}", "Mã hồ sơ: {}", "({}).", "xem {} giúp", "“{}”"):
        assert read_code(around.format(text)) == code


@given(codes)
def test_letters_that_look_like_digits(code: DossierCode) -> None:
    text = code.text[0] + code.text[1:].replace("0", "O").replace("1", "l")
    assert read_code(text) == code


def test_a_code_in_short_is_completed_by_the_own_office() -> None:
    assert read_code("261128-010001", "99001") == CODE
    assert read_code("mã: 261128-01OOO1", "99001") == CODE
    assert read_code("261128 010001", "99001") == CODE
    assert read_code("261128-010001") is None
    assert read_code("H55.242.01-261128-000079", "99001") is None


@pytest.mark.parametrize(
    "text",
    ["", "T", "0912345678", "001099000001", "9" * 18, "9" * 400, "T99001", "Nguyễn Văn Mẫu", "]C1", "\ud800",
     "T99001-261399-010001", "AT99001-261128-010001", "*" * 50, "đ" * 18, "a" * 100_000],
)  # fmt: skip
def test_what_is_no_code(text: str) -> None:
    assert read_code(text, "99001") is None


@given(st.text(max_size=60))
def test_any_text_is_only_read(text: str) -> None:
    code = read_code(text, "99001")
    assert code is None or isinstance(code, DossierCode)
    assert looks_scanned(text) in (True, False)
