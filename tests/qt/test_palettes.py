"""Every palette is read by tired eyes: words 4.5 to 1 on their ground, marks 3 to 1; the system's wish is followed."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import SYSTEM, THEMES, apply_theme, dress, system_theme, theme_name
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.window import system_colours
from counter_app.qt.window.system_colours import SystemColours
from counter_app.settings import Preferences
from tests.gallery.colours import LEAST, LEAST_MARK, contrast
from tests.patience import settle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.qt.window.main_window import MainWindow

GROUNDS = ("card", "ground")
TONES = ("good", "info", "warning", "bad")
WORDS = (
    *((ink, ground) for ink in ("ink", "muted", "accent", *TONES) for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in TONES),
    ("ink", "hover"),
    ("muted", "hover"),
    ("ink", "accent-soft"),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("bad", "bad-soft"),
    ("side-ink", "side"),
    ("side-ink", "side-hover"),
    ("side-muted", "side"),
    ("side-muted", "side-hover"),
    ("side-muted", "side-chosen"),
)
MARKS = (
    *(("line-strong", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    *(("disabled", ground) for ground in GROUNDS),
)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_are_told_from_their_ground(theme: str) -> None:
    colours = THEMES[theme]

    def pale(pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
        return [
            f"{ink} on {ground}: {told:.2f}"
            for ink, ground in pairs
            if (told := contrast(QColor(colours[ink]), QColor(colours[ground]))) < least
        ]

    assert pale(WORDS, 7 if theme == "contrast" else LEAST) == []
    assert pale(MARKS, LEAST_MARK) == []
    assert contrast(QColor("#FFFFFF"), QColor(colours["side-chosen"])) >= LEAST
    assert contrast(QColor("#3A2A00"), QColor(colours["sample"])) >= LEAST


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [100, 200])
def test_an_empty_box_is_seen_and_grows_with_the_text(
    qtbot: QtBot, qapp: QApplication, theme: str, scale: int
) -> None:
    apply_theme(qapp, Preferences(theme=theme, text_scale=scale))
    box = TickBox("Mất giấy hẹn")
    dress(box)
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    image = box.grab().toImage()
    apply_theme(qapp, Preferences())
    ground, frame = QColor(THEMES[theme]["card"]), QColor(THEMES[theme]["line-strong"])
    middle = image.height() // 2
    row = [QColor(image.pixel(x, middle)) for x in range(40 * scale // 100)]
    edges = [x for x, colour in enumerate(row) if colour == frame]
    assert edges, "the frame of an empty box is not drawn in the colour of frames"
    assert edges[-1] - edges[0] >= 15 * scale // 100
    assert contrast(frame, ground) >= LEAST_MARK


COLOURS = {
    **{"": "ink", "line": "ink", "primary": "accent", "quiet": "accent"},
    **{"danger": "bad", "danger-line": "bad"},
}
"""The colour of each tone of a button."""


def test_what_cannot_be_pressed_looks_so_in_every_tone(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, Preferences())
    for tone, colour in COLOURS.items():
        button = PushButton("Xóa mục đã chọn")
        button.setProperty("tone", tone)
        dress(button)
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        for pressed in (True, False):
            button.setEnabled(pressed)
            image = button.grab().toImage()
            seen = {
                QColor(image.pixel(x, y)).name().upper()
                for x in range(image.width())
                for y in range(image.height())
            }
            assert (THEMES["light"][colour] in seen) is pressed, tone


def _system(*, dark: bool = False, strong: bool = False) -> Any:
    schemes, wishes = Qt.ColorScheme, Qt.ContrastPreference
    wish = wishes.HighContrast if strong else wishes.NoPreference
    hints = SimpleNamespace(
        colorScheme=lambda: schemes.Dark if dark else schemes.Unknown,
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: wish),
    )
    return SimpleNamespace(styleHints=lambda: hints)


def test_the_system_says_contrast_before_dark() -> None:
    assert system_theme(_system()) == "light"
    assert system_theme(_system(dark=True)) == "dark"
    assert system_theme(_system(dark=True, strong=True)) == "contrast"


def test_who_follows_the_system_loses_nothing_when_it_turns_dark(
    qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = window.view
    assert view is not None
    place = view.place
    follower = SystemColours(qapp, window, place)
    place.office.rules.change_preferences(replace(place.office.preferences, theme=SYSTEM))
    monkeypatch.setattr(system_colours, "system_theme", lambda _app: "dark")
    monkeypatch.setattr("counter_app.qt.kit.theme.system_theme", lambda _app: "dark")
    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: said.append(text))
    follower._on_turned()
    assert theme_name() == "light", "pages in use keep their colours"
    assert len(said) == 1
    window.sign_out()
    settle()
    follower._on_turned()
    assert theme_name() == "dark"
    apply_theme(qapp, Preferences())
