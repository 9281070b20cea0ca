"""The first run in the window: its look, what comes of it, and who sits down afterwards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from counter_app import i18n, paths
from counter_app.errors import CounterError
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import apply_theme
from counter_app.qt.window.first_run import FirstRun

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from counter_app.domain.clock import Clock
    from counter_app.office import Office
    from counter_app.qt.window.appearance import Look
    from counter_app.qt.window.main_window import MainWindow
    from counter_app.qt.window.practice import Practice


class Beginning(QObject):
    """Shows the first run until there is an office, puts on what is chosen there, and lets the first officer in.

    Signals:
        translating(): another language is spoken.
        over(object): an office lies in the data folder; its keys, None where none were needed.
    """

    translating = Signal()
    over = Signal(object)

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        data_dir: Path,
        look: Look,
        clock: Clock | None,
        practice: Practice | None = None,
    ) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._data_dir, self._look, self._clock = data_dir, look, clock
        self._practice = practice
        self._chosen = False
        self._answer = ("", "")
        self._asked_to_close = False
        self.panel: FirstRun | None = None
        window.installEventFilter(self)

    def show(self, *, restore: bool = False) -> None:
        """Ask how to begin; ``restore``: it is known that a copy is to be brought back."""
        self.translating.emit()
        self._renew()
        if restore and self.panel is not None:
            self.panel.restore()
        elif self._practice is not None and self.panel is not None:
            self.panel.practise(self._practice)

    def _renew(self) -> None:
        """A panel in the look and language of now, in the place of the one before."""
        before = self.panel
        self.panel = FirstRun(self._data_dir, clock=self._clock, look=self._look)
        self.panel.founded.connect(self._on_founded)
        self.panel.restored.connect(self._on_restored)
        self.panel.look_wanted.connect(self._on_look)
        if before is not None:
            self.panel.take_over(before)
        self._window.show_only(self.panel)
        if before is not None:
            self._window.removeWidget(before)
            before.deleteLater()

    def _on_look(self, name: str) -> None:
        """Wear it at once, and keep it for the office that will be."""
        if self.panel is None:
            return
        self._chosen = True
        for wish, value in self.panel.look.wish().items():
            setattr(self._look, wish, value)
        self._look.keep()
        i18n.use_language(self._look.language, paths.resources_dir() / "locale")
        apply_theme(self._app, self._look)
        self.translating.emit()
        self._renew()
        self.panel.look.choices[name].setFocus()

    def _on_founded(self, login: str, password: str) -> None:
        self._answer = (login, password)
        self._look.login = login
        self.over.emit(self.panel.keys if self.panel else None)

    def _on_restored(self, news: str) -> None:
        self._window.news.append(news)
        self.over.emit(self.panel.keys if self.panel else None)

    def dress(self, office: Office) -> None:
        """Let this computer keep the look that was chosen before there was an office."""
        if self._chosen and office.writable:
            wish = replace(
                office.preferences,
                language=self._look.language,
                text_scale=self._look.text_scale,
                theme=self._look.theme,
            )
            with suppress(CounterError):  # the look is no reason to keep anybody out
                office.rules.change_preferences(wish)
                office.use_language()

    def let_in(self) -> None:
        """The office is open: who founded it sits down, everybody else signs in."""
        self._window.removeEventFilter(self)
        if self.panel is not None:
            self._window.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        if self._answer[0]:
            self._window.sign_in.tried.emit(*self._answer)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first close while something is made only stops it; a second one leaves what hangs."""
        if event.type() != QEvent.Type.Close or self.panel is None or not self.panel.wait.busy:
            return False
        if self._asked_to_close:
            return False
        self._asked_to_close = True
        self.panel.wait.end()
        event.ignore()
        return True
