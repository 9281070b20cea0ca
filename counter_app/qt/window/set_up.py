"""The set-up page: everything a new office needs, on one page that scrolls, with defaults that work."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counter_app import paths
from counter_app.desk.office.founding import Founding, default_founding
from counter_app.desk.office.numbers import MOST_DEVICE
from counter_app.domain.calendar.working_calendar import session_from_seed
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, scrolling, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.office_form import OfficeForm
from counter_app.qt.kit.officers_table import OfficersTable
from counter_app.qt.kit.printer_picker import PrinterPicker
from counter_app.qt.kit.sessions_editor import SessionsEditor
from counter_app.settings import OfficeSettings, Preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

INVENTED = OfficeSettings(
    name="Trung tâm Phục vụ hành chính công xã An Hòa",
    parent="ỦY BAN NHÂN DÂN XÃ AN HÒA",
    number="99001",
    place="An Hòa",
)
"""An example that works as it stands; no commune has the number."""


class SetUpForm(QWidget):
    """Office, sessions, officers, printer.

    Signals:
        ready(): the form is complete; ``founding()`` holds it.
        back_wanted(): back to the question.
    """

    ready = Signal()
    back_wanted = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._made: Founding | None = None
        self.office = OfficeForm(with_commune=True)
        self.office.show_settings(INVENTED)
        self.sessions = SessionsEditor()
        self.sessions.show_sessions([session_from_seed(item) for item in usual_sessions()])
        self.officers = OfficersTable()
        self.device = CountBox(MOST_DEVICE)
        self.printer = PrinterPicker(
            _("Máy in giấy hẹn"), folder=data_dir / paths.PAPERS, size=lambda: PaperSize.A5
        )
        self.done = ActionButton(
            _("Lưu và vào làm việc"), self._on_done, name="ok", key="Ctrl+Return", tone="primary"
        )
        self.back = ActionButton(_("Quay lại"), self.back_wanted.emit, name="previous", key="Esc")
        self._build()
        EnterMoves(self)

    def _build(self) -> None:
        office = Card(
            _("Đơn vị"), _("Đang ghi tên ví dụ. Gõ tên xã, phường để điền theo đơn vị mình.")
        )
        office.add(self.office)
        hours = Card(_("Giờ làm việc"), _("Ngày hẹn trả được tính theo các giờ này."))
        hours.add(self.sessions)
        staff = Card(_("Công chức"), _("Ghi lại mật khẩu để giao cho từng người; đổi được sau."))
        staff.add(self.officers)
        paper = Card(_("Máy này"), _("Có thể chọn máy in sau, ở trang Cài đặt."))
        number = Field(
            _("Số của máy này trong đơn vị"),
            self.device,
            _(
                "Nằm trong mã hồ sơ. Đơn vị có nhiều máy: mỗi máy một số, không máy nào trùng máy nào."
            ),
        )
        paper.add(number, self.printer)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(_("Thiết lập đơn vị"), "title"))
        for card in (office, hours, staff, paper):
            column.addWidget(card)
        column.addStretch(1)
        foot = row(self.done, self.back)
        foot.setContentsMargins(24, 10, 24, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(column)
        box.addWidget(self._area)
        box.addLayout(foot)

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self.office.commune

    def founding(self) -> Founding:
        """The form as it was when it was found complete."""
        return self._made or default_founding()

    def show_error(self, error: CounterError) -> bool:
        """Put an error beside its input; whether there was one."""
        name = error.field if isinstance(error, RuleError) else ""
        field = self.office.fields.get(name)
        if field is not None:
            field.set_error(error.message)
            field.editor.setFocus()
            return True
        beside: dict[str, QLabel] = {
            "sessions": self.sessions.error,
            "officers": self.officers.error,
        }
        label = beside.get(name)
        if label is None:
            return False
        label.setText(error.message)
        label.show()
        QTimer.singleShot(0, partial(self._area.ensureWidgetVisible, label))
        return True

    def _on_done(self) -> None:
        for label in (self.sessions.error, self.officers.error):
            label.hide()
        try:
            self._made = self._filled()
        except RuleError as error:
            self.show_error(error)
            return
        self.ready.emit()

    def _filled(self) -> Founding:
        settings = self.office.settings(OfficeSettings())
        if not settings.name:
            raise RuleError(_("Chưa có tên đơn vị. Gõ tên xã, phường."), field="name")
        if len(settings.number) != 5:
            raise RuleError(_("Mã số đơn vị gồm đúng 5 chữ số. Gõ lại mã số."), field="number")
        sessions = self.sessions.sessions()
        if not sessions:
            raise RuleError(_("Chọn ít nhất một buổi làm việc."), field="sessions")
        return Founding(
            settings=settings,
            preferences=Preferences(printer=self.printer.wish(), device=self.device.count()),
            officers=self.officers.officers(),
            sessions=tuple(
                {
                    "weekday": item.weekday,
                    "start": f"{item.start:%H:%M}",
                    "end": f"{item.end:%H:%M}",
                    **({"reception": True} if item.reception else {}),
                }
                for item in sessions
            ),
        )


def usual_sessions() -> Sequence[dict[str, str]]:
    """The hours a new office begins with."""
    text = (paths.resources_dir() / "calendar" / "sessions.json").read_text(encoding="utf-8")
    found: list[dict[str, str]] = json.loads(text)
    return found
