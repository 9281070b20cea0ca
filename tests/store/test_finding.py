"""One search box for every key, and no row that does not belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.clock import FixedClock
from counter_app.domain.text import exact_key, fold
from counter_app.office import Office
from counter_app.store.core.search_terms import joined_query
from tests.makers import person, receive

FAMILIES = ("Nguyễn", "Trần", "Đặng", "Đỗ", "Hồ", "Hoa", "Hoà", "Lê")
MIDDLES = ("Văn", "Vân", "Thị", "Thi", "Đức", "Duc", "Anh", "Ánh", "Hoàng")
GIVEN = ("An", "Ân", "Anh", "Ảnh", "Hoa", "Hòa", "Hoà", "Hồ", "Đào", "Dao", "Y")
NAMES = st.builds(
    lambda parts: " ".join(parts),
    st.lists(st.sampled_from(FAMILIES + MIDDLES + GIVEN), min_size=1, max_size=4),
)
QUERIES = st.builds(
    lambda words, cut, plain: (fold if plain else str.lower)(" ".join(words))[: cut or None],
    st.lists(st.sampled_from(FAMILIES + MIDDLES + GIVEN), min_size=1, max_size=3),
    st.integers(0, 8),
    st.booleans(),
)


class Names:
    """An office whose dossiers are known by name, in the order of their reception."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.rows: list[tuple[str, tuple[str, ...]]] = []

    def add(self, name: str, owner: str = "") -> str:
        whose = person(owner) if owner else None
        code = receive(self.office, name=name, owner=whose).code
        self.rows.append((code, (name, owner) if owner else (name,)))
        return code

    def found(self, text: str) -> list[str]:
        return [line.code for line in self.office.dossiers.find(text, most=500)]

    def expected(self, text: str) -> list[str]:
        """By brute force: exact first, then folded, then words apart; newest first in each.

        Three or more words that stand together somewhere are not looked for apart, each typed word begins a word of its
        own, and only what is found in no other way may have been written together.
        """
        wanted, folded = exact_key(text).split(), fold(text).split()
        tiers: list[list[str]] = [[], [], []]
        joined: list[str] = []
        for code, names in reversed(self.rows):
            words = [word for name in names for word in fold(name).split()]
            if any(begins(exact_key(name).split(), wanted) for name in names):
                tiers[0].append(code)
            elif any(begins(fold(name).split(), folded) for name in names):
                tiers[1].append(code)
            elif len(folded) > 1 and any(
                all(map(str.startswith, chosen, folded))
                for chosen in permutations(words, len(folded))
            ):
                tiers[2].append(code)
            elif any(together(fold(name).split(), "".join(folded)) for name in names):
                joined.append(code)
        if len(text.split()) >= 3 and (tiers[0] or tiers[1]):
            tiers.pop()
        return [code for tier in tiers for code in tier] or joined if folded else []


