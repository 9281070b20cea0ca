"""The window: signing in, setting up or working, one of them at a time. It only assembles."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from counter_app import paths
from counter_app.i18n import _
from counter_app.qt.kit.copied import forget_copied
from counter_app.qt.kit.held_keys import HeldKeys
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import dress
from counter_app.qt.window.making_ready import LoadingAhead, prepare
from counter_app.qt.window.session_lock import Gate
from counter_app.qt.window.window_closing import Leaving

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.appearance import Look
    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.scanner import ScanCatcher
    from counter_app.qt.window.veil import Veil

SMALLEST = (1000, 640)
USUAL = (1200, 680)
"""Fits a 1366×768 screen with title and task bar."""


class MainWindow(QStackedWidget):
    """One window over one office. ``ahead``: it makes ready what will be asked for, while nobody waits.

    Signals:
        painting(): the first paint begins.
        painted(): the first paint is done; heavy parts may be loaded now.
        began(): somebody goes to work; the pages are about to be built.
    """

    painting = Signal()
    painted = Signal()
    began = Signal()

    def __init__(self, look: Look, *, ahead: bool = False) -> None:
        super().__init__()
        dress(self)
        HeldKeys(self)
        self._ahead = ahead
        self._look = look
        self._place: Workplace | None = None
        self._was_painted = False
        self.leaving = Leaving(self)
        self.leaving.free.connect(self.close)
        self._veil: Veil | None = None
        self.view: CounterView | None = None
        self.scanner: ScanCatcher | None = None
        self.gate = Gate(look, self)
        self.sign_in = self.gate.panel
        self.addWidget(self.sign_in)
        if ahead:
            self.sign_in.password.textEdited.connect(LoadingAhead().begin)
        self.setWindowTitle(_("Quầy Một Cửa"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        look.restore(self)
        self.gate.opened.connect(self._begin)
        self.gate.idle.connect(self.lock)
        self.news: list[str] = []
        self.sign_in.switch_wanted.connect(self.sign_out)
        self._first_paint = QTimer(self, singleShot=True, interval=0)
        self._first_paint.timeout.connect(self.painted)
        self.sign_in.password.setFocus()

    @property
    def stack(self) -> QStackedWidget:
        """The stack that fills the window: signing in, setting up, or the counter."""
        return self

    def attach(self, place: Workplace) -> None:
        """Work in an office that was opened."""
        from counter_app.qt.window.looks_kept import LooksKept

        self._place = place
        self.leaving.attach(place.jobs)
        LooksKept(place.office, place.jobs, self)
        self.news += _cleared(place.office)
        self.setWindowIcon(_icon())
        self.setWindowTitle(_("Quầy Một Cửa – {office}").format(office=place.office.settings.name))
        self.gate.attach(place)
        if place.office.session.officer is None:
            self.show_sign_in()
        else:
            self._begin()

    def show_only(self, widget: QWidget) -> None:
        """Fill the window with a panel such as the first run."""
        self.setWindowIcon(_icon())
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self.setCurrentWidget(widget)

    def show_sign_in(self) -> None:
        """Ask who sits here."""
        self.gate.ask()
        self._rest()

    def lock(self) -> None:
        """Hide everything behind the password; pages keep what was typed."""
        if self._place is None or self.view is None or self.currentWidget() is not self.view:
            return
        officer = self._place.office.session.officer
        if officer is None:
            return
        forget_copied()
        self._veiled().draw(self.view)
        self.gate.ask_again(officer)
        self._rest()

    def sign_out(self, why: str = "") -> None:
        """Leave the counter; the next officer gets fresh pages. ``why`` is told of one who had to leave."""
        if self._place is None:
            return
        if self.view is not None:
            forget_copied()
            self.view.standing.leave()
        self._place.office.seat.sign_out(put_out=bool(why))
        self._drop_view()
        self.show_sign_in()
        self.sign_in.tell(why)

    def _signed_in(self) -> bool:
        return self._place is not None and self._place.office.session.officer is not None

    def change_look(self, put_on: Callable[[], None]) -> None:
        """Put on another language, theme or text size: the pages are built anew, and the same one is open again.

        Those that are there go first. To restyle thousands of widgets that are thrown away would take seconds.
        """
        if self.view is None:
            put_on()
            return
        name, working = self.view.pages.name, self.currentWidget() is self.view

        def come_back() -> None:
            try:
                with self._unwatched():
                    put_on()
                    if working and self.view is None and self._signed_in():
                        self._begin()
                        self.open_page(name or "board")
            finally:
                self.setUpdatesEnabled(True)

        self.setUpdatesEnabled(False)  # nobody sees the sign-in that lies below
        self.view.destroyed.connect(lambda: QTimer.singleShot(0, self, come_back))
        self._drop_view()

    def _rest(self) -> None:
        if self.scanner is not None:
            self.scanner.enabled = False
        self.setCurrentWidget(self.sign_in)
        self.sign_in.password.setFocus()

    def _begin(self) -> None:
        if self._place is None:
            return
        from counter_app.qt.window.sitting_down import tell

        fresh = self.view is None
        if self.view is None:
            self.view = self._built(self._place)
        if self.scanner is None:
            self.scanner = self._watching()
        self.scanner.card_wanted = self.view.card_wanted
        self.scanner.enabled = True
        self.view.pages.quietly = self._unwatched
        focus: QWidget | None = self.view.focusWidget()
        self.gate.read_minutes()
        self.setCurrentWidget(self.view)
        self.view.begin()
        news, self.news = self.news, []
        tell(self.view, news, fresh=fresh, typed=self.gate.forget_typed())
        if fresh and self._ahead:
            prepare(self.view, self.scanner)
        if focus is not None:
            focus.setFocus()
        if self._veil is not None:
            self._veil.lift()
        self._on_touched()

    def _built(self, place: Workplace) -> CounterView:
        from counter_app.qt.window.counter_view import build_view

        self.began.emit()
        view = build_view(place)
        view.lock_wanted.connect(self.lock)
        view.switch_wanted.connect(self.sign_out)
        view.put_out.connect(self.sign_out)
        view.minute.timeout.connect(self.gate.look)
        officer = place.office.session.officer
        self._look.dress_side(view.navigation, officer.login if officer else "")
        self.addWidget(view)
        return view

    def _watching(self) -> ScanCatcher:
        from counter_app.qt.kit.enter import reveal_unseen
        from counter_app.qt.window.scanner import ScanCatcher

        catcher = ScanCatcher(self)
        catcher.scanned.connect(self._on_scan)
        catcher.card_scanned.connect(self._on_card)
        catcher.garbled.connect(lambda said: self.view and self.view.answer.say(said))
        catcher.touched.connect(self._on_touched)
        catcher.typing.connect(reveal_unseen)
        catcher.install()
        return catcher

    def _unwatched(self) -> AbstractContextManager[None]:
        from counter_app.qt.window.scanner import unwatched

        return nullcontext() if self.scanner is None else unwatched(self.scanner)

    def open_page(self, name: str, argument: object = None) -> None:
        """Open a page of the view, when somebody works in it."""
        if self.view is not None:
            self.view.place.hub.go(name, argument)

    def _on_scan(self, digits: str) -> None:
        if self.view is not None:
            self.view.take_scan(digits)

    def _on_card(self, text: str) -> None:
        if self.view is not None:
            self.view.take_card(text)

    def _veiled(self) -> Veil:
        if self._veil is None:
            from counter_app.qt.window.veil import Veil

            self._veil = Veil(self)
        return self._veil

    def _drop_view(self) -> None:
        if self.view is not None:
            self._veiled().tear()
            self.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _on_touched(self) -> None:
        """Somebody is there: start counting the quiet minutes anew."""
        if self.view is not None and self.currentWidget() is self.view:
            self.gate.count_anew()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painting.emit()
            self._first_paint.start()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.view is not None and not self.leaving.may_close(self.view.place.hub):
            event.ignore()
            return
        self._look.remember(self)
        if self.view is not None:
            forget_copied()
            self.view.standing.leave()
        if self.scanner is not None:
            self.scanner.remove()
        self.gate.stop()
        if self._place is not None:
            self._place.jobs.leave()
        super().closeEvent(event)
        QApplication.quit()


def _cleared(office: Office) -> list[str]:
    """The work found half done when the office was opened, in a sentence each."""
    from counter_app.wording.office.keeping import cleared_text

    return [cleared_text(office.cleared)] if office.cleared else []


def _icon() -> QIcon:
    from PySide6.QtGui import QIcon

    return QIcon(str(paths.resources_dir() / "icons" / "app.ico"))
