"""Who may sign what is certified: the chairman by right, others by a document in force (Nghị định 280/2025/NĐ-CP)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.certification.authority import (
    Authorisation,
    Capacity,
    checked_authorisation,
    is_chairman,
    is_deputy,
    signature_lines,
    signing_as,
)
from counter_app.domain.certification.books import COPY_BOOK, SIGNATURE_BOOK
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from tests.makers import officer

DAY = date(2026, 11, 23)
CHAIRMAN = officer(Role.LEADER, "chu", title="Chủ tịch UBND xã Thử")
DEPUTY = officer(Role.LEADER, "pho", title="Phó Chủ tịch UBND xã Thử")
CLERK = officer(login="lan", title="Công chức Tư pháp - Hộ tịch")
STAFF = (CHAIRMAN, DEPUTY, CLERK)
GIVEN = Authorisation(
    officer="lan",
    since=DAY,
    until=date(2026, 12, 23),
    position="Công chức Tư pháp - Hộ tịch",
    number="12/QĐ-UBND",
    issued_on=date(2026, 11, 20),
    books=(COPY_BOOK,),
)


@pytest.mark.parametrize(
    ("title", "chairman", "deputy"),
    [
        ("Chủ tịch", True, False),
        ("CHỦ TỊCH UBND XÃ", True, False),
        ("Bí thư Đảng ủy, Chủ tịch UBND phường", True, False),
        ("Phó Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân xã", True, True),
        ("Quyền Chủ tịch UBND xã", True, False),
        ("Phó Chủ tịch UBND xã", False, True),
        ("Giám đốc Trung tâm, Phó Chủ tịch UBND xã", False, True),
        ("Chủ tịch Hội đồng nhân dân xã", False, False),
        ("Chủ tịch UBMTTQ xã", False, False),
        ("Nguyên Chủ tịch UBND xã", False, False),
        ("Thư ký Chủ tịch UBND xã", False, False),
        ("Giám đốc", False, False),
        ("", False, False),
    ],
)
def test_a_title_says_who_is_chairman(title: str, chairman: bool, deputy: bool) -> None:
    assert (is_chairman(title), is_deputy(title)) == (chairman, deputy)


def test_nd_280_2025_the_chairman_always_may_and_is_named_as_such() -> None:
    signing = signing_as(CHAIRMAN, SIGNATURE_BOOK, DAY, (GIVEN,), STAFF)
    assert (signing.capacity, signing.document) == ("own", "")
    assert signature_lines(signing.capacity, signing.position) == ("CHỦ TỊCH",)


def test_nd_280_2025_an_officer_signs_by_the_document_of_that_day() -> None:
    signing = signing_as(CLERK, COPY_BOOK, DAY, (GIVEN,), STAFF)
    assert signing.document == "số 12/QĐ-UBND ngày 20/11/2026"
    assert signature_lines(signing.capacity, signing.position) == (
        "TUQ. CHỦ TỊCH",
        "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH",
    )


@pytest.mark.parametrize(
    ("given", "book", "day"),
    [
        ((), COPY_BOOK, DAY),
        ((GIVEN,), SIGNATURE_BOOK, DAY),
        ((GIVEN,), COPY_BOOK, date(2026, 11, 22)),
        ((GIVEN,), COPY_BOOK, date(2026, 12, 24)),
        ((replace(GIVEN, officer="pho"),), COPY_BOOK, DAY),
    ],
)
def test_nd_280_2025_who_has_no_document_for_it_is_refused(
    given: tuple[Authorisation, ...], book: str, day: date
) -> None:
    with pytest.raises(RuleError) as refused:
        signing_as(CLERK, book, day, given, STAFF)
    assert (refused.value.field, refused.value.rule) == ("signer", "authority")
    assert CLERK.name in refused.value.message


def test_a_deputy_signs_kt_only_with_a_document_too() -> None:
    with pytest.raises(RuleError):
        signing_as(DEPUTY, COPY_BOOK, DAY, (), STAFF)
    with pytest.raises(RuleError):
        signing_as(DEPUTY, COPY_BOOK, DAY, (), (DEPUTY,))
    given = replace(
        GIVEN, officer="pho", capacity=Capacity.DEPUTY, position="Phó Chủ tịch", books=()
    )
    signing = signing_as(DEPUTY, SIGNATURE_BOOK, DAY, (given,), STAFF)
    assert signature_lines(signing.capacity, signing.position) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("capacity", "position", "lines"),
    [
        ("own", "Bí thư Đảng ủy, Chủ tịch UBND xã", ("CHỦ TỊCH",)),
        ("own", "Quyền Chủ tịch UBND xã", ("QUYỀN CHỦ TỊCH",)),
        ("kt", "Giám đốc Trung tâm, Phó Chủ tịch UBND xã", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("tuq", "Trưởng phòng Văn hóa", ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA")),
        ("tl", "Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("", "", ()),
    ],
)
def test_nd_30_2020_dieu_13_signatures_are_headed_by_capacity_and_position(
    capacity: str, position: str, lines: tuple[str, ...]
) -> None:
    assert signature_lines(capacity, position) == lines


def test_until_the_office_says_who_is_who_a_leader_signs_unsure_and_nobody_else() -> None:
    head = officer(Role.LEADER, "canbo", title="Công chức")
    assert signing_as(head, COPY_BOOK, DAY, (), (head, CLERK)).unsure
    with pytest.raises(RuleError):
        signing_as(CLERK, COPY_BOOK, DAY, (), (head, CLERK))
    with pytest.raises(RuleError):
        signing_as(head, COPY_BOOK, DAY, (GIVEN,), (head, CLERK))
    with pytest.raises(RuleError):
        signing_as(head, COPY_BOOK, DAY, (), (head, CHAIRMAN))


def test_another_chairman_named_by_the_office_takes_the_right_of_a_title() -> None:
    named = Authorisation(officer="pho", since=DAY, capacity=Capacity.OWN, position="Chủ tịch")
    assert signing_as(DEPUTY, COPY_BOOK, DAY, (named,), STAFF).capacity == "own"
    with pytest.raises(RuleError):
        signing_as(CHAIRMAN, COPY_BOOK, DAY, (named,), STAFF)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": " "}, "number"),
        ({"issued_on": None}, "issued_on"),
        ({"since": date(2026, 11, 19)}, "since"),
        ({"until": date(2026, 11, 22)}, "until"),
        ({"books": ("so-khac",)}, "books"),
        ({"number": "x" * 81}, "number"),
        ({"position": "x" * 121}, "position"),
    ],
)
def test_an_authorisation_names_its_document_and_days(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        checked_authorisation(replace(GIVEN, **change), CLERK.title, DAY)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_no_document_is_asked_of_the_chairman_but_a_position_is() -> None:
    wish = Authorisation(officer="chu", since=DAY, capacity=Capacity.OWN)
    assert checked_authorisation(wish, "Chủ tịch", DAY).position == "Chủ tịch"
    with pytest.raises(RuleError) as refused:
        checked_authorisation(wish, "", DAY)
    assert refused.value.field == "position"


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_an_authorisation_holds_on_its_first_and_last_day_and_on_none_outside(
    since: date, until: date, day: date
) -> None:
    given = replace(GIVEN, since=since, until=until)
    assert given.covers(day, COPY_BOOK) == (since <= day <= until)
    assert not given.covers(day, SIGNATURE_BOOK)


def test_a_document_of_a_day_to_come_authorises_nobody() -> None:
    later = replace(GIVEN, since=date(2027, 1, 10), until=None, issued_on=date(2026, 12, 1))
    with pytest.raises(RuleError, match="01/12/2026, sau hôm nay") as refused:
        checked_authorisation(later, CLERK.title, date(2026, 11, 30))
    assert refused.value.field == "issued_on"
    assert checked_authorisation(later, CLERK.title, date(2026, 12, 1)).since == later.since
