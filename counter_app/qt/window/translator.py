"""Qt's own dialogs in Vietnamese: Qt ships no such translation, so ours is a table of texts."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from counter_app.qt.kit.overriding import override


class TableTranslator(QTranslator):
    """Translates Qt's texts by ``{context: {source: text}}``; what is not in the table stays as it is."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))

    @override
    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        # Qt takes an empty text for a translation: what is not in the table would vanish from the screen.
        return self._texts.get(context, {}).get(source) or source

    @override
    def isEmpty(self) -> bool:
        return not self._texts
