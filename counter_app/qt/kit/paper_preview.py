"""A document as it will come out: its pages as pictures, whole in sight, and nearer on wish.

Documents and pictures are drawn beside the window, in the lane of paper: what holds it opens at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.jobs import Cancelled, Job, Jobs, Lane, Progress, Work
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, token
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWheelEvent

    from counter_app.office import Office

    Draw = Callable[[Office], bytes]
    """Makes the document as PDF. Errors: CounterError."""

DOTS_PER_INCH = 96
BORDER = 2
"""Pixels of the line around a page, both sides together."""
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of the zoom, in parts of the paper's own size."""
WHOLE, WIDE = "whole", "wide"
SOON_MS = 200
"""A page that is drawn within this time comes without a word before."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A document and its pages with as many dots as they are looked at with."""

    pdf: bytes
    pictures: tuple[QImage, ...]
    nearness: float


class PaperPreview(QScrollArea):
    """White pages on grey, one below another: each whole in sight, until somebody looks nearer.

    Signals:
        zoomed(): the pages are shown at another size.
        drawn(object): the bytes of the document that was wished for last; its pages are seen.
        failed(object): the exception, why there is none.
    """

    zoomed = Signal()
    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Bản xem trước"))
        self.pages: list[QLabel] = []
        self.zoom: float | str = WHOLE
        self._jobs = jobs
        self._job: Job | None = None
        self._wish = 0
        self._pdf = b""
        self._drawn_at = self._asked_at = 1.0
        self._pictures: tuple[QImage, ...] = ()
        self._stale: set[int] = set()
        self._waiting = text_label(_("Đang vẽ bản xem trước…"), "muted")
        self._waiting.hide()
        self._slow = QTimer(self, singleShot=True, interval=SOON_MS)
        self._slow.timeout.connect(self._waiting.show)
        self._column = QVBoxLayout()
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.setSpacing(scaled(12))
        self._column.addWidget(self._waiting)
        self._column.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._column)
        self.setWidget(holder)
        self.verticalScrollBar().valueChanged.connect(self._paint_near)

    def show_document(self, draw: Draw) -> None:
        """Show every page of a document as soon as it is drawn; the latest wish counts."""
        self._slow.start()
        self._ask(draw, 1.0)

    def _ask(self, draw: Draw, nearness: float) -> None:
        if self._job is not None:
            self._job.cancel()
        self._wish += 1
        self._asked_at = nearness
        self._job = self._jobs.start(
            _drawing(draw, nearness, self.devicePixelRatioF()),
            finished=partial(self._on_drawn, self._wish),
            failed=partial(self._on_failed, self._wish),
            lane=Lane.PAPER,
        )

    def _on_drawn(self, wish: int, drawn: _Drawn) -> None:
        if wish != self._wish:
            return
        self._job, fresh = None, drawn.pdf is not self._pdf
        self._pdf, self._pictures, self._drawn_at = drawn.pdf, drawn.pictures, drawn.nearness
        self._rest()
        if fresh:
            self._begin_pages()
        self._fit()
        if fresh:
            self.drawn.emit(drawn.pdf)

    def _on_failed(self, wish: int, error: Exception) -> None:
        if wish != self._wish:
            return
        self._job = None
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        self._slow.stop()
        self._waiting.hide()

    def _begin_pages(self) -> None:
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
        if not self._pictures:
            return 1.0
        first = self._pictures[0]
        return self._width_of(first) * self._drawn_at / first.deviceIndependentSize().width()

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
        """The bar's width is always left free for it to come and go; a page is never enlarged to fit.

        When the user looks nearer, the present pages stand in for those that are being drawn with more dots.
        """
        if not self._pictures:
            return
        nearness = max(self.zoom, 1.0) if isinstance(self.zoom, float) else 1.0
        if nearness != self._asked_at:
            pdf = self._pdf
            self._ask(lambda _office: pdf, nearness)
        for label, image in zip(self.pages, self._pictures, strict=True):
            wide = self._width_of(image)
            high = wide * image.height() / image.width()
            label.setFixedSize(QSize(round(wide) + BORDER, round(high) + BORDER))
        self._stale = set(range(len(self.pages)))
        self._paint_near()
        self.zoomed.emit()

    def _paint_near(self) -> None:
        """Paint the pages in sight and a screen above and below: a book has hundreds."""
        top = self._column.contentsMargins().top() - self.verticalScrollBar().value()
        room = self.viewport().height()
        for number, label in enumerate(self.pages):
            bottom = top + label.minimumHeight()
            if number in self._stale and bottom > -room and top < 2 * room:
                self._stale.discard(number)
                self._paint(label, self._pictures[number])
            top = bottom + self._column.spacing()

    def _paint(self, label: QLabel, image: QImage) -> None:
        wide = int(self._width_of(image) * image.devicePixelRatio())
        smooth = Qt.TransformationMode.SmoothTransformation
        same = abs(wide - image.width()) <= 1
        label.setPixmap(QPixmap.fromImage(image if same else image.scaledToWidth(wide, smooth)))

    def _width_of(self, image: QImage) -> float:
        """The width of a shown page, in pixels."""
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
        once_dressed(self, lambda: self.said.setMinimumHeight(self.whole.sizeHint().height()))
        flow = FlowLayout(self, spacing=scaled(4))
        steps = QWidget()
        line = QHBoxLayout(steps)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.farther, self.said, self.nearer):
            line.addWidget(widget)
        for part in (self.whole, self.wide, steps):
            flow.addWidget(part)
        preview.zoomed.connect(self._say)

    def _look(self, zoom: str) -> Callable[[], None]:
        return lambda: self._preview.look(zoom)

    def _say(self) -> None:
        self.said.setText(f"{round(100 * self._preview.factor())} %")


def _drawing(draw: Draw, nearness: float, ratio: float) -> Work:
    """Draws a document and the pictures of its pages, away from the window."""

    def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> _Drawn:
        from counter_app.printing.raster import rasterise

        pdf, grey = draw(office), QImage.Format.Format_Grayscale8
        pictures = []
        for page in rasterise(pdf, DOTS_PER_INCH * ratio * nearness):
            image = QImage(page.pixels, page.width, page.height, page.width, grey).copy()
            image.setDevicePixelRatio(ratio)
            pictures.append(image)
        return _Drawn(pdf, tuple(pictures), nearness)

    return work
