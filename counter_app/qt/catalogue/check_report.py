"""The findings in a checked list: numbers above, a row for each line, the chosen one in full below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, ListReport, Outcome
from counter_app.desk.catalogue.lists.report import findings_text, summary
from counter_app.i18n import _
from counter_app.qt.catalogue.words import level_label, outcome_label
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column

ALL, TROUBLE, ERRORS, NEWS, HELD = "all", "trouble", "errors", "news", "held"
_NEWS = {Outcome.NEW, Outcome.VERSION, Outcome.CHANGED}


class CheckReport(QWidget):
    """Shows a report; begins with what has to be looked at, or with everything when all is well.

    A line by which citizens lose is ticked where somebody agrees to it; one tick is for all lines of its procedure.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._report: ListReport | None = None
        self.accepted: set[str] = set()
        self.summary = text_label("", "heading")
        self.remarks = text_label("")
        self.filter = Choice(
            [
                (ALL, _("Mọi dòng")),
                (TROUBLE, _("Lỗi và cảnh báo")),
                (HELD, _("Dòng chờ đồng ý")),
                (ERRORS, _("Chỉ dòng lỗi")),
                (NEWS, _("Dòng sẽ thêm hoặc sửa")),
            ]
        )
        self.filter.setAccessibleName(_("Xem dòng nào"))
        self.model: RowsModel[CheckedLine] = RowsModel(
            [
                Column(_("Dòng"), lambda line: line.place),
                Column(_("Mã"), lambda line: line.code),
                Column(_("Tên thủ tục"), lambda line: line.name),
                Column(_("Kết quả"), self._outcome),
                Column(_("Mức"), lambda line: level_label(line.level)),
            ],
            key=lambda item: item.place,
        )
        self.table = RowsTable(self.model, _("Kết quả từng dòng"), stem="ket-qua-kiem-tra")
        self.table.citizens = False
        self.detail = text_label("")
        self.detail.setMinimumHeight(scaled(44))
        self.agree = ActionButton(
            _("Đã xem, đồng ý dòng này"), self._on_agree, name="ok", key="Alt+D"
        )
        self.agree.setToolTip(_("Dấu cách hoặc Enter trên dòng cũng đánh dấu"))
        self._build()
        self.filter.chosen.connect(lambda _value: self._show_lines())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _at: self._on_agree())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._on_agree)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(top)
        box.addWidget(self.remarks)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.detail)
        box.addLayout(row(self.agree))
        self.table.setMinimumHeight(scaled(150))

    def show_report(self, report: ListReport) -> None:
        """Show what was found; what was agreed to for another reading of the list is asked anew."""
        self._report = report
        self.accepted = set()
        self.summary.setText(summary(report))
        self.remarks.setText("\n".join(f"• {item.text}" for item in report.remarks))
        self.remarks.setVisible(bool(report.remarks))
        trouble = any(line.level in (Level.ERROR, Level.WARNING) for line in report.lines)
        held = bool(report.count(Outcome.HELD))
        self.filter.choose(HELD if held else TROUBLE if trouble else ALL)
        self.agree.setVisible(held)
        self._show_lines()

    def may_write(self, *, whole: bool) -> bool:
        """True if there is something to write; ``whole``: and nothing that would stay out."""
        if self._report is None:
            return False
        left = self._report.count(Outcome.BLOCKED) + sum(
            line.outcome is Outcome.HELD and line.consent not in self.accepted
            for line in self._report.lines
        )
        return bool(self._report.procedures or self.accepted) and not (whole and left)

    def _show_lines(self) -> None:
        lines = self._report.lines if self._report else ()
        wanted = self.filter.value()
        self.model.show([line for line in lines if _is_wanted(line, wanted)])
        self.table.choose(0)

    def _on_chosen(self, at: int) -> None:
        line = self.model.row(at)
        self.detail.setText(findings_text(line) if line else "")
        self.agree.setEnabled(line is not None and line.outcome is Outcome.HELD)

    def _on_agree(self) -> None:
        line = self.model.row(self.table.currentIndex().row())
        if line is None or line.outcome is not Outcome.HELD:
            return
        self.accepted ^= {line.consent}
        for at in range(self.model.rowCount()):
            other = self.model.row(at)
            if other is not None and other.consent == line.consent:
                self.model.change(at, other)
        self.ticked.emit()

    def _outcome(self, line: CheckedLine) -> Label:
        if line.outcome is Outcome.HELD and line.consent in self.accepted:
            return Label(_("Đã đồng ý"), "info", "ok")
        return outcome_label(line.outcome)


def _is_wanted(line: CheckedLine, wanted: str) -> bool:
    match wanted:
        case "trouble":
            return line.level in (Level.ERROR, Level.WARNING)
        case "held":
            return line.outcome is Outcome.HELD
        case "errors":
            return line.blocked
        case "news":
            return line.outcome in _NEWS
        case _:
            return True
