"""The findings of a check as a table, to be printed or kept."""

from __future__ import annotations

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, ListReport, Outcome
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _
from counter_app.wording.catalogue.listing import field_title
from counter_app.wording.tables.columns import Column, cells, heads


def outcome_words(outcome: Outcome) -> str:
    """The outcome of a line, in words."""
    return {
        Outcome.NEW: _("Thêm mới"),
        Outcome.VERSION: _("Phiên bản mới"),
        Outcome.CHANGED: _("Cập nhật"),
        Outcome.UNCHANGED: _("Không đổi"),
        Outcome.HELD: _("Chờ đồng ý"),
        Outcome.BLOCKED: _("Không nhập được"),
        Outcome.PASSED_OVER: _("Đã bỏ qua"),
    }[outcome]


def level_words(level: Level) -> str:
    """The weight of a finding, in words."""
    return {
        Level.ERROR: _("Lỗi"),
        Level.WARNING: _("Cảnh báo"),
        Level.NOTE: _("Ghi nhận"),
    }[level]


def findings_text(line: CheckedLine) -> str:
    """Everything found about a line, the worst first."""
    order = list(Level)
    found = sorted(line.findings, key=lambda item: order.index(item.level))
    return " ".join(item.text for item in found)


def summary(report: ListReport) -> str:
    """One sentence of numbers."""
    counts = report.counts()
    return _(
        "{new} thêm mới, {version} phiên bản mới, {changed} cập nhật, {unchanged} không đổi; "
        "{held} chờ đồng ý, {blocked} dòng lỗi, {warnings} dòng cảnh báo."
    ).format(**counts)


def columns_text(report: ListReport) -> str:
    """The field each column was read as, and the number of its filled cells."""
    titles = {field.value: field_title(field) for field in ListField}
    parts = [
        _("{head} → {field} ({cells} ô)").format(
            head=item.head or "…", field=titles.get(item.field, _("không đọc")), cells=item.cells
        )
        for item in report.columns
    ]
    return _("Cột: {columns}").format(columns="; ".join(parts))


def report_table(report: ListReport) -> Table:
    """A row for each line of the list."""
    columns: tuple[Column[CheckedLine], ...] = (
        Column(
            _("Dòng"), lambda line: line.place if line.sheet else line.number, 0.7, Align.CENTRE
        ),
        Column(_("Mã"), lambda line: line.code, 1.6),
        Column(_("Tên thủ tục"), lambda line: line.name, 4.0),
        Column(_("Kết quả"), lambda line: outcome_words(line.outcome), 1.6),
        Column(_("Mức độ"), lambda line: level_words(line.level) if line.level else "", 1.2),
        Column(_("Nội dung"), findings_text, 6.0),
    )
    return Table(
        name="Kiểm tra danh mục",
        title=_("KẾT QUẢ KIỂM TRA DANH MỤC THỦ TỤC"),
        subtitle=_("Tệp {file}").format(file=report.file),
        columns=heads(columns),
        rows=cells(columns, report.lines),
        notes=(
            summary(report),
            *(item.text for item in report.remarks),
            columns_text(report),
            f"SHA-256: {report.sha256}",
        ),
    )