def begins(words: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand in the name from the start of some word; the last may be cut short."""
    text = " ".join(wanted)
    return bool(wanted) and any(
        " ".join(words[start:]).startswith(text) for start in range(len(words))
    )


def together(words: list[str], wanted: str) -> bool:
    """Whether the letters stand together somewhere in the name, over three ends of words at the most."""
    if not 4 <= len(wanted) <= 18:
        return False
    for start in range(len(words)):
        crossed = 0
        for at in range(start, len(words)):
            if len("".join(words[start:at])) < len(wanted):
                crossed = at - start
        if "".join(words[start:]).startswith(wanted) and crossed <= 3:
            return True
    return False


@pytest.fixture
def names(office: Office) -> Iterator[Names]:
    """No dossier yet."""
    return Names(office)  # type: ignore[return-value]


def test_exact_accents_come_first_and_newest_first(names: Names) -> None:
    plain, other, exact = (
        names.add("Tran Van Duc"),
        names.add("Trần Vân Đục"),
        names.add("Trần Văn Đức"),
    )
    assert names.found("Trần Văn Đức") == [exact, other, plain]
    assert names.found("tran van duc") == [plain, exact, other]
    assert names.found("đức") == [exact, other, plain]


@pytest.mark.parametrize("text", ["dang", "Đặng", "đặng th", "dang thi", "ĐẶNG THỊ", "d", "đ"])
def test_d_with_a_stroke_is_found_without_it(names: Names, text: str) -> None:
    code = names.add("Đặng Thị Đào")
    assert names.found(text) == [code]


def test_a_space_in_a_name_is_no_letter(names: Names) -> None:
    first, second = names.add("Hồ Anh"), names.add("Hoa")
    assert names.found("hoa") == [second]
    assert names.found("ho a") == [first]
    assert names.found("hoan") == [first]  # as a last resort only
    third = names.add("Lê Hoàn")
    assert names.found("hoan") == [third]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("H'Hen Niê", ("hhen", "HHEN", "hhennie", "h hen", "h'hen")),
        ("Cil-Mup Ha Krong", ("cilmup", "cil mup", "cilmuphakrong", "hakrong")),
        ("Sinéad O’Brien", ("obrien", "o brien", "brien")),
        ("Nguyễn Vănan", ("van an", "nguyen van an", "nguyenvanan")),
        ("Y Krơ̆ng", ("ykrong", "krong", "y krơ̆ng")),
        ("Y Ƀlơ̆k Ñiă", ("blok", "BLOK nia", "yblok")),
        ("Y Ɓun", ("bun",)),
        ("HʼBia Êban", ("H'Bia", "bia", "hbia", "Hʼbia", "H’Bia")),
        ("Łukasz Müller-Strauß", ("lukasz", "strauss", "muller strauss")),
    ],
)
def test_words_are_found_joined_or_apart(names: Names, name: str, typed: tuple[str, ...]) -> None:
    names.add("Trần Văn Mẫu")
    code = names.add(name)
    for text in typed:
        assert names.found(text) == [code], text


@pytest.mark.parametrize("typed", ["Bà Hoàng Thị Hoa", "ông/bà hoàng thị", "Cụ: Hoa", "Bà"])
def test_a_form_of_address_hides_nobody(names: Names, typed: str) -> None:
    plain = [names.add("Hoàng Thị Hoa"), names.add("Bà Văn Nam")]
    assert names.found(typed) == [plain[typed == "Bà"]]


def test_a_word_said_twice_counts_twice(names: Names) -> None:
    once, twice = names.add("Hoa Văn Mẫu"), names.add("Hoa Thị Hoa")
    assert names.found("hoa hoa") == [twice]
    assert names.found("hoa ho") == [twice]
    assert names.found("hoa") == [twice, once]


@pytest.mark.parametrize("words", [50_000, 400_000])
def test_no_text_is_too_long_to_look_for(names: Names, words: int) -> None:
    """What is pasted by mistake is cut, not chewed: the same work as for a short one."""
    code = names.add("Nguyễn Văn Mẫu")
    asked: list[object] = []
    names.office.store.database.connection.set_trace_callback(asked.append)
    assert names.found("mau " * words) == []
    assert names.found("nguyễn văn mẫu " + " " * words) == [code]
    names.office.store.database.connection.set_trace_callback(None)
    assert sum(len(str(question)) for question in asked) < 20_000


def test_both_places_of_a_tone_are_one_name(names: Names) -> None:
    code = names.add("Nguyễn Thị Hoà")
    assert names.found("Hòa") == names.found("hoà") == [code]


def test_scattered_words_find_what_phrases_do_not(names: Names) -> None:
    code = names.add("Nguyễn Thị Minh Khai")
    assert names.found("khai nguyen") == [code]
    assert names.found("ng kh") == [code]
    assert names.found("khai nguyen tran") == []


def test_an_owner_is_found_too(names: Names) -> None:
    code = names.add("Nguyễn Văn Mẫu", owner="Lò Thị Pành")
    assert names.found("pành") == names.found("mau pan") == [code]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(NAMES, st.one_of(st.just(""), NAMES)), min_size=1, max_size=6),
       st.lists(QUERIES, min_size=1, max_size=8))  # fmt: skip
def test_no_row_is_missing_or_wrong(
    names: Names, people: list[tuple[str, str]], queries: list[str]
) -> None:
    for name, owner in people:
        names.add(name, owner)
    for text in queries:
        assert names.found(text) == names.expected(text)


@pytest.mark.parametrize(
    "text",
    ['"', "*", "%", "_", "NEAR", "-", "(", ")", "AND", "OR", ":", "NOT", '"* % _ NEAR - ( ) AND OR :', "=",
     "NEAR(a b)", "terms:a", "^a", "a*", "{", "'", ";", "a AND", "\\", "--", "0", "00", "\x00", "\ud800", "_a", "=a",
     "a_b", " ", "", "\u200b", "🙂", "T", "T-", "t99001-", "()" * 500, "a " * 2_000, "9" * 400],
)  # fmt: skip
def test_hostile_text_is_only_text(names: Names, text: str) -> None:
    names.add("Nguyễn Văn Mẫu")
    assert isinstance(names.found(text), list)


def test_wildcards_match_nothing_but_themselves(names: Names) -> None:
    names.add("Nguyễn Văn Mẫu")
    for text in ("%", "_", "*", "n%u", "n*u", "Ng_yễn"):
        assert names.found(text) == [], text


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_however_a_name_is_composed_it_is_found(
    names: Names, form: Literal["NFC", "NFD", "NFKD"]
) -> None:
    code = names.add(unicodedata.normalize(form, "Nguyễn Văn Đức"))
    assert names.found(unicodedata.normalize("NFC", "văn\u200b đức")) == [code]
    assert names.found(unicodedata.normalize("NFD", "văn\u200b đức")) == [code]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (
            "Jürgen Müller",
            ("muller", "Mueller", "MÜLLER", "juergen mueller", "mueller jurgen", "muel"),
        ),
        ("Hans Mueller", ("mueller", "Müller", "müller hans", "hans mü")),
        ("Bäuer", ("bauer", "baeuer", "Bäuer")),
        ("Sören Ångström", ("soeren aangstroem", "soren angstrom", "ångström")),
        ("Lærke Sjøberg", ("laerke", "sjoeberg", "sjoberg", "Sjöberg")),
        ("Strauß", ("strauss", "STRAUSS", "strauß")),
        ("Schäfer-Goethe", ("schaefer", "schafer goethe", "schaefer goethe", "göthe")),
    ],
)
def test_german_and_nordic_letters_are_found_in_both_spellings(
    names: Names, name: str, typed: tuple[str, ...]
) -> None:
    names.add("Nguyễn Văn Huệ")
    names.add("Trần Mu La")
    code = names.add(name)
    for text in typed:
        assert names.found(text) == [code], text
        assert names.office.dossiers.found(text) == 1


def test_a_pair_of_letters_in_another_name_is_no_other_spelling(names: Names) -> None:
    """Neither in Vietnamese words, nor where the name has no such letter."""
    names.add("Hùng Hương")
    names.add("Michal Muler")
    names.add("Khổng Khô")
    for text in ("huế", "hue", "michael", "mueler", "khoe", "khoẻ"):
        assert names.found(text) == [], text


def test_numbers_are_found_by_their_tails(office: Office) -> None:
    first = receive(office, applicant=person("A", phone="0912 345 678", id_no="001090000001")).code
    second = receive(office, applicant=person("B", phone="0987.654.678", id_no="001090000945")).code

    def found(text: str) -> list[str]:
        return [line.code for line in office.dossiers.find(text)]

    assert found("678") == [second, first]
    assert found("345678") == found("0912345678") == found("0912 345 678") == [first]
    assert found("0945") == found("001090000945") == [second]
    assert found("1234") == found("00") == []


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        (
            "+84 912 000 555",
            ("0912000555", "84912000555", "+84 912 000 555", "912000555", "000555"),
        ),
        ("0912.000.666", ("+84912000666", "84912000666", "0912 000 666", "SĐT: 0912000666")),
        ("84912000777", ("0912000777", "+84 (0)912.000.777", "O912OOO777")),
        ("0912000555 / 0987654321", ("0912000555", "0987654321", "+84987654321", "654321")),
        ("0912 000 555 0987 654 321", ("0912000555", "0987654321")),
        ("0912000555, 024 3825 0001", ("02438250001", "+842438250001", "024.3825.0001")),
        ("０９１２０００５５５", ("0912000555",)),
    ],
)
def test_a_telephone_is_found_however_it_was_written(
    office: Office, stored: str, typed: tuple[str, ...]
) -> None:
    receive(office, applicant=person("A", phone="0900000000", id_no=""))
    wanted = person("B", phone=stored, id_no="")
    code = receive(office, applicant=wanted).code
    for text in typed:
        assert [line.code for line in office.dossiers.find(text)] == [code], text
        if len(text) > 8:
            again = person("B", phone=text, id_no="")
            assert [item.code for item in office.intake.earlier(again)] == [code], text


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        (
            "P1234567",
            ("P1234567", "p1234567", "1234567", "P 123-4567", "Hộ chiếu P1234567", "HC P1234567"),
        ),
        ("c7654321", ("C7654321", "7654321", "4321")),
        ("001090O00945", ("001090000945", "CCCD 001090000945", "001 090 000 945")),
        ("0100109106-001", ("0100109106-001", "0100109106001", "MST: 0100109106-001")),
    ],
)
def test_a_document_is_found_however_it_was_written(
    office: Office, stored: str, typed: tuple[str, ...]
) -> None:
    receive(office, applicant=person("A", phone="", id_no="B7650000"))
    code = receive(office, applicant=person("B", phone="", id_no=stored)).code
    for text in typed:
        assert [line.code for line in office.dossiers.find(text)] == [code], text
    assert [item.code for item in office.intake.earlier(person("B", phone="", id_no=typed[0]))] == [
        code
    ]


def test_the_old_number_on_a_card_and_the_new_one_are_one_person(office: Office) -> None:
    old = receive(office, applicant=person("A", phone="", id_no="241234567")).code
    card = person("A", phone="", id_no="066195000031", old_id="241234567")
    assert [item.code for item in office.intake.earlier(card)] == [old]
    new = receive(office, applicant=card).code
    assert [item.code for item in office.intake.earlier(card)] == [new, old]
    assert [item.code for item in office.intake.earlier(person(phone="", id_no="241234567"))] == [
        new,
        old,
    ]
    assert [line.code for line in office.dossiers.find("241234567")] == [new, old]
    renamed = replace(card, old_id="", phone="0912000555")
    office.corrections.correct(new, Correction(applicant=renamed), reason="gõ nhầm")
    assert [line.code for line in office.dossiers.find("241234567")] == [old]


def test_a_number_that_looks_like_a_code_in_short_is_still_somebody_s(office: Office) -> None:
    """A day, a blank and six digits may be either; who is known under it is found."""
    code = receive(office, applicant=person("A", phone="", id_no="011203012345")).code
    assert [line.code for line in office.dossiers.find("011203 012345")] == [code]
    short = f"{code.split('-')[1]} {code.split('-')[2]}"
    assert [line.code for line in office.dossiers.find(short)] == [code]


def test_what_stands_on_the_receipt_is_found(office: Office) -> None:
    codes = [receive(office, applicant=person("A", phone="", id_no="")).code for _time in range(47)]
    wanted = codes[45]
    day, number = wanted.split("-")[1:]
    for text in (
        "46", "46/TTPVHCC", "Số: 46/TTPVHCC", "số 46", f"Mã hồ sơ: {wanted}", f"mã hồ sơ {wanted.lower()}",
        f"{day}-{number}", wanted.replace("0", "O"), wanted.replace("0", "o").replace("1", "l"),
        f"({wanted}).", wanted.replace("-", "–"), wanted.replace("-", " "), f"]C1{office.dossiers.get(wanted).barcode}",
    ):  # fmt: skip
        assert [line.code for line in office.dossiers.find(text)] == [wanted], text
    assert office.dossiers.find("4600/TTPVHCC") == []
    both = f"{codes[0]} {codes[1]}"
    assert office.dossiers.find(both) == []


def test_a_code_is_found_whole_or_in_part(office: Office) -> None:
    codes = [receive(office, applicant=person("A", phone="", id_no="")).code for _time in range(3)]
    dossier = office.dossiers.get(codes[1])

    def found(text: str) -> list[str]:
        return [line.code for line in office.dossiers.find(text)]

    for text in (
        codes[1],
        codes[1].lower(),
        codes[1].replace("-", ""),
        dossier.barcode,
        "010002",
        "0002",
    ):
        assert found(text) == [codes[1]], text
    assert found(f"{dossier.barcode[:9]} {dossier.barcode[9:]}") == [codes[1]]
    for text in ("T99001", "t99001-2611", "T99001261123", "T99001-261123-01", "t9900126112301"):
        assert found(text) == codes[::-1], text
    assert found("T99002") == found("T99001-261124") == []


def test_the_end_of_a_code_is_found_whatever_its_day(office: Office, clock: FixedClock) -> None:
    """People under that number come first, then the codes, the latest day's first."""
    today = [receive(office, applicant=person("A", phone="", id_no="")).code for _time in range(3)]
    clock.tick(days=1)
    later = [receive(office, applicant=person("B", phone="", id_no="")).code for _time in range(2)]
    whose = person("C", phone="0912010002", id_no="")
    called = receive(office, applicant=whose).code

    def found(text: str) -> list[str]:
        return [line.code for line in office.dossiers.find(text)]

    assert found("010002") == [called, later[1], today[1]]
    assert found("0002") == [today[1], called, later[1]]  # whose receipt has the number 2
    assert found("23010002") == [today[1]]
    assert found("24010003") == found("4010003") == [called]
    assert found("010003") == [called, today[2]]
    assert found("020002") == found("010004") == []


def test_no_more_are_found_than_asked_for(names: Names) -> None:
    codes = [names.add("Nguyễn Văn Mẫu") for _time in range(7)]
    found = names.office.dossiers.find("mau", most=3)
    assert [line.code for line in found] == codes[:3:-1]


def test_a_long_name_written_together_is_found_and_a_number_is_no_name(names: Names) -> None:
    code = names.add("Nguyễn Thị Thùy Oanh")
    assert names.found("nguyenthithuyoanh") == [code]
    assert joined_query("091234567890") == ""
    assert joined_query("nguyenthithuyoanh").count(" OR ") < 50


@pytest.mark.parametrize(
    "typed", ["huwowngf", "nguyeenx thij", "Hu7o7ng2", "Nguye64n Thi5 Hu7o7ng2"]
)
def test_what_was_typed_without_its_method_is_found_as_well(office: Office, typed: str) -> None:
    code = receive(office, name="Nguyễn Thị Hường").code
    receive(office, name="Trần Văn Nam")
    assert [line.code for line in office.dossiers.find(typed)] == [code]
    assert office.dossiers.found(typed) == 1
    assert office.dossiers.find("huwowngf xyz") == []


def test_a_procedure_is_found_by_keys_too(office: Office) -> None:
    found = office.store.catalogue.search("ddawng kys khai sinh", date(2026, 11, 23))
    assert found[0].name.startswith("Đăng ký khai sinh")
