"""Slips, lists and notes as a counter would fill them, and the longest ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.dossier import Channel, Dossier, Original, State
from counter_app.domain.followups.followup import FollowUp, Lateness, Means
from counter_app.domain.paper.slip_sheets import (
    ApologySheet,
    ControlLeg,
    ControlSheet,
    FeeNoteSheet,
    GuidanceSheet,
    HandoverLine,
    HandoverSheet,
    PaperHead,
    PostedProcedure,
    PostingSheet,
    RefusalSheet,
    RegisterRow,
    ReminderSheet,
    ResultLine,
    ResultListSheet,
    StopSheet,
    SupplementSheet,
    TemplateSheet,
    VisitItem,
    VisitSheet,
)
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.paper.templates import PaperTemplate
from tests.printing.sheets import CODE, at, make_authority, make_dossier, make_heading, make_party

MONDAY = at(2026, 11, 23, 9, 0)
LONG = (
    "Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ xuất nhập khẩu nông sản Cửu Long"
)
WANTED = (
    WantedPaper(
        name="Giấy chứng sinh",
        what="ghi sai ngày sinh của trẻ, cần cấp lại",
        where="Trạm y tế xã An Phú Mẫu",
    ),
    WantedPaper(name="Văn bản ủy quyền được chứng thực", copies=2),
)


def make_head(title: str, **changes: Any) -> PaperHead:
    """What a paper issued on Monday begins with."""
    values: dict[str, Any] = {
        "heading": make_heading(),
        "title": title,
        "issued_at": MONDAY,
        "chain": "A1B2C3D4E5",
        "writer": "Trần Thị Ngọc Lan",
    }
    return PaperHead(**{**values, **changes})


def make_supplement(**changes: Any) -> SupplementSheet:
    """Two papers have to be brought."""
    values: dict[str, Any] = {
        "head": make_head(
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            form_label="Mẫu số 02",
            number="Số: 05/PBS-TTPVHCC",
        ),
        "dossier": make_dossier(),
        "wanted": WANTED,
        "reason": "Thành phần hồ sơ chưa đủ theo Điều 16 Luật Hộ tịch",
        "until": at(2026, 12, 8).date(),
    }
    return SupplementSheet(**{**values, **changes})


def make_refusal(**changes: Any) -> RefusalSheet:
    """Another commune has to do it."""
    values: dict[str, Any] = {
        "head": make_head(
            "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            form_label="Mẫu số 03",
            number="Số: 02/PTC-TTPVHCC",
        ),
        "dossier": make_dossier(),
        "reason": "Việc đăng ký đã được thực hiện tại xã khác\nNgười nộp không thuộc đối tượng được ủy quyền",
    }
    return RefusalSheet(**{**values, **changes})


def make_apology(**changes: Any) -> ApologySheet:
    """Two days late."""
    values: dict[str, Any] = {
        "head": make_head(
            "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
            form_label="Mẫu số 04",
            number="Số: 01/PXL-UBND",
            heading=make_authority(),
        ),
        "dossier": make_dossier(),
        "reason": "cơ quan phối hợp chưa gửi kết quả xác minh nơi cư trú",
        "promised_at": at(2026, 11, 27, 9, 0),
        "until": at(2026, 12, 1, 10, 0),
    }
    return ApologySheet(**{**values, **changes})


def make_stop(**changes: Any) -> StopSheet:
    """The citizen asked for it."""
    values: dict[str, Any] = {
        "head": make_head(
            "Thông báo dừng giải quyết hồ sơ",
            form_label="Mẫu số 05",
            number="Số: 03/TB-UBND",
            heading=make_authority(),
        ),
        "dossier": make_dossier(
            originals_returned=(Original(name="Giấy chứng sinh", quantity=1),),
        ),
        "act": "withdraw",
        "reason": "Tôi nộp lại sau khi bổ sung giấy tờ",
        "asked_at": at(2026, 11, 24, 14, 30),
        "asked_how": "trực tiếp",
        "fee_back": 8000,
    }
    return StopSheet(**{**values, **changes})


LEGS = (
    ControlLeg(
        giver_office="Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
        giver="Trần Thị Ngọc Lan",
        taker_office="Văn phòng HĐND và UBND xã",
        taker="Lê Văn Hộ",
        given_at=at(2026, 11, 23, 10, 0),
        taken_at=at(2026, 11, 23, 10, 5),
        outcome="trước hạn",
    ),
    ControlLeg(
        giver_office="Văn phòng HĐND và UBND xã",
        giver="Lê Văn Hộ",
        taker_office="Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
        taker="Trần Thị Ngọc Lan",
        given_at=at(2026, 11, 26, 15, 0),
        note="chờ ký nhận",
    ),
)


def make_control(**changes: Any) -> ControlSheet:
    """Out and on its way back."""
    values: dict[str, Any] = {
        "head": make_head(
            "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            form_label="Mẫu số 06",
            number="Số: 07/PKS-TTPVHCC",
        ),
        "dossier": make_dossier(),
        "resolver": "Ủy ban nhân dân xã An Phú Mẫu",
        "partner": "Công an xã An Phú Mẫu",
        "legs": LEGS,
    }
    return ControlSheet(**{**values, **changes})


def code_of(number: int) -> DossierCode:
    """The code of that day's dossier."""
    return replace(CODE, sequence=number)


