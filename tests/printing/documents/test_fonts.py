"""Letters: all of Vietnamese in every face, measured as they are drawn, extracted as they were typed."""

from __future__ import annotations

import unicodedata

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from counter_app.printing.press.fonts import (
    LETTERS,
    VOWELS,
    Face,
    font,
    lacking,
    literal,
    runs,
    width,
)
from counter_app.printing.press.ink import Ink
from tests.printing.reading import outside_chars, pages_text

TONES = "\u0300\u0301\u0303\u0309\u0323"


def page_of(text: str, face: Face, size: float = 10) -> bytes:
    """A page with one line of text."""
    ink = Ink(1200, 60, title="text", author="test")
    ink.put(10, 20, text, face, size)
    return ink.finish()


def test_the_alphabet_is_complete() -> None:
    expected = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in ("", *TONES)}
    assert set(VOWELS) == expected
    assert len(set(LETTERS)) == 67 - 6 + 6
    assert unicodedata.is_normalized("NFC", LETTERS)


@pytest.mark.parametrize("face", list(Face))
def test_every_letter_is_in_the_face_and_in_the_first_subset(face: Face) -> None:
    loaded = font(face)
    wanted = set(LETTERS + LETTERS.upper())
    assert {char for char in wanted if ord(char) not in loaded.face.charToGlyph} == set()
    assert {char for char in wanted if ord(char) not in loaded.encoding_table} == set()


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("letters", [LETTERS, LETTERS.upper()])
def test_every_letter_is_extracted_composed(face: Face, letters: str) -> None:
    (text,) = pages_text(page_of(letters, face))
    assert text == letters


def test_letters_of_other_languages_come_from_further_subsets() -> None:
    words = "Ñandú Жуков Ærø Ångström Nguyễn"
    assert pages_text(page_of(words, Face.SERIF)) == [words]


@pytest.mark.parametrize(
    ("face", "typed", "shown"),
    [
        (Face.SERIF, "a → b", "a → b"),
        (Face.SANS, "a → b", "a » b"),
        (Face.SERIF, "cười 😀 ☑", "cười □ □"),
        (Face.SANS, "cười 😀", "cười ?"),
    ],
)
def test_what_a_face_lacks_gets_a_stand_in(face: Face, typed: str, shown: str) -> None:
    pdf = page_of(typed, face)
    assert pages_text(pdf) == [shown]
    assert width(typed, face, 10) == pytest.approx(width(shown, face, 10))


@pytest.mark.parametrize("face", list(Face))
def test_widths_are_those_of_the_font(face: Face) -> None:
    text = "Tiếp nhận hồ sơ (Bà)/Tổ chức – ƯỞNG 0123"
    font(face)
    assert width(text, face, 11) == pytest.approx(stringWidth(text, face.value, 11))


def test_signs_of_the_format_itself_are_escaped() -> None:
    assert literal(b"(a)\\") == "\\050a\\051\\134"
    assert pages_text(page_of("(a) \\ [b] <c> %d", Face.SERIF)) == ["(a) \\ [b] <c> %d"]


def test_a_line_stands_where_it_was_put() -> None:
    assert outside_chars(page_of("Ưởng", Face.SERIF), margin=9) == []
    assert outside_chars(page_of("Ưởng", Face.SERIF), margin=15) != []


HIGHLAND = "Y Ƀlơ̆k Ñiă, H'Mŏk Kƀuôr Mĭr, HʼBia, Ɓun, Čư̆ ŭ ĕ"


@pytest.mark.parametrize("face", list(Face))
def test_names_of_every_people_are_printed_in_every_face(face: Face) -> None:
    """Where the face lacks a letter its fellow lends it, measured as it is drawn."""
    page = page_of(HIGHLAND, face)
    (text,) = pages_text(page)
    assert unicodedata.normalize("NFC", text) == HIGHLAND
    assert "□" not in text
    assert outside_chars(page) == []
    assert width(HIGHLAND, face, 10) == pytest.approx(
        sum(width(run, drawn, 10) for drawn, run in runs(HIGHLAND, face))
    )


def test_what_no_paper_can_show_is_known_beforehand() -> None:
    assert lacking("王小明 (Vương) 😀 Nguyễn →") == "王小明😀"
    assert lacking(HIGHLAND + LETTERS + LETTERS.upper()) == ""
    assert lacking("Nguyễn Thị Ưởng – “ấp Vĩnh Hòa”, 8.000 đ → 12 m²") == ""
    assert lacking("Lê 漢字 Văn 漢 Bé 😀") == "漢字😀"
    assert lacking(" \n\t") == ""
