"""A dossier is taken in, its applicant read from the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.demo.training.invented import COPY_OF_RECORD, card_text, person
from counter_app.demo.training.situation import Act, Given, Scan, Situation, Trap, Want
from counter_app.domain.dossier.events import DOSSIER_RECEIVED, DOSSIER_REGISTERED
from counter_app.i18n import mark

if TYPE_CHECKING:
    from counter_app.office import Office


def _prepare(_office: Office) -> Given:
    who = person("Trần Thị Tập", "001190000017")
    return {"name": who.name, "id_no": who.id_no, "card": card_text(who)}


def _hers(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    other = _other_person(act, given, _before)
    return not other and bool(act.payload.get("procedure_code") == COPY_OF_RECORD)


def _other_person(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    return bool(act.payload.get("applicant", {}).get("id_no") != given["id_no"])


SITUATION = Situation(
    key="card-intake",
    title=mark("Tiếp nhận bằng thẻ căn cước"),
    citizen=mark(
        "Tôi là {name}. Tôi xin bản sao trích lục khai sinh, giấy tờ mang đủ, thẻ căn cước đây."
    ),
    press=(
        mark("F2 (Tiếp nhận): gõ “trích lục hộ tịch”, Enter."),
        mark("Quét thẻ (chưa có máy quét: Ctrl+F1)."),
        mark("Alt+D: đủ giấy tờ. Ctrl+Enter: lưu."),
    ),
    wants=(
        Want(event=DOSSIER_RECEIVED, said=mark("Hồ sơ của {name} đã được tiếp nhận"), fits=_hers),
    ),
    traps=(
        Trap(
            event=DOSSIER_RECEIVED,
            said=mark(
                "Hồ sơ vừa lưu không ghi số căn cước của {name}. Làm lại: F2, quét thẻ rồi lưu."
            ),
            fits=_other_person,
        ),
        Trap(
            event=DOSSIER_RECEIVED,
            said=mark("Hồ sơ vừa lưu là thủ tục khác. Làm lại: F2, gõ “trích lục hộ tịch”."),
        ),
        Trap(
            event=DOSSIER_REGISTERED,
            said=mark(
                "Người này mang đủ giấy tờ mà hồ sơ lại ghi là chưa tiếp nhận. Làm lại, bấm Ctrl+Enter để lưu."
            ),
        ),
    ),
    prepare=_prepare,
    scan=Scan.CARD,
    learned=mark("Giấy hẹn ghi ngày trả do chương trình tính; hai bên ký rồi mới giao (Ctrl+G)."),
    help="3. Tiếp nhận",
)
