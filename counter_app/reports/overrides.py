"""Exceptions that a leader allowed: a second supplement, a second re-appointment."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Column, Table
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.rates import rate_note
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines


def override_tables(asked: Asked) -> tuple[Table, ...]:
    """What was done in the period beyond the once that the rule allows."""
    found = ReportLines(asked.store.database).acts(selection(asked), "supplement", "reappointed")
    lines = [line for line in found if line.time > 1]
    return (
        list_table(
            asked,
            "overrides",
            _("DANH SÁCH NGOẠI LỆ ĐƯỢC LÃNH ĐẠO DUYỆT"),
            _columns(asked),
            lines,
            tab=_("Ngoại lệ"),
            notes=(
                rate_note(
                    _("Tỷ lệ ngoại lệ"),
                    _("ngoại lệ / (yêu cầu bổ sung + hẹn lại trong kỳ)"),
                    len(lines),
                    len(found),
                ),
                _("Mỗi hồ sơ được yêu cầu bổ sung một lần và hẹn lại ngày trả một lần."),
            ),
        ),
    )


def _columns(asked: Asked) -> tuple[Column[ActLine], ...]:
    return (
        Column(_("Ngày"), lambda line: line.at.date(), 1.2, Align.CENTRE),
        Column(
            _("Nội dung"),
            lambda line: (
                _("Yêu cầu bổ sung") if line.act == "supplement" else _("Hẹn lại ngày trả")
            ),
            1.8,
        ),
        Column(_("Lần"), lambda line: line.time, 0.5, Align.CENTRE),
        Column(_("Lý do"), lambda line: line.reason.replace("\n", " "), 3.4),
        Column(
            _("Người duyệt"),
            lambda line: asked.rules.officer(line.detail.get("approved_by") or line.officer),
            1.7,
        ),
    )


REPORT = Report(
    name="overrides",
    label=mark("Ngoại lệ được duyệt"),
    group=Group.LISTS,
    compute=override_tables,
    hint=mark("Yêu cầu bổ sung lần hai, hẹn lại lần hai trong kỳ."),
    by_sector=True,
    by_officer=True,
)
