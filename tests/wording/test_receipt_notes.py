"""What a receipt printed again says of what changed since."""

from __future__ import annotations

from datetime import datetime

from counter_app.domain.clock import LOCAL
from counter_app.wording.dossier.receipt_notes import receipt_notes

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)
UNTIL = "2026-12-01T10:00:00"


def test_each_change_is_one_sentence_in_order() -> None:
    notes = receipt_notes(
        [
            ("corrected", MONDAY, {"changes": {"fee": {}, "sets": {}}}),
            ("extended", MONDAY, {"promised_at": UNTIL}),
            ("resume", MONDAY, {"promised_at": UNTIL}),
            ("recomputed", MONDAY, {"promised_at": UNTIL}),
            (
                "reappointed",
                MONDAY,
                {"reappointed_to": UNTIL, "promised_at": "2026-11-27T09:00:00"},
            ),
        ]
    )
    assert notes == (
        "Đã đính chính ngày 23/11/2026: phí, lệ phí, số bộ.",
        "Gia hạn xác minh theo quy định ngày 23/11/2026: hẹn trả 10:00 thứ Ba 01/12/2026.",
        "Giải quyết tiếp ngày 23/11/2026, sau thời gian tạm dừng: hẹn trả 10:00 thứ Ba 01/12/2026.",
        "Tính lại thời hạn ngày 23/11/2026: hẹn trả 10:00 thứ Ba 01/12/2026.",
        "Xin lỗi và hẹn lại ngày 23/11/2026: dự kiến trả 10:00 thứ Ba 01/12/2026.",
    )


def test_what_was_erased_says_nothing() -> None:
    assert receipt_notes([("corrected", MONDAY, {}), ("extended", MONDAY, {})]) == ()
