"""The screen that faces the public, and windows on it that leave the keyboard where it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from counter_app.errors import DeviceError
from counter_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KEYLESS = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
"""The flags of a window for the public."""
FOR_PUBLIC = "forPublic"
"""A property of windows that citizens touch: no hand on them says that the officer is there."""


def other_screens(host: QWidget) -> list[QScreen]:
    """Screens that are not the officer's own."""
    own = host.window().screen()
    return [screen for screen in QGuiApplication.screens() if screen is not own]


def public_screen(host: QWidget, wanted: str) -> QScreen | None:
    """The wanted screen, or the only other one where that has another name today; None of several nobody chose."""
    others = other_screens(host)
    named = [screen for screen in others if screen.name() == wanted]
    return named[0] if named else others[0] if wanted and len(others) == 1 else None


def fill_screen(window: QWidget, screen: QScreen) -> None:
    """Put a window on the whole of a screen."""
    window.setGeometry(screen.geometry())
    window.setScreen(screen)
    # Not showFullScreen(): that makes the window the active one, whatever it was told.
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    show_beside(window)


def show_beside(window: QWidget) -> None:
    """Show a window and leave the keyboard where it is, also where every new window is made the active one."""
    before = QApplication.activeWindow()
    window.show()
    if before is not None and before is not window:
        before.activateWindow()


def chosen_screen(choices: Iterable[QScreen], name: str) -> QScreen:
    """The screen with a name. Errors: DeviceError when it is not there."""
    screen = next((screen for screen in choices if screen.name() == name), None)
    if screen is None:
        raise DeviceError(
            _("Chưa thấy màn hình thứ hai. Cắm màn hình, chọn chế độ mở rộng rồi mở lại."),
            device=name,
        )
    return screen
