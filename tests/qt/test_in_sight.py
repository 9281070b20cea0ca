"""Nobody types unseen: what has the keyboard is in sight when a key reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.office.rights import RIGHTS, Role
from counter_app.qt.settings.page import SettingsPage
from tests.patience import settle
from tests.qt.hands import ALT, commit, focused, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.qt.window.main_window import MainWindow

Key = Qt.Key


def in_sight() -> bool:
    return not focused().visibleRegion().isEmpty()


def settings(window: MainWindow) -> SettingsPage:
    """The settings of this computer, with the keyboard in their first field."""
    assert window.view is not None
    window.view.go("settings")
    settle()
    page = window.view.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_a_key_brings_back_what_it_is_typed_into(window: MainWindow) -> None:
    settings(window)
    ways: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClicks(focused(), "7"),
        lambda: commit(focused(), "đ"),
    )
    for way in ways:
        press(Key.Key_PageDown)
        press(Key.Key_PageDown)
        assert not in_sight(), "whoever reads on scrolls as far as he likes"
        way()
        assert in_sight()


def test_whoever_comes_back_to_a_page_sees_where_the_keyboard_is(window: MainWindow) -> None:
    settings(window)
    press(Key.Key_PageDown)
    press(Key.Key_F9)
    settings(window)
    assert in_sight()


def test_the_rights_are_walked_by_pages_and_to_their_ends(window: MainWindow) -> None:
    settings(window)
    press(Key.Key_5, ALT)
    settle()
    seen = []
    for key in (Key.Key_PageDown, Key.Key_End, Key.Key_PageDown, Key.Key_Home, Key.Key_PageUp):
        press(key)
        assert in_sight()
        box = focused()
        seen.append((box.right, box.role))  # type: ignore[attr-defined]
    roles = list(Role)
    last = min(20, len(RIGHTS) - 1)
    assert seen == [
        (RIGHTS[10], roles[0]),
        (RIGHTS[10], roles[-1]),
        (RIGHTS[last], roles[-1]),
        (RIGHTS[last], roles[0]),
        (RIGHTS[last - 10], roles[0]),
    ]
