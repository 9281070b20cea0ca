"""Two hundred cards through three input methods and the code pages: each is read right, or left empty and told.

What a scanner's keys become is played by rules of Telex and VNI; no reading is ever praised that is not the card's own.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from counter_app.domain.card.identity_card import CardReading, read_card
from counter_app.domain.card.typed_card import typed_card
from counter_app.domain.dossier.typed_keys import shown
from counter_app.domain.text import fold, name_case, unmarked
from tests.desk.old_letters import misread as signs
from tests.desk.old_letters import tcvn3, vni
from tests.domain.test_card import misread
from tests.typing_methods import Typist

CARDS = 200
TODAY = date(2026, 11, 28)
KINH = (
    "Nguyễn Văn Mẫu", "Trần Thị Thuý Hằng", "Lê Hoàng Ngọc Ánh", "Phạm Đức Thắng", "Huỳnh Thị Mỹ Duyên",
    "Đặng Xuân Quyết", "Bùi Thị Khuyên", "Đỗ Quốc Tuấn", "Hồ Ngọc Oanh", "Dương Thị Kiều Oanh", "Lý Thường",
    "Tôn Nữ Công Tằng Huyền Tôn Bảo Ngọc Minh Châu An Nhiên Quỳnh Hương", "Út", "Võ Nguyễn Hoài Thương",
    "Trương Vĩnh Nghiêm", "Lương Thế Vinh", "Phùng Khắc Khoan", "Ngô Thì Nhậm", "Vũ Thị Thoả", "Cao Bá Quát",
)  # fmt: skip
OTHERS = (
    "H'Hen Niê", "Y Bhăm Êban", "Kpă Y Blơh", "Ksor H'Mŏk", "Siu H'Blê̆t", "H' Bơ̆ng Êban", "Y Ƀlơ̆k Ñiă",
    "Giàng A Phử", "Vừ Mí Chơ", "Lò Văn Ưởng", "Cil Mup Ha Krong", "K'Brôi", "Rahlan H'Ler", "Rơ Châm Ayun",
    "Y Krơ̆ng Hđơ̆k", "Kon Sơ Ha Bas", "Nay Der", "Thạch Sa Rết", "Lâu Y Pó", "Hoàng Seo Lùng",
)  # fmt: skip
PLACES = (
    "Thôn 1, xã An Hòa Mẫu, tỉnh Mẫu", "Buôn Ama Thuột, huyện Cư M'gar, tỉnh Đắk Lắk", "Tổ dân phố 3, phường Ô Chợ Dừa",
    "Bản Nà Lừu, xã Mường Mẫu", "Ấp 5, xã Đông Thạnh", "Số 12/3 đường Ngô Gia Tự, phường 2", "Làng Kép, xã Ia Mơ Nông",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """What a card says, and its text."""

    name: str
    address: str
    text: str


def cards() -> list[Scan]:
    """The same two hundred every time."""
    chance = random.Random(200)
    made: list[Scan] = []
    for at in range(CARDS):
        name = chance.choice(KINH if at % 2 else OTHERS)
        written = name.upper() if chance.random() < 0.5 else name
        born = date(chance.randint(1940, 2005), chance.randint(1, 12), chance.randint(1, 28))
        woman = chance.random() < 0.5
        century = (born.year // 100 - 19) * 2 + int(woman)
        number = f"0{chance.choice(('01', '66', '79', '04'))}{century}{born:%y}{at:06d}"
        old = f"{chance.randrange(10**9):09d}" if chance.random() < 0.5 else ""
        issued = date(chance.randint(2021, 2025), chance.randint(1, 12), chance.randint(1, 28))
        address = chance.choice(PLACES)
        fields = (
            number, old, written, f"{born:%d%m%Y}", "Nữ" if woman else "Nam", address, f"{issued:%d%m%Y}",
        )  # fmt: skip
        made.append(Scan(written, address, "|".join(fields)))
    return made


ALL = cards()


def is_right(scan: Scan, reading: CardReading) -> bool:
    card = reading.card
    said = unicodedata.normalize("NFC", scan.name), unicodedata.normalize("NFC", scan.address)
    return card is not None and (card.name, card.address) == said


def judged(scan: Scan, reading: CardReading) -> str:
    """ "right", or "told": refused, or empty with words. Anything else is a wrong name in the form."""
    if is_right(scan, reading):
        return "right"
    card = reading.card
    if card is None:
        assert reading.warnings
        return "told"
    assert card.name in {"", scan.name, unicodedata.normalize("NFC", scan.name)}, (scan, reading)
    assert reading.warnings, (scan, reading)
    return "told"


def by_code(text: str) -> str:
    """A scanner that sends letters beyond ASCII by their code."""
    return unicodedata.normalize("NFC", text)


def dropped(text: str) -> str:
    """A scanner that leaves them out."""
    return "".join(char for char in text if char.isascii())


def plain(text: str) -> str:
    """A scanner's program that takes the accents off."""
    return "".join(
        unmarked(char).upper() if char.isupper() else unmarked(char)
        for char in unicodedata.normalize("NFC", text)
    )


