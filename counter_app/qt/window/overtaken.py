"""A Return that may have come ahead of letters of the scan it ends, and the quiet behind them.

Qt hands on a key whose answer an input method has at once ahead of all words still on their way: with fcitx Return may
overtake a whole card. Nothing then closes the letters that come behind it but that no more come.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from counter_app.domain.card.typed_card import FEWEST_BARS
from counter_app.qt.window.key_log import KeyLog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

QUIET_SECONDS = 0.4
"""Letters of one scan never lie so far apart, nor does its Return lie so far from them."""
_SURE_MS = 100
"""A window that was busy hears of its own clock before the keys that came meanwhile: it asks once more."""


class Overtaken(QObject):
    """The keys that come at once behind a Return that ended no scan.

    Signals:
        quiet(): letters came behind it, and no more come.
    """

    quiet = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] | None = None) -> None:
        super().__init__(parent)
        self._clock = clock or time.monotonic
        self._latest: float | None = None
        self._before: KeyLog | None = None
        self._given = ""
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    def returned(self, before: KeyLog | None, given: str) -> None:
        """A Return that ended no scan; ``before`` is what was typed ahead of it, ``given`` what was held of it then."""
        self._timer.stop()
        self._latest, self._before, self._given = self._clock(), before, given

    def resumed(self, held: str, widget: QWidget | None) -> KeyLog | None:
        """The log ahead of the Return, to go on with the word that an input method held then and holds still.

        None when something else came meanwhile, or the Return led away from ``widget``. The word, which was given to
        it for the Return, is out again.
        """
        before = self._before
        start = before.start_of(held) if before is not None else None
        if before is None or self._latest is None or start is None or before.widget is not widget:
            return None
        self._before = None
        before.before(start).restore()
        return before

    def closed(self) -> None:
        """A scan was ended as it should be, or the hands did something else."""
        self._timer.stop()
        self._latest = self._before = None

    def letter(self) -> bool:
        """Note a letter; whether it came at once behind such a Return, or behind other letters that did."""
        if self._latest is None:
            return False
        now = self._clock()
        if now - self._latest > QUIET_SECONDS:
            self.closed()
            return False
        self._latest, self._asked = now, False
        self._timer.start(int(QUIET_SECONDS * 1000))
        return True

    def holds_card(self, log: KeyLog) -> bool:
        """True if the letters on both sides of the Return have the bars of a card."""
        ahead = self._before.events if self._before is not None else []
        return ahead.count("|") + log.events.count("|") >= FEWEST_BARS

    def lacks_letters(self) -> bool:
        """True if letters sent by their code stand ahead of the Return: what comes behind it is not whole without."""
        return self._before is not None and self._before.coded_end() is not None

    def give_back(self, scan: str, behind: KeyLog) -> None:
        """Put the widget that got letters of a scan ahead of the Return back as it was before them.

        ``behind`` got what came behind it: where a held word went on there, nothing of it was meant for there.
        """
        before = self._before
        if before is None or not isValid(before.widget):
            return
        elsewhere = behind.widget is not before.widget and isValid(behind.widget)
        if elsewhere and scan and self._given and behind.goes_on_with(self._given):
            behind.before(0).restore()
        if "|" in before.events:
            before.before(before.burst()).restore()
        elif (at := before.tail_of(scan)) is not None or (at := before.coded_end()) is not None:
            before.before(at).restore()

    def _on_timeout(self) -> None:
        if self._latest is None:
            return
        if self._clock() - self._latest < QUIET_SECONDS:
            self._timer.start(int(QUIET_SECONDS * 1000))
        elif not self._asked:
            self._asked = True
            self._timer.start(_SURE_MS)
        else:
            self.quiet.emit()
            self.closed()
