"""How the window looked last time: read before the data file is opened, so that the first paint is already right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE_NAME = "man-hinh.json"


class Look:
    """Theme, text size, language, place on the screen, and who signed in last; this computer's own.

    A file that is missing or damaged gives the defaults: nothing in it matters to the office's work.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        values = _read(path)
        self.theme = str(values.get("theme", "light"))
        self.text_scale = _whole(values.get("text_scale"), 100)
        self.language = str(values.get("language", "vi"))
        self.login = str(values.get("login", ""))
        self.geometry = str(values.get("geometry", ""))

    @classmethod
    def of(cls, data_dir: Path) -> Look:
        """The look kept in a data folder."""
        return cls(data_dir / FILE_NAME)

    def keep(self) -> None:
        """Write it for the next start; a folder that cannot be written to is no reason to disturb anybody."""
        values = {
            "theme": self.theme,
            "text_scale": self.text_scale,
            "language": self.language,
            "login": self.login,
            "geometry": self.geometry,
        }
        try:
            self._path.write_text(json.dumps(values), encoding="utf-8")
        except OSError:
            return


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
