"""The look: colours by name, the shipped font, one stylesheet; light, dark and high contrast at four text sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from counter_app import paths

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtWidgets import QWidget

    class Appearance(Protocol):
        """The values the theme is chosen by: preferences, or the look of the last start."""

        @property
        def theme(self) -> str:
            """A key of ``THEMES``, or ``SYSTEM``; another one means light."""
            ...

        @property
        def text_scale(self) -> int:
            """One of ``TEXT_SCALES``, in percent; another one means 100."""
            ...


FAMILY = "Be Vietnam Pro"
ARGUMENTS = ("-style", "fusion")
WEIGHTS = ("Regular", "SemiBold", "Bold")
BASE_POINTS = 10.5
TEXT_SCALES = (100, 125, 150, 200)

LIGHT = {
    "ground": "#F6F7F9",
    "card": "#FFFFFF",
    "line": "#E2E8F0",
    "line-strong": "#8190A6",
    "ink": "#1E293B",
    "muted": "#5B6B82",
    "accent": "#0F5C8C",
    "accent-strong": "#0B4468",
    "accent-soft": "#E3EFF7",
    "on-accent": "#FFFFFF",
    "good": "#0A7D4F",
    "good-soft": "#E4F5EC",
    "info": "#0F5C8C",
    "info-soft": "#E3EFF7",
    "warning": "#B45309",
    "warning-soft": "#FDF1DF",
    "bad": "#B91C1C",
    "bad-soft": "#FCE8E8",
    "hover": "#EEF2F7",
    "disabled": "#7D8CA3",
    "side": "#12344D",
    "side-ink": "#E6EEF5",
    "side-muted": "#B9CCDB",
    "side-hover": "#1C4665",
    "side-chosen": "#1F5278",
    "sample": "#FFD54A",
}
DARK = LIGHT | {
    "ground": "#131A22",
    "card": "#1C2530",
    "line": "#324152",
    "line-strong": "#64788F",
    "ink": "#E8EEF5",
    "muted": "#A3B3C4",
    "accent": "#63B3E4",
    "accent-strong": "#8CC9EF",
    "accent-soft": "#1D3B50",
    "on-accent": "#0A1722",
    "good": "#55C795",
    "good-soft": "#173528",
    "info": "#63B3E4",
    "info-soft": "#1D3B50",
    "warning": "#F0AE56",
    "warning-soft": "#3B2B13",
    "bad": "#F48A8A",
    "bad-soft": "#40201F",
    "hover": "#273342",
    "disabled": "#64788F",
    "side": "#0D141B",
    "side-hover": "#1B2A38",
    "side-chosen": "#23506F",
}
CONTRAST = LIGHT | {
    "ground": "#FFFFFF",
    "line": "#000000",
    "line-strong": "#000000",
    "ink": "#000000",
    "muted": "#1F1F1F",
    "accent": "#00306B",
    "accent-strong": "#001A40",
    "accent-soft": "#DCE9FF",
    "good": "#00481F",
    "good-soft": "#FFFFFF",
    "info": "#00306B",
    "info-soft": "#FFFFFF",
    "warning": "#6B2E00",
    "warning-soft": "#FFFFFF",
    "bad": "#8A0000",
    "bad-soft": "#FFFFFF",
    "hover": "#E6E6E6",
    "disabled": "#4D4D4D",
    "side": "#000000",
    "side-ink": "#FFFFFF",
    "side-muted": "#FFFFFF",
    "side-hover": "#333333",
    "side-chosen": "#00306B",
}
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
SYSTEM = "system"
"""The theme that follows what the system is set to."""


def apply_theme(
    app: QApplication, preferences: Appearance, weights: tuple[str, ...] = WEIGHTS
) -> None:
    """Give every window the chosen colours and text size.

    The style itself is named to QApplication as ``ARGUMENTS``: asking for it by call makes a Python type of QStyle with
    all its enumerations, five milliseconds of the first paint.
    """
    name = system_theme(app) if preferences.theme == SYSTEM else preferences.theme
    name = name if name in THEMES else "light"
    scale = preferences.text_scale if preferences.text_scale in TEXT_SCALES else 100
    app.setProperty("theme", name)
    app.setProperty("textScale", scale)
    load_fonts(app, *weights)
    font = QFont(FAMILY)
    font.setPointSizeF(BASE_POINTS * scale / 100)
    app.setFont(font)
    app.setPalette(_palette(THEMES[name]))
    app.setProperty("sheet", _sheet(THEMES[name], scale))
    for window in app.topLevelWidgets():
        if window.property("dressed"):
            dress(window)


def dress(window: QWidget) -> None:
    """Put the sheet on a window, and with it on all that ever stands in it or opens from it.

    On the windows, not on the program: under a sheet of the program whatever is put into something takes its looks on
    anew, with all in it, also where both are still being made. That was a quarter of opening a page.
    """
    app = QApplication.instance()
    window.setProperty("dressed", True)
    window.setStyleSheet(str((app.property("sheet") if app else "") or ""))


def system_theme(app: QApplication) -> str:
    """The theme that suits the system's own colours: contrast before dark, light where nothing is known."""
    from PySide6.QtCore import (
        Qt,  # only for those who follow the system: all its enumerations cost 5 ms
    )

    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def theme_name() -> str:
    """The theme in use."""
    app = QApplication.instance()
    return str(app.property("theme") or "light") if app else "light"


def token(name: str) -> str:
    """The colour called ``name`` in the theme in use, as ``#RRGGBB``. Errors: KeyError for an unknown name."""
    return THEMES[theme_name()][name]


def scaled(pixels: float) -> int:
    """A length in pixels that grows with the text."""
    app = QApplication.instance()
    return round(pixels * int((app.property("textScale") if app else 0) or 100) / 100)


def sized(points: float, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The shipped font at a size that grows with the text."""
    font = QFont(FAMILY)
    app = QApplication.instance()
    scale = int((app.property("textScale") if app else 0) or 100)
    font.setPointSizeF(points * scale / 100)
    font.setWeight(weight)
    return font


def load_fonts(app: QApplication, *weights: str) -> None:
    """Load weights of the shipped font, each once: the first paint waits for the regular one only."""
    loaded = list(app.property("fontsLoaded") or [])
    for weight in weights:
        if weight not in loaded:
            path = paths.resources_dir() / "fonts" / f"BeVietnamPro-{weight}.ttf"
            QFontDatabase.addApplicationFont(str(path))
            loaded.append(weight)
    app.setProperty("fontsLoaded", loaded)


def _palette(colours: dict[str, str]) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "ground",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return palette


def _sheet(colours: dict[str, str], scale: int) -> str:
    text = (paths.resources_dir() / "styles" / "counter.qss").read_text(encoding="utf-8")
    values = {name.replace("-", "_"): value for name, value in colours.items()}
    styles = (paths.resources_dir() / "styles").as_posix()
    lengths = {f"px{size}": f"{round(size * scale / 100)}px" for size in range(2, 65)}
    points = {
        f"pt{size}": f"{size * scale / 100:.2f}pt"
        for size in (8, 9, 10, 11, 12, 13, 14, 16, 18, 22, 28)
    }
    ink, ground = ("light", "dark") if colours is DARK else ("dark", "light")
    files = {"styles": styles, "arrow": ink, "tick": ground}
    words = values | lengths | points | files
    return re.sub(r"\$(\w+)", lambda found: words[found[1]], text)
