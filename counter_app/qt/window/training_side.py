"""The training beside the pages of a window that practises; nothing at all in any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.training_start import start_training

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.training.panel import TrainingPanel

ROOMY = 1_180
"""Points at 100 % text of the window from which the panel stands beside the pages."""


def practise(place: Workplace, view: QWidget, row: QBoxLayout) -> TrainingSide | None:
    """Put the training into ``view`` beside the pages in ``row`` when the office is one to practise in."""
    if not place.office.settings.training:
        return None  # nearly every office: then nothing of it is loaded
    from counter_app.demo.training.course import course_of
    from counter_app.qt.training.panel import TrainingPanel

    course = course_of(place.office)
    return None if course is None else TrainingSide(place, view, row, TrainingPanel(course))


class TrainingSide(QObject):
    """Keeps the panel up to date with what is written down, and does what it asks for."""

    def __init__(
        self, place: Workplace, view: QWidget, row: QBoxLayout, panel: TrainingPanel
    ) -> None:
        super().__init__(view)
        self._place, self._view, self._row, self.panel = place, view, row, panel
        place.hub.changed.connect(lambda _nouns: panel.look())
        panel.help_wanted.connect(lambda chapter: place.hub.go("help", chapter))
        panel.print_wanted.connect(self._print)
        panel.again_wanted.connect(self._again)
        row.addWidget(panel)
        view.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            beside = self._view.width() >= scaled(ROOMY)
            way = QBoxLayout.Direction
            self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
            self.panel.stand(beside=beside)
        return False

    def scan_for(self, card: Callable[[str], object], receipt: Callable[[str], object]) -> None:
        """Hand what is scanned by key to the doors that a scanner's codes go through."""
        self.panel.card_wanted.connect(card)
        self.panel.receipt_wanted.connect(receipt)

    def begin(self) -> None:
        """Take up the situation in hand; pages read what it is about."""
        from counter_app.desk.desk import Noun

        self.panel.begin()
        self._place.hub.announce(Noun.DOSSIER, Noun.TICKET)

    def _print(self, name: str, code: str) -> None:
        from counter_app.domain.paper.sizes import PaperSize
        from counter_app.printing.papers.training_card import training_card
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        window = self._view.window()
        SheetDialog(
            self._place,
            lambda _office: training_card(name, code),
            _("Thẻ tập quét"),
            "the-tap-quet",
            window,
            size=PaperSize.A5,
        ).open()

    def _again(self) -> None:
        """Another program begins the next run; this window closes over the one that is left."""
        course = self.panel.course
        if start_training(course.base, course.progress.login, course.progress.name, again=True):
            self._view.window().close()
            return
        text = _("Chưa mở lại được chế độ tập huấn. Đóng cửa sổ rồi mở lại từ trang Trợ giúp.")
        self._place.hub.notice(Tone.BAD, text)
