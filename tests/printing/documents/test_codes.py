"""Codes are read back exactly, whatever digits or words they hold."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.dossier.codes import parse_barcode
from counter_app.domain.paper.test_code import test_code as code_of
from counter_app.printing.papers.receipt_rows import qr_text
from counter_app.printing.press.codes import (
    QUIET,
    code128_modules,
    code128_width,
    draw_code128,
    draw_qr,
    qr_rects,
    qr_width,
)
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.raster import rasterise
from tests.printing.reading import scan
from tests.printing.sheets import make_dossier, make_heading, make_receipt

DIGITS = st.integers(min_value=0, max_value=10**18 - 1).map(lambda number: f"{number:018d}")


def page_of(digits: str = "", words: str = "", dots: int = 3) -> bytes:
    """A small page with one code on it."""
    ink = Ink(90 * MM, 70 * MM, title="code", author="test")
    if digits:
        draw_code128(ink, 5 * MM, 30 * MM, 12 * MM, digits, dots)
    if words:
        draw_qr(ink, 5 * MM, 5 * MM, words, dots)
    return ink.finish()


@given(DIGITS)
@settings(max_examples=40)
def test_any_digits_are_scanned_back(digits: str) -> None:
    assert scan(page_of(digits)) == {"Code 128": digits}


@pytest.mark.parametrize("pair", [f"{number:02d}" for number in range(90, 100)])
def test_no_pair_at_the_front_is_taken_for_a_control_code(pair: str) -> None:
    """python-barcode 0.16 drops a leading "99"."""
    digits = pair + "0012611230100078"
    assert scan(page_of(digits)) == {"Code 128": digits}


def test_the_module_count_is_that_of_the_standard() -> None:
    # Start, nine pairs and the check symbol of 11 modules each, and the stop of 13.
    assert len(code128_modules("990012611230100078")) == 11 * 11 + 13


def test_every_bar_begins_and_ends_on_a_printer_dot() -> None:
    (page,) = rasterise(page_of("990012611230100078"), 203.2)
    row = page.pixels[page.width * 250 : page.width * 251]
    assert all(level < 4 or level > 251 for level in row)
    dark = [index for index, level in enumerate(row) if level < 4]
    assert (dark[-1] - dark[0] + 1) == 3 * len(code128_modules("990012611230100078"))


def test_quiet_zones_are_kept() -> None:
    wide = code128_width("990012611230100078")
    bare = len(code128_modules("990012611230100078")) * 3 * MM / 8
    assert wide - bare == pytest.approx(2 * QUIET * 3 * MM / 8)
    assert QUIET >= 10


@given(
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2099, 1, 1)),  # noqa: DTZ001
    st.integers(min_value=0, max_value=9999),
    st.text("0123456789 .", max_size=15),
    st.booleans(),
)
@settings(max_examples=60)
def test_any_receipt_is_scanned_back_with_the_fixed_mask(
    moment: datetime, number: int, phone: str, promised: bool
) -> None:
    """UTF-8 without a mark, as citizens' cards have it: readers tell it by its many accented letters."""
    dossier = make_dossier(
        code=f"T99001-261123-01{number:04d}", promised_at=moment if promised else None
    )
    words = qr_text(make_receipt(heading=make_heading(phone=phone), dossier=dossier))
    assert scan(page_of(words=words)) == {"QR Code": words}


def test_the_qr_code_is_as_wide_as_it_says() -> None:
    side, rects = qr_rects("Mã hồ sơ")
    assert max(left + across for left, _low, across, _up in rects) == side
    assert qr_width("Mã hồ sơ") == pytest.approx((side + 8) * 3 * MM / 8)


def test_the_sample_code_is_valid_and_of_no_office() -> None:
    assert parse_barcode(code_of("").barcode) == code_of("")
    assert code_of("").office == "00000"
