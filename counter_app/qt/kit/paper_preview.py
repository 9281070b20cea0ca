"""A document as it will come out: its pages as pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled

DOTS_PER_INCH = 96
BORDER = 2
"""Pixels of the line around a page, both sides together."""


class PaperPreview(QScrollArea):
    """White pages on grey, one below another: at the screen's own size of dots, wider ones as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Bản xem trước"))
        self.pages: list[QLabel] = []
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
        from counter_app.printing.raster import rasterise

        ratio = self.devicePixelRatioF()
        for old in self.pages:
            self._column.removeWidget(old)
            old.deleteLater()
        self.pages, self._pictures = [], []
        for number, page in enumerate(rasterise(pdf, DOTS_PER_INCH * ratio), start=1):
            grey = QImage.Format.Format_Grayscale8
            image = QImage(page.pixels, page.width, page.height, page.width, grey)
            image.setDevicePixelRatio(ratio)
            label = plain_label()
            label.setAccessibleName(_("Trang {number}").format(number=number))
            label.setStyleSheet("border: 1px solid #94A3B8; background: white;")
            self._column.insertWidget(number - 1, label)
            self.pages.append(label)
            self._pictures.append(image.copy())
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Nobody scrolls sideways to read a line; the bar's width is always left free, so that it may come and go."""
        sides = self._column.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - sides.left() - sides.right() - 2 * self.frameWidth() - BORDER
        for label, image in zip(self.pages, self._pictures, strict=True):
            ratio = image.devicePixelRatio()
            wide = min(image.width(), max(int(room * ratio), 1))
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = image if wide == image.width() else image.scaledToWidth(wide, smooth)
            label.setPixmap(QPixmap.fromImage(shown))
