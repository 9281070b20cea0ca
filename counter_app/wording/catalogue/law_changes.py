"""Changes in law in words: what stood, what stands now, and what citizens lose by it."""

from __future__ import annotations

from counter_app.domain.catalogue.law_changes import LawChange, LawSubject
from counter_app.domain.catalogue.procedure import Procedure, ReviewState
from counter_app.i18n import _
from counter_app.wording.catalogue.listing import (
    fee_words,
    limit_words,
    reliefs_words,
    resume_words,
    waiting_words,
)
from counter_app.wording.paper.moments import short_date


def law_change_text(change: LawChange) -> str:
    """``Thời hạn: 3 ngày làm việc → 5 ngày làm việc (dài hơn)``, with the case it is about in front."""
    said = _("{subject}: {before} → {after}").format(
        subject=_subject(change.subject),
        before=_value(change.subject, change.before) or "…",
        after=_value(change.subject, change.after) or "…",
    )
    if change.subject is LawSubject.CASE:
        return _("Bỏ trường hợp “{case}”").format(case=change.case)
    if change.case:
        said = _("Trường hợp “{case}”: {said}").format(case=change.case, said=said)
    return f"{said} ({_loss(change)})" if change.loss else said


def _subject(subject: LawSubject) -> str:
    return {
        LawSubject.LIMIT: _("Thời hạn"),
        LawSubject.CUTOFF: _("Giờ hết nhận trong ngày"),
        LawSubject.FEE: _("Phí, lệ phí"),
        LawSubject.FEE_NOTE: _("Miễn, giảm và ghi chú về phí"),
        LawSubject.RELIEF: _("Đối tượng miễn, giảm phí"),
        LawSubject.EXTENSION: _("Gia hạn xác minh"),
        LawSubject.SUPPLEMENT: _("Số ngày chờ bổ sung"),
        LawSubject.RESUME: _("Tính hạn sau bổ sung"),
        LawSubject.CASE: _("Trường hợp"),
        LawSubject.VALIDITY: _("Hiệu lực"),
    }[subject]


def _value(subject: LawSubject, item: Procedure) -> str:
    limit = item.limit
    match subject:
        case LawSubject.LIMIT:
            return limit_words(limit, no_due=item.no_due)
        case LawSubject.CUTOFF:
            return f"{limit.cutoff:%H:%M}" if limit and limit.cutoff else _("không có")
        case LawSubject.FEE:
            return fee_words(item.fee)
        case LawSubject.FEE_NOTE:
            return _short(item.fee.note)
        case LawSubject.RELIEF:
            return _short("; ".join(reliefs_words(item.fee.reliefs).split("\n")))
        case LawSubject.EXTENSION:
            return _("{days} ngày").format(days=item.extension_wd)
        case LawSubject.SUPPLEMENT:
            return waiting_words(item) or _("theo đơn vị")
        case LawSubject.RESUME:
            return resume_words(item.resume) or _("theo đơn vị")
        case LawSubject.VALIDITY | LawSubject.CASE:
            return _validity(item)


def _validity(item: Procedure) -> str:
    if item.state is ReviewState.INACTIVE:
        return _("ngừng áp dụng")
    if item.valid_to is None:
        return _("còn áp dụng")
    return _("hết ngày {day}").format(day=short_date(item.valid_to))


def _loss(change: LawChange) -> str:
    return {
        LawSubject.LIMIT: _("dài hơn") if change.after.limit else _("không còn thời hạn"),
        LawSubject.CUTOFF: _("đổi giờ hết nhận trong ngày"),
        LawSubject.FEE: _("công dân nộp nhiều hơn"),
        LawSubject.FEE_NOTE: _("bỏ miễn, giảm"),
        LawSubject.RELIEF: _("bỏ miễn, giảm"),
        LawSubject.EXTENSION: _("gia hạn dài hơn"),
        LawSubject.SUPPLEMENT: _("công dân có ít ngày bổ sung hơn"),
        LawSubject.RESUME: _("tính lại từ đầu"),
        LawSubject.CASE: _("bỏ trường hợp"),
        LawSubject.VALIDITY: _("thủ tục thôi áp dụng"),
    }[change.subject]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
