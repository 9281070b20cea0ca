"""A mistake is taken back within its ten seconds."""

from __future__ import annotations

from counter_app.demo.training.situation import Act, Given, Situation, Want
from counter_app.domain.certification.events import CERTIFICATION_RECORDED, CERTIFICATION_VOIDED
from counter_app.i18n import mark


def _that_one(act: Act, _given: Given, before: tuple[Act, ...]) -> bool:
    return act.payload.get("certification") == before[0].seq


SITUATION = Situation(
    key="taken-back",
    title=mark("Ghi nhầm thì hoàn tác"),
    citizen=mark("Chứng thực giúp tôi một bản… À thôi, tôi chỉ cần bản phô tô, không chứng thực."),
    press=(
        mark("F5, gõ 1, Enter, 1, Enter: một bản đã vào sổ."),
        mark("Trong 10 giây bấm Ctrl+Q: hoàn tác."),
    ),
    wants=(
        Want(event=CERTIFICATION_RECORDED, said=mark("Đã ghi một số vào sổ")),
        Want(
            event=CERTIFICATION_VOIDED,
            said=mark("Đã hoàn tác: số đó bị hủy, có lý do"),
            fits=_that_one,
        ),
    ),
    learned=mark("Không xóa gì khỏi sổ: số đã cấp được hủy kèm lý do và không dùng lại."),
    help="2. Đăng nhập và khóa màn hình",
)
