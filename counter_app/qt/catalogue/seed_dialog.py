"""The program's catalogue beside the office's: what nobody touched, what is the office's own, and the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.catalogue.lists.findings import ListReport, Outcome
from counter_app.desk.catalogue.lists.report import summary
from counter_app.i18n import _, plural
from counter_app.qt.catalogue.check_report import CheckReport
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.saving import ask_and_save
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.workplace import Workplace


class SeedDialog(Dialog):
    """A line for each difference, as an imported list has them; what is not ticked stays as the office has it."""

    writes = False
    opening_width, opening_height = 980, 660

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._send = place, Sending()
        self.report: ListReport | None = None
        self.setWindowTitle(_("Đối chiếu danh mục kèm theo chương trình"))
        self.found = CheckReport()
        self.advice = Advice("info")
        self.reason = LineEdit(
            most=300, placeholder=_("Ví dụ: theo Quyết định công bố số … của tỉnh")
        )
        self.fields = {"reason": Field(_("&Lý do giữ giá trị của đơn vị"), self.reason)}
        self.write = ActionButton(
            _("Nhập vào danh mục"), self._on_write, name="save", key="Ctrl+Return", tone="primary"
        )
        self.decline = ActionButton(
            _("Giữ giá trị của đơn vị"), self._on_decline, name="ok", key="Alt+G"
        )
        self.keep = ActionButton(_("Lưu báo cáo"), self._on_keep, name="chart", key="Ctrl+S")
        self.leave = self.leaving()
        self._build()
        self.found.ticked.connect(self._show_buttons)
        self.finished.connect(self.deleteLater)
        self._read()

    def _build(self) -> None:
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        about = _(
            "Danh mục kèm theo bản chương trình này có những giá trị khác danh mục của đơn vị. Giá trị đơn vị chưa sửa "
            "được nhập ngay; giá trị đơn vị đã sửa, đã xác nhận, hoặc bất lợi cho công dân chỉ đổi khi được đánh dấu."
        )
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(text_label(about, "muted"))
        middle.addWidget(self.found, 1)
        middle.addWidget(self.fields["reason"])
        box.addWidget(scrolling(middle), 1)
        box.addWidget(self.advice)
        box.addWidget(self.foot(self.decline, self.keep, self.leave, self.write))

    def _read(self) -> None:
        guard(self._place, self._place.office.seed.compare, None, self._show)

    def _show(self, report: ListReport) -> None:
        self.report = report
        self.found.show_report(report)
        held = report.count(Outcome.HELD)
        self.advice.say(
            plural(
                "{count} dòng chờ đồng ý từng dòng; dòng chưa đánh dấu vẫn như đơn vị đang có.",
                held,
            ).format(count=held)
            if held
            else "",
            "warning",
        )
        self._show_buttons()

    def _show_buttons(self) -> None:
        lines = bool(self.report and self.report.lines)
        self.write.setEnabled(self.found.may_write(whole=False))
        self.decline.setEnabled(lines)
        self.keep.setEnabled(lines)

    def _on_write(self) -> None:
        if not self.found.may_write(whole=False):
            return
        agreed = frozenset(self.found.accepted)
        take = self._place.office.seed.take
        self._place.act(lambda: self._send(take, agreed), self.fields, self._on_written)

    def _on_written(self, report: ListReport) -> None:
        told = _("Đã nhập danh mục: {summary}").format(summary=summary(report))
        self._place.hub.notice(Tone.GOOD, told)
        self._read()
        if self.report is not None and not self.report.lines:
            self.accept()

    def _on_decline(self) -> None:
        decline, said = self._place.office.seed.decline, self.reason.value()
        self._place.act(lambda: self._send(decline, said), self.fields, self._on_declined)

    def _on_declined(self, count: int) -> None:
        told = plural("Giữ giá trị của đơn vị ở {count} thủ tục.", count).format(count=count)
        self._place.hub.notice(Tone.GOOD, told)
        self.accept()

    def _on_keep(self) -> None:
        report = self.report
        if report is None:
            return
        office = self._place.office
        tables = office.procedure_lists.report_tables(report)
        guard(
            self._place,
            lambda: office.reports.xlsx(tables),
            None,
            lambda data: ask_and_save(
                self._place,
                self,
                "doi-chieu-danh-muc.xlsx",
                data,
                self.advice.say_saved,
            ),
        )
