"""The left side: every page with its icon, its word and its key; folded, the icons alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.cards import scrolling
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.page_list import ENTRIES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from counter_app.domain.office.staff import Officer
    from counter_app.qt.window.page_list import Entry

FOLD_KEY = "Ctrl+Shift+B"
UNFOLDED_FROM = 1200
"""Points of the window at 100 % text from which the words have room; at 125 % that is no 1366 screen any more."""
_WITHIN = {"dossier": "dossiers", "far_dossier": "far_dossiers"}
TALLEST, LEAST_TALL = 36, 19
GAP, MARGIN, GROUP = 2, 8, 14


class Navigation(QFrame):
    """Buttons that open pages; folded by itself where the window is narrow, and as its officer wishes.

    Signals:
        wanted(str): open the page of this name.
        wish_changed(str): the officer wants it "folded", "open", or, empty, as there is room.
    """

    wanted = Signal(str)
    wish_changed = Signal(str)

    def __init__(self, entries: Sequence[Entry] = ENTRIES) -> None:
        super().__init__()
        self.setProperty("side", True)
        self._entries = entries
        self.buttons: dict[str, SideButton] = {}
        self.folded = False
        self._wish = ""
        self._window_width = UNFOLDED_FROM
        self._column = QVBoxLayout()
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.setSpacing(GAP)
        for item in entries:
            if item.group and not entries[entries.index(item) - 1].group:
                self._column.addSpacing(scaled(GROUP))
            button = SideButton(_(item.title), item.icon, item.key)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=item.name: self.wanted.emit(name))
            self.buttons[item.name] = button
            self._column.addWidget(button)
        self._column.addStretch(1)
        self.fold_button = SideButton(_("Thu gọn"), "previous", FOLD_KEY)
        self.fold_button.clicked.connect(lambda _checked=False: self.turn())
        self._column.addWidget(self.fold_button)
        self.area = scrolling(self._column)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumWidth(1)  # its own least would be wider than icons alone
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self._fit()

    def show_current(self, name: str) -> None:
        """Mark the page that is open; a dossier belongs to the list it was opened from."""
        for key, button in self.buttons.items():
            button.setChecked(key == _WITHIN.get(name, name))

    def open_to(self, officer: Officer | None) -> None:
        """Offer only what the officer's role may open."""
        for item in self._entries:
            self.buttons[item.name].setVisible(item.open_to(officer))
        self._fit()

    def show_keys(self, now: Callable[[str], str]) -> None:
        """Say which key opens each page; ``now`` gives it for the usual one."""
        for item in self._entries:
            self.buttons[item.name].say_key(now(item.key))
        self._fit()

    def follow(self, *, wish: str | None = None, width: int | None = None) -> None:
        """Fold as the officer wishes, or, without a wish, as the window's width wants it."""
        self._wish = self._wish if wish is None else wish
        self._window_width = self._window_width if width is None else width
        folded = {"folded": True, "open": False}.get(self._wish, self._is_narrow())
        if folded != self.folded:
            self.folded = folded
            self._fit()

    def _is_narrow(self) -> bool:
        return self._window_width < scaled(UNFOLDED_FROM)

    def turn(self) -> None:
        """Fold what is unfolded, unfold what is folded; the officer's wish from now on."""
        folded = not self.folded
        by_itself = folded == self._is_narrow()
        self.follow(wish="" if by_itself else ("folded" if folded else "open"))
        self.wish_changed.emit(self._wish)

    def _shown(self) -> list[SideButton]:
        return [item for item in (*self.buttons.values(), self.fold_button) if not item.isHidden()]

    def _fit(self) -> None:
        """As wide as its words or icons, and each button as tall as lets all of them be seen."""
        self.fold_button.show_as(
            _("Mở rộng") if self.folded else _("Thu gọn"), "next" if self.folded else "previous"
        )
        shown = self._shown()
        room = self.height() - 2 * MARGIN - scaled(GROUP) - GAP * (len(shown) + 2)
        tall = max(scaled(LEAST_TALL), min(scaled(TALLEST), room // max(len(shown), 1)))
        for button in (*self.buttons.values(), self.fold_button):
            button.fold(self.folded, tall)
        bar = self.area.verticalScrollBar().sizeHint().width() if self._scrolls(tall) else 0
        widest = max(button.minimumWidth() for button in (*self.buttons.values(), self.fold_button))
        self.setFixedWidth(widest + 2 * MARGIN + bar)
        box = self.layout()
        if box is not None:  # Qt has laid it out for the width before, and does not do so again
            box.setGeometry(self.contentsRect())

    def _scrolls(self, tall: int) -> bool:
        """True if not all pages fit: the scroll bar stands beside the keys then, never over them."""
        shown = self._shown()
        need = len(shown) * (tall + GAP) + 2 * (MARGIN + GAP) + scaled(GROUP)
        return need > max(self.height(), 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._fit()


class SideButton(PushButton):
    """An icon, the word at the left and its key at the right edge; folded the icon alone, the rest in the tool tip."""

    def __init__(self, title: str, name: str, key: str) -> None:
        super().__init__()
        self._key, self._word = key, title
        self.hint: QLabel = plain_label(key)
        self.setProperty("side", True)
        self.setIconSize(QSize(scaled(20), scaled(20)))
        self.setAccessibleDescription(_("Phím {key}").format(key=key))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hint.setProperty("side", "muted")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, scaled(8), 0)
        row.addStretch(1)
        row.addWidget(self.hint)
        self.show_as(title, name)

    def say_key(self, key: str) -> None:
        """Another key presses it."""
        self._key = key
        self.hint.setText(key)
        self.setAccessibleDescription(_("Phím {key}").format(key=key))
        self.setToolTip(_("{title}: phím {key}").format(title=self._word, key=key))

    def show_as(self, title: str, name: str) -> None:
        """Another word and icon."""
        self._word = title
        self.setIcon(icon(name, "side-ink"))
        self.setAccessibleName(title)
        self.setToolTip(_("{title}: phím {key}").format(title=title, key=self._key))

    def fold(self, folded: bool, tall: int) -> None:
        """Show or hide the words; ``tall`` points high."""
        self.setText("" if folded else self._word)
        self.hint.setVisible(not folded)
        wide = scaled(20) + scaled(24)
        if not folded:
            text = self.fontMetrics().horizontalAdvance(self._word)
            wide = text + self.hint.sizeHint().width() + scaled(64)
        self.setMinimumSize(wide, tall)
        self.setMaximumHeight(tall)
