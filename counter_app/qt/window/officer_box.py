"""The officer who signs in, found by letters: of the name, its initials or the login, with or without accents.

It belongs to the first paint of the program, so it loads nothing but what it shows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from counter_app.i18n import _, plural
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.stray_keys import is_stray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from counter_app.domain.office.staff import Officer


class OfficerBox(QComboBox):
    """The officers; letters choose among them and stay here, Enter goes on.

    Signals:
        said(str): what the letters found so far; empty when none are typed.
        gone_on(): Enter was pressed, or somebody was chosen from the list that hangs open.
    """

    said = Signal(str)
    gone_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._hung_open = False
        self.setAccessibleName(_("Công chức"))
        self.activated.connect(self._on_activated)

    def show_officers(self, officers: Sequence[Officer]) -> None:
        """Offer those who still work here; who share a name are told apart by title and login."""
        self._forget()
        self.clear()
        active = [officer for officer in officers if officer.active]
        shown = Counter(map(_shown, active))
        for officer in active:
            text = _shown(officer)
            told = f"{text} ({officer.login})" if shown[text] > 1 else text
            self.addItem(told, officer.login)

    def matches(self, typed: str) -> list[int]:
        """The rows that letters may mean, the likeliest first."""
        from counter_app.domain.text import fold

        wanted = fold(typed).strip()
        ranked = [
            (rank, row)
            for row in range(self.count())
            if (rank := _rank(self.itemText(row), str(self.itemData(row)), wanted)) is not None
        ]
        return [row for _rank_of, row in sorted(ranked)]

    @override
    def showPopup(self) -> None:
        self._hung_open = True
        super().showPopup()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._forget()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        self._hung_open = False
        key, text = event.key(), event.text()
        if is_stray(event):
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not is_repeat(event):
                self.gone_on.emit()
        elif key == Qt.Key.Key_Backspace:
            self._look_for(self._typed[:-1])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._typed:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif text.isprintable() and text and (self._typed or text != " "):
            self._look_for(self._typed + text)
        else:
            self._forget()
            super().keyPressEvent(event)

    def _look_for(self, typed: str) -> None:
        self._typed = typed
        if not typed:
            self._forget()
            return
        rows = self.matches(typed)
        if rows and self.currentIndex() not in rows:
            self.setCurrentIndex(rows[0])
        if not rows:
            self.said.emit(_("Không có ai như “{typed}”. Xóa bớt chữ.").format(typed=typed))
        elif len(rows) == 1:
            self.said.emit(_("Bấm Enter rồi gõ mật khẩu."))
        else:
            self.said.emit(
                plural("{count} người khớp “{typed}”: gõ thêm, hoặc bấm ↑ ↓ để chọn.", len(rows))
                .format(count=len(rows), typed=typed)
            )  # fmt: skip

    def _step(self, by: int) -> None:
        """Up and Down stay among the officers that the letters found."""
        rows = self.matches(self._typed)
        if rows:
            at = rows.index(self.currentIndex()) if self.currentIndex() in rows else 0
            self.setCurrentIndex(rows[(at + by) % len(rows)])

    def _forget(self) -> None:
        self._typed = ""
        self.said.emit("")

    def _on_activated(self) -> None:
        """Up and Down are told as choices too, and nobody's letters belong into the password."""
        if self._hung_open:
            self.gone_on.emit()


def _shown(officer: Officer) -> str:
    return f"{officer.name}, {officer.title}" if officer.title else officer.name


def _rank(shown: str, login: str, wanted: str) -> int | None:
    from counter_app.domain.text import fold, initials

    name = shown.partition(",")[0]
    folded, words = fold(shown), fold(f"{name} {login} {shown}").split()
    if wanted == login:
        return 0
    if folded.startswith(wanted):
        return 1
    if login.startswith(wanted) or initials(name).startswith(wanted):
        return 2
    return (
        3 if all(any(word.startswith(part) for word in words) for part in wanted.split()) else None
    )
