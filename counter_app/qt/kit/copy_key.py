"""What opens an encrypted copy: whose password of when it was made, or the words of the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field, LineEdit

if TYPE_CHECKING:
    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.system.key_ring import OfficeKeys

_SHEET = "#phieu"
"""Chosen for the recovery sheet; no login begins so."""


class CopyKey(QWidget):
    """Hidden until a copy turns out to be encrypted."""

    def __init__(self) -> None:
        super().__init__()
        self._copy, self._data_dir = Path(), Path()
        self.who = Choice()
        self.secret = LineEdit()
        self.secret.setMaxLength(200)
        self.fields = {
            "who": Field(_("&Mở bằng"), self.who),
            "secret": Field(
                _("Mật &khẩu, hoặc các chữ trên phiếu"),
                self.secret,
                _("Mật khẩu của hôm sao lưu; đổi mật khẩu sau đó thì gõ mật khẩu cũ."),
            ),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(text_label(_("Bản sao lưu này đã mã hóa."), "muted"))
        for field in self.fields.values():
            box.addWidget(field)
        self.who.currentIndexChanged.connect(self._on_who)

    def ask(self, copy: Path, data_dir: Path) -> bool:
        """Whether the copy can be opened as things are typed; shows what is missing otherwise."""
        from counter_app.desk.office.restore import copy_is_locked, held_of_copy

        same = copy == self._copy and not self.isHidden()
        self._copy, self._data_dir = copy, data_dir
        try:
            locked = copy.is_file() and copy_is_locked(copy, data_dir)
        except CounterError:  # told when it is restored
            locked = False
        self.setVisible(locked)
        if not locked:
            return True
        if not same:
            self._offer(held_of_copy(copy, data_dir))
        if self.secret.text():
            self.fields["secret"].set_error("")
            return True
        self.fields["secret"].set_error(_("Gõ mật khẩu để mở bản sao lưu.") if same else "")
        self.secret.setFocus()
        return False

    def unlocking(self) -> Callable[[], OfficeKeys | None]:
        """What a worker does to have the keys; None for a plain copy. Errors: RuleError, StoreError."""
        if self.isHidden():
            return lambda: None
        wish = (self._copy, self._data_dir, str(self.who.value()), self.secret.text())
        return partial(_unlocked, *wish)

    def refuse(self, error: CounterError) -> bool:
        """Say beside the secret that it was wrong; whether it was that."""
        if self.isHidden() or not isinstance(error, RuleError):
            return False
        if error.field not in ("password", "words"):
            return False
        self.fields["secret"].set_error(error.message)
        self.secret.selectAll()
        self.secret.setFocus()
        return True

    def _offer(self, held: HeldKeys) -> None:
        from counter_app.desk.office.unlocking import people_of

        people = [(item.login, item.name) for item in people_of(held)]
        self.who.offer([*people, (_SHEET, _("Phiếu khôi phục"))])
        self.secret.clear()
        self._on_who()

    def _on_who(self) -> None:
        shown = self.who.value() == _SHEET
        mode = QLineEdit.EchoMode
        self.secret.setEchoMode(mode.Normal if shown else mode.Password)


def _unlocked(copy: Path, data_dir: Path, who: str, secret: str) -> OfficeKeys:
    from counter_app.desk.office.restore import held_of_copy
    from counter_app.desk.office.wraps import SHEET
    from counter_app.domain.office.recovery import key_text, secret_of
    from counter_app.system.key_ring import Holder

    held = held_of_copy(copy, data_dir)
    if who == _SHEET:
        return held.unlock(Holder.RECOVERY, SHEET, key_text(secret_of(secret)))
    return held.unlock(Holder.OFFICER, who, secret)
