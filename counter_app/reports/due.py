"""What is promised for the days to come and is not done: to be looked at every morning."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection, state_word, subject_cells
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import DueLine, ReportLines


def due_tables(asked: Asked) -> tuple[Table, ...]:
    """Promised for a day of the period and not done at its end, by promise."""
    lines = ReportLines(asked.store.database).due(selection(asked))
    return (
        list_table(
            asked,
            "due",
            _("DANH SÁCH HỒ SƠ ĐẾN HẠN TRẢ CHƯA GIẢI QUYẾT XONG"),
            _columns(),
            [_cells(number, line, asked) for number, line in enumerate(lines, 1)],
            tab=_("Đến hạn"),
            notes=(_("Hồ sơ đang tạm dừng vẫn có trong danh sách; tạm dừng thì không quá hạn."),),
        ),
    )


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("Hẹn trả"), width=1.5, align=Align.CENTRE),
        TableColumn(title=_("Tình trạng"), width=1.7),
        TableColumn(title=_("Người thụ lý"), width=1.7),
        TableColumn(title=_("Điện thoại"), width=1.2),
    )


def _cells(number: int, line: DueLine, asked: Asked) -> tuple[Cell, ...]:
    return (
        *subject_cells(number, line.subject),
        line.promise,
        state_word(line.state),
        asked.rules.officer(line.handler),
        line.subject.phone,
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
