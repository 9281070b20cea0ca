"""Language, text size and colours, chosen before anything else is asked; each is put on at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.look_choices import language_choice, scale_choice, theme_choice
from counter_app.qt.kit.theme import scaled
from counter_app.settings import Preferences

if TYPE_CHECKING:
    from counter_app.qt.window.appearance import Look


class FirstLook(QWidget):
    """Three lists in one line.

    Signals:
        chosen(str): one of them was; its name as in ``Look``.
    """

    chosen = Signal(str)

    def __init__(self, look: Look | None) -> None:
        super().__init__()
        usual = Preferences()
        self.choices = {
            "language": language_choice(),
            "text_scale": scale_choice(),
            "theme": theme_choice(),
        }
        words = {
            "language": _("&Ngôn ngữ"),
            "text_scale": _("&Cỡ chữ"),
            "theme": _("&Giao diện"),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for name, choice in self.choices.items():
            choice.choose(getattr(look or usual, name))
            choice.setMinimumWidth(scaled(150))
            choice.chosen.connect(lambda _value, name=name: self.chosen.emit(name))
            line.addWidget(Field(words[name], choice))

    def wish(self) -> dict[str, str | int]:
        """The chosen look, by name as in ``Look`` and ``Preferences``."""
        return {name: choice.value() for name, choice in self.choices.items()}
