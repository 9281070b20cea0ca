"""Papers about many dossiers or procedures, and papers of a procedure's own, from the tables."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from counter_app import paths
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.paper.sheet_facts import Gathering
from counter_app.desk.paper.template_facts import template_sheet
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.templates import FIELDS, PaperTemplate
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.read.prints import PrintJob
from tests.makers import BIRTH, MARITAL, receive
from tests.printing.reading import flat_text, squeezed


def text_of(office: Office, job: PrintJob, size: PaperSize = PaperSize.A5) -> str:
    """What a print says, without blanks."""
    return squeezed(flat_text(office.paper.draw(job.id, size).pdf))


def says(office: Office, job: PrintJob, *facts: str) -> None:
    """Every fact stands on the print."""
    text = text_of(office, job)
    assert [fact for fact in facts if squeezed(fact) not in text] == []


def last(office: Office, code: str) -> PrintJob:
    """The latest print of a dossier."""
    return office.paper.prints_of(code)[-1]


def test_a_hand_over_sheet_is_one_paper(office: Office) -> None:
    codes = [receive(office, MARITAL).code for _again in range(3)]
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer="command-line"),
        taker=Holder(officer="canbo"),
        codes=codes,
    )
    wanted = replace(wanted, giver=Holder(officer=office.dossiers.get(codes[0]).holder))
    sheet = office.handover.give(wanted).result
    job = office.handover.paper(sheet.id).result
    paper = office.paper.draw(job.id)
    assert paper.size is PaperSize.A4
    text = squeezed(flat_text(paper.pdf))
    for fact in (
        *codes,
        "Hai bên bàn giao 03 hồ sơ",
        f"Số: {sheet.number:02d}/BB-TTPVHCC",
        "chưa nhận",
    ):
        assert squeezed(fact) in text
    assert office.handover.paper(sheet.id).result == job
    copy = office.paper.reissue(job.subject, "handover", reason="Mờ").result
    assert squeezed("BẢN IN LẠI lần 1 – Lý do: Mờ") in text_of(office, copy)


def test_results_that_come_back_are_listed_as_such(office: Office) -> None:
    code = receive(office).code
    office.moves.move(code, Act.FINISH, result="12/KS")
    giver = Holder(officer=office.dossiers.get(code).holder)
    wanted = Wanted(
        purpose=Purpose.RESULT, giver=giver, taker=Holder(officer="canbo"), codes=[code]
    )
    job = office.handover.paper(office.handover.give(wanted).result.id).result
    says(office, job, "PHIẾU BÀN GIAO KẾT QUẢ", "Số: 01/BB-TTPVHCC", code, "12/KS", "BÊN NHẬN")


def test_results_go_on_a_list(office: Office) -> None:
    codes = [receive(office, fee=8_000).code for _again in range(2)]
    with pytest.raises(RuleError, match="chưa có kết quả"):
        office.further_papers.issue(codes[0], "result_list")
    for code in codes:
        office.moves.move(code, Act.FINISH, result=f"{code[-1]}/KS")
    office.fees.collect(codes[0], amount=8_000)
    body = {"codes": codes, "giver": "Lê Văn Hộ"}
    job = office.further_papers.issue(codes[0], "result_list", body=body).result
    says(office, job, *codes, "2/KS", "Tổng số 02 kết quả", "còn phải thu khi trả kết quả: 8.000 đ")


def with_template(office: Office, key: str) -> None:
    """The birth registration has a paper of its own from now on."""
    procedure = office.store.catalogue.valid(BIRTH, office.dossiers.today())
    assert procedure is not None
    office.catalogue.put_procedure(replace(procedure, template=key))


def test_a_template_takes_the_place_of_mau_01_without_code(office: Office) -> None:
    with_template(office, "CT04")
    before = receive(office).code
    says(office, last(office, before), "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mẫu số 01")
    record = json.loads((paths.resources_dir() / "forms" / "ct04.json").read_text("utf-8"))
    settings = office.rules.settings
    office.rules.change_settings(replace(settings, templates={"CT04": record}))
    code = receive(office, papers=(PaperItem(name="Giấy chứng sinh"),)).code
    for size in PaperSize:
        text = text_of(office, last(office, code), size)
        for fact in (
            "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mẫu CT04",
            "Số: 02/TNHS",
            "Họ, chữ đệm và tên người nộp hồ sơ: Nguyễn Văn Mẫu",
            "Giấy chứng sinh",
            "ngày 23 tháng 11 năm 2026",
            code,
        ):
            assert squeezed(fact) in text, fact
    office.rules.change_settings(replace(settings, templates={}))
    says(office, last(office, code), "Mẫu CT04")
    says(office, last(office, receive(office).code), "Mẫu số 01")


def test_what_is_posted_up_is_what_was_reviewed(office: Office) -> None:
    papers = office.further_papers
    with pytest.raises(RuleError) as refused:
        papers.draw_posting()
    assert (refused.value.field, refused.value.rule) == ("sector", "unreviewed")
    whole = papers.left_off_posting()
    office.catalogue.confirm_procedure(BIRTH, None)
    assert papers.left_off_posting() == whole - 1
    text = squeezed(flat_text(papers.draw_posting(["ho-tich"])))
    for fact in (
        "Lĩnh vực: Hộ tịch",
        "Đăng ký khai sinh",
        "Ủy ban nhân dân xã",
        "qua dịch vụ bưu chính công ích",
        "Tổng số 01 thủ tục",
    ):
        assert squeezed(fact) in text, fact
    for never in ("cấp xã", "cần đối chiếu", "nguồn thứ cấp", "Rà soát", "Lĩnh vực: Chứng thực"):
        assert squeezed(never) not in text, never
    assert text == squeezed(flat_text(papers.draw_posting()))
    with pytest.raises(RuleError) as refused:
        papers.draw_posting(["khong-co"])
    assert refused.value.field == "sector"


def test_every_field_of_a_template_is_answered(office: Office) -> None:
    code = receive(office).code
    job, dossier = last(office, code), office.dossiers.get(code)
    sheet = template_sheet(Gathering(office.store), job, dossier, PaperTemplate(key="x", title="x"))
    drawn_apart = {"papers", "blank"}
    assert FIELDS.keys() - drawn_apart - sheet.facts.keys() == set()
