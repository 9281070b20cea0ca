"""What an office can set: everything the law or a reorganisation may change is data here, never a constant."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

FORM_LABELS = {
    "01": "Mẫu số 01",
    "02": "Mẫu số 02",
    "03": "Mẫu số 03",
    "04": "Mẫu số 04",
    "05": "Mẫu số 05",
    "06": "Mẫu số 06",
    "07": "Mẫu số 07",
}
NUMBER_SUFFIXES = {
    "01": "TTPVHCC(BPTNTKQ)",
    "02": "PBS-TTPVHCC(BPTNTKQ)",
    "03": "PTC-TTPVHCC(BPTNTKQ)",
    "04": "PXL",
    "06": "PKS-TTPVHCC(BPTNTKQ)",
    "07": "STD-TTPVHCC(BPTNTKQ)",
}
"""Số, ký hiệu per form as version 0.1.0 kept them; since then ``OfficeSettings.forms`` says it by date."""
RATING_FLOORS = {"Xuất sắc": 15, "Tốt": 12, "Khá": 9, "Trung bình": 6}
"""Class → least points of 18 in the nine indicators (Nghị định 61/2018/NĐ-CP); not confirmed, so a setting."""
QUESTION_TOPICS = (
    "Thủ tục hộ tịch",
    "Chứng thực",
    "Đất đai, xây dựng",
    "Bảo trợ xã hội",
    "Cư trú",
    "Tra cứu hồ sơ",
    "Nhận mẫu đơn",
    "Phản ánh, kiến nghị",
    "Việc khác",
)
"""What people only ask about, with the digits 1 to 9."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """The office as its papers and reports name it, and the policies it follows. Shared by all its counters.

    ``number`` is the office's five digits inside codes and barcodes; ``code`` its official electronic identifier
    (mã định danh). ``superior_name``/``superior_level`` say who receives reports and batches.
    ``resume_policy`` is "restart" or "shift": how the due moment moves after a supplement. ``report_start_day`` (1–28)
    is the day of the month on which monthly, quarterly and yearly reports begin; 15 means from the 15th to the 14th.
    ``question_topics``: at most nine, for visitors who only ask.
    ``partners`` are the offices that papers are handed to and come from; ``handover_hours`` the working hours after
    which papers given and never taken raise an alarm.
    Results ready for more than ``uncollected_days`` days are called about; an apology proposes a day ``apology_days``
    working days after today. ``rating_floors``: class → least points of 18 in the nine indicators.
    ``forms`` holds the versions of the legal forms (``domain.forms``), empty: as shipped; ``templates`` the
    procedures' own receipts by key.
    ``posting_days``: so long may a posted procedure go unlooked at. ``list_columns``:
    signature of a list's heads → field → column (from 0), as the officer corrected it;
    ``sector_words``: what lists call a sector (folded) → its key.
    """

    name: str = "Trung tâm Phục vụ hành chính công cấp xã"
    parent: str = "ỦY BAN NHÂN DÂN XÃ …"
    unit: str = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
    number: str = "00000"
    code: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    superior_name: str = "Ủy ban nhân dân tỉnh"
    superior_level: str = "tỉnh"
    resume_policy: str = "restart"
    supplement_days: int = 15
    uncollected_days: int = 10
    apology_days: int = 3
    idle_lock_minutes: int = 5
    report_start_day: int = 1
    partners: list[str] = field(default_factory=list)
    handover_hours: int = 8
    form_labels: dict[str, str] = field(default_factory=lambda: dict(FORM_LABELS))
    number_suffixes: dict[str, str] = field(default_factory=lambda: dict(NUMBER_SUFFIXES))
    question_topics: list[str] = field(default_factory=lambda: list(QUESTION_TOPICS))
    rating_floors: dict[str, int] = field(default_factory=lambda: dict(RATING_FLOORS))
    forms: list[dict[str, Any]] = field(default_factory=list)
    templates: dict[str, dict[str, Any]] = field(default_factory=dict)
    sample: bool = False
    posting_days: int = 90
    list_columns: dict[str, dict[str, int]] = field(default_factory=dict)
    sector_words: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; unknown keys are passed over, missing ones take the defaults."""
        known = {item.name for item in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What belongs to this computer alone: its number, printers, look. Not part of the journal.

    ``printer`` is "qt:NAME", "lp:NAME", "escpos:HOST:PORT", "file:FOLDER" or empty for "ask"; likewise
    ``ticket_printer``. ``receipt_size`` is "a4", "a5" or "80mm". ``text_scale`` in percent.
    ``witness_dir`` is a second folder, best on another disk, that remembers which numbers were given.
    ``certification_signer`` signs what is certified here (a login), ``certification_paid``: its fee is taken at once.
    """

    device: int = 1
    printer: str = ""
    ticket_printer: str = ""
    receipt_size: str = "a5"
    receipt_copies: int = 2
    language: str = "vi"
    text_scale: int = 100
    theme: str = "light"
    sound: bool = True
    display_screen: str = ""
    counter: str = "1"
    certification_signer: str = ""
    certification_paid: bool = True
    witness_dir: str = ""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read back; unknown keys are passed over, missing ones take the defaults."""
        known = {item.name for item in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return asdict(self)
