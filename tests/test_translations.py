"""Every text of the program has a translation that can stand in its place."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

import pytest

from counter_app import i18n
from counter_app.i18n import LANGUAGES
from tests import translations

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SHIPPED = translations.languages()
COUNTED = "count|days|hours|minutes|quantity|calls|visits|entries|dossiers|lines|pages|copies"
NEVER_ONE = (
    "Dữ liệu nguyên vẹn",  # a journal has an entry of its founding and of its first officer
    "Giờ nhận cách nay",
    "Hỏi về hồ sơ, {days}",
    "Kho số liệu",
    "Lượt hướng dẫn, {days}",
    "Mã thủ tục {code} ở đơn vị này là {count}",
    "Phiếu khôi phục có {count} chữ",
    "Quá {days} ngày chưa xong",
    "hết hạn vào ngày nghỉ {days}",  # names of days
    "{before} là địa danh trước {day}",
    "Đúng hạn, {days} ngày",
)
"""Beginnings of texts whose number is more than one by what it counts, or a list."""
_KEY = re.compile(r"\((?:Alt|Ctrl|Shift)\+\w+\)|\(F\d+\)|\(Esc\)|\(Enter\)")


def values(text: str) -> list[tuple[str, str]]:
    """The named values a text is formatted with, and how each is written, in the order of their names."""
    fields = string.Formatter().parse(text)
    return sorted((name, spec or "") for _text, name, spec, _how in fields if name is not None)


def mnemonics(text: str) -> int:
    """How many letters a text offers as a key."""
    return text.replace("&&", "").count("&")


@pytest.fixture(scope="module", params=SHIPPED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """A language's catalogue as it is shipped."""
    return translations.read(request.param)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every Vietnamese text of the program."""
    return [translations.text_of(message) for message in translations.collect() if message.id]


def test_vietnamese_is_the_source_and_needs_no_catalogue() -> None:
    assert set(SHIPPED) == set(LANGUAGES) - {"vi"}


def test_texts_were_found(texts: list[str]) -> None:
    assert len(texts) > 1_000
    assert {"Hồ sơ", "Tiếp nhận"} <= set(texts)


def test_texts_are_composed(texts: list[str]) -> None:
    """A decomposed letter in a source would be another msgid that looks the same."""
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


def test_texts_can_be_formatted(texts: list[str]) -> None:
    """Values go in by name, so that a translation may change their order."""
    unnamed = [
        text for text in texts if any(not name.isidentifier() for name, _spec in values(text))
    ]
    assert unnamed == []


def test_nothing_is_missing_and_nothing_is_left_over(catalogue: Catalog, texts: list[str]) -> None:
    """When this fails: ``python -m tests.translations``, then translate what it lists."""
    known = {translations.text_of(message) for message in catalogue if message.id}
    assert sorted(set(texts) - known) == []
    assert sorted(known - set(texts)) == []
    assert translations.untranslated(catalogue) == []
    assert not catalogue.obsolete


def test_nothing_is_fuzzy(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Every text with each of its translations."""
    return [
        (translations.text_of(message), form)
        for message in catalogue
        if message.id
        for form in translations.forms_of(message)
    ]


def test_translations_hold_the_same_values(catalogue: Catalog) -> None:
    assert [pair for pair in pairs(catalogue) if values(pair[0]) != values(pair[1])] == []


def test_translations_keep_keys_and_lines(catalogue: Catalog) -> None:
    """A key written on a button is the same in every language; so is the number of lines and of mnemonics."""
    different = [
        (one, other)
        for one, other in pairs(catalogue)
        if any(
            measure(one) != measure(other)
            for measure in (_KEY.findall, mnemonics, lambda text: text.count("\n"))
        )
    ]
    assert different == []


def test_translations_begin_and_end_alike(catalogue: Catalog) -> None:
    """Blanks and closing marks hold sentences together that are put behind one another."""
    different = []
    for one, other in pairs(catalogue):
        blanks = (one[:1].isspace(), one[-1:].isspace()) == (
            other[:1].isspace(),
            other[-1:].isspace(),
        )
        sentence = one.endswith((".", "…", "?", ":")) == other.endswith((".", "…", "?", ":"))
        if not (blanks and sentence):
            different.append((one, other))
    assert different == []


_NOT_SAID = (
    ("giấy hẹn", r"(?<!\{)\breceipts?\b"),  # an appointment slip; a receipt is for money
    ("tạm dừng", r"\bstop(?:s|ped)?\b|\bsuspen"),  # paused; stopped is for good
    ("niêm yết", r"\bposting\b"),
    ("usb", r"(?<!\{)\bs&?ticks?\b"),
    ("bộ lọc đã lưu", r"\bkept\b"),
    ("", r"Nghị định|Thông tư|Điều \d|khoản \d|Mẫu số \{"),
)
"""What a Vietnamese text with these words is not called in English."""


def test_one_english_word_for_one_matter(catalogue: Catalog) -> None:
    wrong = [
        (one, other)
        for said, instead in _NOT_SAID
        for one, other in pairs(catalogue)
        if said in one.lower() and re.search(instead, other, re.IGNORECASE)
    ]
    assert wrong == []


def test_a_number_takes_its_plural(catalogue: Catalog) -> None:
    """What tells a number of things has a form for one and a form for many, wherever in the text it stands."""
    single = [
        (one, other)
        for one, other in pairs(catalogue)
        if re.search(rf"\{{(?:{COUNTED})\}} (?:[a-z]+ )?[a-z]+s\b", other)
        and not one.startswith(NEVER_ONE)
    ]
    many = {translations.text_of(m) for m in catalogue if not isinstance(m.id, str)}
    assert [pair for pair in single if pair[0] not in many] == []
    assert len(many) > 50


@pytest.mark.parametrize("language", SHIPPED)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    shipped = translations.compiled_path(language).read_bytes()
    assert shipped == translations.compiled_bytes(translations.read(language))


@pytest.mark.parametrize("language", SHIPPED)
def test_merging_again_changes_nothing(language: str) -> None:
    assert translations.source_path(language).read_bytes() == translations.source_bytes(
        translations.merged(language)
    )


def test_the_program_speaks_it() -> None:
    i18n.use_language("en", translations.LOCALE)
    try:
        assert i18n._("Hồ sơ") == "Dossier"
        with i18n.in_vietnamese():
            assert i18n._("Hồ sơ") == "Hồ sơ"
        assert i18n.plural("{count} hồ sơ, tổng phí {amount}", 1).startswith("{count} dossier,")
        assert i18n.plural("{count} hồ sơ, tổng phí {amount}", 0).startswith("{count} dossiers,")
        with i18n.in_vietnamese():
            assert i18n.plural("{count} bản", 1) == "{count} bản"
    finally:
        i18n.use_language("vi", translations.LOCALE)
    assert i18n._("Hồ sơ") == "Hồ sơ"
    assert i18n.current_language() == "vi"
