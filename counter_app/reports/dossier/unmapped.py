"""Dossiers received on paper that the official system does not know yet, or knows otherwise (đối soát)."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ReportLines, UnmappedLine
from counter_app.wording.tables.columns import Column


def unmapped_tables(asked: Asked) -> tuple[Table, ...]:
    """Received in the period, without an official code at its end."""
    lines = ReportLines(asked.store.database).unmapped(selection(asked))
    return (
        list_table(
            asked,
            "unmapped",
            _("DANH SÁCH HỒ SƠ CHƯA CÓ MÃ CHÍNH THỨC"),
            _columns(asked),
            lines,
            tab=_("Chưa có mã"),
            notes=(
                _("Chưa nhập: {missing}; đối soát lệch: {mismatch}.").format(
                    missing=sum(not line.mismatch for line in lines),
                    mismatch=sum(line.mismatch for line in lines),
                ),
            ),
        ),
    )


def _columns(asked: Asked) -> tuple[Column[UnmappedLine], ...]:
    return (
        Column(_("Tiếp nhận"), lambda line: line.subject.received_at, 1.5, Align.CENTRE),
        Column(
            _("Đối soát"), lambda line: _("Lệch số liệu") if line.mismatch else _("Chưa nhập"), 1.4
        ),
        Column(_("Mã hồ sơ chính thức"), lambda line: line.official_code, 2.0),
        Column(_("Người tiếp nhận"), lambda line: asked.rules.officer(line.subject.receiver), 1.7),
    )


REPORT = Report(
    name="unmapped",
    label=mark("Hồ sơ chưa có mã chính thức"),
    group=Group.BOOK,
    compute=unmapped_tables,
    hint=mark("Tiếp nhận trong kỳ mà hệ thống của tỉnh, quốc gia chưa có hoặc khác."),
    periods=(PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.FREE),
    by_sector=True,
    by_officer=True,
)
