"""A report or closing sheet before it is printed: what it looks like, on which printer, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.jobs import Cancelled, Lane, Progress, Work
from counter_app.qt.kit.paper_preview import PaperPreview, ZoomBar
from counter_app.qt.kit.printers import filed_text, folder_of, printer_choices
from counter_app.qt.kit.saving import ask_and_save
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from counter_app.qt.kit.paper_preview import Draw

MOST_COPIES = 20


class SheetDialog(Dialog):
    """Preview, print and save of a document of one paper size; ``stem`` names its file.

    It opens at once and ``draw`` makes the document beside it; what is asked meanwhile is done when it is there.
    ``onward`` is what comes next, said and done from here: its button closes this dialog too. ``citizens``: it tells of
    some, and whoever opens it is written into the access book.
    """

    writes = False
    opening_width, opening_height = 1180, 1400

    def __init__(
        self,
        place: Workplace,
        draw: Draw,
        title: str,
        stem: str,
        parent: QWidget | None = None,
        *,
        size: PaperSize = PaperSize.A4,
        onward: ActionButton | None = None,
        citizens: bool = False,
    ) -> None:
        super().__init__(parent)
        self._place = place
        if citizens:
            place.office.access.drawn(f"list:{stem}", title)
        self._pdf = b""
        self._then: Callable[[], None] | None = None
        self._stem = stem
        self._size = size
        self._busy = False
        self._printer = ""
        self.setWindowTitle(title)
        self.preview = PaperPreview(place.jobs)
        self.printer = Choice(printer_choices(place))
        self.copies = CountBox(MOST_COPIES, 1)
        self.said = Advice("good")
        self.print = ActionButton(
            _("In"), self._on_print, name="printer", key="Ctrl+P", tone="primary"
        )
        self.save = ActionButton(_("Lưu PDF"), self._on_save, name="save", key="Ctrl+S")
        self.shut = self.leaving()
        self.onward = onward
        self._build(title)
        self.finished.connect(self.deleteLater)
        self.preview.drawn.connect(self._on_drawn)
        self.preview.failed.connect(self._on_not_drawn)
        self.preview.show_document(draw)

    def _build(self, title: str) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(scaled(10))
        for widget in (
            text_label(title, "heading"),
            Field(_("Máy in"), self.printer),
            Field(_("Số bản"), self.copies),
            self.said,
        ):
            side.addWidget(widget)
        side.addStretch(1)
        holder = scrolling(side)
        holder.setFixedWidth(scaled(290))
        halves = QHBoxLayout()
        paper = QVBoxLayout()
        paper.addWidget(self.preview, 1)
        paper.addWidget(ZoomBar(self.preview))
        halves.addLayout(paper, 1)
        halves.addWidget(holder)
        layout = self.column()
        layout.addLayout(halves, 1)
        more = [self.onward] if self.onward is not None else []
        for button in more:
            button.clicked.connect(self.reject)
        layout.addWidget(self.foot(self.save, *more, self.shut, self.print))
        self.print.setFocus()

    def _on_drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_not_drawn(self, error: Exception) -> None:
        self._then = None
        if not isinstance(error, CounterError):
            self.said.say(_("Chưa vẽ được tài liệu này. Đóng rồi mở lại."), "bad")
            raise error
        self.said.say(error.message, "bad")

    def _is_drawn(self, then: Callable[[], None]) -> bool:
        """True if the document is there; ``then`` follows when it comes, and no key is lost."""
        if not self._pdf:
            self._then = then
        return bool(self._pdf)

    def _on_print(self) -> None:
        if self._busy or not self._is_drawn(self._on_print):
            return
        self._busy = True
        self._printer = self.printer.value() or self._place.office.preferences.printer
        self.said.say(_("Đang in…"), "info")
        self._place.jobs.start(
            self._work(self._printer, self.copies.count()),
            finished=self._on_printed,
            failed=self._on_failed,
            lane=Lane.PAPER,
            name=_("In {document}").format(document=self.windowTitle()),
        )

    def _work(self, printer: str, copies: int) -> Work:
        pdf, title, size = self._pdf, self._stem, self._size

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> None:
            device = office.printer_for(printer)
            device.preflight()
            device.print(pdf, title=title, size=size, copies=copies)

        return work

    def _on_printed(self, _nothing: object) -> None:
        self._busy = False
        folder = folder_of(self._printer)
        if folder is not None:
            self.said.say_saved(filed_text(folder), "info", folder / self._stem)
        else:
            self.said.say(_("Đã gửi máy in."), "good")

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, CounterError):
            self.said.say(_("Chưa in được. Thử lại, hoặc lưu PDF rồi in ở máy khác."), "bad")
            raise error
        self.said.say(error.message, "bad")

    def _on_save(self) -> None:
        if self._is_drawn(self._on_save):
            ask_and_save(self._place, self, f"{self._stem}.pdf", self._pdf, self.said.say_saved)
