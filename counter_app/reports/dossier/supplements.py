"""Requests to complete a dossier (Mẫu 02), at reception and while it was being resolved."""

from __future__ import annotations

from datetime import date

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.list_columns import list_table, selection, state_word
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines
from counter_app.wording.tables.columns import Column


def supplement_tables(asked: Asked) -> tuple[Table, ...]:
    """Every request of the period, oldest first."""
    lines = ReportLines(asked.store.database).acts(selection(asked), "supplement")
    again = sum(line.time > 1 for line in lines)
    return (
        list_table(
            asked,
            "supplements",
            _("DANH SÁCH HỒ SƠ YÊU CẦU BỔ SUNG, HOÀN THIỆN"),
            _columns(asked),
            lines,
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


def _columns(asked: Asked) -> tuple[Column[ActLine], ...]:
    return (
        Column(_("Ngày yêu cầu"), lambda line: line.at.date(), 1.2, Align.CENTRE),
        Column(_("Lần"), lambda line: line.time, 0.5, Align.CENTRE),
        Column(_("Nội dung, lý do"), lambda line: _wanted(line), 3.4),
        Column(_("Hạn bổ sung"), lambda line: _until(line), 1.2, Align.CENTRE),
        Column(_("Tình trạng khi hết kỳ"), lambda line: state_word(line.state), 1.5),
        Column(_("Người yêu cầu"), lambda line: asked.rules.officer(line.officer), 1.7),
    )


def _until(line: ActLine) -> date | None:
    until = line.detail.get("until")
    return date.fromisoformat(until) if until else None


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
