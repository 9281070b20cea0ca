"""The looks the gallery is drawn in: palettes, sizes of window and text, languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

PALETTES = ("light", "dark", "contrast")
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Size:
    """A window in pixels and a text size in percent."""

    width: int
    height: int
    scale: int = 100

    @property
    def name(self) -> str:
        """What its pictures are called: ``1366x768`` or ``1366x768-150``."""
        plain = f"{self.width}x{self.height}"
        return plain if self.scale == 100 else f"{plain}-{self.scale}"


SIZES = (
    Size(1024, 768),
    Size(1366, 768),
    Size(1920, 1080),
    Size(1366, 768, 150),
    Size(1366, 768, 200),
)


@dataclass(frozen=True, slots=True)
class Dress:
    """What one run of the program wears; the windows of ``sizes`` are only resized."""

    palette: str
    language: str
    scale: int
    sizes: tuple[Size, ...]

    @property
    def name(self) -> str:
        """``light-vi-100``."""
        return f"{self.palette}-{self.language}-{self.scale}"


def dresses(
    palettes: tuple[str, ...] = PALETTES,
    languages: tuple[str, ...] = LANGUAGES,
    sizes: tuple[Size, ...] = SIZES,
) -> Iterator[Dress]:
    """Every combination, each text size once."""
    scales = dict.fromkeys(size.scale for size in sizes)
    for palette, language, scale in product(palettes, languages, scales):
        alike = tuple(size for size in sizes if size.scale == scale)
        yield Dress(palette, language, scale, alike)
