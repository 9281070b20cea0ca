"""Every paper drawn from the same invented facts, by name: as usual, and as long as it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counter_app.domain.dossier.dossier import Original, Result
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.slips import WantedPaper
from counter_app.printing.papers.apology import apology
from counter_app.printing.papers.control import control
from counter_app.printing.papers.fee_note import fee_note
from counter_app.printing.papers.guidance import guidance
from counter_app.printing.papers.handover_sheet import handover_sheet
from counter_app.printing.papers.posting_sheet import posting_sheet
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.refusal import refusal
from counter_app.printing.papers.register import register
from counter_app.printing.papers.reminder import reminder
from counter_app.printing.papers.result_list import result_list
from counter_app.printing.papers.return_slip import return_slip
from counter_app.printing.papers.stop_notice import stop_notice
from counter_app.printing.papers.supplement import supplement
from counter_app.printing.papers.template_receipt import template_receipt
from counter_app.printing.papers.visit_receipt import visit_receipt
from tests.printing import slip_sheets as make
from tests.printing.sheets import make_dossier, make_receipt, make_return

Draw = Callable[[PaperSize], bytes]
REASON = " ".join([make.LONG] * 4)
LONG_WANTED = tuple(
    WantedPaper(name=f"Giấy tờ thứ {number}: {make.LONG}", where=make.LONG, what=make.LONG)
    for number in range(1, 19)
)
LEGS = make.LEGS * 6


def _returned() -> bytes:
    facts = Result(
        abstract="Đăng ký khai sinh cho Nguyễn Văn Mẫu",
        signed_on="2026-11-26",
        signer="Trần Văn Ký",
        agency="Ủy ban nhân dân xã An Phú Mẫu",
    )
    dossier = replace(
        make_return().dossier,
        result="123/2026",
        result_facts=facts,
        originals_returned=(Original(name="Giấy chứng sinh", quantity=2),),
    )
    return return_slip(make_return(dossier=dossier, kind="Giấy khai sinh"), PaperSize.A5)


def book(count: int) -> bytes:
    """The register with so many lines."""
    return register(
        make.make_register_rows(count),
        make.make_register_head(),
        book="Hộ tịch, quyển số 01/2026",
        period_text="Từ ngày 01/11/2026 đến ngày 23/11/2026",
        computed_at=make.MONDAY,
    )


ON_SHEETS: dict[str, Draw] = {
    "visit-receipt": lambda size: visit_receipt(make.make_visit(), size),
    "certified-receipt": lambda size: receipt(
        make_receipt(dossier=make_dossier(papers=make.CERTIFIED)), size
    ),
    "supplement": lambda size: supplement(make.make_supplement(), size),
    "refusal": lambda size: refusal(make.make_refusal(), size),
    "apology": lambda size: apology(make.make_apology(), size),
    "stop": lambda size: stop_notice(make.make_stop(), size),
    "control": lambda size: control(make.make_control(), size),
    "fee-note": lambda size: fee_note(make.make_fee_note(), size),
    "guidance": lambda size: guidance(make.make_guidance(), size),
    "reminder": lambda size: reminder(make.make_reminder(), size),
    "template": lambda size: template_receipt(make.make_template(), size),
}
"""Papers on A4 and A5."""
LYING: dict[str, Callable[[], bytes]] = {
    "handover": lambda: handover_sheet(make.make_handover()),
    "result-list": lambda: result_list(make.make_results()),
    "posting": lambda: posting_sheet(make.make_posting()),
    "register": lambda: book(3),
}
"""Papers on A4 that lies on its side."""
GOLDEN: dict[str, Callable[[], bytes]] = {
    **{name: (lambda draw=draw: draw(PaperSize.A5)) for name, draw in ON_SHEETS.items()},  # type: ignore[misc]
    **LYING,
    "return-slip": _returned,
}
"""What the texts in ``tests/data/papers`` were written from."""
LONG: dict[str, Draw] = {
    "visit-receipt": lambda size: visit_receipt(
        make.make_visit(
            items=tuple(
                replace(item, dossier=make.long_dossier(id=number))
                for number, item in enumerate(make.make_visit(4).items)
            )
        ),
        size,
    ),
    "supplement": lambda size: supplement(
        make.make_supplement(dossier=make.long_dossier(), wanted=LONG_WANTED, reason=REASON), size
    ),
    "refusal": lambda size: refusal(
        make.make_refusal(dossier=make.long_dossier(), reason="\n".join([REASON] * 8)), size
    ),
    "apology": lambda size: apology(
        make.make_apology(dossier=make.long_dossier(), reason=" ".join([REASON] * 10)), size
    ),
    "stop": lambda size: stop_notice(
        make.make_stop(dossier=make.long_dossier(), reason=" ".join([REASON] * 7)), size
    ),
    "control": lambda size: control(
        make.make_control(dossier=make.long_dossier(), legs=LEGS, partner=make.LONG), size
    ),
    "guidance": lambda size: guidance(
        make.make_guidance(wanted=LONG_WANTED, dossier=make.long_dossier()), size
    ),
    "template": lambda size: template_receipt(
        make.make_template(dossier=make.long_dossier(papers=make.long_dossier().papers * 3)), size
    ),
    "handover": lambda _size: handover_sheet(make.make_handover(60, note=make.LONG)),
    "result-list": lambda _size: result_list(make.make_results(60)),
    "posting": lambda _size: posting_sheet(make.make_posting(40)),
    "register": lambda _size: book(90),
}
"""Papers that take more than one page."""
SIGNED_BY = {
    "visit-receipt": "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "supplement": "NGƯỜI HƯỚNG DẪN",
    "refusal": "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "apology": "TM. ỦY BAN NHÂN DÂN",
    "stop": "TM. ỦY BAN NHÂN DÂN",
    "guidance": "NGƯỜI HƯỚNG DẪN",
    "template": "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "handover": "BÊN NHẬN",
    "result-list": "BÊN NHẬN",
    "posting": "TM. ỦY BAN NHÂN DÂN",
    "register": "NGƯỜI PHỤ TRÁCH BỘ PHẬN",
}
"""Who signs last on each of them."""
HEADS = {
    "control": "Thời gian giao nhận hồ sơ",
    "guidance": "Nội dung cần sửa",
    "supplement": "Nơi cấp",
    "handover": "Số giấy tờ",
    "result-list": "Bưu điện",
    "posting": "Thời hạn giải quyết",
    "register": "Cơ quan chủ trì giải quyết",
    "template": "Bản sao có chứng thực",
}
"""What the head of the table on each says."""