def make_handover(count: int = 3, **changes: Any) -> HandoverSheet:
    """Dossiers that go to the office that resolves them."""
    values: dict[str, Any] = {
        "head": make_head("Biên bản bàn giao hồ sơ", number="Số: 04/BB-TTPVHCC"),
        "giver_office": "Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
        "giver": "Trần Thị Ngọc Lan",
        "taker_office": "Phòng Kinh tế xã An Phú Mẫu",
        "taker": "Lê Văn Hộ",
        "given_at": at(2026, 11, 23, 10, 0),
        "taken_at": None,
        "lines": tuple(
            HandoverLine(
                code=code_of(number).text,
                name="Nguyễn Thị Ưởng",
                procedure="Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
                received_at=at(2026, 11, 23, 8, 15),
                promised_at=at(2026, 12, 7, 8, 15),
                papers=5,
                note="kèm bản vẽ" if number == 1 else "",
            )
            for number in range(1, count + 1)
        ),
    }
    return HandoverSheet(**{**values, **changes})


def make_results(count: int = 3, **changes: Any) -> ResultListSheet:
    """Results that wait to be fetched."""
    values: dict[str, Any] = {
        "head": make_head("Phiếu bàn giao kết quả"),
        "lines": tuple(
            ResultLine(
                code=code_of(number).text,
                procedure="Đăng ký khai sinh",
                result=f"Giấy khai sinh số {number}/2026",
                name="Nguyễn Thị Ưởng",
                address="số 12/3 đường Trần Hưng Đạo, ấp Phú Thạnh, xã An Phú Mẫu",
                fee=8000 if number == 2 else None,
                postal=number == 3,
            )
            for number in range(1, count + 1)
        ),
        "giver": "Lê Văn Hộ",
        "taker": "Trần Thị Ngọc Lan",
    }
    return ResultListSheet(**{**values, **changes})


def make_fee_note(**changes: Any) -> FeeNoteSheet:
    """A fee taken in cash."""
    values: dict[str, Any] = {
        "head": make_head("Phiếu thu nội bộ phí, lệ phí"),
        "dossier": make_dossier(),
        "payer": "Nguyễn Thị Ưởng",
        "amount": 1_250_000,
        "receipt_no": "1C26TAA-0000123",
        "method": "tiền mặt",
    }
    return FeeNoteSheet(**{**values, **changes})


def make_followup(**changes: Any) -> FollowUp:
    """Somebody asked by telephone for the second time."""
    values: dict[str, Any] = {
        **{"id": 30, "at": MONDAY, "officer": "lan", "means": Means.TELEPHONE, "times": 3},
        **{"asker": "Nguyễn Thị Ưởng", "phone": "0912345678", "reminder": 2, "code": CODE.text},
        "asked": "Hồ sơ đã quá ngày hẹn, bao giờ có kết quả?",
        "sent_officer": "nam",
        "answer_due": at(2026, 11, 25, 11, 30),
    }
    return FollowUp(**{**values, **changes})


def make_reminder(**changes: Any) -> ReminderSheet:
    """A dossier that is five days late."""
    values: dict[str, Any] = {
        "head": make_head("Phiếu đôn đốc giải quyết hồ sơ", number="Số: 05"),
        "followup": make_followup(),
        "holder": "Lê Văn Nam",
        "dossier": make_dossier(received_at=at(2026, 11, 13, 9, 0)),
        "state": State.PROCESSING,
        "late": Lateness(promised_at=at(2026, 11, 18, 9, 0), days=5),
    }
    return ReminderSheet(**{**values, **changes})


def make_guidance(**changes: Any) -> GuidanceSheet:
    """What somebody still has to bring."""
    values: dict[str, Any] = {
        "head": make_head("Phiếu hướng dẫn hoàn thiện hồ sơ"),
        "procedure": "Đăng ký khai sinh",
        "wanted": WANTED,
        "dossier": make_dossier(),
        "limit": "3 ngày làm việc",
        "note": "Có thể nộp bản chụp trước, bản chính mang theo khi nhận kết quả.",
    }
    return GuidanceSheet(**{**values, **changes})


def make_visit(count: int = 3, **changes: Any) -> VisitSheet:
    """Several dossiers of one person at one visit."""
    names = ("Đăng ký khai sinh", "Đăng ký kết hôn", "Chứng thực bản sao từ bản chính")
    items = []
    for number in range(1, count + 1):
        code = code_of(number)
        dossier = make_dossier(
            id=number,
            code=code.text,
            barcode=code.barcode,
            procedure_name=names[(number - 1) % 3],
            fee=8000 * (number - 1),
            form_no=11 + number,
            book_no=14 + number,
            owner=make_party(name="Lê Văn Tám") if number == 2 else None,
        )
        items.append(VisitItem(dossier=dossier, limit="3 ngày làm việc", book="Hộ tịch 2026"))
    values: dict[str, Any] = {
        "head": make_head(
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            form_label="Mẫu số 01",
            number="Số: 12–14/TTPVHCC",
        ),
        "items": tuple(items),
    }
    return VisitSheet(**{**values, **changes})


