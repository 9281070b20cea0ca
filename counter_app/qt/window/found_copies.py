"""The copies that lie on this computer's disks and sticks, to choose one from; looked for on a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.copies_table import CopiesModel
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.theme import scaled
from counter_app.wording.office.backups import copies_text

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.desk.office.backups import ListedCopy

_HIGH = 150


class FoundCopies(QWidget):
    """Says that it looks, then names its finds; a stick that is plugged in later is found by asking again.

    Signals:
        chosen(str): a copy is in hand; its path.
        opened(): it was chosen with Enter or a double click.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self._data_dir = data_dir
        self._looking = False
        self._found: list[tuple[ListedCopy, ...]] = []
        self.model = CopiesModel(self)
        self.table = LowTable(
            self.model, _("Bản sao lưu thấy được"), stem="ban-sao-luu", counted=copies_text
        )
        self.table.setMinimumHeight(scaled(_HIGH))
        self.table.hide()
        self.said = text_label("", "muted")
        self.again = ActionButton(_("Tìm &lại trên USB"), self.look, name="refresh")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.said)
        box.addWidget(self.table)
        box.addLayout(row(self.again))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.opened.connect(self._on_opened)

    def look(self) -> None:
        """Look for copies; a disk that lets wait keeps nobody."""
        if self._looking:
            return
        self._looking = True
        self.said.setText(_("Đang tìm bản sao lưu trên máy và USB…"))
        data_dir, found = self._data_dir, self._found
        errand = Errand(lambda: found.append(_around(data_dir)))
        errand.ready.connect(self._on_found)
        errand.failed.connect(self._on_failed)
        errand.start()

    def _on_found(self) -> None:
        self._looking = False
        copies = self._found.pop()
        self._found.clear()
        self.model.show(copies)
        self.table.setVisible(bool(copies))
        self.said.setText(
            _("Bản sao lưu thấy được, mới nhất trước. Chọn một bản, hoặc chọn tệp khác bên dưới.")
            if copies
            else _("Chưa thấy bản sao lưu nào. Cắm USB rồi tìm lại, hoặc chọn tệp bên dưới.")
        )

    def _on_failed(self, _error: Exception) -> None:
        self._looking = False
        self.said.setText(_("Chưa tìm được bản sao lưu. Chọn tệp bên dưới."))

    def _on_row(self) -> None:
        item = self.model.row(self.table.currentIndex().row())
        if item is not None:
            self.chosen.emit(str(item.copy.path))

    def _on_opened(self, _at: int) -> None:
        self._on_row()
        self.opened.emit()


def _around(data_dir: Path) -> tuple[ListedCopy, ...]:
    from counter_app.desk.office.copies_around import copies_around

    return copies_around(data_dir)