@pytest.mark.parametrize("method", ["", "telex", "vni"])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("before", ["", "Lan", "Nguyen ", "0912"])
def test_letters_sent_by_their_code_come_through_every_method(
    method: str, empty: bool, before: str
) -> None:
    right = 0
    for scan in ALL:
        typist = Typist(method, empty=empty)
        field = "".join(key.char for key in shown("", typist.type(before)))
        events = typist.type(by_code(scan.text))
        found = typed_card(field, events)
        assert found is not None
        if found.text:
            assert judged(scan, read_card(found.text, TODAY)) == "right", (scan, found)
            right += 1
        else:  # "Âm" of Ama or of Am6: two readings that keys alone cannot tell apart
            assert method, (scan, events)
    assert right >= (CARDS * 0.8 if method else CARDS)


@pytest.mark.parametrize("method", ["", "telex", "vni"])
@pytest.mark.parametrize("sent", [dropped, plain])
def test_accents_that_the_scanner_lost_are_told(method: str, sent: Callable[[str], str]) -> None:
    told = 0
    for scan in ALL:
        events = Typist(method).type(sent(scan.text))
        found = typed_card("", events)
        assert found is not None
        reading = read_card(found.text, TODAY)
        lost = sent(scan.text) != by_code(scan.text)
        assert lost
        card = reading.card
        assert card is None or card.name in {"", scan.name}, (scan, reading)
        assert card is None or card.name or reading.warnings
        told += bool(reading.warnings)
    assert told == CARDS


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("spelled", [False, True])
@pytest.mark.parametrize("sent", [dropped, plain])
def test_swallowed_keys_are_given_back_or_the_card_is_refused(
    method: str, spelled: bool, sent: Callable[[str], str]
) -> None:
    given_back = 0
    for scan in ALL:
        text = sent(scan.text)
        typist = Typist(method, spelled=spelled)
        found = typed_card("", [*typist.type(text), *typist.end()])
        assert found is not None
        assert found.text in {"", text}, (scan, found)
        given_back += found.text == text
    assert given_back >= CARDS * 0.8


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1258"])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("spaced", [False, True])
def test_wrong_code_pages_are_repaired_or_told(page: str, times: int, spaced: bool) -> None:
    right = 0
    for scan in ALL:
        text = by_code(scan.text)
        for _time in range(times):
            text = misread(text, page)
        if spaced:
            text = text.replace("\xa0", " ")
        right += judged(scan, read_card(text, TODAY)) == "right"
    assert right >= (CARDS if not spaced else CARDS // 2)


@pytest.mark.parametrize("table", [tcvn3, vni])
@pytest.mark.parametrize("small", [False, True])
def test_a_table_of_before_unicode_is_read_or_told(
    table: Callable[[str], bytes], small: bool
) -> None:
    """As programs for cards write that know TCVN3 or VNI alone; signs are shown as Windows shows bytes."""
    right = written = 0
    for scan in ALL:
        name = by_code(name_case(scan.name) if small else scan.name)
        text = by_code(scan.text).replace(by_code(scan.name), name)
        try:
            shown_as = signs(table(text))
        except (KeyError, ValueError):
            continue  # a letter of another people: these tables have none
        written += 1
        reading = read_card(shown_as, TODAY)
        card = reading.card
        assert card is None or not card.name or fold(card.name) == fold(name), (scan, card)
        if card is None or name_case(card.name) != name_case(name):
            assert reading.warnings, (scan, card)
        right += card is not None and name_case(card.name) == name_case(name)
    assert right > CARDS // 4
    assert right >= written * 0.9


@pytest.mark.parametrize("replaced", ["?", "\ufffd", "_"])
def test_replaced_letters_are_never_a_name(replaced: str) -> None:
    for scan in ALL:
        text = "".join(char if char < "\u0100" else replaced for char in by_code(scan.text))
        if text == by_code(scan.text):
            continue
        card = read_card(text, TODAY).card
        assert card is None or card.name in {"", by_code(scan.name)}, (scan, card)


@pytest.mark.parametrize("turned", [str.swapcase])
def test_caps_lock_is_turned_back_or_told(turned: Callable[[str], str]) -> None:
    for scan in ALL:
        reading = read_card(turned(by_code(scan.text)), TODAY)
        card = reading.card
        assert card is not None
        assert name_case(card.name) == by_code(name_case(scan.name)), (scan, reading)


def test_letters_that_changed_places_are_noticed() -> None:
    """Wherever two letters of a Vietnamese word change places and make no other word."""
    noticed = missed = 0
    for scan in ALL:
        name = by_code(scan.name)
        if scan.name.title() not in {item.title() for item in KINH}:
            continue
        for at in range(len(name) - 1):
            one, other = name[at], name[at + 1]
            if one == other or not (one.isalpha() and other.isalpha()):
                continue
            swapped = name[:at] + other + one + name[at + 2 :]
            reading = read_card(by_code(scan.text).replace(name, swapped), TODAY)
            told = bool(reading.warnings)
            noticed += told
            missed += not told
    assert noticed > 4 * missed, (noticed, missed)


def test_a_right_card_is_praised() -> None:
    praised = sum(not read_card(scan.text, TODAY).warnings for scan in ALL)
    assert praised >= CARDS * 0.95
