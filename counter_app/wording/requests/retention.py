"""The time things are kept, in words."""

from __future__ import annotations

from counter_app.domain.requests.retention import Kept, Retention
from counter_app.i18n import _, plural

_YEAR = 12


def kept_text(kind: Kept) -> str:
    """The kind of thing that is kept for a time."""
    return {
        Kept.DOSSIER: _("Hồ sơ đã kết thúc"),
        Kept.CERTIFICATION: _("Sổ chứng thực"),
        Kept.TICKET: _("Lý do ghi ở số thứ tự"),
        Kept.ENQUIRY: _("Lượt hướng dẫn"),
        Kept.FOLLOWUP: _("Lần hỏi về hồ sơ không có ở đây"),
        Kept.DRAFT: _("Tờ khai nháp"),
        Kept.SELF_SERVICE: _("Lựa chọn khi tự lấy số"),
        Kept.ACCESS: _("Sổ truy cập"),
        Kept.REQUEST: _("Yêu cầu về dữ liệu cá nhân"),
    }[kind]


def period_text(rule: Retention) -> str:
    """For how long and by which document; whether anybody decided."""
    if rule.kind in (Kept.ENQUIRY, Kept.SELF_SERVICE):
        return _("không có dữ liệu cá nhân")
    if rule.kind is Kept.ACCESS and rule.months is None:
        return _("giữ và dọn theo cài đặt của sổ truy cập")
    if rule.months is None:
        return _("đơn vị chưa quyết định thời hạn lưu")
    text = _("lưu vĩnh viễn") if rule.months == 0 else _months(rule.months)
    if rule.must:
        text = _("{period}, bắt buộc").format(period=text)
    return f"{text} ({rule.source})"


def _months(months: int) -> str:
    if months % _YEAR:
        return plural("lưu {count} tháng", months).format(count=months)
    years = months // _YEAR
    return plural("lưu {count} năm", years).format(count=years)
