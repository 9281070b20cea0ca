"""The public's window on a second screen: the latest calls in digits that are read from eight metres, never a name."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.catalogue.sectors import QueueGroup
from counter_app.domain.queue.tickets import Ticket, TicketState
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.sounds import Sounds
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.moments import clock_text, short_date, weekday_name

EARLIER_CALLS = 4
BLINKS = 12
BLINK_MS = 500
"""A new call flashes for six seconds, and is not overwritten by the next one before that."""

_GROUND, _BAND, _INK, _SOFT = "#0B2239", "#0F5C8C", "#FFFFFF", "#B9D3E6"
_UNBROKEN = str.maketrans({" ": "\N{NO-BREAK SPACE}", "–": "–\N{WORD JOINER}"})
_LIT, _LIT_INK = "#FFD166", "#0B2239"


class PublicDisplay(QWidget):
    """Last calls with their counters, people waiting per queue, the office's name and the time."""

    def __init__(self, place: Workplace, sounds: Sounds | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(_("Bảng gọi số"))
        self.place = place
        self._sounds = sounds or Sounds()
        self._known: set[tuple[int, int]] = set()
        self._coming: deque[Ticket] = deque()
        self._calls: list[Ticket] = []
        self._featured: Ticket | None = None
        self._blinks_left = 0
        self._build()
        self._connect()
        self._load(announce=False)

    def _build(self) -> None:
        self._office = _named("office")
        self._clock = _named("clock", Qt.AlignmentFlag.AlignRight)
        self._invitation = plain_label(_("MỜI SỐ"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self._number = _named("number", Qt.AlignmentFlag.AlignCenter)
        self._counter = _named("counter", Qt.AlignmentFlag.AlignHCenter)
        self._earlier = [(plain_label(), plain_label()) for _index in range(EARLIER_CALLS)]
        self._waiting = _named("waiting", Qt.AlignmentFlag.AlignCenter)
        self._waiting.setWordWrap(True)
        self._office.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._band(self._office, self._clock))
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 24, 24, 24)
        middle.setSpacing(24)
        middle.addWidget(self._call_card(), 3)
        middle.addWidget(self._earlier_card(), 2)
        rows.addLayout(middle, 1)
        rows.addWidget(self._band(self._waiting))
        self._paint(self, _GROUND, _INK)

    def _band(self, *labels: QLabel) -> QWidget:
        band = QFrame()
        row = QHBoxLayout(band)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(labels[0], 1)
        for label in labels[1:]:
            row.addWidget(label)
        self._paint(band, _BAND, _INK)
        return band

    def _call_card(self) -> QWidget:
        self._card = QFrame()
        column = QVBoxLayout(self._card)
        column.addStretch(1)
        for label in (self._invitation, self._number, self._counter):
            column.addWidget(label)
        column.addStretch(1)
        self._paint(self._card, _BAND, _INK)
        return self._card

    def _earlier_card(self) -> QWidget:
        card = QFrame()
        grid = QGridLayout(card)
        self._heads = (plain_label(_("SỐ ĐÃ GỌI")), plain_label(_("QUẦY")))
        for row, pair in enumerate((self._heads, *self._earlier)):
            for column, label in enumerate(pair):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(label, row, column)
            grid.setRowStretch(row, 1)
        return card

    @staticmethod
    def _paint(widget: QWidget, ground: str, ink: str) -> None:
        palette = QPalette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(ground))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, QColor(ink))
        widget.setStyleSheet(f"background: {ground}; color: {ink}; border: none;")
        widget.setPalette(palette)

    def _connect(self) -> None:
        self.place.hub.changed.connect(self._on_changed)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._show_time)
        self._blinker = QTimer(self, interval=BLINK_MS)
        self._blinker.timeout.connect(self.blink)

    def _on_changed(self, nouns: frozenset[Noun]) -> None:
        if nouns & {Noun.TICKET, Noun.SETTINGS}:
            self._load(announce=True)

    def _load(self, *, announce: bool) -> None:
        queue = self.place.office.queue
        self._calls = queue.last_calls(most=EARLIER_CALLS + 4)
        fresh = [call for call in reversed(self._calls) if (call.id, call.calls) not in self._known]
        self._known.update((call.id, call.calls) for call in fresh)
        name = queue.settings.name
        self._office.setText(
            _("{office} · DỮ LIỆU MẪU").format(office=name) if queue.settings.sample else name
        )
        self._show_waiting()
        self._show_time()
        if announce and fresh:
            self._coming.extend(fresh)
            if self._blinks_left == 0:
                self._next_call()
                return
        if self._blinks_left == 0:
            self._featured = self._calls[0] if self._calls else None
        self._show_calls()

    def _next_call(self) -> None:
        """Feature the call that has waited longest to be announced, with the chime."""
        self._featured = self._coming.popleft()
        self._blinks_left = BLINKS
        self._blinker.start()
        if self.place.office.preferences.sound:
            self._sounds.play("call")
        self._show_calls()

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
        """Whether a new call is being announced right now."""
        return self._blinks_left > 0

    def _light(self) -> None:
        lit = self._blinks_left % 2 == 1
        self._paint(self._card, _LIT if lit else _BAND, _LIT_INK if lit else _INK)

    def _show_calls(self) -> None:
        call = self._featured
        self._invitation.setVisible(call is not None)
        self._number.setText(call.label if call else _("Kính chào Ông (Bà)"))
        self._counter.setText(_("QUẦY {counter}").format(counter=call.counter) if call else "")
        earlier = [item for item in self._calls if call is None or item.id != call.id]
        for index, (number, counter) in enumerate(self._earlier):
            item = earlier[index] if index < len(earlier) else None
            number.setText(item.label if item else "")
            counter.setText(item.counter if item else "")
        self._light()
        self._fit()

    def _show_waiting(self) -> None:
        queue = self.place.office.queue
        waiting = queue.today_line(frozenset({TicketState.WAITING}))
        self._waiting.setText(_waiting_text(queue.groups(), waiting))

    def _show_time(self) -> None:
        now = self.place.office.queue.now()
        day = f"{weekday_name(now)}, {short_date(now)}"
        self._clock.setText(f"{clock_text(now)}\n{day[0].upper()}{day[1:]}")

    def _fit(self) -> None:
        """Letters as high as the window allows."""
        height, width = self.height(), self.width()
        big = min(height * 0.34, width * 0.145)
        self._set_size(self._number, big if self._featured else big / 2, bold=True)
        self._set_size(self._invitation, height * 0.06)
        self._set_size(self._counter, min(height * 0.12, width * 0.06), bold=True)
        self._set_size(self._office, height * 0.036, bold=True)
        self._set_size(self._clock, height * 0.034)
        self._set_size(self._waiting, height * 0.03)
        for label in self._heads:
            self._set_size(label, height * 0.032)
        for pair in self._earlier:
            for label in pair:
                self._set_size(label, min(height * 0.085, width * 0.045), bold=True)

    @staticmethod
    def _set_size(label: QLabel, pixels: float, *, bold: bool = False) -> None:
        font = label.font()
        font.setPixelSize(max(int(pixels), 10))
        font.setBold(bold)
        label.setFont(font)
        # Two accents on a capital ("SỐ", "QUẦY") reach above what the font gives as its height.
        label.setContentsMargins(0, int(pixels * 0.12), 0, 0)

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


def _named(name: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QLabel:
    label = plain_label()
    label.setObjectName(name)
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return label


def _waiting_text(groups: Sequence[QueueGroup], waiting: Sequence[Ticket]) -> str:
    parts = [
        _("{letter} · {name}: {count} người chờ").format(
            letter=group.letter,
            name=group.name,
            count=sum(ticket.line == group.letter for ticket in waiting),
        )
        for group in groups
    ]
    return "     ".join(part.translate(_UNBROKEN) for part in parts)
