"""Who stands for whom: minors, wards, organisations (Bộ luật Dân sự 2015 Điều 21, 134–138)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.draft import check_draft
from counter_app.domain.dossier.facts import BY_NAME
from counter_app.domain.dossier.representing import (
    RELATIONS,
    Relation,
    is_minor,
    representation_warnings,
    require_standing,
)
from counter_app.domain.person.birth import Birth
from counter_app.domain.person.party import Party, PartyKind, parse_birth
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.paper.addressing import concerned
from tests.makers import MONDAY, draft, person, receive
from tests.printing.sheets import make_dossier

TODAY = date(2026, 11, 23)
CHILD = person("Nguyễn Bé Bảy", birth=parse_birth("01/02/2019"))
ADULT = person("Trần Thị Mẹ", birth=parse_birth("01/02/1990"), id_no="001190000009")

HALF_KNOWN = person("Lê Nửa", birth=parse_birth("2008"))
FIRM = Party(PartyKind.ORGANISATION, "Công ty Mẫu", id_no="0101243150")
SENT = {"relation": "agent", "authorisation": "Giấy giới thiệu 12"}


@pytest.mark.parametrize(
    ("birth", "minor"),
    [
        ("23/11/2008", False),
        ("24/11/2008", True),
        ("22/11/2008", False),
        ("29/02/2008", False),
        ("11/2008", False),
        ("12/2008", True),
        ("2008", False),
        ("2009", True),
        ("1954", False),
    ],
)
def test_blds_2015_dieu_21_under_eighteen_is_a_minor(birth: str, minor: bool) -> None:
    assert is_minor(person(birth=parse_birth(birth)), TODAY) is minor


def test_an_organisation_and_somebody_of_unknown_age_are_no_minors() -> None:
    assert not is_minor(person(), TODAY)
    assert not is_minor(Party(PartyKind.ORGANISATION, "Công ty Mới"), TODAY)


@given(st.dates(date(1900, 1, 1), date(2040, 12, 31)), st.integers(0, 120))
def test_the_eighteenth_birthday_is_the_first_day_of_age(day: date, years: int) -> None:
    born = date(day.year - years, day.month, min(day.day, 28))
    if born.year >= 1850:
        party = person(birth=parse_birth(born.isoformat()))
        assert is_minor(party, date(day.year, day.month, min(day.day, 28))) is (years < 18)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"applicant": CHILD}, ["Người nộp chưa đủ 18 tuổi"]),
        ({"applicant": ADULT}, []),
        ({"applicant": ADULT, "owner": CHILD}, ["Chủ hồ sơ chưa đủ 18 tuổi"]),
        ({"applicant": ADULT, "owner": CHILD, "authorisation": "15/UQ"}, ["Chủ hồ sơ chưa đủ"]),
        ({"applicant": ADULT, "owner": CHILD, "relation": "parent"}, ["Chưa ghi giấy tờ"]),
        (
            {"applicant": ADULT, "owner": CHILD, "relation": "guardian", "authorisation": "QĐ 5"},
            [],
        ),
        ({"applicant": ADULT, "owner": ADULT}, ["chính là người nộp"]),
        ({"applicant": ADULT, "owner": replace(ADULT, id_no="")}, ["chính là người nộp"]),
        ({"applicant": ADULT, "owner": replace(ADULT, id_no="001190000008")}, ["không phải chủ"]),
        ({"applicant": ADULT, "relation": "parent"}, ["chưa ghi chủ hồ sơ"]),
        ({"applicant": ADULT, "authorisation": "15/UQ"}, ["chưa ghi chủ hồ sơ"]),
        ({"applicant": HALF_KNOWN}, ["chưa rõ đã đủ 18 tuổi"]),
        ({"applicant": ADULT, "owner": HALF_KNOWN, **SENT}, ["chưa rõ đã đủ 18", "không hợp"]),
        ({"applicant": ADULT, "owner": FIRM, **SENT}, []),
        (
            {"applicant": ADULT, "owner": FIRM, **SENT, "relation": "parent"},
            ["“cha, mẹ” không hợp"],
        ),
        ({"applicant": ADULT, "owner": FIRM, **SENT, "relation": "guardian"}, ["không hợp"]),
        ({"applicant": FIRM, "owner": CHILD, **SENT, "relation": "parent"}, ["không hợp"]),
        ({"applicant": FIRM, "owner": CHILD, **SENT, "relation": "guardian"}, []),
        (
            {
                "applicant": ADULT,
                "owner": person(birth=parse_birth("1970")),
                **SENT,
                "relation": "parent",
            },
            ["không hợp"],
        ),
        (
            {
                "applicant": ADULT,
                "owner": person("Lê Con", birth=parse_birth("2005"), id_no=""),
                "relation": "parent",
                "authorisation": "Giấy khai sinh 12",
            },
            ["đã đủ 18 tuổi, cha, mẹ không đại diện"],
        ),
        (
            {
                "applicant": person(birth=parse_birth("2001"), id_no=""),
                "owner": person("Lê Con", birth=parse_birth("2012"), id_no=""),
                "relation": "parent",
                "authorisation": "Giấy khai sinh 12",
            },
            ["“cha, mẹ” không hợp"],
        ),
        ({"applicant": CHILD, "owner": ADULT}, ["Người nộp chưa đủ 18", "không phải chủ hồ sơ"]),
        ({"applicant": ADULT, "owner": person()}, ["không phải chủ hồ sơ"]),
        ({"applicant": ADULT, "owner": person(), "authorisation": "15/UQ"}, []),
        (
            {"applicant": ADULT, "owner": person(), "authorisation": "không có"},
            ["không phải chủ hồ sơ"],
        ),
        (
            {"applicant": ADULT, "owner": CHILD, "relation": "parent", "authorisation": "đã xem"},
            ["Chưa ghi giấy tờ"],
        ),
        ({"applicant": ADULT, "owner": FIRM, "relation": "agent"}, ["Chưa ghi giấy tờ"]),
        ({"applicant": person(birth=parse_birth("15/08/1890"))}, ["1890, đến nay 136 tuổi"]),
        ({"applicant": person(birth=parse_birth("23/11/1916"))}, []),
        ({"applicant": person(birth=parse_birth("22/11/1915"))}, ["111 tuổi"]),
        (
            {
                "applicant": ADULT,
                "owner": person(birth=parse_birth("1890")),
                "authorisation": "1/UQ",
            },
            [],
        ),
    ],
)
def test_who_stands_for_another_is_asked_what_they_are(
    facts: dict[str, Any], said: list[str]
) -> None:
    found = representation_warnings(draft(**facts), TODAY)
    assert len(found) == len(said)
    for text, part in zip(found, said, strict=True):
        assert part in text


def test_a_relation_is_one_of_those_the_law_knows() -> None:
    assert tuple(RELATIONS) == tuple(Relation) == BY_NAME["relation"].among
    check_draft(draft(relation="parent"), MONDAY.date())
    with pytest.raises(RuleError) as refused:
        check_draft(draft(relation="hàng xóm"), MONDAY.date())
    assert refused.value.field == "relation"


@pytest.mark.parametrize(("born", "writes_to"), [(31, "Nguyễn Văn Mẫu"), (2, "Trần Bé")])
def test_blds_91_2015_dieu_20_a_letter_goes_to_whoever_acts_for_a_minor(
    office: Office, born: int, writes_to: str
) -> None:
    """On 23/11/2026: a few days before eighteen, and a few days after."""
    month = 12 if born == 31 else 11
    owner = person("Trần Bé", birth=Birth(2008, month, born))
    dossier = receive(office, owner=owner, relation="parent", authorisation="Giấy khai sinh 1")
    assert concerned(dossier).name == writes_to


def test_blds_91_2015_dieu_57_a_letter_about_a_ward_goes_to_the_guardian() -> None:
    ward = person("Trần Thị Được Giám Hộ", birth=Birth(1950))
    dossier = make_dossier(applicant=person(), owner=ward, relation="guardian")
    assert concerned(dossier).name == "Nguyễn Văn Mẫu"
    assert concerned(replace(dossier, relation="authorised")).name == ward.name


def aged(years: int, **facts: Any) -> Party:
    """A person whose birthday is today."""
    born = f"{TODAY:%d/%m}/{TODAY.year - years}"
    return person("Vàng Tuổi", birth=parse_birth(born), **facts)


ALMOST = {"birth": parse_birth("24/11/2020")}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"applicant": aged(5)}, "applicant.birth"),
        ({"applicant": person("Bé", **ALMOST)}, "applicant.birth"),
        ({"applicant": aged(6)}, ""),
        ({"applicant": aged(0), "owner": ADULT, "relation": "parent"}, "applicant.birth"),
        ({"applicant": person("Bé", id_no="001322000123")}, "applicant.birth"),
        ({"applicant": person("Bé", id_no="001321000123")}, "applicant.birth"),
        ({"applicant": person("Bé", id_no="001320000123")}, ""),
        ({"applicant": person("Bé", birth=parse_birth("2020"))}, ""),
        ({"applicant": aged(14), "owner": ADULT, "authorisation": "15/UQ"}, "applicant.birth"),
        ({"applicant": aged(14), "owner": aged(14)}, ""),
        ({"applicant": aged(15), "owner": ADULT, "authorisation": "15/UQ"}, ""),
        ({"applicant": ADULT, "owner": person(), "relation": "authorised"}, "authorisation"),
        (
            {
                "applicant": ADULT,
                "owner": person(),
                "relation": "authorised",
                "authorisation": "giấy ủy quyền viết tay",
            },
            "authorisation",
        ),
        (
            {
                "applicant": ADULT,
                "owner": person(),
                "relation": "authorised",
                "authorisation": "GUQ 15",
            },
            "",
        ),
        ({"applicant": ADULT, "owner": CHILD, "relation": "parent"}, ""),
        ({"applicant": ADULT, "owner": person()}, ""),
        ({"applicant": FIRM, "owner": CHILD, "relation": "guardian"}, ""),
    ],
)
def test_blds_2015_dieu_21_138_what_the_law_forbids_is_refused_the_rest_is_asked(
    facts: dict[str, Any], field: str
) -> None:
    wanted = draft(**facts)
    if not field:
        require_standing(wanted, TODAY)
        return
    with pytest.raises(RuleError) as refused:
        require_standing(wanted, TODAY)
    assert refused.value.field == field


def test_a_number_says_the_year_where_no_birth_is_known() -> None:
    assert is_minor(person(id_no="001310000123"), TODAY)
    assert not is_minor(person(id_no="001310000123", birth=parse_birth("1990")), TODAY)
    assert not is_minor(person(id_no="C1234567"), TODAY)
    found = representation_warnings(draft(applicant=person(id_no="001308000123")), TODAY)
    assert [text for text in found if "2008" in text]


def test_nd_309_2026_dieu_8_reception_for_anywhere_asks_who_resolves() -> None:
    """Without a resolving office the time begins here at once, and that is said."""
    found = representation_warnings(draft(territory="nationwide"), TODAY)
    assert [text for text in found if "nơi giải quyết" in text]
    named = draft(territory="province", resolver="UBND xã Đông")
    assert representation_warnings(named, TODAY) == []
