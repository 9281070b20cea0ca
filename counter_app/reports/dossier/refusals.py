"""Refusals (Mẫu 03): at reception, and to resolve what had been received."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ActLine, ReportLines
from counter_app.wording.tables.columns import Column


def refusal_tables(asked: Asked) -> tuple[Table, ...]:
    """Refused at the counter; refused after they were received."""
    lines = ReportLines(asked.store.database).acts(selection(asked), "refuse", "finish")
    reception = [line for line in lines if line.act == "refuse"]
    resolving = [line for line in lines if line.detail.get("outcome") == "refused"]
    return (
        _table(
            asked,
            "refusals-reception",
            _("DANH SÁCH HỒ SƠ TỪ CHỐI TIẾP NHẬN"),
            _("Khi tiếp nhận"),
            reception,
            _("Không tính là hồ sơ tiếp nhận trong biểu II.06a."),
        ),
        _table(
            asked,
            "refusals-resolving",
            _("DANH SÁCH HỒ SƠ TỪ CHỐI GIẢI QUYẾT"),
            _("Khi giải quyết"),
            resolving,
            _("Đã tính trong số đã giải quyết của biểu II.06a."),
        ),
    )


def _table(
    asked: Asked, name: str, title: str, tab: str, lines: Sequence[ActLine], note: str
) -> Table:
    columns: tuple[Column[ActLine], ...] = (
        Column(_("Ngày từ chối"), lambda line: line.at.date(), 1.2, Align.CENTRE),
        Column(_("Lý do"), lambda line: line.reason.replace("\n", " "), 4.0),
        Column(_("Người từ chối"), lambda line: asked.rules.officer(line.officer), 1.7),
    )
    return list_table(asked, name, title, columns, lines, tab=tab, notes=(note,))


REPORT = Report(
    name="refusals",
    label=mark("Hồ sơ bị từ chối"),
    group=Group.LISTS,
    compute=refusal_tables,
    hint=mark("Từ chối tiếp nhận và từ chối giải quyết trong kỳ, kèm lý do."),
    by_sector=True,
    by_officer=True,
)
