"""The findings of a check as a table, to be printed or kept."""

from __future__ import annotations

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, ListReport, Outcome
from counter_app.domain.paper.receipt_sheets import Align, Table, TableColumn
from counter_app.i18n import _


def outcome_words(outcome: Outcome) -> str:
    """What becomes of a line, in words."""
    return {
        Outcome.NEW: _("Thêm mới"),
        Outcome.VERSION: _("Phiên bản mới"),
        Outcome.CHANGED: _("Cập nhật"),
        Outcome.UNCHANGED: _("Không đổi"),
        Outcome.HELD: _("Chờ đồng ý"),
        Outcome.BLOCKED: _("Không nhập được"),
        Outcome.PASSED_OVER: _("Bỏ qua"),
    }[outcome]


def level_words(level: Level) -> str:
    """How much a finding matters, in words."""
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


def report_table(report: ListReport) -> Table:
    """A row for each line of the list."""
    titles = (_("Dòng"), _("Mã"), _("Tên thủ tục"), _("Kết quả"), _("Mức"), _("Nội dung"))
    widths = (0.7, 1.6, 4.0, 1.6, 1.2, 6.0)
    rows = tuple(
        (
            line.number,
            line.code,
            line.name,
            outcome_words(line.outcome),
            level_words(line.level) if line.level else "",
            findings_text(line),
        )
        for line in report.lines
    )
    return Table(
        name="Kiểm tra danh mục",
        title=_("KẾT QUẢ KIỂM TRA DANH MỤC THỦ TỤC"),
        subtitle=_("Tệp {file}").format(file=report.file),
        columns=tuple(
            TableColumn(title=title, width=width, align=Align.CENTRE if at == 0 else Align.LEFT)
            for at, (title, width) in enumerate(zip(titles, widths, strict=True))
        ),
        rows=rows,
        notes=(summary(report), f"SHA-256: {report.sha256}"),
    )
