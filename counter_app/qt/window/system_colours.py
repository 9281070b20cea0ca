"""Colours as the system has them, for those who wish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.theme import SYSTEM, apply_theme, system_theme, theme_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow


class SystemColours(QObject):
    """Lets the window follow when the system turns dark, light or to high contrast, for those who wish it.

    Pages wear colours from when they were built, and building them anew would lose what is in hand: while somebody
    works, it is said and waits for the next sign-in.
    """

    def __init__(self, app: QApplication, window: MainWindow, place: Workplace) -> None:
        super().__init__(window)
        self._app, self._window, self._place = app, window, place
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_turned)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_turned)
        window.began.connect(self._put_on)

    def _is_other(self) -> bool:
        if self._place.office.closed:  # another one was opened in this window, with its own
            return False
        wish = self._place.office.views.appearance().theme
        return wish == SYSTEM and system_theme(self._app) != theme_name()

    def _put_on(self) -> None:
        if self._is_other():
            apply_theme(self._app, self._place.office.views.appearance())

    def _on_turned(self) -> None:
        view = self._window.view
        if view is None:
            self._put_on()
        elif self._is_other():
            text = _("Hệ điều hành vừa đổi màu. Đổi người đăng nhập rồi vào lại để đổi theo.")
            view.place.hub.notice(Tone.INFO, text)
