"""Dossiers withdrawn by the citizen, or closed because nothing more came."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection, subject_cells
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines


def withdrawal_tables(asked: Asked) -> tuple[Table, ...]:
    """Withdrawn and closed in the period, oldest first."""
    lines = ReportLines(asked.store.database).acts(selection(asked), "withdraw", "close")
    return (
        list_table(
            asked,
            "withdrawals",
            _("DANH SÁCH HỒ SƠ CÔNG DÂN RÚT, HỒ SƠ ĐÓNG"),
            _columns(),
            [_cells(number, line, asked) for number, line in enumerate(lines, 1)],
            tab=_("Rút, đóng"),
            notes=(
                _("Công dân rút: {withdrawn}; đóng vì quá hạn bổ sung hoặc dừng: {closed}.").format(
                    withdrawn=sum(line.act == "withdraw" for line in lines),
                    closed=sum(line.act == "close" for line in lines),
                ),
                _(
                    "Hồ sơ đã tiếp nhận rồi rút, đóng được tính đúng hạn trong biểu II.06a: {count}; "
                    "hồ sơ chưa tiếp nhận không tính."
                ).format(count=sum(line.accepted for line in lines)),
            ),
        ),
    )


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("Ngày"), width=1.2, align=Align.CENTRE),
        TableColumn(title=_("Hình thức"), width=1.6),
        TableColumn(title=_("Đã tiếp nhận"), width=0.9, align=Align.CENTRE),
        TableColumn(title=_("Lý do"), width=3.4),
        TableColumn(title=_("Người ghi"), width=1.7),
    )


def _cells(number: int, line: ActLine, asked: Asked) -> tuple[Cell, ...]:
    return (
        *subject_cells(number, line.subject),
        line.at.date(),
        _("Công dân rút") if line.act == "withdraw" else _("Đóng, trả lại hồ sơ"),
        _("Có") if line.accepted else _("Chưa"),
        line.reason.replace("\n", " "),
        asked.rules.officer(line.officer),
    )


REPORT = Report(
    name="withdrawals",
    label=mark("Hồ sơ rút, hồ sơ đóng"),
    group=Group.LISTS,
    compute=withdrawal_tables,
    hint=mark("Công dân rút, hoặc đóng vì không bổ sung, trong kỳ."),
    by_sector=True,
    by_officer=True,
)
