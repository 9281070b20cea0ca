"""The page that citizens touch to take their own number: it asks nothing of a person, and begins anew by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app import paths
from counter_app.desk.desk import Noun
from counter_app.i18n import _, in_language
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.public_screen import FOR_PUBLIC
from counter_app.qt.queue.touch_look import TouchButton, TouchRoot, bare, label, scale_of, sheet
from counter_app.qt.queue.touch_steps import NumberStep, StartStep, Step
from counter_app.qt.queue.touch_way import TouchWay
from counter_app.wording.paper.moments import clock_text, named_day
from counter_app.wording.paper.sample_marks import sample_mark

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from counter_app.qt.kit.workplace import Workplace

QUIET_MS, NUMBER_MS = 60_000, 25_000
"""Nobody has touched it for so long, or looked at the number: it begins anew."""
CLOCK_MS = 10_000
LEAVE_KEY = "Ctrl+Shift+F12"
"""Leaves the page where it stands on the officer's own screen; the password is asked then."""
_SHOWN = frozenset({Noun.TICKET, Noun.SETTINGS, Noun.CATALOGUE, Noun.CALENDAR})


class TouchWindow(TouchRoot):
    """One step after another, each made when it is come to; nothing of it outlives the citizen who stood here.

    Signals:
        leave_wanted(): the officer's key was pressed.
    """

    leave_wanted = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Lấy số thứ tự"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("touch", "ground")
        self.setProperty(FOR_PUBLIC, True)
        self.place, self.language = place, "vi"
        self.way = TouchWay(place, self, self.speaking)
        self._scale = 0.0
        self._gone: list[Callable[[], Step]] = []
        self._offered: object = None
        self._build()
        self._connect()
        self.begin_anew()

    def _build(self) -> None:
        self.office_name = label("", "office")
        self.clock = label("", "clock", wrap=False)
        self.switch = TouchButton("", "language")
        band = QHBoxLayout()
        band.setContentsMargins(28, 8, 28, 8)
        band.setSpacing(24)
        band.addWidget(self.office_name, 1)
        band.addWidget(self.clock)
        band.addWidget(self.switch)
        self.steps = QStackedWidget()
        self.back, self.anew = TouchButton(""), TouchButton("")
        self._main = QHBoxLayout()
        self._led: QWidget | None = None
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 16)
        foot.setSpacing(16)
        foot.addWidget(self.back)
        foot.addLayout(self._main, 1)
        foot.addWidget(self.anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bare(band, "band"))
        column.addWidget(self.steps, 1)
        self._foot = bare(foot)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.switch.clicked.connect(lambda _checked=False: self._turn_language())
        self.back.clicked.connect(lambda _checked=False: self._go_back())
        self.anew.clicked.connect(lambda _checked=False: self.begin_anew())
        self.touched.connect(self._on_touched)
        self.way.came.connect(self._come)
        self.way.numbered.connect(self._come_to_number)
        self.way.ended.connect(self.begin_anew)
        self.way.printed.connect(self._say_paper)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.begin_anew)
        self._time = QTimer(self, interval=CLOCK_MS)
        self._time.timeout.connect(self.tick)
        self.place.hub.changed.connect(self._on_changed)

    def stand_over(self) -> None:
        """Be the only window of this screen; it takes the keyboard, and nothing else has it."""
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        self.setWindowFlags(flags | Qt.WindowType.WindowStaysOnTopHint)

    @property
    def step(self) -> Step:
        """The step that is seen."""
        found = self.steps.currentWidget()
        assert isinstance(found, Step)  # noqa: S101 - nothing else is put there
        return found

    def begin_anew(self) -> None:
        """Forget who was here: the first step, in Vietnamese."""
        self._quiet.stop()
        self.language, self._gone = "vi", []
        self.way.forget()
        self._come(self.way.start)

    def speaking(self) -> AbstractContextManager[None]:
        """Within it texts are in the language that the citizen reads."""
        return in_language(self.language, paths.resources_dir() / "locale")

    def _look_again(self) -> None:
        """The first step anew where it says something else by now: nothing moves under a finger without need."""
        if self.way.offered() != self._offered:
            self._show(self.way.start)

    def _come_to_number(self, make: Callable[[], Step]) -> None:
        """There is no way back to what has given a number."""
        self._gone = self._gone[:1]
        self._come(make)
        self._on_touched()

    def _come(self, make: Callable[[], Step]) -> None:
        """Go on to a step."""
        self._gone.append(make)
        self._show(make)

    def _show(self, make: Callable[[], Step]) -> None:
        with self.speaking():
            made = make()
            self._offered = self.way.offered() if isinstance(made, StartStep) else None
            self._show_around()
        while (old := self.steps.currentWidget()) is not None:
            self.steps.removeWidget(old)
            _drop(old)
        self.steps.addWidget(made)
        if self._led is not None:
            self._main.removeWidget(self._led)
            _drop(self._led)
        self._led = made.main
        if made.main is not None:
            self._main.addWidget(made.main)
            made.main.show()
        self._foot.setVisible(len(self._gone) > 1)
        for button in (self.back, self.anew, self.switch):
            button.setVisible(not isinstance(made, NumberStep))

    def _show_around(self) -> None:
        settings = self.place.office.settings
        name = settings.name
        mark = f"{name} · {sample_mark(settings)}" if settings.sample else name
        self.office_name.setText(mark)
        self.switch.setText("English" if self.language == "vi" else "Tiếng Việt")
        self.back.setText(_("Quay lại"))
        self.anew.setText(_("Về trang đầu"))
        now = self.place.office.now()
        day = named_day(now)
        self.clock.setText(f"{clock_text(now)} · {day}")

    def tick(self) -> None:
        """The clock goes on; the first step looks again whether numbers are given."""
        with self.speaking():
            self._show_around()
        if isinstance(self.step, StartStep):
            self._look_again()

    def _on_changed(self, nouns: frozenset[Noun]) -> None:
        if nouns & _SHOWN and self.isVisible() and isinstance(self.step, StartStep):
            self._look_again()

    def _on_touched(self) -> None:
        if len(self._gone) > 1 or self.language != "vi":
            self._quiet.start(NUMBER_MS if isinstance(self.step, NumberStep) else QUIET_MS)

    def _turn_language(self) -> None:
        self.language = "en" if self.language == "vi" else "vi"
        self.way.keep(self.step)
        self._show(self._gone[-1])
        self._on_touched()

    def _go_back(self) -> None:
        self.way.keep(self.step)
        if len(self._gone) > 1:
            self._gone.pop()
            self._show(self._gone[-1])

    def _say_paper(self, say: Callable[[], str]) -> None:
        if isinstance(self.step, NumberStep):
            with self.speaking():
                self.step.say_paper(say())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = scale_of(self.width(), self.height())
        if scale != self._scale:
            self._scale = scale
            self.setStyleSheet(sheet(scale))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._time.start()
        self.begin_anew()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._time.stop()
        self._quiet.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key does anything here but the one that leaves."""
        if QKeySequence(event.keyCombination()) == QKeySequence(LEAVE_KEY):
            self.leave_wanted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 leaves nothing; only the officer does."""
        event.ignore()


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.setEnabled(False)
        widget.hide()
        widget.deleteLater()
