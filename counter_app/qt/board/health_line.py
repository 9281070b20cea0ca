"""Below the greeting: how this computer stands, each trouble a button to its next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.health import troubles, well_text

_STEPS = {
    "data": ("settings", "data", "error"),
    "clock": ("settings", "data", "clock"),
    "disk": ("settings", "data", "save"),
    "backup": ("settings", "backup", "backup"),
    "printer": ("settings", "computer", "printer"),
}
"""Where each trouble leads: page, what it is told, icon."""


class HealthLine(QWidget):
    """One muted line when all is well; before it, what is not."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.buttons = {
            key: ActionButton("", partial(place.hub.go, page, told), name=icon, tone="line")
            for key, (page, told, icon) in _STEPS.items()
        }
        for button in self.buttons.values():
            button.setAccessibleName(_("Mở trang khắc phục"))
        self.said = text_label("", "hint")
        self._troubles = flowing(*self.buttons.values(), spacing=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.said)
        box.addWidget(self._troubles)

    def reload(self) -> None:
        """Look again."""
        health = self._place.office.rules.health()
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
