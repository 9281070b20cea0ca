"""What the office wrote is offered again, the most used first; what was erased never is; reading stays bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.dossier.dossier import Result
from counter_app.domain.dossier.moves import Act
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.told_texts import ToldKind, keys_of, last_part
from tests.makers import COPIES, MARITAL, person, receive

if TYPE_CHECKING:
    from counter_app.office import Office

EAST = "Số 5, Thôn Đông, xã An Hòa"


def test_addresses_go_on_whole_by_the_village_and_after_a_comma(office: Office) -> None:
    for house in (EAST, "Số 7, Thôn Đông, xã An Hòa", "Tổ 2, phường Đoài"):
        receive(office, applicant=person(address=house))
    like = office.told.like
    assert like("address", "so 5") == [EAST]
    assert like("address", "dong")[0] == "Thôn Đông, xã An Hòa"
    assert like("address", "thôn đ")[0] == "Thôn Đông, xã An Hòa"
    assert like("address", "Số 9, thon")[0] == "Số 9, Thôn Đông, xã An Hòa"
    assert like("address", "s") == []
    assert like("address", EAST) == []


def test_each_kind_is_learnt_where_it_is_written(office: Office) -> None:
    company = Party(PartyKind.ORGANISATION, "Công ty Mẫu Xanh", id_no="0100109106")
    code = receive(office, MARITAL, applicant=company, resolver="Công an xã An Hòa").code
    facts = Result(abstract="Giấy xác nhận", signer="Lê Văn Ký", agency="Ủy ban nhân dân xã")
    office.moves.move(code, Act.FINISH, facts=facts, reason="Chờ xác minh nơi cư trú cũ")
    other = receive(office).code
    office.moves.move(other, Act.SUPPLEMENT, reason="Thiếu trích lục kết hôn")
    wish = Certifying(procedure=COPIES, documents=(Document(title="Bằng tốt nghiệp"),))
    office.certification.record(wish)
    like = office.told.like
    assert like("organisation", "cong ty") == ["Công ty Mẫu Xanh"]
    assert like("organisation", "cong an") == ["Công an xã An Hòa"]
    assert like("organisation", "uy ban") == ["Ủy ban nhân dân xã"]
    assert like("signer", "le van") == ["Lê Văn Ký"]
    assert like("result", "giay") == ["Giấy xác nhận"]
    assert like("reason", "thieu") == ["Thiếu trích lục kết hôn"]
    assert like("document", "bang") == ["Bằng tốt nghiệp"]
    office.moves.move(code, Act.REVERT, reason="Nhầm")
    assert like("signer", "le van") == []
    office.session.officer = None
    assert like("document", "bang") == []


def test_a_name_of_a_person_is_never_offered(office: Office) -> None:
    receive(office, name="Nguyễn Văn Mẫu")
    found = [office.told.like(kind, text) for kind in ToldKind for text in ("nguyen", "0912", "00")]
    assert not any(found)


def test_what_is_corrected_and_erased_is_offered_no_more(office: Office) -> None:
    first = receive(office, applicant=person(address=EAST)).code
    second = receive(office, applicant=person(address=EAST)).code
    office.moves.move(first, Act.SUPPLEMENT, reason="Thiếu giấy của con riêng")
    changed = person(address="Số 5, Thôn Tây, xã An Hòa")
    office.corrections.correct(second, Correction(applicant=changed), reason="Ghi nhầm")
    like = office.told.like
    assert set(like("address", "so 5")) == {EAST, changed.address}
    office.moves.move(first, Act.WITHDRAW, reason="Công dân xin rút")
    office.erasure.erase(first, reason="Theo yêu cầu")
    assert like("address", "so 5") == [changed.address]
    assert like("address", "dong") == []
    assert like("reason", "thieu") == []
    assert office.store.check().problems == (), "the tables made anew from the journal say the same"


def test_the_look_up_reads_no_more_than_it_has_to(office: Office) -> None:
    from counter_app.store.read import told

    plan = office.store.database.connection.execute(
        f"EXPLAIN QUERY PLAN {told._LIKE}",
        {
            "kind": "address",
            "two": "so",
            "low": "so",
            "high": "sp",
            "most": 6,
            "latest": 9,
            "near": 9,
        },
    ).fetchall()
    steps = [row["detail"] for row in plan]
    assert any("told_by_use" in step for step in steps)
    assert not any(step.startswith("SCAN told") for step in steps)


@given(text=st.text(max_size=80))
def test_the_last_part_is_all_that_is_typed_after_a_comma(text: str) -> None:
    before, part = last_part(text)
    assert before + part == text
    assert "," not in part


@pytest.mark.parametrize(
    ("text", "keys"),
    [("Thôn Đông", ("thon dong", "dong")), ("Số 5", ("so 5",)), ("", ()), ("Ấp 3", ("ap 3",))],
)
def test_a_place_is_found_by_its_name_too(text: str, keys: tuple[str, ...]) -> None:
    assert keys_of(ToldKind.ADDRESS, text) == keys
