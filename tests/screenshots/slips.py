"""Pictures of every slip, list and note, made by the acts that issue them on the morning of the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.demo.sample import papers_brought
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.promise.changes import Apology
from counter_app.domain.dossier.dossier import Dossier, Original
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.person.party import Party, PartyKind
from counter_app.office import Office
from tests.screenshots.pictures import of_paper
from tests.screenshots.sample import NOW

if TYPE_CHECKING:
    from PIL import Image

BIRTH, MARITAL, COPIES = "1.001193", "1.004873", "2.000815"
PERSON = Party(
    PartyKind.PERSON,
    "Trần Thị Hoàng Oanh",
    id_no="001190000017",
    phone="0912 345 678",
    address="số 12/3 đường Trần Hưng Đạo, thôn Mẫu Thượng, xã An Hòa Mẫu",
)
WANTED = (
    WantedPaper(
        name="Giấy chứng sinh", what="ghi sai ngày sinh của trẻ", where="Trạm y tế xã An Hòa Mẫu"
    ),
    WantedPaper(name="Văn bản ủy quyền được chứng thực", copies=2, where="quầy chứng thực"),
)


def slips(office: Office) -> Iterator[tuple[str, Image.Image]]:
    """Mẫu 02–07, the visit's slip, the notes, the lists, a paper of a procedure's own."""
    yield from _not_accepted(office)
    yield from _in_hand(office)
    yield from _several(office)
    _reviewed(office, "ho-tich")
    yield "paper-posting", of_paper(office.further_papers.draw_posting(["ho-tich"]), 80)
    first = NOW.date().replace(month=1, day=1)
    yield (
        "paper-register",
        of_paper(office.further_papers.draw_register("ho-tich", first, NOW.date()), 80),
    )
    yield from _own(office)


def _reviewed(office: Office, sector: str) -> None:
    """Only what somebody compared with its published decision is posted up."""
    waiting = [item for item in office.catalogue.to_review(sector) if item.limit or item.no_due]
    versions = [(item.code, item.valid_from) for item in waiting]
    office.catalogue.confirm_procedures(versions, source="Quyết định công bố (dữ liệu mẫu)")


def _draft(procedure: str, **facts: object) -> IntakeDraft:
    return IntakeDraft(procedure=procedure, applicant=PERSON, **facts)  # type: ignore[arg-type]


def _last(
    office: Office, code: str, size: PaperSize = PaperSize.A5, dpi: float = 110
) -> Image.Image:
    """The paper issued last."""
    job = office.paper.prints_of(code)[-1]
    return of_paper(office.paper.draw(job.id, size).pdf, dpi)


def _received(office: Office, procedure: str = MARITAL, **facts: object) -> Dossier:
    papers = papers_brought(office, procedure)
    return office.intake.receive(_draft(procedure, fee=15_000, papers=papers, **facts)).result


def _not_accepted(office: Office) -> Iterator[tuple[str, Image.Image]]:
    reason = "Thành phần hồ sơ chưa đủ, chưa đúng theo Luật Hộ tịch"
    asked = office.intake.register(_draft(BIRTH), Act.SUPPLEMENT, reason=reason, wanted=WANTED)
    yield "paper-supplement", _last(office, asked.result.code)
    reason = "Việc này thuộc thẩm quyền của Ủy ban nhân dân xã nơi cư trú của người mẹ"
    refused = office.intake.register(_draft(BIRTH), Act.REFUSE, reason=reason)
    yield "paper-refusal", _last(office, refused.result.code)
    body = {"wanted": [item.to_dict() for item in WANTED]}
    office.further_papers.issue(asked.result.code, "guidance", body=body)
    yield "paper-guidance", _last(office, asked.result.code)


def _in_hand(office: Office) -> Iterator[tuple[str, Image.Image]]:
    dossier = _received(office, originals=(Original(name="Giấy chứng nhận kết hôn"),))
    code = dossier.code
    office.moves.move(code, Act.HAND, handler=office.staff.officers()[0].login)
    office.further_papers.issue(code, "control", body={"partner": "Công an xã An Hòa Mẫu"})
    yield "paper-control", _last(office, code, PaperSize.A4, 80)
    late = Apology(
        code=code,
        reason="cơ quan phối hợp chưa gửi kết quả xác minh",
        until=NOW + timedelta(days=9),
    )
    office.promises.apologise([late])
    yield "paper-apology", _last(office, code, PaperSize.A4, 80)
    office.further_papers.issue(
        code, "fee_note", body={"amount": 15_000, "receipt_no": "1C26TAA-0000123"}
    )
    yield "paper-fee-note", _last(office, code)
    stopped = _received(office).code
    office.moves.move(stopped, Act.WITHDRAW, reason="Tôi nộp lại sau khi bổ sung giấy tờ")
    yield "paper-stop", _last(office, stopped)


def _several(office: Office) -> Iterator[tuple[str, Image.Image]]:
    forms = [
        (
            _draft(name, fee=15_000, pages=3, copies=2, papers=papers_brought(office, name)),
            "",
        )
        for name in (BIRTH, MARITAL, COPIES)
    ]
    visit = office.intake.receive_all(forms, together=True).result
    yield "paper-visit", _last(office, visit[0].code, PaperSize.A4, 80)
    office.further_papers.issue(visit[2].code, "receipt")
    yield "paper-certified", _last(office, visit[2].code)
    codes = [item.code for item in visit[:2]]
    taker = next(item.login for item in office.staff.officers() if item.login != visit[0].holder)
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer=visit[0].holder),
        taker=Holder(officer=taker),
        codes=codes,
    )
    job = office.handover.paper(office.handover.give(wanted, take=True).result.id).result
    yield "paper-handover", of_paper(office.paper.draw(job.id).pdf, 80)
    for code in codes:
        office.moves.move(code, Act.FINISH, result="125/KS-2026")
    office.further_papers.issue(codes[0], "result_list", body={"codes": codes})
    yield "paper-result-list", _last(office, codes[0], PaperSize.A4, 80)


def _own(office: Office) -> Iterator[tuple[str, Image.Image]]:
    """The police counter's receipt, with the office's lines as its template has them."""
    (template,) = [item for item in office.templates.shipped() if item.key == "CT04"]
    own = replace(template, header=("Công an tỉnh Mẫu", "Công an xã An Hòa Mẫu"))
    office.templates.load(own)
    office.templates.use(own.key, MARITAL)
    yield "paper-template", _last(office, _received(office).code)
