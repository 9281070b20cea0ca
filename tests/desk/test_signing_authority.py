"""Certifying by who may sign: kept with each line for ever, named on papers, refused without a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.domain.certification.authority import Authorisation, Capacity
from counter_app.domain.certification.books import Certification, Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES, PASSWORD, officer
from tests.printing.reading import flat_text

TODAY = date(2026, 11, 23)
SIGNATURE = "2.000884"


@pytest.fixture
def staffed(office: Office) -> Office:
    """An office with its chairman, a deputy and a clerk who is authorised for copies until Wednesday."""
    for person in (
        officer(Role.LEADER, "chu", title="Chủ tịch UBND xã Thử"),
        officer(Role.LEADER, "pho", title="Phó Chủ tịch UBND xã Thử"),
        officer(login="lan", title="Công chức Tư pháp"),
    ):
        office.staff.put_officer(person, password=PASSWORD)
    authorise(office, "lan", until=date(2026, 11, 25), books=("chung-thuc-ban-sao",))
    return office


def authorise(office: Office, login: str, **facts: Any) -> Authorisation:
    """A document from today on."""
    plain: dict[str, Any] = {"since": TODAY, "number": "12/QĐ-UBND", "issued_on": TODAY}
    return office.authorities.authorise(Authorisation(officer=login, **(plain | facts))).result


def certify(office: Office, signer: str, procedure: str = COPIES) -> Certification:
    """One document."""
    wish = Certifying(
        procedure=procedure, documents=(Document(),), applicant="Lê Ánh", signer=signer
    )
    return office.certification.record(wish).result[0]


def test_nd_280_2025_a_line_keeps_capacity_position_and_document(staffed: Office) -> None:
    line = certify(staffed, "lan")
    signing = line.signing
    assert (signing.capacity, signing.position) == ("tuq", "Công chức Tư pháp")
    assert signing.document == "số 12/QĐ-UBND ngày 23/11/2026"
    assert certify(staffed, "chu", SIGNATURE).signing.capacity == "own"
    assert staffed.store.check().ok


@pytest.mark.parametrize(("signer", "procedure"), [("lan", SIGNATURE), ("pho", COPIES)])
def test_nd_280_2025_who_is_not_authorised_for_it_is_refused_and_no_number_goes(
    staffed: Office, signer: str, procedure: str
) -> None:
    seen = staffed.certification.preview(
        Certifying(procedure=procedure, documents=(Document(),), signer=signer)
    )
    with pytest.raises(RuleError) as refused:
        certify(staffed, signer, procedure)
    assert (refused.value.field, refused.value.rule) == ("signer", "authority")
    assert seen.caution == refused.value.message
    assert certify(staffed, "chu", procedure).number == 1


def test_nd_280_2025_what_was_signed_stays_when_the_document_ends(
    staffed: Office, clock: FixedClock
) -> None:
    line = certify(staffed, "lan")
    clock.tick(days=2)
    assert certify(staffed, "lan").number == 2
    clock.tick(days=1)
    with pytest.raises(RuleError, match="hết hiệu lực"):
        certify(staffed, "lan")
    assert staffed.certification.get(line.id) == line
    assert "TUQ. CHỦ TỊCH" in staffed.certification.testimony(line.id)


def test_yesterdays_signer_stays_named_and_is_refused_not_replaced(
    staffed: Office, clock: FixedClock
) -> None:
    staffed.rules.change_preferences(replace(staffed.preferences, certification_signer="lan"))
    assert certify(staffed, "").signer == "lan"
    clock.tick(days=3)
    with pytest.raises(RuleError, match="Công chức lan"):
        certify(staffed, "")


def test_where_signers_are_known_nobody_is_no_signer(staffed: Office) -> None:
    with pytest.raises(RuleError) as refused:
        certify(staffed, "")
    assert refused.value.field == "signer"


def test_an_office_that_said_nothing_goes_on_as_before_and_is_told(office: Office) -> None:
    wish = Certifying(procedure=COPIES, documents=(Document(),))
    seen = office.certification.preview(wish)
    assert (seen.signer, seen.signing.unsure, "Công chức" in seen.caution) == ("canbo", True, True)
    (line,) = office.certification.record(wish).result
    payload = office.store.journal.payload(line.id)
    assert not {"capacity", "position", "document_cited", "after_lock"} & set(payload)


@pytest.mark.parametrize(
    ("procedure", "applicant", "told"),
    [
        ("2.000884", "công chức  LAN", True),
        ("2.000913", "Công chức lan", True),
        (COPIES, "Công chức lan", False),
        ("2.000884", "Nguyễn Văn Mẫu", False),
    ],
)
def test_nd_23_2015_dieu_9_nobody_signs_a_matter_of_their_own(
    staffed: Office, procedure: str, applicant: str, told: bool
) -> None:
    authorise(staffed, "lan")
    wish = Certifying(
        procedure=procedure, documents=(Document(),), signer="lan", applicant=applicant
    )
    assert ("Chọn người ký khác" in staffed.certification.preview(wish).caution) is told


def test_signers_are_offered_with_those_who_may_first(staffed: Office) -> None:
    found = staffed.authorities.signers("chung-thuc-ban-sao")
    assert [item.officer.login for item in found if item.signing] == ["chu", "lan"]
    assert {item.officer.login for item in found if not item.signing} == {"canbo", "pho"}
    assert staffed.authorities.signers("chung-thuc-chu-ky")[0].officer.login == "chu"
    staffed.staff.put_officer(officer(login="lan", active=False))
    assert "lan" not in [
        item.officer.login for item in staffed.authorities.signers("chung-thuc-ban-sao")
    ]


def test_an_end_is_told_later_but_not_before_what_was_signed(
    staffed: Office, clock: FixedClock
) -> None:
    given = authorise(staffed, "pho", capacity=Capacity.DEPUTY)
    clock.tick(days=1)
    certify(staffed, "pho")
    with pytest.raises(RuleError) as refused:
        staffed.authorities.end(given.id, TODAY, reason="Chuyển công tác")
    assert refused.value.rule == "signed"
    with pytest.raises(RuleError):
        staffed.authorities.end(given.id, date(2026, 11, 24), reason=" ")
    ended = staffed.authorities.end(given.id, date(2026, 11, 24), reason="Chuyển công tác").result
    assert ended.until == date(2026, 11, 24)
    with pytest.raises(RuleError):
        staffed.authorities.end(given.id, date(2026, 12, 1), reason="Kéo dài")
    assert certify(staffed, "pho").signing.capacity == "kt"
    clock.tick(days=1)
    with pytest.raises(RuleError):
        certify(staffed, "pho")
    assert staffed.store.check().ok


def test_the_same_document_is_put_down_once(staffed: Office) -> None:
    with pytest.raises(RuleError) as refused:
        authorise(staffed, "lan", until=date(2026, 11, 25), books=("chung-thuc-ban-sao",))
    assert refused.value.field == "number"
    with pytest.raises(RuleError) as refused:
        authorise(staffed, "ai-do")
    assert refused.value.field == "officer"


def test_nd_30_2020_testimony_and_note_name_signer_and_document(staffed: Office) -> None:
    line = certify(staffed, "lan")
    assert staffed.certification.testimony(line.id).splitlines() == [
        "Chứng thực bản sao đúng với bản chính.",
        "Số chứng thực: 1/2026, quyển số: 1/2026 - SCT/BS",
        "Xã Thử, ngày 23 tháng 11 năm 2026",
        "TUQ. CHỦ TỊCH",
        "CÔNG CHỨC TƯ PHÁP",
        "(Theo văn bản số 12/QĐ-UBND ngày 23/11/2026)",
        "Công chức lan",
    ]
    signature = certify(staffed, "chu", SIGNATURE)
    text = staffed.certification.testimony(signature.id)
    assert "bản sao" not in text
    assert "SCT/CK,ĐC\n" in text
    note = flat_text(staffed.certification.note(line.visit, PaperSize.A5))
    assert "TUQ. CHỦ TỊCH" in note
    assert "12/QĐ-UBND" in note
    staffed.voiding.void(line.id, reason="Hỏng")
    with pytest.raises(RuleError):
        staffed.certification.testimony(line.id)


def test_the_book_says_as_what_it_was_signed_whatever_the_title_is_now(staffed: Office) -> None:
    certify(staffed, "lan")
    moved = officer(login="lan", title="Công chức Văn phòng")
    staffed.staff.put_officer(moved)
    (table,) = staffed.reports.compute("certifications", TODAY, TODAY)
    assert table.rows[0][8] == "Công chức lan, Công chức Tư pháp (TUQ. Chủ tịch)"
