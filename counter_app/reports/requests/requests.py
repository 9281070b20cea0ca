"""The register of requests about personal data: what was asked for, by when, how it was answered. It names nobody."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time

from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.requests.request import DataRequest, Standing
from counter_app.i18n import _, mark, plural
from counter_app.reports.phrases import subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.requests.requests import (
    ground_text,
    outcome_text,
    standing_text,
    wish_text,
)
from counter_app.wording.tables.columns import Column, cells, heads


def request_tables(asked: Asked) -> tuple[Table, ...]:
    """Every request of the period with how it stood at its end; what was taken back is left out."""
    end = min(datetime.combine(asked.last, time(23, 59, 59), LOCAL), asked.store.clock.now())
    every = asked.store.requests.between(asked.first, asked.last)
    items = [item for item in every if item.standing(end) is not Standing.VOID]
    columns = _columns(asked, end)
    standings = Counter(item.standing(end) for item in items)
    told = "; ".join(
        f"{standing_text(standing)}: {count}" for standing, count in sorted(standings.items())
    )
    return (
        Table(
            name="requests",
            title=_("SỔ YÊU CẦU VỀ DỮ LIỆU CÁ NHÂN"),
            subtitle=subtitle(asked),
            columns=heads(columns),
            rows=cells(columns, items),
            notes=(
                plural("Cộng {count} yêu cầu. {told}", len(items))
                .format(count=len(items), told=told)
                .strip(),
            ),
            tab=_("Yêu cầu về dữ liệu"),
        ),
    )


def _columns(asked: Asked, end: datetime) -> tuple[Column[DataRequest], ...]:
    def answered(item: DataRequest) -> bool:
        return item.recorded_at is not None and item.recorded_at <= end

    return (
        Column(_("Số"), lambda item: item.shown_number, 0.8, Align.CENTRE),
        Column(_("Ngày nhận"), lambda item: item.at.date(), 1.1, Align.CENTRE),
        Column(_("Yêu cầu"), lambda item: wish_text(item.wish), 1.8),
        Column(_("Hạn trả lời"), lambda item: item.answer_due, 1.4, Align.CENTRE),
        Column(
            _("Người trả lời"),
            lambda item: asked.rules.officer(item.recorder) if answered(item) else "",
            1.8,
        ),
        Column(
            _("Ngày trả lời"),
            lambda item: item.answered_at.date() if item.answered_at and answered(item) else None,
            1.1,
            Align.CENTRE,
        ),
        Column(
            _("Kết quả"),
            lambda item: outcome_text(item.outcome) if item.outcome and answered(item) else "",
            1.6,
        ),
        Column(
            _("Căn cứ"),
            lambda item: ground_text(item.ground) if item.ground and answered(item) else "",
            1.9,
        ),
        Column(_("Tình trạng"), lambda item: standing_text(item.standing(end)), 1.4),
    )


REPORT = Report(
    name="requests",
    label=mark("Yêu cầu về dữ liệu cá nhân"),
    group=Group.LISTS,
    compute=request_tables,
    hint=mark(
        "Công dân xin xem, sửa, xóa, nhận bản sao dữ liệu của mình; trả lời đúng hạn, quá hạn."
    ),
)
