"""A document as it will come out: its pages as pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.widgets.theme import scaled

DOTS_PER_INCH = 96


class PaperPreview(QScrollArea):
    """White pages on grey, one below another, at the screen's own size of dots."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Bản xem trước"))
        self.pages: list[QLabel] = []
        self._column = QVBoxLayout()
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.setSpacing(scaled(12))
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
        self.pages = []
        for number, page in enumerate(rasterise(pdf, DOTS_PER_INCH * ratio), start=1):
            image = QImage(
                page.pixels, page.width, page.height, page.width, QImage.Format.Format_Grayscale8
            )
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
            label = QLabel()
            label.setPixmap(picture)
            label.setAccessibleName(_("Trang {number}").format(number=number))
            label.setStyleSheet("border: 1px solid #94A3B8; background: white;")
            self._column.addWidget(label)
            self.pages.append(label)
        self._column.addStretch(1)
