"""The hub: what changed is announced once, and every page that shows it reloads. Pages never call pages."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.desk import Done, Noun
    from counter_app.desk.office.restore_consent import Allowed

T = TypeVar("T")
OFFER_KEY = "Ctrl+Q"
"""Does what a message offers, over a page and in a dialog alike."""


KEEP_SEEN = "keep-seen"
"""The name of a part of a page that no message may cover."""


class Tone(StrEnum):
    """The way a notice is meant."""

    GOOD = "good"
    INFO = "info"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer of a message: the word on its button, and the act."""

    word: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreWish:
    """A restore that two people allowed: from which copy, with the batches of which folder.

    ``completing``: the copy is the data itself, which only gets whole what it holds in part.
    """

    copy: Path
    batches: Path | None
    allowed: Allowed
    completing: bool = False


class Hub(QObject):
    """Announces changes, notices and wishes to go elsewhere.

    Signals:
        changed(frozenset[Noun]): these nouns changed; reload what shows them.
        noticed(str, str, object): a Tone value, a sentence to lie over the page, and what it offers: an Offer, what
            "Thử lại" does, or None.
        undoable(str, object): what was done, and what takes it back.
        wanted(str, object): open the page of this name with this argument ("dossier", code), ("intake", None)…
        back_wanted(): the page in front has nothing to show; show the one before it.
        lock_wanted(): lock the screen.
        put_out(): whoever sits here works here no more.
        restore_wanted(RestoreWish): close the data, bring it back from a copy, open it again.
        encrypt_wanted(bool): close the data, encrypt it or (True) give it another key, open it again.
    """

    changed = Signal(frozenset)
    noticed = Signal(str, str, object)
    undoable = Signal(str, object)
    wanted = Signal(str, object)
    back_wanted = Signal()
    lock_wanted = Signal()
    put_out = Signal()
    restore_wanted = Signal(object)
    encrypt_wanted = Signal(bool)

    elsewhere = False
    """While ``changed`` is announced: somebody else did it, in another window or at the terminal."""

    def __init__(
        self, parent: QObject | None = None, *, sits_here: Callable[[], bool] = lambda: True
    ) -> None:
        """``sits_here``: asked before anything is announced; who works here no more is put out, and nothing is read."""
        super().__init__(parent)
        self._sits_here = sits_here

    def done(self, done: Done[T]) -> T:
        """Announce what a verb changed and hand on its result."""
        if done.changes:
            self._tell(done.changes)
        return done.result

    def announce(self, *nouns: Noun) -> None:
        """Announce a change made outside a verb."""
        self._tell(frozenset(nouns))

    def hear(self, *nouns: Noun) -> None:
        """Announce what somebody else changed."""
        self.hand_on(frozenset(nouns), elsewhere=True)

    def hand_on(self, nouns: frozenset[Noun], *, elsewhere: bool) -> None:
        """Announce what was announced at another hub; ``elsewhere``: somebody else did it."""
        self.elsewhere = elsewhere
        try:
            self._tell(nouns)
        finally:
            self.elsewhere = False

    def _tell(self, nouns: frozenset[Noun]) -> None:
        if self._sits_here():
            self.changed.emit(nouns)
        else:
            self.put_out.emit()

    def notice(
        self, tone: Tone, text: str, retry: Callable[[], object] | Offer | None = None
    ) -> None:
        """Show one sentence over the page; ``retry`` puts "Thử lại" beside it, an Offer its own word."""
        self.noticed.emit(tone.value, text, retry)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Offer for ten seconds to take back what ``text`` says was done."""
        self.undoable.emit(text, undo)

    def go(self, page: str, argument: object = None) -> None:
        """Ask the main window for another page."""
        self.wanted.emit(page, argument)
