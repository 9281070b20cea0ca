"""The public's window on a second screen: calls in digits that are read from eight metres, never a citizen's name."""

from __future__ import annotations

from collections import deque
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.queue.public import PublicView
from counter_app.domain.queue.tickets import Ticket
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.public_window import PublicWindow
from counter_app.qt.kit.speaking import CallSpeaker
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.board_counters import BoardCounters, earlier_text, make_earlier
from counter_app.qt.queue.board_look import (
    BAND,
    GROUND,
    INK,
    LIT,
    LIT_INK,
    QUEUE_INK,
    named,
    paint,
    queue_colour,
    set_size,
)
from counter_app.qt.queue.board_queues import BoardQueues
from counter_app.wording.paper.moments import clock_text, named_day
from counter_app.wording.paper.sample_marks import sample_mark
from counter_app.wording.queue.calls import fair_rule
from counter_app.wording.queue.waiting_room import day_off_text, hours_text

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

EARLIER_CALLS = 3
BLINKS = 12
BLINK_MS = 500
"""A new call flashes for six seconds, and is not overwritten by the next one before that."""
NOTICE_SECONDS = 12
"""So long a notice can be read before the next one has its turn."""
_SHOWN = frozenset({Noun.TICKET, Noun.SETTINGS, Noun.STAFF, Noun.CATALOGUE, Noun.CALENDAR})


