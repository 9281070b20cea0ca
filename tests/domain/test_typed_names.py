"""What fingers, old fonts and copied pages do to names: mended or told, never kept in silence."""

from __future__ import annotations

import pytest

from counter_app.domain.lettering.bare_keys import left_as_keys, meant_by_keys
from counter_app.domain.lettering.lookalikes import true_letters
from counter_app.domain.person.birth import parse_birth
from counter_app.domain.person.email import email_warnings
from counter_app.domain.person.name import written_warnings
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.text import exact_key
from counter_app.errors import RuleError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeenx Thij Lan", "Nguyễn Thị Lan"),
        ("TRAANF VAWN NAM", "TRẦN VĂN NAM"),
        ("Traanf Thij Huwowngf", "Trần Thị Hường"),
        ("Phamj Thij Hoaf", "Phạm Thị Hòa"),
        ("Ddoox Ddinhf Duwowng", "Đỗ Đình Dương"),
        ("Nguye64n Thi5 Lan", "Nguyễn Thị Lan"),
        ("D9o64 Thi5 Hu7o7ng", "Đỗ Thị Hương"),
        ("Nguyen Thi Lan", ""),
        ("Lee Soo Man", ""),
        ("Lee Soo Hee", ""),
        ("Lee Hans", ""),
        ("Hans Max Peters", ""),
        ("Van Meer", ""),
        ("Ross Marx", ""),
        ("H'Hen Niê", ""),
    ],
)
def test_a_name_left_as_keys_says_what_they_meant(typed: str, meant: str) -> None:
    assert meant_by_keys(typed) == meant
    told = " ".join(written_warnings(typed, "", person=True))
    assert (f"“{meant}”" in told) if meant else not told


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("Thoon 1, xax An Hoaf, tinhr Maaux", True),
        ("To6 3, phu7o7ng2 An", True),
        ("Thon 1, xa An Hoa", False),
        ("Room 5, Brooks Street, Max Tower", False),
        ("Thôn 1, xax An Hoaf, tinhr Maaux", False),
    ],
)
def test_an_address_left_as_keys_is_told(address: str, keys: bool) -> None:
    assert left_as_keys(address) is keys
    assert bool(written_warnings("Lan", address, person=True)) is keys


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NGuyễn Thị Lan", "Nguyễn Thị Lan"),
        ("nGUYỄN tHỊ lAN", "Nguyễn Thị Lan"),
        ("Nguyễn THị Lan", "Nguyễn Thị Lan"),
        ("Vo VAn Kiet", "Vo Van Kiet"),
        ("HBia Êban", ""),
        ("McLan DeAndre", ""),
        ("NGUYỄN THỊ LAN", ""),
    ],
)
def test_capitals_inside_a_word_are_told(typed: str, meant: str) -> None:
    told = " ".join(written_warnings(typed, "", person=True))
    assert (f"“{meant}”" in told) if meant else not told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nguyễn thị bé", "“Nguyễn Thị Bé”"),
        ("Nguyễn văn An", "“Nguyễn Văn An”"),
        ("y bơ\u0306ng niê", "“Y Bơ\u0306ng Niê”"),
        ("le van an", "“Le Van An”"),
        ("Ludwig van Beethoven", ""),
        ("Nguyễn van der Berg", ""),
        ("H'Hen Niê", ""),
        ("Công ty TNHH An Phú", "tên tổ chức"),
        ("UBND xã Thử", "tên tổ chức"),
        ("TRƯỜNG THCS SỐ 2", "tên tổ chức"),
        ("Trương Thị Cúc", ""),
        ("Đoàn Văn Hội", ""),
        ("Nguyễn Văn An (đã chết)", "dấu “(”"),
        ("Nguyễn Văn An?", "dấu “?”"),
    ],
)
def test_a_name_that_is_nobody_s_as_it_is_written_is_told(name: str, told: str) -> None:
    found = " ".join(written_warnings(name, "", person=True))
    assert (told in found) if told else not found
    assert not [text for text in written_warnings(name, "", person=False) if "tổ chức" in text]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Nguyê \u0303n Thị Lan", True),
        ("\u0301Lan", True),
        ("Nguyễn Thị\u0301 Lan", True),
        ("Olúṣẹ́gun Amédée", False),
        ("Bơ̆ng Êban", False),
    ],
)
def test_marks_that_stand_where_none_can_are_damage(name: str, told: bool) -> None:
    assert bool(written_warnings(name, "", person=True)) is told


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ðặng Thị Ɖào", "Đặng Thị Đào"),
        ("ðình Ê Ðê", "đình Ê Đê"),
        ("Nguyễn Vǎn Lǎ́m", "Nguyễn Văn Lắm"),
        ("Vu̓ Thị Lı̣nh", "Vư Thị Lịnh"),
        ("Nguyễn Thị 𝐋𝐚𝐧", "Nguyễn Thị Lan"),
        ("Guðrún Davíð Ðorðr", "Guðrún Davíð Ðorðr"),
        ("Sın Işık Mǎ", "Sın Işık Mǎ"),
        ("Y Ɓăk Ƀlơ̆k", "Y Ɓăk Ƀlơ̆k"),
    ],
)
def test_letters_that_only_look_vietnamese_become_so(text: str, meant: str) -> None:
    assert true_letters(text) == meant
    party = Party(PartyKind.PERSON, text, address=text).cleaned()
    assert (party.name, party.address) == (meant, meant)


def test_who_was_written_with_another_letter_is_the_same() -> None:
    assert exact_key("Ðặng Vǎn Ɖào") == exact_key("Đặng Văn Đào")


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("05 - 02 - 1999", "05/02/1999"),
        ("5 / 2 / 1999", "05/02/1999"),
        ("１９５４", "1954"),
        ("01/05/1990 00:00:00", "01/05/1990"),
        ("1990-05-01T00:00:00", "01/05/1990"),
        ("201012", ""),
        ("051990", "05/1990"),
        ("19900501", "01/05/1990"),
    ],
)
def test_a_birth_pasted_from_elsewhere(text: str, birth: str) -> None:
    """Six digits with the year first are a day of another century as well: they are refused."""
    try:
        found = parse_birth(text)
    except RuleError:
        assert not birth
    else:
        assert found is not None
        assert found.text() == birth


@pytest.mark.parametrize("odd", ["mailto:a@b.vn", "a..b@c.vn", ".a@b.vn", "a@-b.vn", "a:b@c.vn"])
def test_an_address_of_mail_that_nothing_reaches_is_told(odd: str) -> None:
    assert email_warnings(odd)
    assert not email_warnings("o'brien+x@thu.domain-x.com.vn")
