"""A dossier is overdue: the citizen gets a letter of apology with another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.demo.training.invented import LATE
from counter_app.demo.training.situation import Act, Given, Situation, Trap, Want
from counter_app.domain.dossier.events import DOSSIER_PROMISED
from counter_app.errors import RuleError
from counter_app.i18n import _, mark

if TYPE_CHECKING:
    from counter_app.office import Office


def _prepare(office: Office) -> Given:
    found = [office.dossiers.get(line.code) for line in office.dossiers.find(LATE)]
    late = next((item for item in found if not item.reappointments), None)
    if late is None:
        text = _(
            "Hồ sơ quá hạn đã được xin lỗi trong lần tập huấn này. Bấm Ctrl+F3 làm lại từ đầu."
        )
        raise RuleError(text, rule="used_up")
    return {"name": LATE, "code": late.code, "id": str(late.id)}


def _apology(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    about = str(act.payload.get("dossier")) == given["id"]
    return about and act.payload.get("why") == "reappointed"


def _other(act: Act, given: Given, _before: tuple[Act, ...]) -> bool:
    return str(act.payload.get("dossier")) != given["id"]


SITUATION = Situation(
    key="overdue",
    title=mark("Hồ sơ quá hạn: phiếu xin lỗi Mẫu 04"),
    citizen=mark("Tôi là {name}. Hồ sơ của tôi hẹn mấy hôm trước mà nay chưa có kết quả."),
    press=(
        mark("F9 (Hôm nay): hồ sơ quá hạn ở ngay đầu trang."),
        mark("Alt+X: lập phiếu xin lỗi; hồ sơ quá hạn đã được đánh dấu."),
        mark("Ghi lý do, Ctrl+Enter."),
    ),
    wants=(
        Want(
            event=DOSSIER_PROMISED,
            said=mark("Đã lập phiếu xin lỗi cho hồ sơ {code}"),
            fits=_apology,
        ),
    ),
    traps=(
        Trap(
            event=DOSSIER_PROMISED,
            said=mark("Phiếu vừa lập là của hồ sơ khác. Bấm F9, Alt+X, đánh dấu hồ sơ {code}."),
            fits=_other,
        ),
    ),
    prepare=_prepare,
    learned=mark("Mỗi hồ sơ hẹn lại một lần; ngày hẹn lại không làm hồ sơ thành đúng hạn."),
    help="Trang Hôm nay",
)
