"""The second person of an act that nobody does alone: who, and that person's own password, at this screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.office.rights import RIGHT_OF, Duty
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class SecondPart(QWidget):
    """The person who consents and that person's password; where the office has nobody else, the act says so."""

    def __init__(self, place: Workplace, duty: Duty) -> None:
        super().__init__()
        rights = place.office.rights
        people = rights.second_people()
        self.asks = rights.asks_second(duty)
        self.why = Advice("info")
        self.person = Choice([(item.login, item.name) for item in people])
        self.person.let_shrink()
        self.password = PasswordEdit()
        self._fields = {
            "approver": Field(_("Người đồng ý"), self.person, required=True),
            "password": Field(_("Mật khẩu của người đồng ý"), self.password, required=True),
        }
        who = QWidget()
        line = QHBoxLayout(who)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(12))
        for field in self._fields.values():
            line.addWidget(field, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.why)
        box.addWidget(who)
        who.setVisible(self.asks)
        self._explain(duty, alone=rights.acts_alone(duty))

    def _explain(self, duty: Duty, *, alone: bool) -> None:
        right = _(RIGHT_OF[duty].name)
        if self.asks:
            text = _("“{right}” cần hai người: người đồng ý tự gõ mật khẩu của mình ở đây.")
        elif alone:
            text = _("Đơn vị không có người thứ hai được đồng ý, nên lần này ghi rõ là một người.")
        else:
            text = ""
        self.why.say(text.format(right=right))

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def approval(self) -> Approval:
        """The consent as typed."""
        if not self.asks:
            return OWN
        return Approval(approver=str(self.person.value() or ""), password=self.password.text())


class SecondDialog(Dialog):
    """Asks for the second person alone, for an act that stands on a page.

    Signals:
        agreed(object): the Approval that proved right.
    """

    agreed = Signal(object)

    def __init__(
        self, place: Workplace, duty: Duty, about: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._duty = place, duty
        self.part = SecondPart(place, duty)
        self.go = ActionButton(
            _("Đồng ý"), self._on_go, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        lay_out(
            self,
            title=_("Cần người thứ hai đồng ý"),
            about=about,
            meaning="",
            parts=(self.part,),
            buttons=(self.shut, self.go),
            wide=560,
        )
        self.part.password.setFocus()
        self.finished.connect(self.deleteLater)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self.part.fields()

    def _on_go(self) -> None:
        typed = self.part.approval()
        prove = self._place.office.rights.prove
        guard(
            self._place,
            lambda: prove(self._duty, typed),
            self.fields(),
            lambda _done: self._did(typed),
        )

    def _did(self, typed: Approval) -> None:
        self.accept()
        self.agreed.emit(typed)


def with_second(
    place: Workplace,
    duty: Duty,
    about: str,
    act: Callable[[Approval], object],
    parent: QWidget,
    *,
    asked: bool = True,
) -> None:
    """Do an act of two people from a page: at once where nobody else has to consent, else once somebody did."""
    if not asked or not place.office.rights.asks_second(duty):
        act(OWN)
        return
    dialog = SecondDialog(place, duty, about, parent)
    dialog.agreed.connect(act)
    dialog.open()
