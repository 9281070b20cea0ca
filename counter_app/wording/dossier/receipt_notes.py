"""Notes of a receipt on changes since it was first printed: corrected, extended, gone on after a wait, counted
anew, named again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.dossier.changes import field_name
from counter_app.wording.paper.moments import due_text, short_date

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

Change = tuple[str, datetime, dict[str, Any]]
"""An act, when it was done, and its details."""


def receipt_notes(changes: Sequence[Change]) -> tuple[str, ...]:
    """One sentence for each change, in order; nothing for what a receipt does not show."""
    return tuple(note for change in changes if (note := _note(*change)))


@in_vietnamese()
def elsewhere_notes(dossier: Dossier) -> tuple[str, ...]:
    """The notes of a receipt on a promise another office has to confirm (Nghị định 309/2026/NĐ-CP Điều 8 khoản 3)."""
    if not dossier.provisional:
        return ()
    scope = {"nationwide": _(" trên phạm vi toàn quốc"), "province": _(" trong phạm vi tỉnh")}.get(
        dossier.territory, ""
    )
    return (
        _(
            "Tiếp nhận không phụ thuộc vào địa giới hành chính{scope}; cơ quan giải quyết: {office}. Thời hạn tính từ"
            " khi cơ quan đó nhận đủ hồ sơ (khoản 3 Điều 8 Nghị định số 309/2026/NĐ-CP). Ngày hẹn trên giấy này là tạm"
            " tính; khi có xác nhận, cơ quan tiếp nhận cấp lại giấy hẹn."
        ).format(scope=scope, office=dossier.resolver),
    )


@in_vietnamese()
def clock_notes(*, doubted: bool) -> tuple[str, ...]:
    """The note of a receipt printed again on a moment that a doubted clock gave."""
    if not doubted:
        return ()
    return (_("Giờ tiếp nhận theo đồng hồ máy đã bị ngờ lệch; đơn vị đã xác nhận giờ đúng."),)


def _note(act: str, at: datetime, detail: dict[str, Any]) -> str:
    since = detail.get("counted_from")
    day = short_date(from_local_text(since) if since else at)
    if act == "corrected":
        facts = ", ".join(field_name(name) for name in detail.get("changes", {}))
        return _("Đã đính chính ngày {day}: {facts}.").format(day=day, facts=facts) if facts else ""
    name = "reappointed_to" if act == "reappointed" else "promised_at"
    if not detail.get(name):
        return ""
    until = due_text(from_local_text(detail[name]))
    return {
        "extended": _("Gia hạn xác minh theo quy định ngày {day}: hẹn trả {until}."),
        "resume": _("Giải quyết tiếp ngày {day}, sau thời gian tạm dừng: hẹn trả {until}."),
        "confirmed": _("Cơ quan giải quyết xác nhận đã nhận đủ hồ sơ ngày {day}: hẹn trả {until}."),
        "recomputed": _("Tính lại thời hạn ngày {day}: hẹn trả {until}."),
    }.get(act, _("Xin lỗi và hẹn lại ngày {day}: dự kiến trả {until}.")).format(
        day=day, until=until
    )
