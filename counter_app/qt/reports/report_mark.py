"""Words for how a report stands: final or still moving, and how it was handed out."""

from __future__ import annotations

from counter_app.i18n import _
from counter_app.store.figures.report_issues import ReportIssue
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import clock_text, short_date


def standing_label(*, final: bool, lasting: bool = True) -> Label:
    """The standing of a report's period: over or not; one that does not last is of the moment it was computed."""
    if not lasting:
        return Label(_("Theo sổ truy cập lúc này"), "muted", "clock")
    if final:
        return Label(_("Chính thức: kỳ đã hết"), "good", "ok")
    return Label(_("Tạm tính: kỳ chưa hết"), "warning", "clock")


def old_label() -> Label:
    """The mark of a result that is not the chosen one any more."""
    return Label(_("Kết quả cũ"), "bad", "history")


def issue_text(issue: ReportIssue | None, who: str, *, final: bool, lasting: bool = True) -> str:
    """The moment, the officer and the digest of an issued report; the meaning of handing out for one not issued."""
    if not lasting:
        return _(
            "In hoặc lưu không phải là phát hành: sổ truy cập bỏ dần lượt xem cũ nên lập lại có thể khác."
        )
    if issue is not None:
        return _("Đã phát hành lúc {moment}, {who}, mã kiểm tra {code}.").format(
            moment=f"{clock_text(issue.at)} {short_date(issue.at)}",
            who=who or issue.officer,
            code=issue.sha256[:12],
        )
    if final:
        return _(
            "Chưa phát hành. In hoặc lưu là phát hành: từ đó không ghi lùi thao tác vào kỳ này được nữa."
        )
    return _("In hoặc lưu lúc này chỉ là số tạm tính; hết kỳ mới phát hành được.")
