"""What the citizen reads: enough to find a mistake, not enough for a neighbour to learn a number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.person.birth import Birth
from counter_app.domain.person.party import Party, PartyKind
from counter_app.wording.paper.proof import masked, proof_facts, proof_lines

MOTHER = Party(
    kind=PartyKind.PERSON, name="Đặng Thị Ngọc Ánh", id_no="001185001234", birth=Birth(1985, 3, 8),
    phone="0912345678", email="anh@example.vn", address="Thôn Đông, xã An Hòa",
)  # fmt: skip
CHILD = Party(kind=PartyKind.PERSON, name="Đặng Gia Bảo", birth=Birth(2026, 11, 2))
DRAFT = IntakeDraft(
    procedure="1.001193", applicant=MOTHER, owner=CHILD, content="Khai sinh lần đầu"
)


def test_name_birth_masked_number_address_and_request_are_read() -> None:
    assert proof_lines(DRAFT, "Đăng ký khai sinh") == [
        ("Họ và tên", "Đặng Thị Ngọc Ánh"),
        ("Ngày sinh", "08/03/1985"),
        ("Số định danh", "001••••••234"),
        ("Địa chỉ", "Thôn Đông, xã An Hòa"),
        ("Chủ hồ sơ", "Đặng Gia Bảo"),
        ("Ngày sinh", "02/11/2026"),
        ("Thủ tục", "Đăng ký khai sinh"),
        ("Nội dung yêu cầu", "Khai sinh lần đầu"),
    ]


def test_an_organisation_is_read_by_its_own_words() -> None:
    firm = Party(kind=PartyKind.ORGANISATION, name="Hợp tác xã An Hòa", id_no="0101234567")
    lines = proof_lines(IntakeDraft(procedure="1", applicant=firm), "Thủ tục")
    assert lines[:2] == [("Tên tổ chức", "Hợp tác xã An Hòa"), ("Mã số thuế", "010••••567")]


@given(st.text(alphabet="0123456789", max_size=20))
def test_the_middle_of_a_number_is_never_shown(number: str) -> None:
    told = masked(number)
    assert len(told) == len(number)
    assert sum(sign != "•" for sign in told) <= 6
    if len(number) >= 12:
        assert told[3:-3] == "•" * (len(number) - 6)


@pytest.mark.parametrize(
    "changed",
    [
        replace(DRAFT, applicant=replace(MOTHER, name="Đặng Thị Ngọc Anh")),
        replace(DRAFT, applicant=replace(MOTHER, birth=Birth(1985, 8, 3))),
        replace(DRAFT, applicant=replace(MOTHER, id_no="001185991234")),
        replace(DRAFT, applicant=replace(MOTHER, address="Thôn Đoài, xã An Hòa")),
        replace(DRAFT, owner=replace(CHILD, name="Đặng Gia Bão")),
        replace(DRAFT, owner=None),
        replace(DRAFT, content="Khai sinh lại"),
        replace(DRAFT, procedure="1.000894"),
    ],
)
def test_any_change_of_what_was_read_was_not_read(changed: IntakeDraft) -> None:
    assert proof_facts(changed) != proof_facts(DRAFT)


def test_what_was_not_shown_may_change() -> None:
    other = replace(DRAFT, applicant=replace(MOTHER, phone="0900000000"), note="Gọi trước khi đến")
    assert proof_facts(other) == proof_facts(DRAFT)
