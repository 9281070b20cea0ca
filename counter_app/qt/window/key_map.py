"""Every key of the program and of a page: the usual ones, and those an officer chose instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from counter_app import paths
from counter_app.domain.office.own_keys import PROGRAM, key_place
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.window.header import EXPORT_KEY, PRINTS_KEY
from counter_app.qt.window.navigation import FOLD_KEY
from counter_app.qt.window.notice import ACTION_KEY
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace

FRAME = frozenset({"Ctrl+K", "F12", ACTION_KEY, PRINTS_KEY, EXPORT_KEY, FOLD_KEY})
"""Keys that are written on the window's frame: no page has one of them."""
FIXED = FRAME | {"F1", "Esc", "Return", "Enter", "Ctrl+Return", "Ctrl+Enter", "Tab", "Space"}
"""Keys that mean the same everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key as the map lists it; ``page`` empty for the whole program, ``fixed``: nobody may choose another."""

    page: str
    where: str
    what: str
    usual: str
    key: str
    fixed: bool = False


class KeyMap(QObject):
    """The window's own keys, and what each page's buttons answer to.

    Signals:
        changed(): other keys work now.
    """

    changed = Signal()

    def __init__(self, place: Workplace, view: QWidget) -> None:
        super().__init__(view)
        self._place, self._view = place, view
        self._own = place.office.views.keys()
        self.shortcuts: dict[str, QShortcut] = {}
        self._words: dict[str, str] = {}

    def bind(self, usual: str, what: str, run: Callable[[], object]) -> None:
        """A key of the whole program: its usual key, what it does in words."""
        shortcut = QShortcut(QKeySequence(self._now(PROGRAM, usual)), self._view)
        shortcut.activated.connect(run)
        self.shortcuts[QKeySequence(usual).toString()] = shortcut
        self._words[QKeySequence(usual).toString()] = what

    def put_on(self, name: str, page: QWidget) -> None:
        """Let a page's buttons answer to the officer's keys; a page's own key wins over the window's."""
        for button in page.findChildren(ActionButton):
            if button.takes_another_key():
                button.use_key(self._now(name, button.key_text()))
        taken = {item.shortcut().toString() for item in page.findChildren(QAbstractButton)}
        taken |= {item.key().toString() for item in page.findChildren(QShortcut)}
        for shortcut in self.shortcuts.values():
            shortcut.setEnabled(shortcut.key().toString() not in taken)

    def now(self, usual: str) -> str:
        """The key that works for a usual key of the whole program."""
        return self._now(PROGRAM, usual)

    def rows(self, page: Page | None) -> list[KeyRow]:
        """Every key of a page, then of the program."""
        own = list(_page_rows(page)) if page is not None else []
        whole = [
            KeyRow(
                page=PROGRAM, where=_("Cả chương trình"), what=self._words[usual], usual=usual,
                key=shortcut.key().toString(), fixed=usual in FIXED,
            )
            for usual, shortcut in self.shortcuts.items()
        ]  # fmt: skip
        return [*own, *whole]

    def change(self, row: KeyRow, key: str, pages: list[Page]) -> None:
        """Choose another key. ``pages``: every page that may have it too. Errors: RuleError (field "key")."""
        key = QKeySequence(key).toString()
        _check_kind(key)
        for other in self._others(row, pages):
            if other.key == key:
                text = _("Phím {key} đang dùng cho “{what}” ({where}). Chọn phím khác.")
                raise RuleError(
                    text.format(key=key, what=other.what, where=other.where), field="key"
                )
        self._own[key_place(row.page, row.usual)] = key
        self._keep(pages)

    def back_to_usual(self, pages: list[Page]) -> None:
        """Every key as the program has it."""
        self._own.clear()
        self._keep(pages)

    def _others(self, row: KeyRow, pages: list[Page]) -> Iterator[KeyRow]:
        """The keys that work where a row's key works: for one of the program, those of every page."""
        for page in pages:
            if row.page in {PROGRAM, page.name}:
                yield from (item for item in _page_rows(page) if not _same(item, row))
        yield from (item for item in self.rows(None) if not _same(item, row))

    def _keep(self, pages: list[Page]) -> None:
        self._place.office.views.keep_keys(self._own)
        for usual, shortcut in self.shortcuts.items():
            shortcut.setKey(QKeySequence(self._now(PROGRAM, usual)))
        for page in pages:
            self.put_on(page.name, page)
        self.changed.emit()

    def _now(self, page: str, usual: str) -> str:
        return self._own.get(key_place(page, usual), usual)


def _same(one: KeyRow, other: KeyRow) -> bool:
    return (one.page, one.usual, one.what) == (other.page, other.usual, other.what)


def _page_rows(page: Page) -> Iterator[KeyRow]:
    """The buttons of a page with a key, its fields and its tabs with a letter."""
    where = page.title()
    page.whole()
    for button in page.findChildren(ActionButton):
        usual = button.key_text()
        key = button.shortcut().toString() or (usual if usual in FIXED else "")
        if key and not button.isHidden():
            yield KeyRow(
                page=page.name, where=where, what=button.accessibleName(), usual=usual or key,
                key=key, fixed=not button.takes_another_key(),
            )  # fmt: skip
    for label in page.findChildren(QLabel):
        letter = QKeySequence.mnemonic(label.text()).toString()
        if letter and label.buddy() is not None:
            what = _("Tới ô {field}").format(field=label.text().replace("&", "").rstrip(" *"))
            yield KeyRow(
                page=page.name, where=where, what=what, usual=letter, key=letter, fixed=True
            )
    for bar in page.findChildren(QTabBar):
        for at in range(bar.count()):
            letter = QKeySequence.mnemonic(bar.tabText(at)).toString()
            if letter:
                what = _("Thẻ {name}").format(name=bar.tabText(at).replace("&", ""))
                yield KeyRow(
                    page=page.name, where=where, what=what, usual=letter, key=letter, fixed=True
                )


def _check_kind(key: str) -> None:
    """Refuse what writes, moves, edits, belongs to the system, or means the same everywhere."""
    if not key or key in FIXED:
        raise RuleError(_("Phím này có nghĩa cố định. Chọn phím khác."), field="key")
    parts = key.split("+")
    if not {"Ctrl", "Alt"} & set(parts[:-1]) and not (
        parts[-1][:1] == "F" and parts[-1][1:].isdigit()
    ):
        text = _(
            "Phím {key} dùng để gõ chữ hoặc di chuyển. Chọn một phím F, hoặc Ctrl, Alt cùng một chữ."
        )
        raise RuleError(text.format(key=key), field="key")
    table = json.loads((paths.resources_dir() / "keys" / "platform.json").read_text("utf-8"))
    reasons = (
        (_("Phím {key} sửa chữ trong ô nhập. Chọn phím khác."), [*table["editing"].values(), table["given_up"]]),
        (_("Phím {key} của hệ điều hành. Chọn phím khác."), table["system"].values()),
        (_("Phím {key} của bộ gõ tiếng Việt. Chọn phím khác."), [table["typing_methods"]]),
    )  # fmt: skip
    for text, lists in reasons:
        if any(key == QKeySequence(name).toString() for names in lists for name in names):
            raise RuleError(text.format(key=key), field="key")
