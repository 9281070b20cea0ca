"""What checking a list found: numbers above, a row for each line, the chosen one in full below."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, ListReport, Outcome
from counter_app.desk.catalogue.lists.report import findings_text, summary
from counter_app.i18n import _
from counter_app.qt.catalogue.words import level_label, outcome_label
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.rows import Column, RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import scaled

ALL, TROUBLE, ERRORS, NEWS = "all", "trouble", "errors", "news"
_NEWS = {Outcome.NEW, Outcome.VERSION, Outcome.CHANGED}


class CheckReport(QWidget):
    """Shows a report; begins with what has to be looked at, or with everything when all is well."""

    def __init__(self) -> None:
        super().__init__()
        self._report: ListReport | None = None
        self.summary = text_label("", "heading")
        self.filter = Choice(
            [
                (ALL, _("Mọi dòng")),
                (TROUBLE, _("Lỗi và cảnh báo")),
                (ERRORS, _("Chỉ dòng lỗi")),
                (NEWS, _("Dòng sẽ thêm hoặc sửa")),
            ]
        )
        self.filter.setAccessibleName(_("Xem dòng nào"))
        self.model: RowsModel[CheckedLine] = RowsModel(
            [
                Column(_("Dòng"), lambda line: str(line.number)),
                Column(_("Mã"), lambda line: line.code),
                Column(_("Tên thủ tục"), lambda line: line.name),
                Column(_("Kết quả"), lambda line: outcome_label(line.outcome)),
                Column(_("Mức"), lambda line: level_label(line.level)),
            ],
            key=lambda item: item.number,
        )
        self.table = RowsTable(self.model, _("Kết quả từng dòng"), wide=2)
        self.detail = text_label("")
        self.detail.setMinimumHeight(scaled(44))
        self._build()
        self.filter.chosen.connect(lambda _value: self._show_lines())
        self.table.chosen.connect(self._on_chosen)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)
        self.table.setMinimumHeight(scaled(150))

    def show_report(self, report: ListReport) -> None:
        """Show what was found."""
        self._report = report
        self.summary.setText(summary(report))
        trouble = any(line.level in (Level.ERROR, Level.WARNING) for line in report.lines)
        self.filter.choose(TROUBLE if trouble else ALL)
        self._show_lines()

    def _show_lines(self) -> None:
        lines = self._report.lines if self._report else ()
        wanted = self.filter.value()
        self.model.show([line for line in lines if _is_wanted(line, wanted)])
        self.table.choose(0)

    def _on_chosen(self, at: int) -> None:
        line = self.model.row(at)
        self.detail.setText(findings_text(line) if line else "")


def _is_wanted(line: CheckedLine, wanted: str) -> bool:
    match wanted:
        case "trouble":
            return line.level in (Level.ERROR, Level.WARNING)
        case "errors":
            return line.blocked
        case "news":
            return line.outcome in _NEWS
        case _:
            return True
