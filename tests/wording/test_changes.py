"""A correction told as old and new."""

from __future__ import annotations

from typing import Any

import pytest

from counter_app.wording.dossier.changes import change_texts
from counter_app.wording.dossier.timeline import event_text

WHO = {"kind": "person", "name": "Lê Thị Lan", "phone": "0912345678"}
PAPER = {"name": "Tờ khai", "kind": "original", "quantity": 1}


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("fee", None, 8000, "phí, lệ phí: (trống) → 8.000 đ"),
        ("applicant", WHO, {**WHO, "phone": ""}, "người nộp: 0912345678 → (trống)"),
        ("owner", None, WHO, "chủ hồ sơ: (trống) → Lê Thị Lan"),
        ("owner", WHO, None, "chủ hồ sơ: Lê Thị Lan → (trống)"),
        (
            "papers",
            [PAPER, {**PAPER, "name": "Giấy chứng sinh"}],
            [{**PAPER, "quantity": 2}, {**PAPER, "name": "Giấy chứng sinh"}],
            "thành phần hồ sơ: Tờ khai (1 bản) → Tờ khai (2 bản)",
        ),
        (
            "return_channel",
            1,
            3,
            "cách nhận kết quả: trực tiếp tại quầy → bưu chính công ích",
        ),
        ("content", "", "x" * 200, "nội dung yêu cầu: (trống) → " + "x" * 159 + "…"),
    ],
)
def test_only_what_differs_is_told(name: str, before: Any, after: Any, told: str) -> None:
    assert change_texts({name: {"from": before, "to": after}}) == [told]


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        (
            {"act": "supplement", "accepted": False, "reason": "Thiếu"},
            "Chưa tiếp nhận được, yêu cầu bổ sung hồ sơ. Lý do: Thiếu",
        ),
        (
            {"act": "supplement", "override": True, "approved_by": "truong"},
            "Yêu cầu bổ sung hồ sơ; thời hạn tạm dừng. Lãnh đạo duyệt yêu cầu bổ sung ngoài lần đầu (Bà Trưởng).",
        ),
        (
            {"act": "revert", "undone": "hand", "reason": "Nhầm"},
            (
                "Hoàn lại thao tác ghi nhầm, trở về trạng thái trước đó. Thao tác ghi nhầm: "
                "chuyển giải quyết. Lý do: Nhầm"
            ),
        ),
    ],
)
def test_a_move_is_told_with_who_allowed_it_and_what_it_took_back(
    payload: dict[str, Any], sentence: str
) -> None:
    assert event_text("dossier.moved", payload, {"truong": "Bà Trưởng"}) == sentence


def test_acceptance_is_told_with_its_promise() -> None:
    assert event_text("dossier.accepted", {"promised_at": "2026-11-27T09:00:00"}, {}) == (
        "Hồ sơ đã đủ, tiếp nhận và hẹn trả 09:00 thứ Sáu 27/11/2026."
    )
    assert event_text("dossier.accepted", {}, {}) == "Hồ sơ đã đủ, tiếp nhận."
