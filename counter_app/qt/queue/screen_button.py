"""The button that puts the public's window on a screen, or takes it off."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.second_screen import SecondScreen


class ScreenButton(ActionButton):
    """One other screen: switches it on and off; several: offers them by name; none: shows it in a window."""

    def __init__(self, place: Workplace, second_screen: SecondScreen) -> None:
        super().__init__(_("Màn hình gọi số"), self._on_pressed, name="screen", key="Alt+M")
        self._place = place
        self._second_screen = second_screen
        self.menu_shown: QMenu | None = None

    def _on_pressed(self) -> None:
        if self._second_screen.shown_on or self._second_screen.previewed:
            self._second_screen.shut()
            self._place.hub.notice(Tone.INFO, _("Đã tắt màn hình gọi số."))
            return
        names = [screen.name() for screen in self._second_screen.choices()]
        if len(names) > 1:
            self._offer(names)
        elif names:
            self._open(names[0])
        else:
            self._second_screen.preview()
            self._place.hub.notice(
                Tone.INFO,
                _(
                    "Chưa thấy màn hình thứ hai nên bảng gọi số hiện thử trong cửa sổ. Alt+M để tắt."
                ),
            )

    def _offer(self, names: list[str]) -> None:
        self.menu_shown = QMenu(self)
        for at, name in enumerate(names, start=1):
            self.menu_shown.addAction(f"&{at} {name}").setData(name)
        self.menu_shown.triggered.connect(lambda action: self._open(action.data()))
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _open(self, name: str) -> None:
        guard(self._place, lambda: self._second_screen.open_on(name), then=self._on_opened)

    def _on_opened(self, _nothing: None) -> None:
        self._place.hub.notice(
            Tone.GOOD,
            _("Màn hình gọi số đang hiện ở {name}.").format(name=self._second_screen.shown_on),
        )
