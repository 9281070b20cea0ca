"""No text of a person or a file is taken for mark-up, in a label or a tool tip."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import counter_app.qt
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.plain import plain_label, plain_tip
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.theme import token
from counter_app.qt.window.header import ElidedLabel
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WILD = '<img src="file://server/x"><b>Nguyễn Văn Mẫu</b>'


def test_qt_would_take_it_for_mark_up(qtbot: QtBot) -> None:
    """The canary: without our hand it is."""
    label = QLabel(WILD)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.AutoText
    assert label.sizeHint() != plain_label(WILD).sizeHint()


def test_labels_show_it_letter_by_letter(qtbot: QtBot) -> None:
    field = Field(WILD, LineEdit(), WILD)
    field.set_error(WILD)
    advice, empty, elided = Advice("info"), EmptyState("search", WILD, WILD), ElidedLabel()
    advice.say(WILD)
    elided.show_text(WILD)
    for widget in (text_label(WILD), plain_label(WILD), field, advice, empty, elided):
        qtbot.addWidget(widget)
        labels = [*widget.findChildren(QLabel), *([widget] if isinstance(widget, QLabel) else [])]
        assert any(label.text().startswith("<img") for label in labels)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_advice_that_says_nothing_makes_nothing(qtbot: QtBot) -> None:
    advice = Advice()
    qtbot.addWidget(advice)
    advice.say("")
    advice.set_tone("bad")
    assert not advice.findChildren(QLabel)
    advice.say("Chưa ghi số giấy tờ.")
    sign, words = advice.findChildren(QLabel)
    assert (words.text(), advice.text()) == ("Chưa ghi số giấy tờ.",) * 2
    assert token("bad") in words.styleSheet()
    assert not sign.pixmap().isNull()
    assert sign.isVisible()
    assert words.isVisible()
    advice.say("", "good")
    assert not advice.isVisible()
    assert not advice.text()
    assert token("good") in words.styleSheet()


def test_tool_tips_show_it_letter_by_letter(qtbot: QtBot) -> None:
    assert plain_tip("Nguyễn Văn Mẫu\nhai dòng & một") == "Nguyễn Văn Mẫu\nhai dòng & một"
    assert "&lt;img" in plain_tip(WILD)
    assert "<img" not in plain_tip(WILD)
    model: RowsModel[str] = RowsModel([Column("x", str)], key=str)
    model.show([WILD])
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == plain_tip(WILD)
    assert model.index(0, 0).data() == WILD
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_text(WILD)
    assert label.toolTip() == plain_tip(WILD)


def _calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_every_label_of_the_window_is_made_there() -> None:
    """A label made by itself would take mark-up; what shows mark-up on purpose asks for it."""
    root = Path(counter_app.qt.__file__).parent
    makers = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if "QLabel" in _calls(path)
    }
    assert makers == {"kit/plain.py"}


def test_mark_up_of_our_own_escapes_what_it_shows() -> None:
    root = Path(counter_app.qt.__file__).parent
    asking = [
        path for path in root.rglob("*.py") if "TextFormat.RichText" in path.read_text("utf-8")
    ]
    assert sorted(path.name for path in asking) == ["chart.py", "details.py"]
    assert all("escape(" in path.read_text("utf-8") for path in asking)


def test_mark_up_of_our_own_is_shown_as_what_it_means() -> None:
    """A label that is plain would show the signs themselves."""
    root = Path(counter_app.qt.__file__).parent
    written = {
        path.name
        for path in root.rglob("*.py")
        if re.search("<(span|b|i|br)[ >]", path.read_text("utf-8"))
    }
    assert written - {"plain.py"} == {"chart.py", "details.py"}
