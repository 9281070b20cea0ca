"""``python -m tests.gallery [--out FOLDER] [--palette P …] [--language L …] [--size S …] [--scene NAME …]``.

Draws every scene in every look into FOLDER (build/gallery), lays contact sheets beside the pictures, and tells every
fault it measured. Exit code 0 when there is none.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Draw, measure, tell."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from counter_app.qt.kit.theme import ARGUMENTS
    from tests.gallery.fresh import FRESH_SCENES, fresh_office
    from tests.gallery.looks import LANGUAGES, PALETTES, SIZES, dresses
    from tests.gallery.scenes import SCENES
    from tests.gallery.sheets import contact_sheets
    from tests.gallery.superior import SUPERIOR_SCENES, superior_sample
    from tests.gallery.walk import walk
    from tests.screenshots.sample import make_office, steady_chance

    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery")
    parser.add_argument("--palette", nargs="*", choices=PALETTES, default=PALETTES)
    parser.add_argument("--language", nargs="*", choices=LANGUAGES, default=LANGUAGES)
    names = [size.name for size in SIZES]
    parser.add_argument("--size", nargs="*", choices=names, default=names)
    every = (*SCENES, *FRESH_SCENES, *SUPERIOR_SCENES)
    parser.add_argument("--scene", nargs="*", choices=[item.name for item in every])
    parser.add_argument("--office", type=Path, help="a sample office made before")
    wish = parser.parse_args(arguments)
    out = wish.out.resolve()
    office = wish.office.resolve() if wish.office else None
    app = QApplication([sys.argv[0], *ARGUMENTS])
    app.setQuitOnLastWindowClosed(False)
    scenes = [item for item in SCENES if not wish.scene or item.name in wish.scene]
    fresh = [item for item in FRESH_SCENES if not wish.scene or item.name in wish.scene]
    above = [item for item in SUPERIOR_SCENES if not wish.scene or item.name in wish.scene]
    sizes = tuple(size for size in SIZES if size.name in wish.size)
    count = 0
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        contextlib.chdir(folder),
        steady_chance() if office is None else contextlib.nullcontext(),
    ):
        sample = office or Path(folder) / "so-lieu"
        if office is None and scenes:
            make_office(sample)
        if fresh:
            fresh_office(Path(folder) / "moi")
        if above:
            superior_sample(Path(folder) / "cap-tren")
        walks = [(sample, scenes, "")] if scenes else []
        walks += [(Path(folder) / "moi", fresh, "-moi")] if fresh else []
        walks += [(Path(folder) / "cap-tren", above, "-cap-tren")] if above else []
        for dress, (data, shows, word) in product(
            list(dresses(tuple(wish.palette), tuple(wish.language), sizes)), walks
        ):
            pictures: dict[str, list[Path]] = {}
            run = Path(folder) / f"{dress.name}{word}"
            for shown in walk(app, data, run, dress, shows, pictures=out):
                if shown.picture.is_file() and shown.picture not in pictures.get(
                    shown.size.name, []
                ):
                    pictures.setdefault(shown.size.name, []).append(shown.picture)
                for fault in shown.faults:
                    print(f"{dress.name} {shown.size.name} {shown.scene}: {fault}", flush=True)
                count += len(shown.faults)
            for size, paths in pictures.items():
                name = f"sheet{word}-{dress.palette}-{dress.language}-{size}"
                contact_sheets(paths, out / name)
    print(f"{count} faults", flush=True)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
