"""Contact sheets: the pictures of one look side by side, so that one look is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ACROSS, THUMB, GAP, LINE = 3, 640, 12, 18
DOWN = 4


def contact_sheets(pictures: Sequence[Path], target: Path) -> list[Path]:
    """Write ``target``-1.png and so on, twelve pictures on each."""
    made = []
    each = ACROSS * DOWN
    for number, start in enumerate(range(0, len(pictures), each), 1):
        path = target.with_name(f"{target.name}-{number}.png")
        _sheet(pictures[start : start + each]).save(path)
        made.append(path)
    return made


def _sheet(pictures: Sequence[Path]) -> Image.Image:
    thumbs = []
    for path in pictures:
        with Image.open(path) as image:
            height = round(image.height * THUMB / image.width)
            thumbs.append(
                (path.stem, image.convert("RGB").resize((THUMB, height), Image.Resampling.LANCZOS))
            )
    tallest = max(thumb.height for _name, thumb in thumbs) + LINE
    rows = -(-len(thumbs) // ACROSS)
    sheet = Image.new(
        "RGB", (ACROSS * (THUMB + GAP) + GAP, rows * (tallest + GAP) + GAP), "#808080"
    )
    draw = ImageDraw.Draw(sheet)
    for at, (name, thumb) in enumerate(thumbs):
        left = GAP + at % ACROSS * (THUMB + GAP)
        top = GAP + at // ACROSS * (tallest + GAP)
        draw.text((left, top), name, fill="white")
        sheet.paste(thumb, (left, top + LINE))
    return sheet
