"""Names of every people pass every door; what a wrong code table makes of one is noticed, and no other is offered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.desk.intake.known_card import odd_party
from counter_app.desk.tables.wrong_code_tables import mended
from counter_app.domain.card.identity_card import read_card
from counter_app.domain.lettering.damage import is_damaged, repair
from counter_app.domain.lettering.name_letters import is_damaged_name, repair_name
from counter_app.domain.lettering.plainly import plainly_whole
from counter_app.domain.lettering.rereading import reread_from_afar
from counter_app.domain.lettering.syllables import is_syllable
from counter_app.domain.person.name import name_warnings
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.tables import Sheet, SheetRow
from tests.desk.old_letters import misread, tcvn3, vni
from tests.domain.test_200_cards import KINH, OTHERS

CORPUS = Path(__file__).parents[1] / "data" / "words" / "names.txt"
PAGES = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "cp1257", "cp1258", "iso8859-2", "koi8-r", "cp866", "cp437",
    "cp850", "mac-roman", "cp874",
)  # fmt: skip
WIDE = ("gbk", "big5", "cp932", "cp949")


_KINH = {name.title() for name in KINH}


def names() -> list[str]:
    lines = CORPUS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


RIGHT = names()
DAMAGEABLE = [name for name in dict.fromkeys([*KINH, *OTHERS, *RIGHT[-30:]]) if not name.isascii()]


def shown_wrong(name: str) -> Iterator[tuple[str, str]]:
    """The name by each table, read by each page."""
    for page in PAGES:
        yield f"UTF-8 as {page}", misread(name.encode(), page)
    for page in WIDE:
        yield f"UTF-8 as {page}", name.encode().decode(page, "replace")
    for table in (tcvn3, vni):
        try:
            data = table(name)
        except ValueError:
            continue  # it has no such letter
        for page in ("cp1252", "cp1258", "cp1251", "koi8-r"):
            yield f"{table.__name__} as {page}", misread(data, page)


def is_like_a_name(text: str) -> bool:
    """Whether nothing tells that something is wrong: every accented word is Vietnamese."""
    words = unicodedata.normalize("NFC", text).replace("'", " ").split()
    return all(word.isascii() or is_syllable(word) for word in words)


def test_the_corpus_is_large() -> None:
    assert len(RIGHT) > 120
    assert len(DAMAGEABLE) > 50


@pytest.mark.parametrize("changed", [str, str.upper])
def test_a_right_name_passes_the_form_and_the_terminal(changed: type[str]) -> None:
    told = {name: said for name in RIGHT if (said := name_warnings(changed(name)))}
    assert told == {}
    party = Party(kind=PartyKind.PERSON, name=changed("Jürgen Müller"))
    assert odd_party(party) == []
    assert odd_party(replace(party, name="Nguyá»…n Thá»‹ Lan"))


@pytest.mark.parametrize("changed", [str, str.upper])
def test_a_right_name_passes_the_card_and_is_at_most_compared(changed: type[str]) -> None:
    for name in map(changed, RIGHT):
        text = f"066195000031|241234567|{name}|05021995|Nữ|Thôn 1, xã Mẫu, tỉnh Mẫu|01012022"
        reading = read_card(text)
        assert reading.card is not None
        assert reading.card.name == unicodedata.normalize("NFC", name)
        assert all("đối chiếu từng chữ với thẻ" in text for text in reading.warnings), name


def test_a_right_name_passes_a_list() -> None:
    rows = tuple(SheetRow(number=at, cells=("Hộ tịch", name)) for at, name in enumerate(RIGHT))
    found = mended(Sheet(name="", rows=rows))
    assert [row.cells[1] for row in found.rows] == [
        unicodedata.normalize("NFC", name) for name in RIGHT
    ]


def test_beside_right_letters_only_what_no_name_can_be_is_mended() -> None:
    """``Loïc`` and ``Thñy`` may be people of elsewhere, ``NguyÔn`` and ``TrÇn`` may not."""
    cells = ("Nguyễn Thị Lộc", "Loïc", "Thñy", "NguyÔn An", "TrÇn An")
    (row,) = mended(Sheet(name="", rows=(SheetRow(number=1, cells=cells),))).rows
    assert row.cells == (*cells[:3], "Nguyễn An", "Trần An")


@pytest.mark.parametrize("changed", [str, str.upper])
def test_a_name_in_a_wrong_table_is_told_and_no_other_name_is_offered(changed: type[str]) -> None:
    silent, wrong, repaired, tried = [], [], 0, 0
    for name in map(changed, DAMAGEABLE):
        for how, shown in shown_wrong(unicodedata.normalize("NFC", name)):
            if is_like_a_name(shown):
                continue
            tried += 1
            found = repair_name(shown)
            if found is None and not is_damaged_name(shown):
                silent.append((how, shown, name))
            elif (
                found is not None
                and found.text.lower() != unicodedata.normalize("NFC", name).lower()
            ):
                wrong.append((how, shown, found.text))
            repaired += found is not None
    assert wrong == []
    assert tried > 1000
    # What VNI or TCVN3 makes of a few names of other peoples has nothing that a name of elsewhere may not have.
    assert len(silent) * 100 < tried, silent
    assert all(
        how[:3] in ("vni", "tcv") and name.title() not in _KINH for how, _shown, name in silent
    ), silent
    assert repaired > tried / 2


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Höng", ""), ("Nguyeãn Höng", "Nguyễn Hưng"), ("Peter Höng", ""), ("Loïc Nguyen", ""),
        ("Bïi Thñy", "Bùi Thủy"), ("Ñaëng Thò Höông", "Đặng Thị Hương"),
        ("Mª Teresa", ""), ("MIRCEA BĂŞESCU", ""), ("Tomáš Šášš", ""), ("Seán McÉvoy", ""),
        ("Công ty TNHH ABC®", ""), ("Lý Tú", ""), ("Hà Hò", ""),
    ],
)  # fmt: skip
def test_between_two_readings_the_words_around_it_decide(name: str, meant: str) -> None:
    found = repair_name(name)
    assert (found.text if found else "") == meant
    assert meant or not name_warnings(name)


def test_what_one_look_shows_to_be_whole_is_never_damage_by_the_long_look() -> None:
    """Right names and what every table makes of them: where one look says whole, the others agree."""
    shown = [
        *RIGHT,
        *KINH,
        *(misread(name.encode(), page) for name in DAMAGEABLE for page in PAGES),
    ]
    shown += [misread(written(name)) for name in KINH for written in (tcvn3, vni)]
    shown += sorted({f"Nguyễn {word}" for name in shown for word in name.split()})
    whole = [name for name in shown if plainly_whole(name, name=True)]
    assert len(whole) > 100
    assert [name for name in whole if repair_name(name) or is_damaged_name(name)] == []
    addresses = [f"Thôn 3, {name}" for name in shown if plainly_whole(f"Thôn 3, {name}")]
    assert [text for text in addresses if is_damaged(text) or repair(text) is not None] == []
    assert not plainly_whole("Nguyeãn Vaên", name=True)
    assert not plainly_whole("Nguyễn văn A?", name=True)


def test_no_page_of_other_countries_shows_a_letter_that_ends_the_search() -> None:
    letters = map(chr, range(0x1EA0, 0x1EFA))
    pages = (*PAGES, *WIDE)
    assert not [letter for letter in letters for page in pages if letter.encode(page, "ignore")]
    assert reread_from_afar("Nguyễn") == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u00d0inh Văn Nam", "Đinh Văn Nam"),
        ("TRẦN \u00d0\u1ee8C", "TRẦN ĐỨC"),
        ("Nguyễn V\u01cen A", "Nguyễn Văn A"),
        ("Gu\u00f0mundur J\u00f3nsson", ""),
        ("L\u01d0 W\u01cen", ""),
    ],
)
def test_a_letter_of_another_people_in_a_vietnamese_name_is_asked_about(
    written: str, meant: str
) -> None:
    found = name_warnings(written)
    assert [meant in text for text in found] == ([True] if meant else [])
