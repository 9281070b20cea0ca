"""One dress walked through all scenes: each is shown once, and drawn and measured at every size of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter

from tests.gallery.measures import faults, unmarked
from tests.gallery.stage import Stage, staged

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.gallery.looks import Dress, Size
    from tests.gallery.scenes import Scene


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene at a size: its picture and what is wrong with it."""

    scene: str
    size: Size
    picture: Path
    faults: list[str] = field(default_factory=list)


def walk(
    app: QApplication,
    sample: Path,
    folder: Path,
    dress: Dress,
    scenes: Sequence[Scene],
    *,
    pictures: Path | None = None,
    marks: bool = True,
) -> Iterator[Shown]:
    """Every scene at every size of a dress; pictures are written where ``pictures`` is a folder."""
    with staged(app, sample, folder, dress) as stage:
        sitting = ""
        for scene in scenes:
            if scene.who != sitting:
                stage.sit_down(scene.who)
                sitting = scene.who
            stage.resize(dress.sizes[0])
            try:
                scene.show(stage)
            except Exception as error:  # one scene that fails hides no other
                yield Shown(scene.name, dress.sizes[0], Path(), [f"not shown: {error!r}"])
                stage.close_dialogs()
                continue
            stage.rest()
            for size in dress.sizes:
                yield _shown(stage, scene.name, size, dress, pictures)
            if marks and not scene.name.startswith("commands"):
                found = unmarked(stage.front())
                if found:
                    yield Shown(
                        scene.name,
                        dress.sizes[-1],
                        _path(pictures, dress, dress.sizes[-1], scene.name),
                        found,
                    )
            stage.close_dialogs()


def _path(pictures: Path | None, dress: Dress, size: Size, name: str) -> Path:
    base = pictures or Path()
    return base / f"{dress.palette}-{dress.language}-{size.name}" / f"{name}.png"


def _shown(stage: Stage, name: str, size: Size, dress: Dress, pictures: Path | None) -> Shown:
    stage.resize(size)
    front = stage.front()
    image = front.grab().toImage()
    found = faults(front, image)
    if front.width() > size.width or front.height() > size.height:
        found.append(f"larger than the window: {front.width()}×{front.height()}")
    path = _path(pictures, dress, size, name)
    if pictures is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = image if front is stage.window else _in_front(stage.window.grab().toImage(), image)
        whole.save(str(path))
    return Shown(name, size, path, found)


def _in_front(ground: QImage, dialog: QImage) -> QImage:
    painter = QPainter(ground)
    painter.fillRect(ground.rect(), QColor(15, 23, 42, 110))
    corner = QPoint(
        (ground.width() - dialog.width()) // 2, (ground.height() - dialog.height()) // 2
    )
    painter.drawImage(corner, dialog)
    painter.end()
    return ground
