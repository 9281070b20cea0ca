"""A lean part of the gallery: the office founded once, the program started once, its pages built once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from counter_app import paths
from counter_app.i18n import use_language
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import apply_theme, dress
from counter_app.qt.kit.tick_box import RadioButton, TickBox
from counter_app.settings import Preferences
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column
from tests import gallery
from tests.gallery.colours import contrast
from tests.gallery.looks import PALETTES, SIZES, Dress, dresses
from tests.gallery.measures import faults, unmarked
from tests.gallery.scenes import SCENES
from tests.gallery.walk import walk
from tests.patience import settle
from tests.scenarios.test_looks_of_dialogs import every_kind

if TYPE_CHECKING:
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
    *("settings-data", "sign-in", "followup", "move-finish"),
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


UNTRANSLATED = "Mật khẩu đang dùng chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ."
KINDS = (
    *("no title", "off the middle", "uneven", "outside", "not translated", "cut in a word"),
    *("pale: QLineEdit", "sorted by its letters"),
)


def _page_of_faults(*, wrong: bool) -> QDialog:
    """Words, a field, a button and a table: with one fault of each kind, or with none."""
    root = QDialog()
    dress(root)
    column, line = QVBoxLayout(root), QHBoxLayout()
    label, field = QLabel(UNTRANSLATED if wrong else "Name"), QLineEdit()
    field.setPlaceholderText("pale")
    button = PushButton("Save")
    if wrong:
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        button.setFixedHeight(field.sizeHint().height() + 4)
        field.setStyleSheet("placeholder-text-color: #CCCCCC;")
    else:
        column.addWidget(text_label("A title", "title"))
    for widget in (label, field, button):
        line.addWidget(widget)
    column.addLayout(line)
    day = date(2026, 11, 23)
    model: RowsModel[str] = RowsModel(
        [Column("Name", str), Column("Day", lambda _row: short_date(day) if wrong else day)],
        key=str,
    )
    model.show(["somebody"])
    table = RowsTable(model, "Rows", stem="rows")
    column.addWidget(table)
    root.resize(900, 260)
    root.show()
    button.setFocus()  # a cursor is not pale
    settle()
    if wrong:
        table.horizontalHeader().resizeSection(1, 40)
        button.move(button.x() + 60, button.y())
    return root


def test_the_measures_see_what_only_an_eye_would(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, Preferences())
    use_language("en", paths.resources_dir() / "locale")
    try:
        for wrong in (True, False):
            root = _page_of_faults(wrong=wrong)
            qtbot.addWidget(root)
            found = " | ".join(faults(root, root.grab().toImage()))
            assert [kind for kind in KINDS if (kind in found) is not wrong] == [], found
    finally:
        use_language("vi", paths.resources_dir() / "locale")


def test_a_ring_is_told_from_what_it_lies_on(qtbot: QtBot, qapp: QApplication) -> None:
    """In every palette, and of coloured buttons and wrong fields too; a darker edge around a dark colour is none."""
    for name in PALETTES:
        apply_theme(qapp, replace(Preferences(), theme=name))
        page = QWidget()
        dress(page)
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        primary, plain, wrong = PushButton("Lưu"), QPushButton("Lưu"), QLineEdit()
        for button in (primary, plain):
            button.setProperty("tone", "primary")
        wrong.setProperty("wrong", True)
        for widget in (primary, plain, wrong):
            column.addWidget(widget)
        page.show()
        page.activateWindow()
        settle()
        assert ["QPushButton" in item for item in unmarked(page)] == [True], name
    apply_theme(qapp, Preferences())


def test_a_ring_goes_round_a_box_and_its_words_only(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, Preferences())
    page = QWidget()
    dress(page)
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    along = QCheckBox("dài theo hàng")
    along.setStyleSheet("QCheckBox:focus { border: 2px solid black; }")
    for widget in (along, TickBox("Có"), RadioButton("Không")):
        column.addWidget(widget)
    page.resize(500, 200)
    page.show()
    page.activateWindow()
    settle()
    assert unmarked(page) == ["ring round nothing: QCheckBox “dài theo hàng”"]


def test_every_dialog_stands_in_the_gallery() -> None:
    """By its name in the scenes' own code: a new one is looked at in every look."""
    said = "".join(
        path.read_text(encoding="utf-8") for path in Path(gallery.__file__).parent.glob("*.py")
    )
    opened_by = {
        **{
            "ReasonDialog": "ask_extension",
            "ConsentDialog": "late_record",
            "VoidDialog": "voiding",
        },
        **{"KeysDialog": "show_keys", "AccountDialog": "show_account", "Palette": "show_palette"},
        **{"EnrolDialog": "enrol.click", "ErasePersonDialog": '"erase"'},
        **{"AnswerRequestDialog": '"answer"', "CopiesDialog": '"copies"'},
    }
    missing = [
        kind.__name__
        for kind in every_kind()
        if kind.__name__ not in said and opened_by.get(kind.__name__, "?") not in said
    ]
    assert missing == []


def test_contrast_is_reckoned_as_the_web_does() -> None:
    assert round(contrast(QColor("black"), QColor("white")), 1) == 21.0
    assert round(contrast(QColor("#767676"), QColor("white")), 2) == 4.54
