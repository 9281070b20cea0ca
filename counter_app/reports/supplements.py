"""Requests to complete a dossier (Mẫu 02), at reception and while it was being resolved."""

from __future__ import annotations

from datetime import date

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection, state_word, subject_cells
from counter_app.reports.rates import rate_note
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines


def supplement_tables(asked: Asked) -> tuple[Table, ...]:
    """Every request of the period, oldest first."""
    lines = ReportLines(asked.store.database).acts(selection(asked), "supplement")
    again = sum(line.time > 1 for line in lines)
    return (
        list_table(
            asked,
            "supplements",
            _("DANH SÁCH HỒ SƠ YÊU CẦU BỔ SUNG, HOÀN THIỆN"),
            _columns(),
            [_cells(number, line, asked) for number, line in enumerate(lines, 1)],
            tab=_("Yêu cầu bổ sung"),
            notes=(
                _(
                    "Khi tiếp nhận: {reception}; trong khi giải quyết: {resolving}; từ lần thứ hai: {again}."
                ).format(
                    reception=sum(not line.accepted for line in lines),
                    resolving=sum(line.accepted for line in lines),
                    again=again,
                ),
                rate_note(
                    _("Tỷ lệ chỉ yêu cầu bổ sung một lần"),
                    _("phiếu lần đầu / phiếu yêu cầu bổ sung trong kỳ"),
                    len(lines) - again,
                    len(lines),
                ),
            ),
        ),
    )


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("Ngày yêu cầu"), width=1.2, align=Align.CENTRE),
        TableColumn(title=_("Lần"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Nội dung, lý do"), width=3.4),
        TableColumn(title=_("Hạn bổ sung"), width=1.2, align=Align.CENTRE),
        TableColumn(title=_("Tình trạng khi hết kỳ"), width=1.5),
        TableColumn(title=_("Người yêu cầu"), width=1.7),
    )


def _cells(number: int, line: ActLine, asked: Asked) -> tuple[Cell, ...]:
    until = line.detail.get("until")
    return (
        *subject_cells(number, line.subject),
        line.at.date(),
        line.time,
        _wanted(line),
        date.fromisoformat(until) if until else None,
        state_word(line.state),
        asked.rules.officer(line.officer),
    )


def _wanted(line: ActLine) -> str:
    names = [str(item.get("name", "")) for item in line.detail.get("papers_wanted", ())]
    wanted, reason = "; ".join(name for name in names if name), line.reason.replace("\n", " ")
    return " – ".join(part for part in (wanted, "" if reason == wanted else reason) if part)


REPORT = Report(
    name="supplements",
    label=mark("Hồ sơ yêu cầu bổ sung"),
    group=Group.LISTS,
    compute=supplement_tables,
    hint=mark("Các phiếu yêu cầu bổ sung trong kỳ, khi tiếp nhận và khi giải quyết."),
    by_sector=True,
    by_officer=True,
)
