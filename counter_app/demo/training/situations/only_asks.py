"""Somebody only asks: counted by one key."""

from __future__ import annotations

from counter_app.demo.training.situation import Situation, Trap, Want
from counter_app.domain.dossier.events import DOSSIER_RECEIVED
from counter_app.domain.enquiries.events import QUESTION_ASKED
from counter_app.i18n import mark

SITUATION = Situation(
    key="only-asks",
    title=mark("Công dân chỉ cần hướng dẫn"),
    citizen=mark("Xin cho biết đăng ký kết hôn cần mang những giấy tờ nào."),
    press=(
        mark("Trả lời công dân, rồi bấm Ctrl+H."),
        mark("Bấm phím số của nội dung, ví dụ 1: Thủ tục hộ tịch."),
    ),
    wants=(Want(event=QUESTION_ASKED, said=mark("Đã ghi lượt hướng dẫn")),),
    traps=(
        Trap(
            event=DOSSIER_RECEIVED,
            said=mark("Người này chưa nộp gì, chỉ cần hướng dẫn. Bấm Ctrl+H rồi một phím số."),
        ),
    ),
    learned=mark("Lượt hướng dẫn cũng được tính, có trong báo cáo ngày."),
    help="Lượt hướng dẫn",
)
