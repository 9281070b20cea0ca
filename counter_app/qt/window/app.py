"""Starting the window: first something to see, then the data and everything heavy."""

from __future__ import annotations

import linecache
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from counter_app import i18n, paths
from counter_app.i18n import _
from counter_app.qt.kit.theme import ARGUMENTS, WEIGHTS, apply_theme, load_fonts
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.collector import Collector
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.system_colours import SystemColours

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.office import Office
    from counter_app.printing.devices.printer import Printer
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.beginning import Beginning
    from counter_app.qt.window.crash import CrashLog
    from counter_app.qt.window.instance import SingleInstance
    from counter_app.qt.window.practice import Practice
    from counter_app.qt.window.translator import TableTranslator
    from counter_app.qt.window.upgrading import Upgrading
    from counter_app.system.key_ring import OfficeKeys

TRACE = "COUNTER_TRACE_START"
"""Set to 1, the milliseconds from ``run`` to the first paint are printed as ``first-paint-ms N``."""
TURN_SECONDS = 0.001
"""The time a thread that computes keeps the window waiting for its turn, of which one save takes hundreds; Python's own
measure is five times as long, and a check runs for minutes.
"""


def run(data_dir: Path, practice: Practice | None = None) -> int:
    """Open the window over a data folder and return the exit code when it is closed.

    A folder that another window has open brings that window to the front instead. ``practice``: it is a training.
    """
    begun = time.perf_counter()
    sys.setswitchinterval(TURN_SECONDS)
    app = QApplication.instance() or QApplication([*sys.argv[:1], *ARGUMENTS])
    assert isinstance(app, QApplication)  # noqa: S101 - a bare core application cannot show windows
    program = Program(app, data_dir, begun=begun, practice=practice)
    code = app.exec() if program.start() else 0
    if still_working(app):
        # Qt ends the program with an error when a thread outlives what it belongs to; the data lies safe by now.
        sys.stdout.flush()
        os._exit(code)
    return code


def run_training(data_dir: Path, login: str, name: str, *, again: bool = False) -> int:
    """Open the window over what an officer practises on; ``data_dir`` is the real office's, which is left alone.

    Errors: RuleError for a login that names no folder.
    """
    from counter_app.qt.window.practice import Practice

    practice = Practice.of(data_dir, login, name, again=again)
    return run(practice.folder, practice)


def still_working(app: QApplication) -> bool:
    """True if a thread did not end although it was told to, such as one that asks a network folder that hangs."""
    from PySide6.QtCore import QThread

    return any(thread.isRunning() for thread in app.findChildren(QThread))


