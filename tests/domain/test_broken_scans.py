"""Scans that were broken off and begun again, and what else a scanner does around a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.card.identity_card import read_card
from tests.domain.test_card import CARD, TEXT


@pytest.mark.parametrize(
    "text",
    [
        f"\\000026{TEXT}",
        f"]Q2\\000026{TEXT}",
        TEXT.translate({code: code + 0xFEE0 for code in b"0123456789"}),
        TEXT[:30] + TEXT,
        TEXT[:20] + "\r\n" + TEXT,
        TEXT + TEXT[:40],
        TEXT + "\r\n" + TEXT[:40],
        TEXT + "\r\n" + TEXT[:14],
        *(
            "|".join([*TEXT.split("|")[:6], f"{CARD.issued:{shape}}"])
            for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "%d/%m/%Y")
        ),
    ],
)
def test_a_card_is_read_whatever_a_scanner_does_around_it(text: str) -> None:
    """The table of letters before it (AIM ECI), digits of full width, a scan broken off, other days."""
    reading = read_card(text, date(2026, 11, 28))
    assert reading.card == CARD
    assert not reading.warnings


def test_a_year_is_no_day_of_issue() -> None:
    reading = read_card(TEXT.replace("15062021", "2021"))
    assert reading.card == replace(CARD, issued=None)
    assert any("2021" in text for text in reading.warnings)


def test_a_broken_off_scan_of_somebody_else_is_another_card() -> None:
    other = TEXT.replace(CARD.id, "001099012346")
    assert read_card(other[:40] + TEXT).card is None
    assert read_card(TEXT + "\r\n" + other[:40]).card is None


def test_a_name_scanned_as_keys_is_not_taken() -> None:
    reading = read_card(TEXT.replace(CARD.name, "NGUYEENX VAWN MAAUX"))
    assert reading.card is not None
    assert not reading.card.name
    assert any("Bộ gõ" in text for text in reading.warnings)
