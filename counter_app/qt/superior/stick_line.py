"""The line below the superior's greeting that says which sticks are plugged in, so that none is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.overriding import override
from counter_app.qt.superior.stick_dialog import LOOK_MS, unread
from counter_app.sync.stick.volumes import Volume, list_volumes

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent


class StickLine(QWidget):
    """Looks for sticks on a thread, again every few seconds while somebody sees it."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir, self.volumes = data_dir, list_volumes
        self._found: list[Volume] | None = None
        self.said = text_label("", "hint")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.said)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def look(self) -> None:
        """Look once more; a drive that lets wait keeps nobody."""
        if self._found is not None:
            return
        look, found = self.volumes, list[Volume]()
        self._found = found
        errand = Errand(lambda: found.extend(look()))
        errand.ready.connect(self._on_looked)
        errand.failed.connect(self._on_failed)
        errand.start()

    def _on_looked(self) -> None:
        found, self._found = self._found or [], None
        names = [one.name for one in found if not unread(one, self._data_dir)]
        text = plural("Còn {count} USB cắm ở máy: {names}. Xong thì tháo ra, cất đi.", len(names))
        self.said.setText(
            text.format(count=len(names), names=", ".join(names))
            if names
            else _("Không còn USB nào cắm ở máy.")
        )

    def _on_failed(self, _error: Exception) -> None:
        self._found = None
        self.said.setText("")
