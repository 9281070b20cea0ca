"""A paper names each person with their own facts, and never the command line as a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.office import Office
from counter_app.printing.papers.fee_note import fee_note
from counter_app.printing.papers.stop_notice import stop_notice
from counter_app.printing.papers.supplement import supplement
from tests.makers import PASSWORD, collector, officer, receive
from tests.printing.reading import flat_text, squeezed
from tests.printing.sheets import make_dossier, make_party
from tests.printing.slip_sheets import make_fee_note, make_stop, make_supplement

OWNER = make_party(name="Lê Văn Chủ", id_no="089184009999", phone="0987 000 111", email="",
                   address="ấp Phú Lợi")  # fmt: skip
SILENT = make_party(name="Lê Văn Chủ", id_no="", phone="", email="", address="")
SIZES = list(PaperSize)


def said(pdf: bytes) -> str:
    return squeezed(flat_text(pdf))


@pytest.mark.parametrize("size", SIZES)
def test_tt_03_2025_mau_02_reaches_the_owner_by_the_owner_s_own_facts(size: PaperSize) -> None:
    text = said(supplement(make_supplement(dossier=make_dossier(owner=OWNER)), size))
    own = "Địa chỉ: ấp Phú Lợi Số điện thoại: 0987 000 111"
    assert squeezed(own) in text
    theirs = "Người nộp hồ sơ: Nguyễn Thị Ưởng Số điện thoại của người nộp: 0912 345 678"
    assert squeezed(theirs) in text
    assert squeezed("Email của người nộp: uong.nguyen@example.vn") in text
    assert text.index(squeezed("0912 345 678")) > text.index(squeezed("Người nộp hồ sơ:"))


@pytest.mark.parametrize("size", SIZES)
def test_an_owner_without_address_or_telephone_gets_nobody_else_s(size: PaperSize) -> None:
    dossier = make_dossier(owner=SILENT)
    text = said(supplement(make_supplement(dossier=dossier), size))
    before = text[: text.index(squeezed("Người nộp hồ sơ:"))]
    assert squeezed("0912 345 678") not in before
    assert squeezed("Trần Hưng Đạo") not in before
    assert squeezed("Trần Hưng Đạo") not in said(stop_notice(make_stop(dossier=dossier), size))


@pytest.mark.parametrize(
    ("payer", "address"),
    [("Nguyễn Thị Ưởng", "Trần Hưng Đạo"), ("Lê Văn Chủ", "ấp Phú Lợi"), ("Người Trả Hộ", "")],
)
def test_a_payer_stands_beside_their_own_address(payer: str, address: str) -> None:
    sheet = make_fee_note(dossier=make_dossier(owner=OWNER), payer=payer)
    text = said(fee_note(sheet, PaperSize.A4))
    known = {"Trần Hưng Đạo", "ấp Phú Lợi"}
    assert {one for one in known if squeezed(one) in text} == ({address} if address else set())


def test_the_command_line_is_no_person_on_any_paper(office: Office) -> None:
    code = receive(office).code
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy")
    office.moves.move(code, Act.RESUME)
    office.further_papers.issue(code, "control")
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    jobs = office.paper.prints_of(code)
    assert len(jobs) == 4
    for job in jobs:
        assert squeezed("Dòng lệnh") not in said(office.paper.draw(job.id).pdf)
    day = office.intake.today()
    register = office.further_papers.draw_register("ho-tich", day, day)
    assert squeezed("Dòng lệnh") not in said(register)


def test_who_makes_a_paper_signs_for_the_command_line(office: Office) -> None:
    code = receive(office).code
    office.staff.put_officer(officer(), password=PASSWORD)
    office.session.officer = office.staff.known("lan")
    assert squeezed("Công chức lan") in said(office.paper.draw_receipt(code, PaperSize.A4))


def test_officers_of_one_name_are_told_apart_on_papers(office: Office) -> None:
    for login, title in (("lan1", "Công chức hộ tịch"), ("lan2", "Công chức địa chính")):
        made = officer(Role.LEADER, login=login, title=title)
        office.staff.put_officer(replace(made, name="Nguyễn Thị Lan"), password=PASSWORD)
    office.session.officer = office.staff.known("lan2")
    code = receive(office).code
    text = said(office.paper.draw_receipt(code, PaperSize.A4))
    assert squeezed("Nguyễn Thị Lan (Công chức địa chính)") in text
