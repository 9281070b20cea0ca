"""Small PNG files: a palette of at most 256 colours, no side information, and a limit on their size."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps
from PySide6.QtGui import QImage

from counter_app.printing.raster import GreyImage, rasterise

MOST_BYTES = 120_000
GUIDE_WIDTH = 720
_COLOURS = (256, 128, 64, 32, 16)


def packed(image: Image.Image) -> bytes:
    """An image as PNG with as many colours as the size limit allows. Errors: ValueError when none are few enough."""
    for colours in _COLOURS:
        out = io.BytesIO()
        reduced = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        reduced.save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= MOST_BYTES:
            return out.getvalue()
    raise ValueError(f"a picture of {image.size} does not fit into {MOST_BYTES} bytes")


def of_screen(image: QImage) -> Image.Image:
    """What Qt drew."""
    dots = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (dots.width(), dots.height()), bytes(dots.constBits()))


def of_paper(pdf: bytes, dpi: float, *, most_pages: int = 1) -> Image.Image:
    """The first pages of a document side by side, each with a thin frame."""
    return _beside([_framed(page) for page in rasterise(pdf, dpi)[:most_pages]])


def _framed(page: GreyImage) -> Image.Image:
    plain = Image.frombytes("L", (page.width, page.height), page.pixels)
    return ImageOps.expand(plain, border=1, fill=170)


def _beside(pages: Sequence[Image.Image]) -> Image.Image:
    gap = 16
    width = sum(page.width for page in pages) + gap * (len(pages) - 1)
    sheet = Image.new("L", (width, max(page.height for page in pages)), 255)
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + gap
    return sheet


def smaller(image: Image.Image) -> Image.Image:
    """A picture as wide as the help page is in a small window."""
    height = round(image.height * GUIDE_WIDTH / image.width)
    return image.convert("RGB").resize((GUIDE_WIDTH, height), Image.Resampling.LANCZOS)


def save(image: Image.Image, path: Path) -> int:
    """Write a picture and tell its size in bytes."""
    content = packed(image)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return len(content)