class PublicDisplay(PublicWindow):
    """The call, all counters, all queues, open hours and notices. The keyboard stays with the counter's window."""

    def __init__(self, place: Workplace, speaker: CallSpeaker | None = None) -> None:
        super().__init__(_("Bảng gọi số"))
        self.place = place
        self.speaker = speaker or CallSpeaker(place, parent=self)
        self._known: set[tuple[int, int]] = set()
        self._coming: deque[Ticket] = deque()
        self._featured: Ticket | None = None
        self._blinks_left = 0
        self._ticks = 0
        self._build()
        self._connect()
        self._load(announce=False)

    @override
    def put_in_window(self) -> None:
        super().put_in_window()
        self.setWindowTitle(_("Xem trước bảng gọi số"))

    @override
    def put_on_screen(self) -> None:
        super().put_on_screen()
        self.setWindowTitle(_("Bảng gọi số"))

    def _build(self) -> None:
        self._office = named("office")
        self._clock = named("clock", Qt.AlignmentFlag.AlignRight)
        self._invitation = plain_label(_("MỜI SỐ"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self._number = named("number", Qt.AlignmentFlag.AlignCenter)
        self._counter = named("counter", Qt.AlignmentFlag.AlignHCenter)
        self._queue = named("queue", Qt.AlignmentFlag.AlignCenter)
        self._earlier = make_earlier()
        self._notice = named("notice", Qt.AlignmentFlag.AlignCenter)
        self.counters, self.queues = BoardCounters(), BoardQueues()
        self._office.setWordWrap(True)
        self._notice.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # never beyond the screen
        rows.addWidget(self._band(self._office, self._clock))
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 20, 24, 16)
        middle.setSpacing(20)
        middle.addWidget(self._call_card(), 3)
        middle.addWidget(self.counters, 2)
        rows.addLayout(middle, 1)
        rows.addWidget(self.queues)
        rows.addWidget(self._band(self._notice))
        paint(self, GROUND, INK)

    def _band(self, *labels: QLabel) -> QWidget:
        band = QFrame()
        row = QHBoxLayout(band)
        row.setContentsMargins(24, 10, 24, 10)
        row.addWidget(labels[0], 1)
        for label in labels[1:]:
            row.addWidget(label)
        paint(band, BAND, INK)
        return band

    def _call_card(self) -> QWidget:
        self._card = QFrame()
        column = QVBoxLayout(self._card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addStretch(1)
        for label in (self._invitation, self._number, self._counter):
            column.addWidget(label)
        column.addWidget(self._queue, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._earlier)
        return self._card

    def _connect(self) -> None:
        self.place.hub.changed.connect(self._on_changed)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self.tick)
        self.speaker.begun.connect(self._last)
        self._blinker = QTimer(self, interval=BLINK_MS)
        self._blinker.timeout.connect(self.blink)

    def _on_changed(self, nouns: frozenset[Noun]) -> None:
        if nouns & _SHOWN:
            self._load(announce=self.announces)

    def _load(self, *, announce: bool) -> None:
        self.view: PublicView = self.place.office.waiting_room.seen()
        calls = self.view.calls
        fresh = [call for call in reversed(calls) if (call.id, call.calls) not in self._known]
        self._known.update((call.id, call.calls) for call in fresh)
        self._show_around(self.view)
        if announce and fresh:
            self._coming.extend(fresh)
            if self._blinks_left == 0:
                self._next_call()
                return
        if self._blinks_left == 0:
            self._featured = calls[0] if calls else None
        self._show_call()

    def _next_call(self) -> None:
        """Feature the call that has waited longest to be announced, with the chime."""
        self._featured = self._coming.popleft()
        self._blinks_left = BLINKS
        self._blinker.start()
        self.speaker.call(self._featured.label, self._featured.counter)
        self._show_call()

    def _last(self, seconds: float) -> None:
        """Flash at least as long as the call is heard: two calls are never heard at once."""
        if self._blinks_left:
            heard = ceil(seconds * 1_000 / BLINK_MS)
            self._blinks_left = max(self._blinks_left, heard + heard % 2)

    @property
    def announces(self) -> bool:
        """True if calls are announced here: not once the board was put away; a lost screen silences nothing."""
        return self.isVisible() or bool(self.place.office.preferences.display_screen)

    def blink(self) -> None:
        """One step of flashing; after the last one the next announced call has its turn."""
        self._blinks_left = max(self._blinks_left - 1, 0)
        if self._blinks_left == 0:
            self._blinker.stop()
            if self._coming:
                self._next_call()
        self._light()

    @property
    def flashing(self) -> bool:
        """True if a new call is being announced right now."""
        return self._blinks_left > 0

    def _light(self) -> None:
        lit = self._blinks_left % 2 == 1
        paint(self._card, LIT if lit else BAND, LIT_INK if lit else INK, radius=8)

    def _show_call(self) -> None:
        call = self._featured
        letters = [queue.letter for queue in self.view.queues]
        names = {queue.letter: queue.name for queue in self.view.queues}
        self._invitation.setVisible(call is not None)
        self._number.setText(call.label if call else _("Kính chào Ông (Bà)"))
        self._counter.setText(_("QUẦY {counter}").format(counter=call.counter) if call else "")
        for label in (self._counter, self._queue):
            label.setVisible(call is not None)
        if call is not None:
            self._queue.setText(f"  {call.line} · {names.get(call.line, '')}  ")
            paint(self._queue, queue_colour(call.line, letters), QUEUE_INK, radius=8)
        others = [item for item in self.view.calls if call is None or item.id != call.id]
        told = [(item.label, item.counter) for item in others[:EARLIER_CALLS]]
        self._earlier.setText(earlier_text(told))
        self._earlier.setVisible(bool(told))
        self._light()
        self._fit()

    def _show_around(self, view: PublicView) -> None:
        settings = self.place.office.settings
        name = settings.name
        self._office.setText(f"{name} · {sample_mark(settings)}" if settings.sample else name)
        self.counters.show_counters(view.counters)
        self.queues.show_queues(view.queues)
        self._show_time()

    def tick(self) -> None:
        """A second later: the clock, the notice whose turn it is, and once a minute everything read again."""
        self._ticks += 1
        if self._ticks % 60 == 0:
            self._load(announce=self.announces)
        else:
            self._show_time()

    def _show_time(self) -> None:
        now = self.place.office.now()
        day = named_day(now)
        self._clock.setText(f"{clock_text(now)}\n{day[0].upper()}{day[1:]}")
        told = self.notices()
        self._notice.setText(told[self._ticks // NOTICE_SECONDS % len(told)])

    def notices(self) -> list[str]:
        """The lines told below in turn: open hours, the day off that comes, the rule of the line, notices."""
        view, now = self.view, self.place.office.now()
        told = [hours_text(view.hours, now), day_off_text(view.hours), *view.notices]
        return [*filter(None, told), fair_rule(view.priority_run)]

    def _fit(self) -> None:
        """Letters as high as the window allows."""
        height, width = self.height(), self.width()
        alone = not self.view.counters
        big = min(height * 0.22, width * (0.2 if alone else 0.13))
        set_size(self._number, big if self._featured else big / 2.6, bold=True)
        self._number.setContentsMargins(0, 0, 0, 0)
        # Digits and letters without accents: the font would take a third more.
        self._number.setFixedHeight(int(big))
        set_size(self._invitation, height * 0.042)
        set_size(self._counter, min(height * 0.075, width * 0.05), bold=True)
        set_size(self._queue, min(height * 0.034, width * 0.02))
        set_size(self._earlier, min(height * 0.03, width * 0.015))
        set_size(self._office, height * 0.036, bold=True)
        set_size(self._clock, height * 0.032)
        set_size(self._notice, height * 0.036)
        self.queues.fit(height * 0.21, width)
        self.counters.fit(height * 0.5, width * 0.38)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._second.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()
