"""Letting the stick go after it was read back: wished or not, what came of it, and once more by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.domain.exchange.stick import Ejected
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.tick_box import TickBox
from counter_app.sync.stick.eject import stick_of
from counter_app.wording.exchange import ejected_text
from counter_app.wording.office.health import size_text

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.sync.stick.volumes import Target

Eject = Callable[["Target"], Ejected | None]


class LettingGo(QObject):
    """``wish`` stands beside the choice of a stick, ``button`` there afterwards while it is not gone; ``say`` is told
    what came of a try by hand.
    """

    def __init__(
        self, parent: QObject, place: Workplace, eject: Eject, say: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self._place, self._eject, self._say = place, eject, say
        self.wish = TickBox(_("Tháo USB khi ghi xong (Alt+T)"))
        self.wish.setShortcut("Alt+T")
        self.wish.setChecked(place.office.preferences.eject_stick)
        self.wish.clicked.connect(self._keep)
        self.button = ActionButton(_("Tháo USB"), self._by_hand, name="usb", key="Alt+T")
        self.button.hide()
        self.lines: list[str] = []
        self._target: Target | None = None
        self._wished = False
        self._ejected: Ejected | None = None
        self._found: list[Ejected | None] = []

    def _keep(self, wished: bool) -> None:
        office = self._place.office
        wanted = replace(office.preferences, eject_stick=wished)
        guard(self._place, lambda: office.rules.change_preferences(wanted))

    def begin(self) -> None:
        """The present wish holds for the batch that is written now."""
        self._wished, self._ejected, self._target = self.wish.isChecked(), None, None

    def after(self, target: Target, files: tuple[Path, ...]) -> None:
        """On the thread that wrote: look at the files once more, then let the stick go if that is wished."""
        self.lines = [f"{path.parent.name}/{path.name} · {_size_of(path)}" for path in files]
        self._target = target
        self._ejected = self._eject(target) if self._wished else None

    def told(self) -> str:
        """The sentence that tells the outcome, and the button where the work is still to be done."""
        there = self._target is not None and stick_of(self._target) is not None
        self.button.setVisible(there and self._ejected is not Ejected.DONE)
        return ejected_text(self._ejected)

    def _by_hand(self) -> None:
        target, found, let_go = self._target, self._found, self._eject
        if target is None:
            return
        self.button.setEnabled(False)
        errand = Errand(lambda: found.append(let_go(target)))
        errand.ready.connect(self._on_tried)
        errand.failed.connect(self._on_tried)
        errand.start()

    def _on_tried(self, *_error: object) -> None:
        self._ejected = self._found.pop() if self._found else Ejected.UNABLE
        self.button.setEnabled(True)
        self._say(self.told())


def _size_of(path: Path) -> str:
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return size_text(size) if size >= 2**20 else f"{max(size // 1024, 1)} KB"
