"""A dossier is found by name for a citizen who asks how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.demo.training.invented import MARITAL_STATUS, person, received
from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.followups.events import FOLLOWUP_ASKED
from counter_app.i18n import mark

if TYPE_CHECKING:
    from counter_app.office import Office


def _prepare(office: Office) -> Given:
    who = person("Phạm Văn Hỏi", "001090000025", female=False)
    dossier = received(office, who, MARITAL_STATUS)
    return {"name": who.name, "code": dossier.code, "id": str(dossier.id)}


def _about_it(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    return str(act.payload.get("dossier")) == given["id"]


SITUATION = Situation(
    key="asks-for-dossier",
    title=mark("Tìm hồ sơ, trả lời công dân hỏi"),
    citizen=mark(
        "Tôi là {name}, mất giấy hẹn rồi, muốn biết hồ sơ xác nhận hôn nhân của tôi đến đâu."
    ),
    press=(
        mark("F3, gõ “pham van hoi” (không cần dấu), Enter: hồ sơ mở ra."),
        mark("F11: công dân hỏi về hồ sơ này."),
        mark("Ghi người hỏi, điều công dân hỏi, trả lời ngay; Ctrl+Enter."),
    ),
    wants=(
        Want(event=FOLLOWUP_ASKED, said=mark("Đã ghi lần hỏi về hồ sơ {code}"), fits=_about_it),
    ),
    traps=(
        Trap(
            event=FOLLOWUP_ASKED,
            said=mark("Lần hỏi vừa ghi là của hồ sơ khác. Bấm F3 tìm {name}, rồi F11."),
        ),
    ),
    prepare=_prepare,
    learned=mark("Tìm bằng tên không dấu, số điện thoại, số căn cước hoặc mã hồ sơ đều được."),
    help="Lần hỏi và phiếu đôn đốc",
)
