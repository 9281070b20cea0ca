"""Exceptions that a leader allowed: a second supplement, a second re-appointment."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection, subject_cells
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
            _columns(),
            [_cells(number, line, asked) for number, line in enumerate(lines, 1)],
            tab=_("Ngoại lệ"),
            notes=(
                rate_note(
                    _("Tỷ lệ ngoại lệ"),
                    _("ngoại lệ / (yêu cầu bổ sung + hẹn lại trong kỳ)"),
                    len(lines),
                    len(found),
                ),
                _("Yêu cầu bổ sung và hẹn lại ngày trả: mỗi việc một lần cho mỗi hồ sơ."),
            ),
        ),
    )


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("Ngày"), width=1.2, align=Align.CENTRE),
        TableColumn(title=_("Việc"), width=1.8),
        TableColumn(title=_("Lần"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Lý do"), width=3.4),
        TableColumn(title=_("Người duyệt"), width=1.7),
    )


def _cells(number: int, line: ActLine, asked: Asked) -> tuple[Cell, ...]:
    return (
        *subject_cells(number, line.subject),
        line.at.date(),
        _("Yêu cầu bổ sung") if line.act == "supplement" else _("Hẹn lại ngày trả"),
        line.time,
        line.reason.replace("\n", " "),
        asked.rules.officer(line.detail.get("approved_by") or line.officer),
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
