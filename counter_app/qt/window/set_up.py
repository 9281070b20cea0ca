"""The set-up page: everything a new office needs, on one page that scrolls; examples are shown, never taken."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counter_app import paths
from counter_app.desk.office.founding import Founding, default_founding
from counter_app.desk.office.numbers import MOST_DEVICE
from counter_app.desk.office.recovery import new_words
from counter_app.domain.calendar.working_calendar import session_from_seed
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import Card, row, scrolling, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.office_form import OfficeForm
from counter_app.qt.kit.officers_table import OfficersTable
from counter_app.qt.kit.printer_picker import PrinterPicker
from counter_app.qt.kit.sessions_editor import SessionsEditor
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.window.passwords_noted import PasswordsNoted
from counter_app.settings import OfficeSettings, Preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = OfficeSettings(
    name="Trung tâm Phục vụ hành chính công xã An Hòa",
    parent="ỦY BAN NHÂN DÂN XÃ AN HÒA",
    number="99001",
    place="An Hòa",
)
"""The example in an empty input; no commune has the number."""
EMPTY = OfficeSettings(name="", parent="", number="", place="")
"""The values that are not known until they are typed."""


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
        self.recovery = new_words()
        self.office = OfficeForm(with_commune=True)
        self.office.show_settings(EMPTY)
        self.office.show_examples(EXAMPLE)
        self.sessions = SessionsEditor()
        self.sessions.show_sessions([session_from_seed(item) for item in usual_sessions()])
        self.officers = OfficersTable()
        self.device = CountBox(MOST_DEVICE)
        self.encrypted = TickBox(_("&Mã hóa dữ liệu (nên chọn)"))
        self.encrypted.setChecked(True)
        self.printer = PrinterPicker(
            _("Máy in giấy hẹn"), folder=data_dir / paths.PAPERS, size=lambda: PaperSize.A5
        )
        self.noted = PasswordsNoted(
            self._password_sheet, self._recovery_sheet, self.printer, data_dir
        )
        self.officers.edited.connect(self.noted.forget)
        self.done = ActionButton(
            _("Lưu và vào làm việc"), self._on_done, name="ok", key="Ctrl+Return", tone="primary",
            bind=False,
        )  # fmt: skip
        self.back = ActionButton(_("Quay lại"), self.back_wanted.emit, name="previous", key="Esc")
        self._build()
        EnterMoves(self).ends_at(self.done)
        strike_once(self, self._on_done)

    def _build(self) -> None:
        office = Card(
            _("Đơn vị"), _("Gõ tên xã, phường; các ô khác tự điền theo. Chữ mờ chỉ là ví dụ.")
        )
        office.add(self.office)
        hours = Card(_("Giờ làm việc"), _("Ngày hẹn trả được tính theo các giờ này."))
        hours.add(self.sessions)
        staff = Card(
            _("Công chức"),
            _("Không ai xem lại được mật khẩu: ghi ra giấy trước khi lưu, giao cho từng người."),
        )
        staff.add(self.officers, self.noted)
        paper = Card(_("Máy này"), _("Có thể chọn máy in sau, ở trang Cài đặt."))
        number = Field(
            _("Số của máy này trong đơn vị"),
            self.device,
            _(
                "Nằm trong mã hồ sơ. Đơn vị có nhiều máy: mỗi máy một số, không máy nào trùng máy nào."
            ),
        )
        paper.add(number, self.printer)
        locked = Card(_("Mã hóa"), _("Kẻ lấy được máy hay bản sao lưu không đọc được gì."))
        locked.add(self.encrypted, text_label(_encrypted_text(), "hint"))
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(text_label(_("Thiết lập đơn vị"), "title"))
        for card in (office, hours, paper, locked, staff):
            column.addWidget(card)
        column.addStretch(1)
        foot = row(QWidget(), self.back, self.done, stretch=0)
        foot.setContentsMargins(24, 10, 24, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(column)
        box.addWidget(self._area)
        box.addLayout(foot)

    def first_field(self) -> QWidget:
        """The field typing begins in."""
        return self.office.commune

    def founding(self) -> Founding:
        """The form as it was when it was found complete."""
        return self._made or default_founding()

    def take_over(self, other: SetUpForm) -> None:
        """Show what was typed in another form, such as the one in the language of before."""
        self.office.take_over(other.office)
        with suppress(RuleError):  # hours half typed are the usual ones again
            self.sessions.show_sessions(other.sessions.sessions())
        self.officers.take_over(other.officers)
        self.device.set_count(other.device.count())
        self.printer.show_wish(other.printer.wish())
        self.recovery, self.noted.recovery_out = other.recovery, other.noted.recovery_out
        self.noted.tick.setChecked(other.noted.tick.isChecked())
        self.encrypted.setChecked(other.encrypted.isChecked())

    def show_error(self, error: CounterError) -> bool:
        """Put an error beside its input; whether there was one."""
        name = error.field if isinstance(error, RuleError) else ""
        field = self.office.fields.get(name)
        if field is not None:
            field.set_error(error.message)
            field.editor.setFocus()
            return True
        beside: dict[str, tuple[QLabel, QWidget | None]] = {
            "sessions": (self.sessions.error, None),
            "officers": (self.officers.error, self.officers.wrong()),
            "noted": (self.noted.error, self.noted.tick),
            "recovery": (self.noted.error, self.noted.print_recovery),
        }
        label, focus = beside.get(name, (None, None))
        if label is None:
            return False
        label.setText(error.message)
        label.show()
        if focus is not None:
            focus.setFocus()
        QTimer.singleShot(0, partial(self._area.ensureWidgetVisible, label))
        return True

    def _on_done(self) -> None:
        for label in (self.sessions.error, self.officers.error, self.noted.error):
            label.hide()
        try:
            self._made = self._filled()
        except RuleError as error:
            self.show_error(error)
            return
        self.ready.emit()

    def _password_sheet(self) -> bytes:
        """The sheet with everybody's password. Errors: RuleError when a line is not complete."""
        from counter_app.printing.papers.password_sheet import FirstSignIn, password_sheet

        officers = self.officers.officers()
        lines = [
            FirstSignIn(item.officer.name, item.officer.login, item.password) for item in officers
        ]
        return password_sheet(self.office.name.value(), lines)

    def _recovery_sheet(self) -> bytes:
        """The sheet that lets a leader in again; it counts from the founding on, once it was printed or saved."""
        from counter_app.office import SystemClock
        from counter_app.printing.papers.recovery_sheet import recovery_sheet

        today = SystemClock().now().date()
        return recovery_sheet(self.office.name.value(), 1, today, self.recovery)

    def _filled(self) -> Founding:
        settings = self.office.settings(OfficeSettings())
        if not settings.name:
            raise RuleError(
                _("Chưa có tên đơn vị. Gõ tên xã, phường."),
                field="name" if self.office.commune.value() else "commune",
            )
        if len(settings.number) != 5:
            raise RuleError(_("Mã số đơn vị gồm đúng 5 chữ số. Gõ lại mã số."), field="number")
        sessions = self.sessions.sessions()
        if not sessions:
            raise RuleError(_("Chọn ít nhất một buổi làm việc."), field="sessions")
        officers = self.officers.officers()
        self.noted.require(recovery=self.encrypted.isChecked())
        return Founding(
            settings=settings,
            preferences=Preferences(printer=self.printer.wish(), device=self.device.count()),
            officers=officers,
            recovery=" ".join(self.recovery) if self.noted.recovery_out else "",
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


def _encrypted_text() -> str:
    return _(
        "Mở máy thì gõ mật khẩu. Mất hết mật khẩu và phiếu khôi phục thì không ai mở được nữa, kể "
        "cả bản sao lưu. Chỉ bỏ chọn khi máy quá cũ, chạy chậm."
    )


def usual_sessions() -> Sequence[dict[str, str]]:
    """The hours a new office begins with."""
    text = (paths.resources_dir() / "calendar" / "sessions.json").read_text(encoding="utf-8")
    found: list[dict[str, str]] = json.loads(text)
    return found
