"""The day is closed and carried away, here into a folder."""

from __future__ import annotations

from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.closing.events import BATCH_EXPORTED, DAY_CLOSED
from counter_app.i18n import mark


def _after(act: Act, _given: Given, before: tuple[Act, ...]) -> bool:
    return act.seq > before[0].seq


SITUATION = Situation(
    key="evening",
    title=mark("Chốt sổ và xuất dữ liệu"),
    citizen=mark("16:45, không còn ai chờ. Lãnh đạo nhắc chốt sổ và xuất dữ liệu."),
    press=(
        mark("F10 (Chốt sổ): Ctrl+Enter chốt sổ ngày, Esc đóng biên bản."),
        mark("F10 lần nữa: xuất. Ctrl+O: chọn một thư mục thay cho USB."),
    ),
    wants=(
        Want(event=DAY_CLOSED, said=mark("Đã chốt sổ ngày")),
        Want(event=BATCH_EXPORTED, said=mark("Gói dữ liệu đã ghi và đọc lại đúng"), fits=_after),
    ),
    traps=(
        Trap(
            event=BATCH_EXPORTED,
            said=mark(
                "Đã xuất nhưng ngày chưa chốt sổ. Bấm F10, Ctrl+Enter chốt sổ, rồi xuất lại."
            ),
        ),
    ),
    learned=mark("Sử dụng chính thức thì cắm USB, chờ “Có thể rút USB” rồi mới rút."),
    help="9. Chốt sổ, USB",
)
