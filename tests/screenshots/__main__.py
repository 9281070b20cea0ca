"""``python -m tests.screenshots [NAME …]``: draw all pictures, or those named, into docs/images."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
GUIDE = ROOT / "resources" / "guide"
IN_GUIDE = ("board", "intake", "print", "queue", "returning", "closing")
"""Pictures that the user guide shows too, smaller."""


def pictures(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Every picture with its name; ``folder`` is a place for the offices they are taken in."""
    from PySide6.QtWidgets import QApplication

    from tests.screenshots.papers import papers
    from tests.screenshots.pictures import of_screen
    from tests.screenshots.sample import make_office
    from tests.screenshots.screens import SCREENS, first_run, training

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    office = folder / "so-lieu"
    make_office(office)
    for name, screen in first_run(app, folder / "trong"):
        yield name, of_screen(screen)
    for name, screen in training(app, folder / "nguoi-moi"):
        yield name, of_screen(screen)
    for lead in SCREENS:
        for name, screen in lead(app, office):
            yield name, of_screen(screen)
    yield from papers(office)


def main(wanted: list[str]) -> int:
    """Draw and write; tell each file's size."""
    from tests.screenshots.pictures import save, smaller
    from tests.screenshots.sample import steady_chance

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        contextlib.chdir(folder),
        steady_chance(),
    ):
        for name, image in pictures(Path(folder)):
            if not wanted or name in wanted:
                size = save(image, IMAGES / f"{name}.png")
                if name in IN_GUIDE:
                    save(smaller(image), GUIDE / f"{name}.png")
                print(f"{name:<20} {image.width}×{image.height} {size / 1024:6.0f} kB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
