"""Two screens as Qt's offscreen platform lays them out: the officer's, and one that faces the public."""

from __future__ import annotations

SCREENS = {
    "synchronousWindowSystemEvents": True,
    "windowFrameMargins": True,
    "screens": [
        {"name": "Quay", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1},
        {"name": "ManHinhCho", "x": 1366, "y": 0, "width": 1920, "height": 1080, "dpr": 1.5},
    ],
}
for screen in SCREENS["screens"]:  # type: ignore[attr-defined]
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
