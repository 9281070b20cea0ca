"""The top line: which office and counter, who sits here, what day it is, and what is still owed to stick and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.cards import Badge
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.elided import ElidedLabel
from counter_app.wording.labels import Label
from counter_app.wording.moments import short_date, weekday_name

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.office.staff import Officer
    from counter_app.settings import OfficeSettings, Preferences


ROOMY = 900
"""From this width at 100 % text on, every button has room for its words."""


class Header(QFrame):
    """Always visible above the pages.

    Signals:
        narrowed(bool): there is no room for words, or there is again.
        export_wanted(), prints_wanted(), palette_wanted(), lock_wanted(): a tile or button was pressed.
    """

    narrowed = Signal(bool)
    export_wanted = Signal()
    prints_wanted = Signal()
    palette_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("head", True)
        self.office = ElidedLabel("heading")
        self.line = ElidedLabel("muted")
        self.sample = Badge(Label(_("DỮ LIỆU MẪU"), "sample"))
        self.sample.hide()
        self.read_only = Badge(Label(_("CHỈ ĐỌC"), "warning", "lock"))
        self.read_only.setToolTip(
            _("Thư mục dữ liệu không ghi được. Xem và in vẫn dùng được; báo người phụ trách máy.")
        )
        self.read_only.hide()
        self.export = _tile("usb")
        self.export.clicked.connect(self.export_wanted)
        self.prints = _tile("printer")
        self.prints.clicked.connect(self.prints_wanted)
        self.palette_button = _tile("keyboard")
        self.palette_button.setAccessibleName(_("Tìm lệnh"))
        self.palette_button.setToolTip(_("Tìm lệnh: Ctrl+K"))
        self.palette_button.clicked.connect(self.palette_wanted)
        self.lock = _tile("lock")
        self.lock.setAccessibleName(_("Khóa màn hình"))
        self.lock.setToolTip(_("Khóa màn hình: F12"))
        self.lock.clicked.connect(self.lock_wanted)
        self._build()

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.office)
        names.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addLayout(names, 1)
        for widget in (
            self.read_only,
            self.sample,
            self.export,
            self.prints,
            self.palette_button,
            self.lock,
        ):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def take(self, tile: QWidget) -> None:
        """Stand one more tile before the others."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)  # noqa: S101 - made by _build
        row.insertWidget(1, tile, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words on every button where there is room; else the two that have a key of their own keep their key only."""
        wide = self.width() >= scaled(ROOMY)
        self.palette_button.setText(_("Lệnh (Ctrl+K)") if wide else "Ctrl+K")
        self.lock.setText(_("Khóa (F12)") if wide else "F12")
        self.narrowed.emit(not wide)

    def show_office(self, settings: OfficeSettings, preferences: Preferences) -> None:
        """Say which office and counter this is."""
        self.office.show_text(settings.name)
        self.sample.setVisible(settings.sample)
        self._counter = preferences.counter

    def show_writable(self, writable: bool) -> None:
        """Say so when nothing can be saved."""
        self.read_only.setVisible(not writable)

    def show_moment(self, now: datetime, officer: Officer | None) -> None:
        """Say who sits here and what day it is."""
        weekday = weekday_name(now.date())
        day = f"{weekday[:1].upper()}{weekday[1:]} {short_date(now.date())}, {now:%H:%M}"
        who = officer.name if officer else _("Chưa đăng nhập")
        text = _("{who} · Quầy {counter} · {day}").format(who=who, counter=self._counter, day=day)
        self.line.show_text(text)

    def show_owed(self, days: int, papers: int) -> None:
        """Say how many days are on no stick yet and how many papers are not printed."""
        if days:
            text = _("{days} ngày chưa xuất USB").format(days=days)
            _set_tile(self.export, text, "warning" if days <= 2 else "bad", "usb")
        else:
            _set_tile(self.export, _("Đã xuất USB"), "true", "usb")
        if papers:
            _set_tile(
                self.prints,
                _("{papers} giấy tờ chờ in").format(papers=papers),
                "warning",
                "printer",
            )
        else:
            _set_tile(self.prints, _("Đã in đủ"), "true", "printer")

    _counter = ""


def _tile(name: str) -> QPushButton:
    button = PushButton()
    button.setProperty("tile", "true")
    button.setIcon(icon(name, "muted"))
    button.setIconSize(QSize(scaled(18), scaled(18)))
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _set_tile(button: QPushButton, text: str, state: str, name: str) -> None:
    if button.text() == text and button.property("tile") == state:
        return
    button.setText(text)
    button.setAccessibleName(text)
    button.setProperty("tile", state)
    button.setIcon(icon(name, "muted" if state == "true" else state))
    repolish(button)
