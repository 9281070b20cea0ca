"""Colours as they are drawn: how well words are told from their ground, and a mark from what it marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops
from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

LEAST = 4.5
"""Contrast of words and their ground: WCAG 2.2, criterion 1.4.3 (AA)."""
LEAST_MARK = 3.0
"""Contrast of what is no word, such as a frame or a focus mark: WCAG 2.2, criterion 1.4.11."""
BLUR = 0.35
"""Thin strokes are drawn paler than their colour."""
LEAST_DRAWN = LEAST - BLUR
COLOURS = 1 << 16
Colour = tuple[int, int, int]


def contrast(one: QColor, other: QColor) -> float:
    """How well two colours are told apart, from 1 to 21 (WCAG 2.2, relative luminance)."""
    return told_apart(_parts(one), _parts(other))


def _parts(colour: QColor) -> Colour:
    return colour.red(), colour.green(), colour.blue()


@lru_cache(COLOURS)
def told_apart(one: Colour, other: Colour) -> float:
    """The same of red, green and blue from 0 to 255."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(COLOURS)
def _luminance(colour: Colour) -> float:
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def drawn(image: QImage) -> Image.Image:
    """A picture of Qt as one whose colours are counted quickly."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.width(), plain.height()
    return Image.frombuffer(
        "RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )


class Pixels:
    """A picture whose parts are looked at."""

    def __init__(self, image: QImage) -> None:
        self._image = drawn(image)

    def told(self, rect: QRect) -> float | None:
        """The contrast of the ground (the commonest colour) with what differs from it most; None of next to nothing."""
        left, top = max(rect.left(), 0) + 3, max(rect.top(), 0) + 3
        right = min(rect.right(), self._image.width - 1) - 2
        bottom = min(rect.bottom(), self._image.height - 1) - 2
        if right - left < 4 or bottom - top < 4:
            return None
        counted = self._image.crop((left, top, right, bottom)).getcolors(COLOURS)
        if not counted:
            return None
        ground = max(counted)[1]
        return max(told_apart(ground, colour) for _count, colour in counted)


def marked(without: QImage, within: QImage) -> int:
    """How many pixels a mark changes so that they can be told from what was there before."""
    one, other = drawn(without), drawn(within)
    if one.size != other.size:
        return max(one.size) * 4
    pairs = Counter(zip(_colours(one), _colours(other), strict=True))
    return sum(
        count
        for (before, after), count in pairs.items()
        if before != after and told_apart(before, after) >= LEAST_MARK
    )


def reaches(without: QImage, within: QImage) -> int:
    """How many pixels from the left edge a mark reaches."""
    changed = ImageChops.difference(drawn(without), drawn(within)).getbbox()
    return changed[2] if changed else 0


def _colours(image: Image.Image) -> Iterator[Colour]:
    parts = iter(image.tobytes())
    return zip(parts, parts, parts, strict=True)
