"""Below an address: that it names a place of before, and what it is today, taken by one key, never by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.theme import scaled
from counter_app.wording.catalogue.places import recognised_text

if TYPE_CHECKING:
    from counter_app.domain.places.gazetteer import Recognised
    from counter_app.office import Office

RESTING_MS = 250
"""So long after the last letter the address is looked at."""


class PlaceOffer(QWidget):
    """Hidden while the address names nothing of before; ``key`` puts the present form in, or offers several."""

    def __init__(self, edit: QLineEdit, key: str) -> None:
        super().__init__()
        self._edit = edit
        self._office: Office | None = None
        self.found: Recognised | None = None
        self.menu_shown: QMenu | None = None
        self.said = Advice("info")
        self.use = ActionButton(_("Dùng địa chỉ nay"), self._on_use, name="transfer", key=key)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(4))
        box.addWidget(self.said)
        box.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._rest.timeout.connect(self.look)
        edit.textChanged.connect(self._on_text)
        self.hide()

    def ask(self, office: Office) -> None:
        """Ask this office's list from now on."""
        self._office = office

    def look(self) -> None:
        """Say what is known of the address as it stands."""
        text = self._edit.text()
        office = self._office
        self.found = office.places.recognise(text) if office is not None and text.strip() else None
        if office is not None and self.found is not None:
            since = office.places.gazetteer.valid_from
            self.said.say(recognised_text(self.found, since))
        self.setVisible(self.found is not None)

    def _on_text(self, text: str) -> None:
        """The line shown does not belong to this new text."""
        self.found = None
        self.hide()
        if text.strip() and self._office is not None:
            self._rest.start()
        else:
            self._rest.stop()

    def _on_use(self) -> None:
        if self.found is None:
            return
        if len(self.found.addresses) == 1:
            self._write(self.found.addresses[0])
            return
        menu = self.menu_shown = QMenu(self)
        for at, address in enumerate(self.found.addresses, start=1):
            menu.addAction(f"&{at} {address.replace('&', '&&')}", partial(self._write, address))
        menu.popup(self.use.mapToGlobal(self.use.rect().bottomLeft()))

    def _write(self, address: str) -> None:
        """As one edit that the field itself takes back."""
        self._edit.selectAll()
        self._edit.insert(address)
        self._edit.setFocus()
