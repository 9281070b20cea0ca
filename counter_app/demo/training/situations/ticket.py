"""A number is taken and called."""

from __future__ import annotations

from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.queue.events import TICKET_ACTED, TICKET_TAKEN
from counter_app.i18n import mark


def _called(act: Act, _given: Given, before: tuple[Act, ...]) -> bool:
    return act.payload.get("act") == "call" and act.subject == before[0].subject


def _absent(act: Act, _given: Given, _before: tuple[Act, ...]) -> bool:
    return act.payload.get("act") == "absent"


SITUATION = Situation(
    key="ticket",
    title=mark("Phát số và gọi số"),
    citizen=mark("Tôi vừa đến, chưa có số thứ tự."),
    press=(
        mark("F6: Hàng đợi."),
        mark("Alt+1 lấy một số của hàng đợi A."),
        mark("F6 lần nữa để gọi số đó đến quầy của mình."),
    ),
    wants=(
        Want(event=TICKET_TAKEN, said=mark("Đã phát một số")),
        Want(event=TICKET_ACTED, said=mark("Đã gọi số đó"), fits=_called),
    ),
    traps=(
        Trap(
            event=TICKET_ACTED,
            said=mark("Số vừa được ghi vắng mặt. Bấm Ctrl+Z hoàn tác, rồi bấm F6 gọi số."),
            fits=_absent,
        ),
    ),
    learned=mark("Công dân chờ theo số; số được gọi hiện trên bảng gọi số và được đọc to."),
    help="5. Hàng đợi",
)
