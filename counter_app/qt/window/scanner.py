"""A scan caught anywhere in the program: a scanner is a keyboard, and what it typed is told by what it says.

How fast the keys came tells little: a busy window, a wireless scanner and a late Return are slow. A receipt has its
check digit, a card its bars. With a Vietnamese input method on, letters arrive as committed text or are taken back and
typed anew, so all of that is watched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget

from counter_app.domain.card.typed_card import rewritten, typed_card
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.scanned import misread_digits, read_code, trailing_codes
from counter_app.domain.dossier.typed_keys import BACK, EMPTY, Method, meant, shown
from counter_app.domain.text import unmarked
from counter_app.i18n import _
from counter_app.qt.kit.card_box import TYPED_OVER
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.public_screen import FOR_PUBLIC
from counter_app.qt.window.composition import Composition
from counter_app.qt.window.key_log import KeyLog, LastCard, moment_of, writes
from counter_app.qt.window.overtaken import Overtaken

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ENDS_AS_CONTROL = frozenset("\r\n\t")
"""The signs of Ctrl+M, Ctrl+J and Ctrl+I, which some scanners are set to send."""
HANDS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.InputMethod}
)
_HELD = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
    }
)  # fmt: skip
_SCROLLING = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_SEPARATOR = "\x1d"
"""Sent by some scanners around a code; the only control character that is part of a scan."""
_MOSTLY_DIGITS = 12
_SIGNS = 2
"""Letters or digits on a button that are no slip of a finger."""


class ScanCatcher(QObject):
    """Watches every key of the program; what is a scan is taken out of the field it fell into.

    A widget whose property ``takesScans`` is true keeps what is scanned into it; ``card_wanted`` says whether a card
    may be caught now. ``clock`` counts seconds; without it the keys' own stamps are read.

    Signals:
        scanned(str), card_scanned(str): a receipt's digits; the text of an identity card's QR code.
        garbled(str): something was scanned that cannot be read; why, and what to do.
        touched(), typing(QWidget): somebody uses keyboard or mouse; a key is about to reach what has the keyboard.
    """

    scanned = Signal(str)
    card_scanned = Signal(str)
    garbled = Signal(str)
    touched = Signal()
    typing = Signal(QWidget)

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._log: KeyLog | None = None
        self._holder: QWidget | None = None
        self._composed, self._late, self._last = Composition(), "", LastCard()
        self._overtaken = Overtaken(self, clock)
        self._overtaken.quiet.connect(self._went_quiet)
        self.card_wanted: Callable[[], bool] = lambda: False
        self.enabled, self.resting = True, False

    def install(self) -> None:
        """Watch the running application."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def remove(self) -> None:
        """Stop watching."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def look_for_focus(self) -> None:
        """Look for the widget with the keyboard: one that was not watched may have moved it."""
        if QApplication.focusWidget() is not self._holder:
            self._holder = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._holder and isinstance(event, QFocusEvent) and _leaves(event):
            self._holder = None  # Qt has made the input method give its word before
        if kind not in HANDS:
            return kind == QEvent.Type.ShortcutOverride and self._commanded(event, watched)
        if not isinstance(watched, QWidget) or watched.window().property(FOR_PUBLIC):
            return False
        late = isinstance(event, QInputMethodEvent) and self._comes_late(event)
        if late or self._locked_by_touch(event):
            return True
        if not self.enabled or watched is not _target():
            return False
        if _types(event):
            self.typing.emit(watched)
        if isinstance(event, QInputMethodEvent):
            self._committed(event, watched)
        elif isinstance(event, QKeyEvent):
            return (self._returned if _ends(event) else self._pressed)(event, watched)
        else:
            self._log = None
        return False

    def _commanded(self, event: QEvent, watched: QObject) -> bool:
        """Before a command is carried out: whether it is not, since the screen locked."""
        if not self.enabled or not _is_command(event):
            return False
        self._give_held(_target(), watched)  # from whom it may lead the keyboard away
        return self._locked_by_touch(event)

    def _locked_by_touch(self, event: QEvent) -> bool:
        """True if this touch came too late and locked the screen: then it does nothing else."""
        working = self.enabled
        self.touched.emit()
        if late := working and not self.enabled:
            event.accept()
        return late

    def _returned(self, event: QKeyEvent, widget: QWidget) -> bool:
        moment, log = moment_of(event, self._clock), self._log
        if log is None and self._last.sent_twice(moment):
            return True  # CR and LF: the second would act where the first led
        self._last = LastCard(event.timestamp())
        taken = self._ended(widget, moment)
        if taken or (log is not None and log.widget is widget and _is_scan(log)):
            self._last.ended_at = moment
            self._overtaken.closed()
        else:
            self._overtaken.returned(log, self._late)
        return taken

    def _committed(self, event: QInputMethodEvent, widget: QWidget) -> None:
        """Text that an input method gives, or only shows: a key it swallows is seen while the word is still its own."""
        taken = event.replacementLength() if event.replacementStart() < 0 else 0
        held = self._held_for(widget)
        for char, before in held.changed(event.preeditString(), event.commitString(), taken):
            self._log_key(char, moment_of(event, self._clock), widget, before)

    def _comes_late(self, event: QInputMethodEvent) -> bool:
        """True if an input method gives behind Return what a widget was given before, maybe as the keys typed."""
        late, given = self._late, event.commitString()
        if given or event.preeditString():
            self._late = ""
        if late and unmarked(event.preeditString()).startswith(unmarked(late)):
            log = self._overtaken.resumed(late, _target())
            if log is not None:  # Return asked for the word too early: it goes on
                self._log, self._holder, self._composed = log, log.widget, Composition(late)
        same = bool(late) and len(given) >= len(late) and unmarked(given[0]) == unmarked(late[0])
        return same and not event.preeditString()

    def _give_back(self, log: KeyLog, at: int) -> None:
        """Put a widget back as it was before an event; what an input method still holds of the scan never comes."""
        self._give_held(log.widget)
        log.before(at).restore()

    def _give_held(self, widget: QWidget | None, asked: QObject | None = None) -> None:
        """Give a widget what an input method still holds for it: what is given behind Return would come elsewhere."""
        if widget is None or widget is not (asked or widget):
            return
        if held := self._held_for(widget).text:
            self._composed = Composition()
            self.enabled, was = False, self.enabled
            QApplication.sendEvent(widget, _giving(held))
            self.enabled, self._late = was, held

    def _held_for(self, widget: QWidget) -> Composition:
        """The word that an input method holds for a widget; a word ends where the keyboard goes elsewhere."""
        if self._holder is not widget:
            self._holder, self._composed = widget, Composition()
        return self._composed

    def _pressed(self, event: QKeyEvent, widget: QWidget) -> bool:
        if event.key() in _HELD or _writes_a_letter_by_number(event):
            return False
        text = event.text()
        acts = text == " " or (text.isprintable() and isinstance(widget, QMenu))
        if acts and _in_scan(self._log, widget, moment_of(event, self._clock)):
            self._log_key(text, moment_of(event, self._clock), widget)
            return True  # a blank in a scan presses nothing, ticks nothing; a letter chooses in no menu
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            self._log_key(BACK, moment_of(event, self._clock), widget)
        elif text and (text.isprintable() or text in {_SEPARATOR, "\u202f"}):
            if self._last.lacked(text, event.timestamp()):
                if self._last.tells():
                    self.garbled.emit(_typing_method())
                return True
            for char in text:
                held = self._held_for(widget).text
                self._log_key(char, moment_of(event, self._clock), widget, held, pressed=True)
                self._composed.passed_by(char)
        else:
            self._log = None  # the cursor may be elsewhere
        return False

    def _log_key(
        self, event: str, moment: float, widget: QWidget, held: str = "", *, pressed: bool = False
    ) -> None:
        if self._log is None or self._log.widget is not widget:
            self._log = KeyLog(widget)
        self._log.add(event, moment, held, pressed=pressed)
        behind = self._overtaken.letter() and pressed and not event.isascii()
        again = event in {BACK, EMPTY} and self._log.goes_on_fast()
        if widget.property("takesScans") and (behind or again):
            widget.setProperty(TYPED_OVER, True)

    def _ended(self, widget: QWidget, moment: float) -> bool:
        late = bool(self._held_for(widget).text)
        for char, before in list(self._held_for(widget).settled()):
            self._log_key(char, moment, widget, before)
        log, self._log = self._log, None
        if log is None or log.widget is not widget:
            return False
        if widget.property("takesScans"):
            self._give_held(widget)
            if self._ended_card(log, late=late):
                return True
            return (at := _mended(log, widget)) is not None and self._refuse(log, at)
        if self._taken(log, moment, late=late):
            return True
        if (at := _garbled(log)) is not None:
            return self._refuse(log, at)
        if said := _at_button(log):
            self.garbled.emit(said)
            return True
        self._give_held(widget)
        return False

    def _taken(self, log: KeyLog, moment: float, *, late: bool) -> str:
        """Receipts or a card at the end of what was typed, taken out of the widget or refused; what it was."""
        if (found := _receipts(log)) is not None:
            start, codes = found
            self._give_back(log, log.begun(start))
            for code in codes:
                self.scanned.emit(code.barcode)
            return codes[0].barcode
        card = typed_card(log.text_before, log.events)
        if self._ended_card(log, late=late):
            return (card and card.text) or "|"
        misread = _misread(log, moment)
        if misread is None:
            return ""
        self._give_back(log, misread[0])
        self.scanned.emit(misread[1])
        return misread[1]

    def _went_quiet(self) -> None:
        """Letters came behind a Return that overtook them, and nothing ends them."""
        log, widget = self._log, _target()
        if log is None or log.widget is not widget or not self.enabled:
            return
        self._log = None
        if isinstance(widget, QLineEdit) and not widget.text() + self._held_for(widget).text:
            return  # a field for scans has judged them already
        card = self._overtaken.holds_card(log)
        lacks = card and self._overtaken.lacks_letters()
        scan = "" if lacks else self._taken(log, log.latest, late=True)
        if not scan and not card:
            self._log = log
            return
        if not scan:
            self._refuse(log, 0)
        self._overtaken.give_back(scan, log)

    def _refuse(self, log: KeyLog, at: int) -> bool:
        """Put the field back and say that a typing method did this."""
        self._give_back(log, at)
        self.garbled.emit(_typing_method())
        return True

    def _ended_card(self, log: KeyLog, *, late: bool) -> bool:
        """A card; refused where its letters came past an input method: what stands where is chance then."""
        card, kept = typed_card(log.text_before, log.events), log.widget.property("takesScans")
        if card is None or not (kept or self.card_wanted()):
            return False
        began = log.out_of_order(card.start, late=late)
        if kept and began is None:
            return False
        whole = bool(card.text) and began is None
        self._last.card, self._last.refused = True, not whole
        self._give_back(log, log.begun(card.start) if began is None else began)
        signal, said = (self.card_scanned, card.text) if whole else (self.garbled, _typing_method())
        signal.emit(said)
        return True


def _giving(text: str) -> QInputMethodEvent:
    """The event an input method sends when it gives a text."""
    given = QInputMethodEvent()
    given.setCommitString(text)
    return given


def _writes_a_letter_by_number(event: QKeyEvent) -> bool:
    """True if it is a key of Alt with figures, by which some scanners write each sign: the sign itself comes behind."""
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    figure = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    return figure and event.modifiers() & both == both


def _is_command(event: QEvent) -> bool:
    """True if a key is a command and writes nothing; AltGr, which writes, comes as Ctrl+Alt under Windows."""
    if not isinstance(event, QKeyEvent) or event.key() in _HELD:
        return False
    held, modifier = event.modifiers(), Qt.KeyboardModifier
    both = modifier.ControlModifier | modifier.AltModifier
    if held & both == both and event.text().isprintable() and event.text():
        return False
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35 or event.key() == Qt.Key.Key_Escape
    return function or bool(held & (both | modifier.MetaModifier))


def _garbled(log: KeyLog) -> int | None:
    """The beginning of a scan that no reading makes whole: it must not go on as if hands had typed it."""
    start = log.burst()
    fast = log.events[start:]
    mostly_digits = sum(map(str.isdigit, fast)) >= _MOSTLY_DIGITS
    return start if rewritten(fast) and mostly_digits else None


def _mended(log: KeyLog, line: QWidget) -> int | None:
    """Put right what a line that keeps its scans has of one; where it begins, if nothing can be made of it."""
    if not isinstance(line, QLineEdit):
        return None
    if not rewritten(log.events[log.burst() :]):
        typed = "".join(key.char for key in shown(log.text_before, log.events))
        if line.text() != typed and sorted(line.text()) == sorted(typed):
            line.setText(typed)  # keys that passed by a held word stand before it
        return None
    found, card = _receipts(log), typed_card(log.text_before, log.events)
    if found is not None:
        if read_code(line.text()) is None and len(found[1]) == 1:
            line.setText(found[1][0].barcode)
        return None
    if card is None:
        return _garbled(log)
    if not card.text:
        return log.begun(card.start)
    line.setText(card.text)
    line.setProperty(TYPED_OVER, False)
    return None


def _misread(log: KeyLog, moment: float) -> tuple[int, str] | None:
    """A receipt with a wrong digit has nothing but its speed; whoever takes it says that it is damaged."""
    events = log.events
    for start in log.starts():
        digits = misread_digits(events[start:])
        if digits and log.is_fast(start, moment):
            return start, digits
    return None


@contextmanager
def unwatched(catcher: ScanCatcher) -> Iterator[None]:
    """Within it nothing is watched: no key comes while a page is built, and to see all its events costs a third.

    Those that are within another end with that one.
    """
    if catcher.resting:
        yield
        return
    catcher.resting = True
    catcher.remove()
    try:
        yield
    finally:
        catcher.resting = False
        catcher.install()
        catcher.look_for_focus()


def _leaves(event: QFocusEvent) -> bool:
    """True if the keyboard goes elsewhere; a list of suggestions leaves it where it is."""
    return event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason


def _receipts(log: KeyLog) -> tuple[int, tuple[DossierCode, ...]] | None:
    """The receipts at the end, and their beginning: as it stands there, else as the keys were meant."""
    before, events = log.text_before, log.events
    readings = [shown(before, events)]
    if rewritten(events):
        readings += [way for method in Method for way in meant(before, events, method)]
    found: dict[tuple[DossierCode, ...], int] = {}
    plain: tuple[DossierCode, ...] | None = None
    for reading in readings:
        keys = [key for key in reading if key.event >= 0]
        trail = trailing_codes([key.char for key in keys])
        if trail is not None:
            start = keys[trail.start].event
            found[trail.codes] = min(start, found.get(trail.codes, start))
            plain = plain or (trail.codes if reading is readings[0] else None)
    if plain is not None:
        return found[plain], plain
    if len(found) != 1:
        return None
    codes, start = next(iter(found.items()))
    return start, codes


def _is_scan(log: KeyLog) -> bool:
    """True if what was typed is a card or a receipt; a field for scans judges it by itself."""
    return typed_card(log.text_before, log.events) is not None or _receipts(log) is not None


def _in_scan(log: KeyLog | None, widget: QWidget, moment: float) -> bool:
    """True if what nothing is written into gets keys faster than hands type, up to one at ``moment``."""
    if log is None or log.widget is not widget or writes(widget):
        return False
    return log.goes_on(moment)


def _at_button(log: KeyLog) -> str:
    """The sentence about signs typed where nothing is written: the Return behind them is not meant for the button."""
    written = [event for event in log.events if event not in {BACK, EMPTY}]
    if not isinstance(log.widget, QAbstractButton | QMenu) or len(written) < _SIGNS:
        return ""
    return _unread() if log.goes_on_fast() else _written_nowhere()


def _unread() -> str:
    return _("Mã vừa quét không phải giấy hẹn hay thẻ căn cước. Quét lại đúng mã cần dùng.")


def _written_nowhere() -> str:
    return _("Chữ vừa gõ không vào ô nào. Đưa con trỏ tới ô cần ghi rồi gõ lại.")


def _typing_method() -> str:
    return _(
        "Bộ gõ tiếng Việt (Unikey, EVKey) làm hỏng mã vừa quét. Chuyển bộ gõ từ V sang E rồi quét lại."
    )


def _target() -> QWidget | None:
    """The widget that gets keys now: inside a popup such as a list of suggestions, the popup.

    The popup is not asked what has the keyboard inside it: PySide would bind the answer to what stands for the popup
    here, and both would be gone with it.
    """
    popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
    if popup is None or (focus is not None and popup.isAncestorOf(focus)):
        return focus
    return popup


def _ends(event: QKeyEvent) -> bool:
    return event.key() in ENDS or event.text() in _ENDS_AS_CONTROL


def _types(event: QEvent) -> bool:
    """True if it goes into the widget with the keyboard: no key that scrolls, and none held beside others."""
    if isinstance(event, QKeyEvent):
        return event.key() not in _SCROLLING | _HELD
    return isinstance(event, QInputMethodEvent)
