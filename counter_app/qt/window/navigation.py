"""The left side: every page with its icon, its word and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.cards import scrolling
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.page_list import ENTRIES, Entry

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer


class Navigation(QFrame):
    """Buttons that open pages.

    Signals:
        wanted(str): open the page of this name.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("side", True)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout()
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(2)
        for item in ENTRIES:
            if item.group and not ENTRIES[ENTRIES.index(item) - 1].group:
                column.addSpacing(scaled(14))
            column.addWidget(self._button(item))
        column.addStretch(1)
        area = scrolling(column)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        # Where all pages do not fit, the scroll bar stands beside the keys, never over them.
        bar = area.verticalScrollBar().sizeHint().width()
        widest = max(button.minimumWidth() for button in self.buttons.values())
        self.setFixedWidth(widest + 16 + max(bar, 8))

    def show_current(self, name: str) -> None:
        """Mark the page that is open; a dossier belongs to the search."""
        for key, button in self.buttons.items():
            button.setChecked(key == {"dossier": "dossiers"}.get(name, name))

    def open_to(self, officer: Officer | None) -> None:
        """Offer only what the officer's role may open."""
        for item in ENTRIES:
            self.buttons[item.name].setVisible(item.open_to(officer))

    def _button(self, item: Entry) -> QPushButton:
        button = PushButton()
        button.setProperty("side", True)
        button.setCheckable(True)
        button.setIcon(icon(item.icon, "side-ink"))
        button.setIconSize(QSize(scaled(20), scaled(20)))
        button.setAccessibleName(_(item.title))
        button.setAccessibleDescription(_("Phím {key}").format(key=item.key))
        button.setToolTip(_("{title}: phím {key}").format(title=_(item.title), key=item.key))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False, name=item.name: self.wanted.emit(name))
        self.buttons[item.name] = button
        _label_with_key(button, _(item.title), item.key)
        return button


def _label_with_key(button: QPushButton, title: str, key: str) -> None:
    """The word at the left, its key at the right edge."""
    button.setText(title)
    hint = plain_label(key)
    hint.setProperty("side", "muted")
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(button)
    row.setContentsMargins(0, 0, scaled(8), 0)
    row.addStretch(1)
    row.addWidget(hint)
    text = button.fontMetrics().horizontalAdvance(title) + hint.sizeHint().width()
    button.setMinimumSize(text + scaled(20) + scaled(44), scaled(36))
