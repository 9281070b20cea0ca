"""The people who bring a copy back without an office: somebody of the copy or its recovery sheet, and a second person.

Whom to ask the copy says itself, read on a thread; who it was is proved once the copy is (docs/adr/0064).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.office.leader_consent import Approval
from counter_app.errors import CounterError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.side_by_side import NARROW, SideBySide

if TYPE_CHECKING:
    from counter_app.desk.office.restore_consent import Consent, CopyPeople
    from counter_app.domain.office.staff import Officer
    from counter_app.system.key_ring import OfficeKeys

_SHEET = "#phieu"
"""Chosen for the recovery sheet; no login begins so."""


class CopyKey(QWidget):
    """Hidden until a copy was looked at that can say who works there.

    Signals:
        seen(): the copy was looked at and can say nothing; whoever restores it hears why.
    """

    seen = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir, self._copy = data_dir, Path()
        self._people: CopyPeople | None = None
        self._looked: list[CopyPeople] = []
        self._looking = False
        self.what = text_label("", "muted")
        self.who, self.secret = Choice(), PasswordEdit()
        self.second, self.password = Choice(), PasswordEdit()
        for choice in (self.who, self.second):
            choice.let_shrink()
        self.fields = {
            "who": Field(_("Người khôi phục, hoặc &phiếu"), self.who),
            "secret": Field(
                _("Mật khẩu, h&oặc các chữ trên phiếu"),
                self.secret,
                _("Mật khẩu dùng vào ngày sao lưu; nếu sau đó đã đổi, gõ mật khẩu cũ."),
            ),
            "second": Field(_("Người thứ &hai đồng ý"), self.second),
            "password": Field(_("&Mật khẩu của người thứ hai"), self.password),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.what)
        for pair in (("who", "secret"), ("second", "password")):
            first, then = (self.fields[name] for name in pair)
            box.addWidget(SideBySide(first, then, least=NARROW, weights=(1, 1)))
        self.who.currentIndexChanged.connect(self._on_who)

    def ask(self, copy: Path) -> bool:
        """True if everything is typed that opens the copy; looks at it first, and shows what is missing."""
        if self._looking:
            return False
        if copy != self._copy:
            self._look(copy)
            return False
        if self._people is None:
            self._copy = Path()  # it may be another one by the next time
            return True
        return not (
            self._lacks("secret", self.secret, _("Gõ mật khẩu để khôi phục."))
            or (
                bool(self.second.value())
                and self._lacks("password", self.password, _("Nhờ người này gõ mật khẩu."))
            )
        )

    def unlocking(self) -> Callable[[], OfficeKeys | None]:
        """The work a worker does to have the keys. Errors: RuleError, StoreError.

        A plain copy comes back without them too, but what a stick holds for the office alone is opened by nothing else:
        there they are None only where what was typed opens no ring.
        """
        if self._people is None:
            return lambda: None
        wish = (self._copy, self._data_dir, str(self.who.value()), self.secret.text())
        return partial(_unlocked if self._people.locked else _unlocked_too, *wish)

    def consent(self) -> Consent:
        """The two people, who restores and who consents, as typed; asked of the copy."""
        from counter_app.desk.office.restore_consent import by_name, by_sheet, by_words

        who, secret = str(self.who.value() or ""), self.secret.text()
        second, password = str(self.second.value() or ""), self.password.text()
        if who != _SHEET:
            return by_name(who, secret, Approval(approver=second, password=password))
        said = by_name(second, password, sheet=True) if second else by_sheet
        locked = self._people is not None and self._people.locked
        return said if locked else by_words(secret, said)

    def refuse(self, error: CounterError) -> bool:
        """Say beside what was typed that it was wrong; whether it was that."""
        if self.isHidden() or not isinstance(error, RuleError):
            return False
        seconds = error.rule in ("second", "approver", "lent", "own_sheet")
        seconds = seconds or (error.field == "password" and self.who.value() == _SHEET)
        if not seconds and error.field not in ("password", "words"):
            return False
        name = "second" if error.field == "approver" else "password"
        field = self.fields[name if seconds else "secret"]
        field.set_error(error.message)
        field.editor.setFocus()
        return True

    def _lacks(self, name: str, line: PasswordEdit, text: str) -> bool:
        missing = not line.text()
        self.fields[name].set_error(text if missing else "")
        if missing:
            line.setFocus()
        return missing

    def _look(self, copy: Path) -> None:
        self._looking, self._copy = True, copy
        looked, data_dir = self._looked, self._data_dir
        errand = Errand(lambda: looked.append(_people(copy, data_dir)))
        errand.ready.connect(self._on_looked)
        errand.failed.connect(self._on_blind)
        errand.start()

    def _on_looked(self) -> None:
        self._looking, self._people = False, self._looked.pop()
        self.what.setText(_("Bản sao lưu này đã mã hóa.") if self._people.locked else "")
        self.what.setVisible(self._people.locked)
        people = _named(self._people.first)
        self.who.offer([*people, (_SHEET, _("Phiếu khôi phục"))])
        for line in (self.secret, self.password):
            line.clear()
        for field in self.fields.values():
            field.set_error("")
        self._on_who()
        self.show()
        self.secret.setFocus()

    def _on_blind(self, error: Exception) -> None:
        self._looking, self._people = False, None
        self.hide()
        if not isinstance(error, CounterError):
            raise error
        self.seen.emit()  # told when it is restored

    def _on_who(self) -> None:
        sheet = self.who.value() == _SHEET
        self.secret.show_letters(sheet)
        known = self._people.second if self._people is not None else ()
        others = [item for item in known if item.login != self.who.value()]
        nobody = _("Không ai còn nhớ mật khẩu") if sheet else _("Không có ai khác")
        self.second.offer([*_named(others), ("", nobody)])
        for name in ("second", "password"):
            self.fields[name].setVisible(bool(others))


def _named(people: tuple[Officer, ...] | list[Officer]) -> list[tuple[str, str]]:
    return [(item.login, item.name) for item in people]


def _people(copy: Path, data_dir: Path) -> CopyPeople:
    from counter_app.desk.office.restore import held_of_copy
    from counter_app.desk.office.restore_consent import people_of_copy

    return people_of_copy(copy, held_of_copy(copy, data_dir))


def _unlocked_too(copy: Path, data_dir: Path, who: str, secret: str) -> OfficeKeys | None:
    with suppress(RuleError, StoreError):
        return _unlocked(copy, data_dir, who, secret)
    return None


def _unlocked(copy: Path, data_dir: Path, who: str, secret: str) -> OfficeKeys:
    from counter_app.desk.office.restore import held_of_copy
    from counter_app.desk.office.wraps import SHEET
    from counter_app.domain.office.recovery import key_text, secret_of
    from counter_app.system.key_ring import Holder

    held = held_of_copy(copy, data_dir)
    if who == _SHEET:
        return held.unlock(Holder.RECOVERY, SHEET, key_text(secret_of(secret)))
    return held.unlock(Holder.OFFICER, who, secret)
