"""A leader's consent at this screen: who, and the leader's own password; the receiver stays signed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.office.staff import Officer, Role
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox


class ApprovalPart(QWidget):
    """Why an exception is needed, a tick, and for an officer who is no leader the leader's name and password.

    Signals:
        ticked(bool): the exception is asked for, or no more.
    """

    ticked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.why = Advice("warning")
        self.tick = TickBox(_("&Lãnh đạo duyệt ngoại lệ (Alt+L)"))
        self.leader = Choice()
        self.leader.let_shrink()
        self.password = PasswordEdit()
        self._fields = {
            "approver": Field(_("Lãnh đạo duyệt"), self.leader, required=True),
            "password": Field(_("Mật khẩu của lãnh đạo"), self.password, required=True),
        }
        self._who = QWidget()
        line = QHBoxLayout(self._who)
        line.setContentsMargins(scaled(22), 0, 0, 0)
        line.setSpacing(scaled(12))
        for field in self._fields.values():
            line.addWidget(field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.why, self.tick, self._who):
            layout.addWidget(widget)
        self._asks = False
        self._who.hide()
        self.tick.toggled.connect(self._on_ticked)

    def ask(self, why: str, officer: Officer | None, officers: Sequence[Officer]) -> None:
        """Say why a leader has to consent; a leader who acts needs no password."""
        leaders = [item for item in officers if item.active and item.role is Role.LEADER]
        self._asks = officer is None or officer.role is not Role.LEADER
        self.leader.offer([(item.login, item.name) for item in leaders])
        self.why.say(why)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def approval(self) -> Approval:
        """The consent as typed."""
        if not (self.tick.isChecked() and self._asks):
            return OWN
        return Approval(approver=str(self.leader.value() or ""), password=self.password.text())

    def _on_ticked(self, on: bool) -> None:
        self._who.setVisible(on and self._asks)
        if on and self._asks and self.tick.hasFocus():
            self.password.setFocus()
        if not on:
            self.password.clear()
        self.ticked.emit(on)
