"""The program's own window in a process of its own, typed into from outside: it says what it made of the keys.

Run by tests that have a real keyboard: a line in, what has to have the keyboard; a line of JSON out, once it has it,
one whenever the Pause key arrives, which comes behind all keys before it, the same ``again``, and one when asked what
is ``seen``.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import ARGUMENTS, apply_theme
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.settings import Preferences

MOMENT = datetime(2026, 11, 28, 9, 0, tzinfo=LOCAL)


class Report(QObject):
    """What the window has made of the keys since it was last asked."""

    def __init__(self, window: MainWindow, line: QLineEdit) -> None:
        super().__init__(window)
        self.window, self.line = window, line
        self.seen: dict[str, list[Any]] = {}
        catcher = window.scanner
        assert catcher is not None
        for name in ("scanned", "card_scanned", "garbled"):
            getattr(catcher, name).connect(lambda text, name=name: self._heard(name, text))
        line.returnPressed.connect(lambda: self._heard("entered", line.text()))
        self._wanted: QWidget = line
        quiet = catcher.findChild(QTimer)
        assert quiet is not None
        self._quiet, self._catcher, self._watched = quiet, catcher, True
        self._in = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._in.activated.connect(self._asked)
        self._install, catcher.install = catcher.install, self._first  # type: ignore[method-assign]
        self._watch()

    def _first(self) -> None:
        """The catcher rests while a page is built and watches anew; whoever watches last is asked first."""
        self._install()
        self._watch()

    def _watch(self) -> None:
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        app.installEventFilter(self)

    def _heard(self, name: str, said: object) -> None:
        if name == "events" and self._catcher.enabled != self._watched:
            return  # the program itself gives a word back
        self.seen.setdefault(name, []).append(said)

    def _asked(self) -> None:
        text = os.read(sys.stdin.fileno(), 65536).decode()
        if not text:
            QApplication.quit()
            return
        if text.strip() == "seen":
            _say({"seen": self._arrived()})
        elif text.strip() == "again":
            self._answer()
        else:
            self._prepare(text.strip())

    def _prepare(self, focus: str) -> None:
        catcher, view = self.window.scanner, self.window.view
        assert catcher is not None
        assert view is not None
        page = view.pages.page("intake")
        assert page is not None
        applicant = page.form.applicant  # type: ignore[attr-defined]
        places: dict[str, QWidget] = {
            "line": self.line, "plain": self.line, "name": applicant.name, "phone": applicant.phone,
            "card": applicant.card.edit,
        }  # fmt: skip
        view.go("intake")
        catcher.enabled = self._watched = focus != "plain"
        self._wanted = places[focus]
        for field in (applicant.name, applicant.phone, applicant.card.edit, self.line):
            field.setText("")
        self.seen = {}
        self._wanted.window().activateWindow()
        self._wanted.setFocus()
        self._wait_for_focus()

    def _arrived(self) -> str:
        """What came from the keyboard, whatever has been made of it: given by the typing method, passed by, or held."""
        events = self.seen.get("events", [])
        text = "".join(item if isinstance(item, str) else item[1] for item in events)
        words = [item for item in events if not isinstance(item, str)]
        return text + (words[-1][0] if words else "")

    def _wait_for_focus(self) -> None:
        if QApplication.focusWidget() is self._wanted:
            _say({"ready": True})
        else:
            QTimer.singleShot(5, self._wait_for_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Pause:
            if event.type() == QEvent.Type.KeyPress and watched is QApplication.focusWidget():
                self._answer()
            return isinstance(watched, QWidget)
        if watched is QApplication.focusWidget():
            if isinstance(event, QInputMethodEvent):
                self._heard("events", [event.preeditString(), event.commitString()])
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                self._heard("events", event.text())
        return False

    def _answer(self) -> None:
        view = self.window.view
        assert view is not None
        page = view.pages.page("intake")
        applicant = page.form.applicant  # type: ignore[union-attr]
        focus = QApplication.focusWidget()
        _say({
            **self.seen, "arrived": self._arrived(),
            "name": applicant.name.text(), "phone": applicant.phone.text(), "line": self.line.text(),
            "card": applicant.card.edit.text(), "card_error": applicant.card.field.error.text(),
            "advice": applicant.card.advice.text(), "page": view.pages.name, "notice": view.notice.text.text(),
            "stays": focus is self._wanted, "rests": not self._quiet.isActive(),
        })  # fmt: skip


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(folder: Path) -> int:
    """Show the window over the office in ``folder`` and answer until the input ends."""
    app = QApplication([*sys.argv[:1], *ARGUMENTS])
    office = Office.open(folder, clock=FixedClock(MOMENT), officer=COMMAND_LINE)
    apply_theme(app, Preferences())
    place = Workplace(office, Hub(), Jobs(office))
    office.session.officer = office.staff.officers()[0]
    window = MainWindow(Look.of(folder))
    window.resize(1366, 768)
    window.show()
    window.attach(place)
    assert window.view is not None
    window.view.go("intake")
    line = QLineEdit(
        window
    )  # one window alone: X gives the keyboard to a second one whenever it likes
    line.show()
    line.raise_()
    report = Report(window, line)
    _say({"platform": app.platformName()})
    code = app.exec()
    del report
    place.jobs.stop()
    office.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
