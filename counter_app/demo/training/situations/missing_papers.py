"""Papers are missing: everything is asked for on one slip, nothing is promised."""

from __future__ import annotations

from counter_app.demo.training.invented import BIRTH
from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.dossier.events import DOSSIER_MOVED, DOSSIER_RECEIVED, DOSSIER_REGISTERED
from counter_app.domain.paper.events import PAPER_ISSUED
from counter_app.i18n import mark


def _birth(act: Act, _given: Given, _before: tuple[Act, ...]) -> bool:
    return act.payload.get("procedure_code") == BIRTH


def _slip(act: Act, _given: Given, before: tuple[Act, ...]) -> bool:
    return act.payload.get("document") == "supplement" and act.subject == before[0].subject


def _refused(act: Act, _given: Given, _before: tuple[Act, ...]) -> bool:
    return act.payload.get("act") == "refuse"


SITUATION = Situation(
    key="missing-papers",
    title=mark("Thiếu giấy tờ: phiếu bổ sung Mẫu 02"),
    citizen=mark("Tôi là Lê Văn Sơ, đến khai sinh cho con. Tôi quên giấy chứng sinh ở nhà rồi."),
    press=(
        mark("F2, gõ “dkks”, Enter; ghi họ tên người nộp: Lê Văn Sơ."),
        mark("Enter tới dòng Giấy chứng sinh, phím cách: bỏ dấu."),
        mark("Ctrl+L: chưa tiếp nhận được. Ghi lý do: thiếu giấy chứng sinh."),
        mark("Ctrl+Enter: lưu và in phiếu."),
    ),
    wants=(
        Want(event=DOSSIER_REGISTERED, said=mark("Đã ghi hồ sơ, chưa hẹn ngày nào"), fits=_birth),
        Want(event=PAPER_ISSUED, said=mark("Đã lập phiếu bổ sung (Mẫu 02)"), fits=_slip),
    ),
    traps=(
        Trap(
            event=DOSSIER_RECEIVED,
            said=mark(
                "Hồ sơ thiếu giấy mà đã được tiếp nhận và hẹn ngày trả. Lần này: F2, rồi Ctrl+L thay cho Ctrl+Enter."
            ),
        ),
        Trap(
            event=DOSSIER_MOVED,
            said=mark(
                "Từ chối (Mẫu 03) chỉ khi không thuộc thẩm quyền hoặc không đủ điều kiện. Thiếu giấy thì "
                "yêu cầu bổ sung."
            ),
            fits=_refused,
        ),
    ),
    learned=mark("Mỗi hồ sơ chỉ được yêu cầu bổ sung một lần: thiếu gì ghi hết vào một phiếu."),
    help="Ba cách kết thúc",
)
