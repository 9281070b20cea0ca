"""Text as people type and paste it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.text import (
    clean,
    clean_lines,
    exact_key,
    fold,
    half_width,
    initials,
    name_case,
    place_tone,
)

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
LETTERS = "".join(
    unicodedata.normalize("NFC", base + tone) for base in VOWELS for tone in ("", *TONES)
)
vietnamese = st.text(alphabet=LETTERS + LETTERS.upper() + "bcdđghklmnpqrstvxĐ '-,.1/", max_size=60)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Nguyễn \u200b Văn\tMẫu\r\n", "Nguyễn Văn Mẫu"),
        ("\ufeffTrần\u00a0Thị\u3000Thử", "Trần Thị Thử"),
        ("\u202eABC\u202c\u2066x\u2069", "ABCx"),
        ("a\x00b\x07c\x7f", "abc"),
        ("xã\u00adhội", "xãhội"),
        ("☎\ufe0f 1", "☎ 1"),
        ("lẻ \ud800 đôi", "lẻ đôi"),
        (unicodedata.normalize("NFD", "Thuỷ"), "Thuỷ"),
        ("e\u200d\u0302\u0301", "ế"),
        (" \u200b ", ""),
    ],
)
def test_clean(typed: str, expected: str) -> None:
    assert clean(typed) == expected


def test_clean_lines_keeps_paragraphs() -> None:
    typed = "\r\n dòng  một\r\n\r\ndòng\u2028hai\x0b \n"
    assert clean_lines(typed) == "dòng một\n\ndòng\nhai"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Đặng  Thị-Ý", "dang thi y"),
        ("ĐƯỜNG số 5/2", "duong so 5 2"),
        ("H'Hen Niê", "h hen nie"),
        ("Ðình đảng", "dinh dang"),
        ("ﬁ ½ Ａ１", "fi 1 2 a1"),
        ("\u0130stanbul", "istanbul"),
        ("Y Ƀlơ̆k Ñiă", "y blok nia"),
        ("Y Ɓun", "y bun"),
        ("Łódź Ħal Søren Straße Æsop œuf", "lodz hal soren strasse aesop oeuf"),
        ("Ŋuyen Ɗao Čư̆ Ɨ ɲ ı", "nguyen dao cu i n i"),
        ("HʼBia H’Bia HꞌBia HʻBia HʹBia", "h bia h bia h bia h bia h bia"),
        ('" * % _ NEAR -', "near"),
        ("", ""),
    ],
)
def test_fold(typed: str, expected: str) -> None:
    assert fold(typed) == expected


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("Hoà", "Hòa", "hòa"),
        ("khoẻ", "khỏe", "khỏe"),
        ("Thuý", "Thúy", "thúy"),
        ("thuỷ", "THỦY", "thủy"),
        ("qúy", "quý", "quý"),
        ("hòan", "hoàn", "hoàn"),
        ("giừơng", "giường", "giường"),
        ("gìa", "già", "già"),
        ("Hoà, Thuý.", "hòa thúy", "hòa thúy"),
    ],
)
def test_both_tone_styles_give_one_key(one: str, other: str, key: str) -> None:
    assert exact_key(one) == exact_key(other) == key


@pytest.mark.parametrize(
    "word",
    [
        *("gì", "gìn", "quả", "quỳ", "ngoài", "khuỷu", "nghĩa", "giữa", "mùa", "chìa", "tiếng"),
        *("người", "khuyến", "ưỡn", "à", "ý", "oái", "yếu", "đường", "xoáy", "giếng", "quốc"),
    ],
)
def test_right_spelling_stays(word: str) -> None:
    assert place_tone(word) == word


@pytest.mark.parametrize("word", ["café", "người1", "niêbỳà", "st", "ñandú", "hŏk"])
def test_what_is_no_syllable_stays(word: str) -> None:
    assert place_tone(word) == word


def test_accents_still_tell_names_apart() -> None:
    assert len({exact_key(name) for name in ("Hoa", "Hòa", "Hóa", "Hoả", "Hoạ")}) == 5


def test_initials_of_a_procedure() -> None:
    assert initials("Đăng ký khai sinh") == "dkks"
    assert initials("  (Chứng thực) bản sao – 2 ") == "ctbs2"
    assert initials("") == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("NGUYỄN VĂN MẪU", "Nguyễn Văn Mẫu"),
        ("đặng thị  thử", "Đặng Thị Thử"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("TÔN NỮ-AN", "Tôn Nữ-An"),
        ("H' BƠ̆NG ÊBAN", "H' Bơ̆ng Êban"),
        ("SIU H'BLÊ̆T", "Siu H'Blê̆t"),
        ("HʼBIA ÊBAN", "HʼBia Êban"),
        ("HꞌHEN MLÔ", "HꞌHen Mlô"),
        ("k’brôi", "K’Brôi"),
        ("Y ƁUN ČƯ̆ Ñ", "Y Ɓun Čư̆ Ñ"),
        ("Ô̆M Ê̆BAN", "Ô̆m Ê̆ban"),
        ("O'BRIEN", "O'Brien"),
        ("ÚT", "Út"),
        ("Nguyễn văn Mẫu", "Nguyễn văn Mẫu"),
        ("Y", "Y"),
        ("", ""),
    ],
)
def test_name_case(typed: str, expected: str) -> None:
    assert name_case(typed) == expected


@given(st.text(max_size=80))
@example("ß")
@example("ŉ ǆ \u0130i")
def test_keys_are_stable(text: str) -> None:
    for key in (clean, clean_lines, fold, exact_key, name_case):
        assert key(key(text)) == key(text)


@given(st.text(max_size=80))
def test_nothing_invisible_survives(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(char) for char in kept} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    kept.encode("utf-8")


@given(vietnamese)
def test_composed_and_decomposed_text_are_equal(text: str) -> None:
    split = unicodedata.normalize("NFD", text)
    for key in (clean, fold, exact_key, initials, name_case):
        assert key(split) == key(text)


@given(vietnamese)
def test_fold_leaves_plain_letters(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(exact_key(text)) == fold(text.upper())


MINORITY = "aăâeêĕioôơŏuưŭybɓƀdđhklmnñrčw'ʼ’ \u0306\u0301\u0323"


@given(st.text(alphabet=MINORITY, min_size=1, max_size=30))
def test_a_capital_stands_only_where_a_word_begins(name: str) -> None:
    """Whatever letters carry which marks: after a letter or its marks no capital follows."""
    cased = name_case(name.upper())
    before = " "
    for char in unicodedata.normalize("NFD", cased):
        inside = before.isalpha() and before not in "ʼ"
        assert not (inside and char.isupper()), cased
        before = before if unicodedata.combining(char) else char


@given(st.text(alphabet=MINORITY, max_size=30))
def test_the_case_of_a_name_changes_no_letter(name: str) -> None:
    assert name_case(name.upper()).casefold() == clean(name.upper()).casefold()


def test_full_width_letters_take_their_usual_width() -> None:
    assert half_width("Ｌｅｅ　Ａ１－２（ｃ）") == "Lee A1-2(c)"
    assert half_width("王小明 Nguyễn ₫") == "王小明 Nguyễn ₫"
