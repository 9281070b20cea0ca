"""One search box for every key, and no row that does not belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.text import exact_key, fold
from counter_app.office import Office
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

        Three or more words that stand together somewhere are not looked for apart.
        """
        wanted, folded = exact_key(text).split(), fold(text).split()
        tiers: list[list[str]] = [[], [], []]
        for code, names in reversed(self.rows):
            words = [word for name in names for word in fold(name).split()]
            if any(begins(exact_key(name).split(), wanted) for name in names):
                tiers[0].append(code)
            elif any(begins(fold(name).split(), folded) for name in names):
                tiers[1].append(code)
            elif len(folded) > 1 and all(
                any(word.startswith(part) for word in words) for part in folded
            ):
                tiers[2].append(code)
        if len(text.split()) >= 3 and (tiers[0] or tiers[1]):
            tiers.pop()
        return [code for tier in tiers for code in tier] if folded else []


def begins(words: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand in the name from the start of some word; the last may be cut short."""
    text = " ".join(wanted)
    return bool(wanted) and any(
        " ".join(words[start:]).startswith(text) for start in range(len(words))
    )


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
    assert names.found("hoanh") == []


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


def test_numbers_are_found_by_their_tails(office: Office) -> None:
    first = receive(office, applicant=person("A", phone="0912 345 678", id_no="001090000001")).code
    second = receive(office, applicant=person("B", phone="0987.654.678", id_no="001090000945")).code

    def found(text: str) -> list[str]:
        return [line.code for line in office.dossiers.find(text)]

    assert found("678") == [second, first]
    assert found("345678") == found("0912345678") == found("0912 345 678") == [first]
    assert found("0945") == found("001090000945") == [second]
    assert found("1234") == found("00") == []


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


def test_no_more_are_found_than_asked_for(names: Names) -> None:
    codes = [names.add("Nguyễn Văn Mẫu") for _time in range(7)]
    found = names.office.dossiers.find("mau", most=3)
    assert [line.code for line in found] == codes[:3:-1]
