"""Sheets as a counter would fill them: plain functions that build valid objects, and the worst ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.dossier import Channel, Collector, Dossier, State
from counter_app.domain.paper.heading import Heading
from counter_app.domain.paper.receipt_sheets import (
    ClosingSheet,
    ReceiptSheet,
    ReturnSheet,
    TicketSheet,
)
from counter_app.domain.paper.report_table import Align, Table, TableColumn
from counter_app.domain.person.party import Party, PartyKind

CODE = DossierCode(office="99001", day=date(2026, 11, 23), device=1, sequence=7)


def at(*parts: int) -> datetime:
    """A local moment."""
    return datetime(*parts, tzinfo=LOCAL)  # type: ignore[arg-type,misc]


def make_heading(**changes: Any) -> Heading:
    """An invented commune."""
    heading = Heading(
        parent="Ủy ban nhân dân xã An Phú Mẫu",
        unit="Trung tâm Phục vụ hành chính công",
        name="Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
        place="An Phú Mẫu",
        address="số 15 đường Nguyễn Huệ, ấp Phú Hòa",
        phone="0296 3 123 456",
        counter="Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
    )
    return replace(heading, **changes)


def make_authority(**changes: Any) -> Heading:
    """The People's Committee above the unit, whose deputy chairman signs."""
    heading = make_heading(
        parent="",
        unit="Ủy ban nhân dân xã An Phú Mẫu",
        name="Ủy ban nhân dân xã An Phú Mẫu",
        symbol="UBND",
        capacity=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Lê Thị Hồng Gấm",
    )
    return replace(heading, **changes)


def make_party(**changes: Any) -> Party:
    """Somebody at the counter."""
    party = Party(
        PartyKind.PERSON,
        "Nguyễn Thị Ưởng",
        id_no="089184001234",
        phone="0912 345 678",
        email="uong.nguyen@example.vn",
        address="số 12/3 đường Trần Hưng Đạo, ấp Phú Thạnh, xã An Phú Mẫu",
    )
    return replace(party, **changes)


PAPERS = (
    PaperItem(name="Tờ khai đăng ký khai sinh theo mẫu"),
    PaperItem(name="Giấy chứng sinh"),
    PaperItem(name="Giấy tờ tùy thân của người đi đăng ký", kind=PaperKind.SHOW),
    PaperItem(name="Văn bản ủy quyền được chứng thực", kind=PaperKind.CERTIFIED),
    PaperItem(name="Giấy chứng nhận kết hôn của cha, mẹ", kind=PaperKind.COPY, quantity=2),
)


def make_dossier(**changes: Any) -> Dossier:
    """A birth registration received on Monday morning."""
    values: dict[str, Any] = {
        "id": 7,
        "code": CODE.text,
        "barcode": CODE.barcode,
        "state": State.RECEIVED,
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "sector": "ho-tich",
        "applicant": make_party(),
        "owner": None,
        "authorisation": "",
        "content": "",
        "papers": PAPERS,
        "sets": 1,
        "fee": 8000,
        "channel": Channel.DIRECT,
        "return_channel": Channel.DIRECT,
        "return_address": "",
        "limit": TimeLimit(3, LimitUnit.WORKING_DAY),
        "due": None,
        "promised_at": at(2026, 11, 27, 9, 0),
        "received_at": at(2026, 11, 23, 9, 0),
        "receiver": "lan",
        "handler": "",
        "form_no": 12,
        "book": "01/2026-HT",
        "book_no": 15,
    }
    return Dossier(**{**values, **changes})


def make_receipt(**changes: Any) -> ReceiptSheet:
    """Its receipt."""
    values: dict[str, Any] = {
        "heading": make_heading(),
        "dossier": make_dossier(),
        "form_label": "Mẫu số 01",
        "number": "Số: 12/TTPVHCC",
        "limit": "3 ngày làm việc",
        "explanation": "3 ngày làm việc, trừ 24/11 (Ngày Văn hóa Việt Nam)",
        "receiver_name": "Trần Thị Ngọc Lan",
        "book": "01/2026-HT",
        "issued_at": at(2026, 11, 23, 9, 2),
        "head": "A1B2C3D4E5",
    }
    return ReceiptSheet(**{**values, **changes})


def make_return(**changes: Any) -> ReturnSheet:
    """The result is fetched by somebody else, who lost the receipt."""
    collector = Collector(
        name="Nguyễn Văn Bảy",
        id_no="089084001111",
        phone="0912345678",
        authorised=True,
        authorisation="Giấy ủy quyền số 15/2026",
        lost_receipt=True,
        identity_checked="Thẻ căn cước",
    )
    values: dict[str, Any] = {
        "heading": make_heading(),
        "dossier": make_dossier(collector=collector, result="Giấy khai sinh số 123/2026"),
        "returner_name": "Trần Thị Ngọc Lan",
        "returned_at": at(2026, 11, 27, 9, 15),
    }
    return ReturnSheet(**{**values, **changes})


def make_ticket(**changes: Any) -> TicketSheet:
    """The seventh to wait."""
    values: dict[str, Any] = {
        "heading": make_heading(),
        "label": "A012",
        "queue_name": "Hộ tịch – Chứng thực",
        "taken_at": at(2026, 11, 23, 8, 5),
        "ahead": 7,
    }
    return TicketSheet(**{**values, **changes})


def make_closing(**changes: Any) -> ClosingSheet:
    """An ordinary day."""
    values: dict[str, Any] = {
        "heading": make_heading(),
        "day": date(2026, 11, 23),
        "closed_at": at(2026, 11, 23, 17, 5),
        "officer_name": "Trần Thị Ngọc Lan",
        "totals": [("Hồ sơ tiếp nhận trong ngày", "37"), ("Phí, lệ phí đã thu", "1.250.000 đ")],
        "first_seq": 10_234,
        "last_seq": 10_519,
        "head": "9f3a07c2b1d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
        "notes": ("Có 01 giấy hẹn chưa in được.",),
    }
    return ClosingSheet(**{**values, **changes})


def make_table(count: int = 3, **changes: Any) -> Table:
    """A report with every kind of cell and a head on three levels."""
    values: dict[str, Any] = {
        "name": "Danh sách",
        "title": "Danh sách hồ sơ tiếp nhận",
        "subtitle": "Lĩnh vực hộ tịch",
        "columns": (
            TableColumn(title="TT", width=0.6, align=Align.CENTRE),
            TableColumn(title="Hồ sơ|Mã hồ sơ", width=2.6),
            TableColumn(title="Hồ sơ|Người nộp|Họ tên", width=3),
            TableColumn(title="Hồ sơ|Người nộp|Ngày nhận", width=1.5),
            TableColumn(title="Hẹn trả", width=2),
            TableColumn(title="Phí, lệ phí", width=1.5),
            TableColumn(title="Tỷ lệ", width=1),
        ),
        "rows": tuple(
            (
                number,
                f"T99001-261123-01{number:04d}",
                "Nguyễn Thị Ưởng",
                date(2026, 2, 5),
                at(2026, 2, 10, 9, 0),
                15_000 * number,
                12.5,
            )
            for number in range(1, count + 1)
        ),
        "total": (None, "Cộng", None, None, None, 1_234_567, None),
        "notes": ("Hồ sơ xin rút tính vào đúng hạn.",),
        "numbers": ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)=(6)/(1)"),
        "form_label": "Biểu số 01",
        "landscape": False,
    }
    return Table(**{**values, **changes})
