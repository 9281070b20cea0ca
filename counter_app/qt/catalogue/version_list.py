"""The versions of a procedure as a small line of time: from when to when, which one is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import Procedure
from counter_app.i18n import _
from counter_app.qt.catalogue.words import short_limit, validity_text
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.tick_box import RadioButton
from counter_app.wording.dossier.labels import review_label


class VersionList(QWidget):
    """The earliest above; arrows choose.

    Signals:
        chosen(object): the officer wants to see this Procedure.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._versions: list[Procedure] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._versions[at]))

    def show_versions(self, versions: Sequence[Procedure], shown: Procedure, today: date) -> None:
        """Show these, ``shown`` marked."""
        lines = [(_dates(item, today), version_text(item, today)) for item in versions]
        if list(versions) == self._versions and lines == self._lines():
            for button, item in zip(self._group.buttons(), versions, strict=True):
                button.setChecked(item.valid_from == shown.valid_from)
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._versions = list(versions)
        for at, (item, (dates, words)) in enumerate(zip(self._versions, lines, strict=True)):
            button = RadioButton(dates)
            button.setToolTip(plain_tip(words))
            button.setChecked(item.valid_from == shown.valid_from)
            self._group.addButton(button, at)
            self._box.addWidget(button)

    def _lines(self) -> list[tuple[str, str]]:
        return [(button.text(), button.toolTip()) for button in self._group.buttons()]

    def texts(self) -> list[str]:
        """The text of each line."""
        return [button.text() for button in self._group.buttons()]


def _dates(item: Procedure, today: date) -> str:
    since = validity_text(item)
    return _("{dates} · đang dùng").format(dates=since) if item.valid_on(today) else since


def version_text(item: Procedure, today: date) -> str:
    """``01/03/2027 – … · 3 ngày làm việc · Cần xác nhận``, with a word for the one in force."""
    parts = [validity_text(item), short_limit(item), review_label(item.state).text]
    if item.valid_on(today):
        parts.append(_("đang dùng"))
    return " · ".join(parts)
