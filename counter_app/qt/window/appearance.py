"""The look the window had last time, read before the data file is opened: the first paint is already right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.window.navigation import Navigation
    from counter_app.settings import Preferences

SIDE = "side."
"""Before the login whose wish for the side bar follows."""
FILE_NAME = "man-hinh.txt"


class Look:
    """Theme, text size, language, place on the screen, and who signed in last; this computer's own.

    A file that is missing or damaged gives the defaults: nothing in it matters to the office's work. It holds lines of
    ``name=value``, for the first paint should not wait for a parser.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        values = _read(path)
        self.theme = values.get("theme", "light")
        self.text_scale = _whole(values.get("text_scale", ""), 100)
        self.language = values.get("language", "vi")
        self.login = values.get("login", "")
        self.geometry = values.get("geometry", "")
        sides = {name: value for name, value in values.items() if name.startswith(SIDE)}
        self.sides = {name.removeprefix(SIDE): value for name, value in sides.items()}

    @classmethod
    def of(cls, data_dir: Path) -> Look:
        """The look kept in a data folder."""
        return cls(data_dir / FILE_NAME)

    def keep(self) -> None:
        """Write it for the next start; a folder that cannot be written to is no reason to disturb anybody."""
        values = {
            "theme": self.theme,
            "text_scale": self.text_scale,
            "language": self.language,
            "login": self.login,
            "geometry": self.geometry,
            **{f"{SIDE}{login}": wish for login, wish in self.sides.items() if wish},
        }
        text = "".join(f"{name}={value}\n" for name, value in values.items())
        try:
            self._path.write_text(text, encoding="utf-8")
        except OSError:
            return

    def follow(self, wanted: Preferences) -> bool:
        """Be as the preferences say, and keep that; whether anything changed."""
        before = (self.theme, self.text_scale, self.language)
        if before == (wanted.theme, wanted.text_scale, wanted.language):
            return False
        self.theme, self.language = wanted.theme, wanted.language
        self.text_scale = wanted.text_scale
        self.keep()
        return True

    def restore(self, window: QWidget) -> None:
        """Put the window where it was; for the first time it takes the whole screen, as people there expect."""
        if self.geometry:
            from PySide6.QtCore import QByteArray

            window.restoreGeometry(QByteArray.fromHex(self.geometry.encode()))
            return
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.platformName() == "windows":
            from PySide6.QtCore import Qt

            window.setWindowState(Qt.WindowState.WindowMaximized)

    def remember(self, window: QWidget) -> None:
        """Keep where the window is."""
        self.geometry = bytes(window.saveGeometry().toHex().data()).decode()
        self.keep()

    def dress_side(self, navigation: Navigation, login: str) -> None:
        """Fold the side bar as this officer wants it here, and keep what is wanted from now on."""

        def keep(wish: str) -> None:
            self.sides[login] = wish
            self.keep()

        navigation.follow(wish=self.sides.get(login, ""))
        navigation.wish_changed.connect(keep)


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    parts = (line.partition("=") for line in lines)
    return {name: value for name, equals, value in parts if equals}


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