class Program(QObject):
    """The parts of the running program, in the order in which they come to life."""

    _bug = Signal(str)
    _trouble = Signal(str)

    def __init__(
        self,
        app: QApplication,
        data_dir: Path,
        *,
        clock: Clock | None = None,
        begun: float = 0.0,
        practice: Practice | None = None,
    ) -> None:
        super().__init__(app)
        self._app, self._data_dir, self._clock, self._begun = app, data_dir, clock, begun
        self._instance: SingleInstance | None = None
        self.upgrading: Upgrading | None = None
        self._crash: CrashLog | None = None
        self._collector = Collector(self)
        self._translator: TableTranslator | None = None
        self._beginning: Beginning | None = None
        self._keys: OfficeKeys | None = None
        self._practice = practice
        self.look = Look.of(data_dir) if practice is None else practice.look()
        self.place: Workplace | None = None
        self.window: MainWindow | None = None

    def start(self) -> bool:
        """Show the window; False when another window has the folder open already."""
        from counter_app.qt.window.instance import SingleInstance

        self._app.setApplicationName("quay-mot-cua")
        with suppress(OSError):  # said in the window, when the data is opened
            self._data_dir.mkdir(parents=True, exist_ok=True)
        self._instance = SingleInstance(self._data_dir, self)
        if not self._instance.claim():
            self._instance.call_first()
            return False
        if self.look.language != i18n.current_language():
            i18n.use_language(self.look.language, paths.resources_dir() / "locale")
        apply_theme(self._app, self.look, WEIGHTS[:1])
        self.window = MainWindow(self.look, ahead=True)
        self.window.painting.connect(self._trace)
        self.window.painted.connect(self._on_painted)
        self.window.began.connect(self._on_began)
        self.window.show()
        return True

    def stop(self) -> None:
        """Give everything back; for the end of the program and of tests."""
        self._collector.stop()
        if self.place is not None:
            self.place.jobs.leave()
            self.place.office.leave()
            self.place = None
        if self._crash is not None:
            self._crash.remove()
            self._crash = None
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if self._instance is not None:
            self._instance.release()
            self._instance = None

    def _trace(self) -> None:
        _trace_since(self._begun)

    def _on_painted(self) -> None:
        self._collector.begin()
        _forget_sources()
        load_fonts(self._app, *WEIGHTS[:2])
        self._app.aboutToQuit.connect(self.stop)
        self._watch_for_bugs()
        if self._instance is not None:
            self._instance.asked.connect(self._come_forward)
            self._instance.listen()
        self.open_data()
        _note_shown()

    def _on_began(self) -> None:
        """Load the parts only pages need: every weight of the font, Qt's texts, days and numbers as written here."""
        from PySide6.QtCore import QLocale

        self._follow_preferences()  # no page is built yet: whoever sits down sees the own look
        load_fonts(self._app, *WEIGHTS)
        self._translate()
        QLocale.setDefault(QLocale("en_GB" if self.look.language == "en" else "vi_VN"))

    def open_data(self) -> None:
        """Open the office, or set one up when there is none."""
        from counter_app.errors import StoreError

        _forget_sources()
        try:
            office = self._opened()
        except StoreError as error:
            self._show_unusable(error.message)
            return
        except Exception:
            # Its own box tells it; whoever closes that must not wait at the sign-in for ever.
            self._show_unusable(_opening_failed())
            raise
        if office is None:
            return
        if self._practice is not None:
            self._practice.seat(office)
        if self._beginning is not None:
            self._beginning.dress(office)
        self._begin(office)
        if self._beginning is not None:
            self._beginning.let_in()
            self._beginning = None
        if self.window is not None:
            self.window.gate.go_on()

    def _opened(self) -> Office | None:
        """The office; None where something else comes first."""
        from counter_app.office import Office

        upgraded = self.upgrading is not None and self.upgrading.over
        if not Office.exists(self._data_dir):
            self._show_first_run()
        elif self._keys is None and Office.locked(self._data_dir):
            self._ask_to_unlock()
        elif not upgraded and Office.outdated(self._data_dir, self._keys):
            self._upgrade()
        else:
            return _office_at(self._data_dir, self._clock, self._keys)
        return None

    def _ask_to_unlock(self) -> None:
        if self.window is not None:
            asking = self.window.gate.unlocking(self._data_dir, self._clock)
            self.window.show_only(self.window.sign_in)
            asking.unusable.connect(self._show_unusable)
            asking.unlocked.connect(self._on_unlocked)
            asking.ask(self.look.login)

    def _on_unlocked(self, keys: OfficeKeys | None) -> None:
        self._keys = keys
        self.open_data()

    def _upgrade(self) -> None:
        from counter_app.qt.window.upgrading import Upgrading

        if self.upgrading is None:
            self.upgrading = Upgrading(self._data_dir, self._clock, self._keys)
            self.upgrading.done.connect(self.open_data)
            self.upgrading.refused.connect(self._show_unusable)
        if self.window is not None:
            self.window.show_only(self.upgrading)
        self.upgrading.upgrade()

    def _begin(self, office: Office) -> None:
        from counter_app.qt.kit.hub import Hub
        from counter_app.qt.kit.jobs import Jobs
        from counter_app.qt.kit.workplace import Workplace
        from counter_app.qt.window.restoring import ComingBack

        if self.window is None:
            return
        self.place = Workplace(office, Hub(self), Jobs(office, self))
        self.place.hub.changed.connect(self._on_changed)
        self._follow_preferences()
        SystemColours(self._app, self.window, self.place)
        back = ComingBack(self.window, self.place, self._data_dir, self._clock)
        back.over.connect(self._on_unlocked)
        self.window.attach(self.place)
        if self._clock is None:
            _look_at_zone(self.place)

    def _show_first_run(self, *, restore: bool = False) -> None:
        from counter_app.qt.window.beginning import Beginning

        if self.window is None:
            return
        if self._beginning is None:
            self._beginning = Beginning(
                self._app, self.window, self._data_dir, self.look, self._clock, self._practice
            )
            self._beginning.translating.connect(self._translate)
            self._beginning.over.connect(self._on_unlocked)
        self._beginning.show(restore=restore)

    def _show_unusable(self, message: str) -> None:
        from counter_app.qt.window.unusable import UnusablePanel

        if self.window is None:
            return
        panel = UnusablePanel(message)
        panel.again_wanted.connect(self.open_data)
        panel.restore_wanted.connect(lambda: self._show_first_run(restore=True))
        self.window.show_only(panel)

    def _on_changed(self, nouns: frozenset[object]) -> None:
        # A look chosen elsewhere waits for the next start: pages built anew would lose what is in hand on them.
        if "settings" in nouns and self.place is not None and not self.place.hub.elsewhere:
            self._follow_preferences()

    def _follow_preferences(self) -> None:
        """Look and speak as this computer's preferences say."""
        if self.place is None or self.window is None:
            return
        if self.look.follow(self.place.office.views.appearance()):
            self.window.change_look(self._put_on)

    def _put_on(self) -> None:
        """Wear the look and speak the language that were chosen."""
        if self.place is None:
            return
        self.place.office.use_language()
        apply_theme(self._app, self.place.office.views.appearance())
        self._translate()

    def _translate(self) -> None:
        """Qt's own dialogs speak Vietnamese unless another language is chosen."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator.deleteLater()
        self._translator = _translator(self) if self.look.language != "en" else None
        if self._translator is not None:
            self._app.installTranslator(self._translator)

    def _watch_for_bugs(self) -> None:
        from PySide6.QtCore import Qt  # its enumerations take half the time of the first paint

        from counter_app.qt.window.crash import CrashLog

        # Told in this thread, and not in the middle of what Qt is at.
        self._bug.connect(self._tell_bug, Qt.ConnectionType.QueuedConnection)
        self._trouble.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._crash = CrashLog(self._data_dir, self._bug.emit, self._trouble.emit)
        self._crash.install()

    def _tell_bug(self, name: str) -> None:
        self._tell(*_bug_told(name))

    def _tell(self, text: str, title: str = "", detail: str = "") -> None:
        if self.window is not None:
            _open_box(self.window, text, title, detail)

    def _come_forward(self) -> None:
        if self.window is not None:
            if self.window.isMinimized():
                self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()


def _office_at(data_dir: Path, clock: Clock | None, keys: OfficeKeys | None) -> Office:
    from counter_app.office import Office

    who = _("cửa sổ chương trình")
    return Office.open(data_dir, clock=clock, printer_for=_printer_for, who=who, keys=keys)


def _opening_failed() -> str:
    return _("Chương trình gặp lỗi khi mở dữ liệu. Bấm Mở lại, hoặc báo người phụ trách máy.")


def _bug_told(name: str) -> tuple[str, str, str]:
    """Text, title and detail for whoever was at it when a bug came."""
    text = _(
        "Chương trình gặp lỗi ở bước vừa rồi. Dữ liệu đã lưu không mất. Làm lại bước đó; nếu "
        "vẫn lỗi, đóng và mở lại chương trình, báo mã lỗi cho người phụ trách máy."
    )
    detail = _("Mã lỗi: {name}. Báo mã này cho người phụ trách máy.").format(name=name)
    return text, _("Có lỗi của chương trình"), detail


def _open_box(window: MainWindow, text: str, title: str, detail: str) -> None:
    """One box at a time: while one is read, the next of the same kind says nothing new."""
    from counter_app.qt.kit.trouble import TroubleDialog

    if not any(item.isVisible() for item in window.findChildren(TroubleDialog)):
        TroubleDialog(text, window, title=title, detail=detail).open()


def _translator(parent: QObject) -> TableTranslator:
    from counter_app.qt.window.translator import TableTranslator

    return TableTranslator(paths.resources_dir() / "locale" / "qt_vi.json", parent)


def _note_shown() -> None:
    """Tell an installed program that this version of it shows its window."""
    if getattr(sys, "frozen", False):
        from counter_app.releases.handing_on import note_shown

        note_shown(Path(sys.executable))


def _trace_since(begun: float) -> None:
    """Print how long the first paint took, for who measures it."""
    if os.environ.get(TRACE) == "1":
        took = (time.perf_counter() - begun) * 1000
        sys.stdout.write(f"first-paint-ms {took:.1f}\n")
        sys.stdout.flush()


def _forget_sources() -> None:
    """PySide reads the source of every module that is imported; ``linecache`` would keep the lines for good."""
    linecache.clearcache()


def _look_at_zone(place: Workplace) -> None:
    """Say that the computer stands in another zone: its wall clock may have been set by hand."""
    from counter_app.office import system_offset
    from counter_app.qt.kit.hub import Tone
    from counter_app.wording.office.clock import zone_text

    text = zone_text(system_offset(), place.office.now())
    if text:
        place.hub.notice(Tone.WARNING, text)


def _printer_for(wish: str) -> Printer:
    """Qt's printing is loaded when somebody prints."""
    from counter_app.qt.kit.qt_printer import printer_for

    return printer_for(wish)