def make_posting(count: int = 3, **changes: Any) -> PostingSheet:
    """Two sectors posted up."""
    papers = (
        PaperItem(name="Tờ khai theo mẫu"),
        PaperItem(name="Giấy chứng sinh", required=False),
        PaperItem(name="Thẻ căn cước", kind=PaperKind.SHOW),
    )
    items = tuple(
        PostedProcedure(
            name=f"Đăng ký khai sinh lần {number}",
            code=f"1.00{number:04d}",
            papers=papers,
            sets=1,
            limit="ngay trong ngày, sau 15 giờ thì ngày làm việc tiếp theo",
            fee="không thu",
            legal_basis="Luật Hộ tịch 60/2014/QH13",
            result="Giấy khai sinh",
            resolver="Ủy ban nhân dân xã An Phú Mẫu",
            ways="Trực tiếp tại quầy; trực tuyến",
        )
        for number in range(1, count + 1)
    )
    values: dict[str, Any] = {
        "head": make_head("Danh mục thủ tục hành chính niêm yết công khai"),
        "sectors": (("Hộ tịch", items), ("Chứng thực", items[:1])),
    }
    return PostingSheet(**{**values, **changes})


def make_register_rows(count: int = 3) -> list[RegisterRow]:
    """Lines of a book, each with its own names and moments."""
    return [
        RegisterRow(
            number=number,
            code=code_of(number).text,
            procedure="Đăng ký khai sinh" if number % 3 else "Đăng ký khai tử, thay đổi hộ tịch",
            name=f"Nguyễn Thị Ưởng {number}",
            contact=f"số {number}/3 đường Trần Hưng Đạo, xã An Phú Mẫu; 0912 345 {number % 1000:03d}",
            agency="UBND xã An Phú Mẫu",
            received_at=at(2026, 11, 23, 7 + number % 9, number % 60),
            promised_at=at(2026, 11, 27, 7 + number % 9, number % 60),
            returned_at=at(2026, 11, 26, 15, number % 60) if number % 2 else None,
            way="trực tiếp",
            signed=f"Nguyễn Thị Ưởng {number}" if number % 2 else "",
        )
        for number in range(1, count + 1)
    ]


def make_register_head(**changes: Any) -> PaperHead:
    """What the book begins with."""
    form = {
        "form_label": "Mẫu số 07",
        "number": "Số: 01/STD-TTPVHCC",
        "chain": "",
    }
    return make_head("Sổ theo dõi hồ sơ", **(form | changes))


TEMPLATE = PaperTemplate.from_dict(
    {
        "key": "CT04",
        "title": "Phiếu tiếp nhận hồ sơ và hẹn trả kết quả",
        "form_label": "Mẫu CT04",
        "header": ["Công an tỉnh Mẫu", "Công an xã An Phú Mẫu"],
        "suffix": "TNHS",
        "rows": [
            {"label": "Họ, chữ đệm và tên:", "field": "name"},
            {"label": "Hồ sơ gồm:", "field": "papers"},
            {"label": "Hẹn trả kết quả:", "field": "due"},
            {"label": "Công chức ghi thêm:", "field": "blank"},
        ],
        "notes": ["Mang theo phiếu này khi nhận kết quả."],
        "signatures": [
            {"title": "Người nộp hồ sơ", "signer": "applicant"},
            {"title": "Người tiếp nhận hồ sơ", "signer": "receiver"},
        ],
    }
)


def make_template(**changes: Any) -> TemplateSheet:
    """A receipt of the police counter's own."""
    values: dict[str, Any] = {
        "head": make_head(TEMPLATE.title, form_label=TEMPLATE.form_label, number="Số: 12/TNHS"),
        "template": TEMPLATE,
        "dossier": make_dossier(),
        "facts": {
            "name": "Nguyễn Thị Ưởng",
            "due": "09 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        },
    }
    return TemplateSheet(**{**values, **changes})


CERTIFIED = (
    PaperItem(name="Bản chính bằng tốt nghiệp", kind=PaperKind.SHOW),
    PaperItem(name="Bằng tốt nghiệp đại học", kind=PaperKind.COPY, pages=3, copies=2),
    PaperItem(name="Bảng điểm", kind=PaperKind.COPY, pages=12, electronic=True),
)


def long_dossier(**changes: Any) -> Dossier:
    """Every text as long as it gets."""
    party = make_party(name=LONG, address=f"thửa đất số 123, tờ bản đồ số 45, {LONG}")
    papers = tuple(
        PaperItem(name=f"Giấy tờ thứ {number}: {LONG}", quantity=number) for number in range(1, 16)
    )
    values: dict[str, Any] = {
        "applicant": party,
        "owner": party,
        "content": LONG,
        "procedure_name": f"{LONG} {LONG}",
        "papers": papers,
        "return_channel": Channel.POSTAL,
        "result": LONG,
    }
    return make_dossier(**{**values, **changes})
