"""The screen of the public's window, and a look at it in a window where there is one screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.public_screen import show_beside
from counter_app.qt.kit.public_window import KeptScreen
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PREVIEW = (960, 540)
"""Pixels of the window in which the public's window is looked at where there is one screen."""


class SecondScreen(KeptScreen):
    """Keeps the public's window on its screen; ``preview`` shows it on the officer's own."""

    kept: ClassVar[str] = "display_screen"
    taken: ClassVar[str] = "touch_screen"

    def __init__(
        self,
        place: Workplace,
        host: QWidget,
        *,
        build: Callable[[Workplace], PublicDisplay] = PublicDisplay,
    ) -> None:
        super().__init__(place, host)
        self._build = build
        self._display: PublicDisplay | None = None

    @property
    @override
    def stood(self) -> PublicDisplay | None:
        return self._display

    @property
    def display(self) -> PublicDisplay | None:
        """The public's window once it was opened."""
        return self._display

    @override
    def made(self) -> PublicDisplay:
        if self._display is None:
            self._display = self._build(self.place)
        return self._display

    @property
    def previewed(self) -> bool:
        """True if the window is looked at on the officer's own screen."""
        return self._display is not None and self._display.isVisible() and not self._stands

    def preview(self) -> None:
        """Open the window as an ordinary one on the officer's own screen; nothing is remembered."""
        display = self.made()
        display.put_in_window()
        display.setWindowState(Qt.WindowState.WindowNoState)
        own = self._host.window().screen().availableGeometry()
        width, height = min(PREVIEW[0], own.width() - 32), min(PREVIEW[1], own.height() - 64)
        display.setGeometry(own.right() - width - 16, own.bottom() - height - 16, width, height)
        self._stands = ""
        show_beside(display)
