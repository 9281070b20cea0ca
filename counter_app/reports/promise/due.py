"""Dossiers promised for the days to come and not done: to be looked at every morning."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection, state_word
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import DueLine, ReportLines
from counter_app.wording.tables.columns import Column


def due_tables(asked: Asked) -> tuple[Table, ...]:
    """Promised for a day of the period and not done at its end, by promise."""
    lines = ReportLines(asked.store.database).due(selection(asked))
    return (
        list_table(
            asked,
            "due",
            _("DANH SÁCH HỒ SƠ ĐẾN HẠN TRẢ CHƯA GIẢI QUYẾT XONG"),
            _columns(asked),
            lines,
            tab=_("Đến hạn"),
            notes=(_("Hồ sơ đang tạm dừng vẫn có trong danh sách; tạm dừng thì không quá hạn."),),
        ),
    )


def _columns(asked: Asked) -> tuple[Column[DueLine], ...]:
    return (
        Column(_("Hẹn trả"), lambda line: line.promise, 1.5, Align.CENTRE),
        Column(_("Tình trạng"), lambda line: state_word(line.state), 1.7),
        Column(_("Người giải quyết"), lambda line: asked.rules.officer(line.handler), 1.7),
        Column(_("Điện thoại"), lambda line: line.subject.phone, 1.2),
    )


REPORT = Report(
    name="due",
    label=mark("Hồ sơ đến hạn"),
    group=Group.LISTS,
    compute=due_tables,
    hint=mark("Hẹn trả trong những ngày đã chọn mà chưa giải quyết xong."),
    periods=(PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.FREE),
    by_sector=True,
    by_officer=True,
    ahead=True,
)
