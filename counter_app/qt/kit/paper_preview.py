"""A document as it will come out: its pages as pictures, whole in sight, and nearer on wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWheelEvent

DOTS_PER_INCH = 96
BORDER = 2
"""Pixels of the line around a page, both sides together."""
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of the zoom, in parts of the paper's own size."""
WHOLE, WIDE = "whole", "wide"


class PaperPreview(QScrollArea):
    """White pages on grey, one below another: each whole in sight, until somebody looks nearer.

    Signals:
        zoomed(): the pages are shown at another size.
    """

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Bản xem trước"))
        self.pages: list[QLabel] = []
        self.zoom: float | str = WHOLE
        self._pdf = b""
        self._drawn_at = 0.0
        self._pictures: list[QImage] = []
        self._column = QVBoxLayout()
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.setSpacing(scaled(12))
        self._column.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._column)
        self.setWidget(holder)

    def show_pdf(self, pdf: bytes) -> None:
        """Show every page. Errors: ValueError when the bytes are no PDF."""
        self._pdf = pdf
        self._draw(1.0)
        for old in self.pages:
            self._column.removeWidget(old)
            old.deleteLater()
        self.pages = []
        for number in range(1, len(self._pictures) + 1):
            label = plain_label()
            label.setAccessibleName(_("Trang {number}").format(number=number))
            label.setStyleSheet(f"border: 1px solid {token('line-strong')}; background: white;")
            self._column.insertWidget(number - 1, label)
            self.pages.append(label)
        self._fit()

    def _draw(self, nearness: float) -> None:
        """Draw the pages anew, with as many dots as they are looked at with."""
        from counter_app.printing.raster import rasterise

        ratio = self.devicePixelRatioF()
        grey = QImage.Format.Format_Grayscale8
        self._drawn_at = nearness
        self._pictures = []
        for page in rasterise(self._pdf, DOTS_PER_INCH * ratio * nearness):
            image = QImage(page.pixels, page.width, page.height, page.width, grey)
            image.setDevicePixelRatio(ratio)
            self._pictures.append(image.copy())

    def look(self, zoom: float | str) -> None:
        """Show the pages at a part of their own size, ``WHOLE`` or as ``WIDE`` as there is room."""
        self.zoom = zoom
        self._fit()

    def step(self, nearer: bool) -> None:
        """One step of the zoom nearer or farther."""
        now = self.factor()
        if nearer:
            self.look(next((item for item in ZOOMS if item > now + 0.01), ZOOMS[-1]))
        else:
            self.look(next((item for item in reversed(ZOOMS) if item < now - 0.01), ZOOMS[0]))

    def factor(self) -> float:
        """The part of its own size the first page is shown at."""
        if not self.pages:
            return 1.0
        shown = self.pages[0].pixmap().deviceIndependentSize().width()
        own = self._pictures[0].deviceIndependentSize().width() / self._drawn_at
        return float(shown / own)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize() and isinstance(self.zoom, str):
            self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(nearer=event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        """The bar's width is always left free, so that it may come and go; a page is never blown up to fit."""
        if not self._pictures:
            return
        nearness = max(self.zoom, 1.0) if isinstance(self.zoom, float) else 1.0
        if nearness != self._drawn_at:
            self._draw(nearness)
        for label, image in zip(self.pages, self._pictures, strict=True):
            ratio = image.devicePixelRatio()
            wide = int(self._width_of(image) * ratio)
            smooth = Qt.TransformationMode.SmoothTransformation
            same = abs(wide - image.width()) <= 1
            label.setPixmap(QPixmap.fromImage(image if same else image.scaledToWidth(wide, smooth)))
        self.zoomed.emit()

    def _width_of(self, image: QImage) -> float:
        """How wide a page is shown, in pixels."""
        size = image.deviceIndependentSize() / self._drawn_at
        if isinstance(self.zoom, float):
            return float(size.width() * self.zoom)
        sides = self._column.contentsMargins()
        frame = 2 * self.frameWidth() + BORDER
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - sides.left() - sides.right() - frame
        part = min(room / size.width(), 1.0)
        if self.zoom == WHOLE:
            high = self.height() - sides.top() - sides.bottom() - frame - self._column.spacing()
            part = min(part, high / size.height())
        return float(max(size.width() * part, 1))


class ZoomBar(QWidget):
    """The steps of a preview's zoom with their keys, and how near it is."""

    def __init__(self, preview: PaperPreview) -> None:
        super().__init__()
        self._preview = preview
        self.whole = ActionButton(_("Cả trang"), self._look(WHOLE), tone="quiet")
        self.wide = ActionButton(_("Vừa bề ngang"), self._look(WIDE), tone="quiet")
        self.farther = ActionButton("−", lambda: preview.step(nearer=False), tone="quiet")
        self.nearer = ActionButton("+", lambda: preview.step(nearer=True), tone="quiet")
        for button, name, keys in (
            (self.whole, _("Cả trang"), ("Ctrl+0",)),
            (self.wide, _("Vừa bề ngang"), ("Ctrl+9",)),
            (self.farther, _("Thu nhỏ"), ("Ctrl+-",)),
            (self.nearer, _("Phóng to"), ("Ctrl++", "Ctrl+=")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(_("{title}: phím {key}").format(title=name, key=keys[0]))
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(button.click)
        self.said = plain_label()
        self.said.setMinimumWidth(self.said.fontMetrics().horizontalAdvance("100 %"))
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setMinimumHeight(self.whole.sizeHint().height())
        flow = FlowLayout(self, spacing=scaled(4))
        for widget in (self.whole, self.wide, self.farther, self.said, self.nearer):
            flow.addWidget(widget)
        preview.zoomed.connect(self._say)

    def _look(self, zoom: str) -> Callable[[], None]:
        return lambda: self._preview.look(zoom)

    def _say(self) -> None:
        self.said.setText(f"{round(100 * self._preview.factor())} %")
