"""The icons: one drawing each, recoloured for the theme in use."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counter_app import paths
from counter_app.qt.kit.theme import THEMES, scaled, theme_name

DRAWN_IN = "#334155"
"""The colour all icons in resources/icons are drawn in."""
SIZES = (24, 48)


def icon(name: str, tone: str = "ink") -> QIcon:
    """The icon ``name`` in the colour called ``tone``; an empty icon for an empty name. Errors: OSError, KeyError."""
    return _icon(name, THEMES[theme_name()][tone]) if name else QIcon()


def picture(name: str, tone: str = "ink", size: int = 24) -> QPixmap:
    """The icon as a picture for a label, ``size`` pixels at 100 % text."""
    length = scaled(size)
    return _drawn(name, THEMES[theme_name()][tone], length * 2, 2.0)


def picture_in(name: str, colour: str, size: int) -> QPixmap:
    """The icon in a colour of no theme, ``size`` pixels, for what looks the same whatever the theme."""
    return _drawn(name, colour, size * 2, 2.0)


def read_drawings() -> None:
    """Read every drawing, so that no page waits for a disk. Errors: OSError."""
    for path in (paths.resources_dir() / "icons").glob("*.svg"):
        _drawing(path.stem)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(name, colour, size, 1.0))
    return made


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    text = _drawing(name).replace(DRAWN_IN, colour)
    canvas = QPixmap(pixels, pixels)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    canvas.setDevicePixelRatio(ratio)
    return canvas


@cache
def _drawing(name: str) -> str:
    return (paths.resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
