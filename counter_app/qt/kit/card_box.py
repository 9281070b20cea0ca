"""The box for the identity card's QR code: a scan fills the form, a garbled one is explained in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.card.identity_card import Card, CardReading
from counter_app.domain.card.repair import typing_method_warning
from counter_app.domain.dossier.scanned import looks_scanned
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.signed_edit import SignedEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

LONGEST = 8_000
TYPED_OVER = "typedOver"
"""Set on a field for scans by whoever watches the keys, when a typing method took letters back during a scan."""
SETTLED_MS = 250
"""A scanner without a closing Enter has ended when nothing came for this long."""
_PARTS = 5
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CardEdit(SignedEdit):
    """A line whose Enter closes a scan and moves nowhere; the card itself says where to go on.

    Signals:
        closed(): Enter came after some text.
    """

    closed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.text().strip() and event.modifiers() in _PLAIN:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class CardBox(QWidget):
    """Reads what is scanned into it.

    Signals:
        read(object): a Card was read.
        receipt(str): it was no card but a receipt's barcode.
    """

    read = Signal(object)
    receipt = Signal(str)

    def __init__(self, reader: Callable[[str], CardReading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self.edit = CardEdit(
            sign="id-card",
            placeholder=_("Quét mã QR trên thẻ căn cước vào đây, hoặc bỏ qua"),
            most=LONGEST,
        )
        self.edit.setObjectName("cardBox")
        self.edit.setProperty("takesScans", True)
        self.field = Field(_("Thẻ căn cước"), self.edit)
        self.advice = Advice("warning")
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        self.edit.closed.connect(self._on_finished)
        self.edit.editingFinished.connect(self._on_finished)
        self.edit.textChanged.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.advice)

    def take(self, text: str) -> None:
        """Read a scan that was caught elsewhere."""
        self.edit.setText(text)
        self._on_finished()

    def clear(self) -> None:
        """Forget the scan and what was said about it."""
        self._settled.stop()
        self.edit.clear()
        self.field.set_error("")
        self.advice.say("")

    def add_word(self, text: str) -> None:
        """Say one sentence more about the card that was just read."""
        self.advice.say((*self.advice.text().splitlines(), text), "warning")

    def _on_changed(self, text: str) -> None:
        if text.count("|") >= _PARTS:
            self._settled.start()

    def _on_settled(self) -> None:
        if self.edit.text().count("|") >= _PARTS:
            self._on_finished()

    def _on_finished(self) -> None:
        self._settled.stop()
        text = self.edit.text()
        if not text.strip():
            return
        if self.edit.property(TYPED_OVER) and text.count("|") >= _PARTS:
            self.edit.setProperty(TYPED_OVER, False)
            self.edit.clear()
            self.field.set_error(typing_method_warning())
            return
        if looks_scanned(text.strip()):
            self.clear()
            self.receipt.emit(text.strip())
            return
        reading = self._reader(text)
        if reading.card is None:
            self.advice.say("")
            self.field.set_error(" ".join(reading.warnings))
            self.edit.selectAll()
            return
        self.edit.clear()
        self.field.set_error("")
        self._say(reading.card, reading)
        self.read.emit(reading.card)

    def _say(self, card: Card, reading: CardReading) -> None:
        if reading.warnings:
            self.advice.say((*reading.warnings, *reading.hints), "warning")
        else:
            done = _("Đã điền theo thẻ của {name}. Đối chiếu với người đến nộp.")
            self.advice.say((done.format(name=card.name), *reading.hints), "good")
