"""Below the greeting: how this computer stands, each trouble a button to its next step."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.office.health import FolderLook, look_into
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.office.health import troubles, well_text

_STEPS = {
    "numbers": ("settings", "numbers", "error"),
    "data": ("settings", "data", "error"),
    "access": ("settings", "data", "error"),
    "carried": ("settings", "data", "error"),
    "clock": ("settings", "data", "clock"),
    "disk": ("settings", "data", "save"),
    "backup": ("settings", "copies", "backup"),
    "stick": ("settings", "complete", "restore"),
    "printer": ("settings", "computer", "printer"),
}
"""The target of each trouble: page, its argument, icon."""
AGAIN_SECONDS = 60.0
"""So old may be what the folders told."""


class HealthLine(QWidget):
    """One muted line when all is well; before it, what is not."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._seen: FolderLook | None = None
        self._seen_at = 0.0
        self._looking = False
        self._found: list[FolderLook] = []
        self.buttons = {
            key: ActionButton("", partial(place.hub.go, page, told), name=icon, tone="line")
            for key, (page, told, icon) in _STEPS.items()
        }
        for button in self.buttons.values():
            button.setAccessibleName(_("Mở trang khắc phục"))
            button.setVisible(False)  # nobody has looked yet
        self.said = text_label("", "hint")
        self._troubles = flowing(*self.buttons.values(), spacing=4)
        self._troubles.setVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.said)
        box.addWidget(self._troubles)

    def reload(self) -> None:
        """Tell how things stand; folders are looked into aside, once in a minute: a network may let them wait."""
        if self._seen is not None:
            self._show(self._seen)
        now = time.monotonic()
        if not self._looking and (self._seen is None or now - self._seen_at >= AGAIN_SECONDS):
            self._looking, self._seen_at = True, now
            folders, found = self._place.office.rules.health_folders(), self._found
            errand = Errand(lambda: found.append(look_into(*folders)))
            errand.ready.connect(self._on_seen)
            errand.failed.connect(self._on_failed)
            errand.start()

    def _on_seen(self) -> None:
        self._looking = False
        self._seen = self._found.pop()
        self._found.clear()
        office = self._place.office
        if not office.closed and office.seat.works_still():  # closed for a restore, to be encrypted
            self._show(self._seen)

    def _on_failed(self, _error: Exception) -> None:
        self._looking = False

    def _show(self, seen: FolderLook) -> None:
        health = self._place.office.rules.health(seen)
        found = {item.key: item for item in troubles(health)}
        for key, button in self.buttons.items():
            trouble = found.get(key)
            button.setVisible(trouble is not None)
            if trouble is not None:
                button.setText(trouble.text)
                button.setAccessibleName(trouble.text)
                button.setToolTip(_("Mở trang khắc phục"))
                button.set_tone("danger-line" if trouble.bad else "line", _STEPS[key][2])
        self._troubles.setVisible(bool(found))
        self.said.setText(well_text(health))
