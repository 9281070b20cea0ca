"""Dossiers withdrawn by the citizen, or closed because nothing more came."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines
from counter_app.wording.tables.columns import Column


def withdrawal_tables(asked: Asked) -> tuple[Table, ...]:
    """Withdrawn and closed in the period, oldest first."""
    lines = ReportLines(asked.store.database).acts(selection(asked), "withdraw", "close")
    return (
        list_table(
            asked,
            "withdrawals",
            _("DANH SÁCH HỒ SƠ CÔNG DÂN RÚT, HỒ SƠ KẾT THÚC"),
            _columns(asked),
            lines,
            tab=_("Rút, kết thúc"),
            notes=(
                _(
                    "Công dân rút: {withdrawn}; kết thúc vì quá hạn bổ sung hoặc sau khi tạm dừng: {closed}."
                ).format(
                    withdrawn=sum(line.act == "withdraw" for line in lines),
                    closed=sum(line.act == "close" for line in lines),
                ),
                _(
                    "Hồ sơ đã tiếp nhận rồi rút, kết thúc được tính đúng hạn trong biểu II.06a: "
                    "{count}; hồ sơ chưa tiếp nhận không tính."
                ).format(count=sum(line.accepted for line in lines)),
            ),
        ),
    )


def _columns(asked: Asked) -> tuple[Column[ActLine], ...]:
    return (
        Column(_("Ngày"), lambda line: line.at.date(), 1.2, Align.CENTRE),
        Column(
            _("Hình thức"),
            lambda line: (
                _("Công dân rút") if line.act == "withdraw" else _("Kết thúc, trả lại hồ sơ")
            ),
            1.6,
        ),
        Column(
            _("Đã tiếp nhận"),
            lambda line: _("Có") if line.accepted else _("Chưa"),
            0.9,
            Align.CENTRE,
        ),
        Column(_("Lý do"), lambda line: line.reason.replace("\n", " "), 3.4),
        Column(_("Người ghi"), lambda line: asked.rules.officer(line.officer), 1.7),
    )


REPORT = Report(
    name="withdrawals",
    label=mark("Hồ sơ rút, hồ sơ kết thúc"),
    group=Group.LISTS,
    compute=withdrawal_tables,
    hint=mark("Công dân rút, hoặc kết thúc vì không bổ sung, trong kỳ."),
    by_sector=True,
    by_officer=True,
)
