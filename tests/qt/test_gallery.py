"""A lean part of the gallery: the office founded once, the program started once, its pages built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.theme import apply_theme, dress
from counter_app.settings import Preferences
from tests.gallery.looks import PALETTES, SIZES, Dress, dresses
from tests.gallery.measures import contrast, faults, unmarked
from tests.gallery.scenes import SCENES
from tests.gallery.walk import walk
from tests.patience import settle

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LEAN = (
    *(
        "board",
        "intake-empty",
        "intake-filled",
        "dossiers",
        "dossier-open",
        "move-supplement-error",
    ),
    *("returning-ready", "queue", "closing", "print", "official", "handover-make", "help"),
    *("catalogue", "calendar-hours", "staff", "settings-computer", "settings-forms"),
)


def test_nothing_is_cut_covered_pale_or_unmarked(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.gallery.office import quick_office

    monkeypatch.chdir(tmp_path)
    quick_office(tmp_path / "so-lieu")
    scenes = [scene for scene in SCENES if scene.name in LEAN]
    assert len(scenes) == len(LEAN)
    dress = Dress("dark", "en", 150, (SIZES[3],))
    shown = list(walk(qapp, tmp_path / "so-lieu", tmp_path / "run", dress, scenes))
    apply_theme(qapp, Preferences())
    assert [(item.scene, fault) for item in shown for fault in item.faults] == []
    assert {item.scene for item in shown} == set(LEAN)


def test_every_dress_is_worn_once() -> None:
    worn = list(dresses())
    assert len(worn) == 3 * 3 * 2
    assert {dress.palette for dress in worn} == set(PALETTES)
    assert sum(len(dress.sizes) for dress in worn) == 3 * 5 * 2


def test_the_measures_see_what_is_wrong(qtbot: QtBot, qapp: QApplication) -> None:
    """A weakened page: each of its faults is found, and a sound one has none."""
    apply_theme(qapp, Preferences())
    page = QWidget()
    dress(page)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    cut = QPushButton("Lưu và in giấy tiếp nhận")
    cut.setFixedWidth(40)
    pale = QLabel("Chữ nhạt")
    pale.setStyleSheet("color: #D0D0D0; background: white;")
    bare = QPushButton("không viền")
    bare.setStyleSheet(
        "QPushButton, QPushButton:focus { border: none; background: white; color: black; padding: 4px; }"
    )
    small = QPushButton(icon("search"), "biểu tượng bé")
    small.setIconSize(QSize(6, 6))
    sound = QLabel("Chữ đậm")
    for widget in (cut, pale, bare, small, sound):
        column.addWidget(widget)
    over = QLabel("Đè lên", page)
    over.setGeometry(20, 10, 60, 20)
    page.resize(300, 260)
    page.show()
    settle()
    found = " ".join(faults(page, page.grab().toImage()))
    assert "cut: QPushButton" in found
    assert "pale: QLabel “Chữ nhạt”" in found
    assert "overlap" in found
    assert "tiny icon: QPushButton “biểu tượng bé”" in found
    assert "Chữ đậm" not in found
    page.activateWindow()
    assert any("không viền" in item for item in unmarked(page))


def test_contrast_is_reckoned_as_the_web_does() -> None:
    assert round(contrast(QColor("black"), QColor("white")), 1) == 21.0
    assert round(contrast(QColor("#767676"), QColor("white")), 2) == 4.54
