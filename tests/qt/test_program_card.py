"""The program's card in Settings: updates from a stick and back, with nothing but keys; refusals in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from counter_app.qt.settings.page import SettingsPage
from counter_app.qt.settings.program_card import ProgramCard
from counter_app.releases import updating
from tests.releases.places import KEYS, in_use_there, installed, released, sign, working

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.releases.updating import ProgramPlace


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgramPlace:
    """An installed version 1.0.0; what its programs would say of themselves is read from their files."""
    monkeypatch.setattr(updating, "_ask_program", lambda _name: working)
    return installed(tmp_path / "QuayMotCua")


@pytest.fixture
def card(qtbot: QtBot, place: Workplace, where: ProgramPlace) -> ProgramCard:
    """The card of that program."""
    made = ProgramCard(place, lambda: where, KEYS)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def choose(qtbot: QtBot, card: ProgramCard, key: Qt.Key, folder: Path) -> None:
    """Press a button's key and choose a folder in what it opens; wait until the answer is there."""
    with qtbot.waitActive(card):
        card.activateWindow()
    QTest.keyClick(card.take, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(card.findChildren(QFileDialog)), timeout=10_000)
    (dialog,) = card.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.done(0)
    qtbot.waitUntil(lambda: not card.findChildren(QFileDialog), timeout=10_000)
    qtbot.waitUntil(lambda: card.take.isEnabled(), timeout=10_000)


def test_an_update_by_keys_alone(
    qtbot: QtBot, card: ProgramCard, where: ProgramPlace, tmp_path: Path
) -> None:
    released(tmp_path / "USB", "1.2.0")
    assert "Bản đang chạy: 1.0.0." in card.standing.text()
    assert not card.back.isEnabled()
    choose(qtbot, card, Qt.Key.Key_P, tmp_path / "USB")
    assert "Đã cập nhật từ bản 1.0.0 lên bản 1.2.0" in card.answer.text()
    assert "Lần mở sau dùng bản 1.2.0" in card.standing.text()
    assert in_use_there(where) == "1.2.0"
    with qtbot.waitActive(card):
        card.activateWindow()
    QTest.keyClick(card.take, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Đã quay về bản 1.0.0" in card.answer.text(), timeout=10_000)
    assert in_use_there(where) == "1.0.0"


def test_looking_takes_nothing(
    qtbot: QtBot, card: ProgramCard, where: ProgramPlace, tmp_path: Path
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    choose(qtbot, card, Qt.Key.Key_U, tmp_path / "USB")
    assert "Bản 1.2.0 lập ngày 30/11/2026: chữ ký đúng" in card.answer.text()
    assert in_use_there(where) == "1.0.0"
    (folder / "diem-yeu.json").write_text("{}", "utf-8")
    sign(folder)
    (folder / "diem-yeu.json").write_text("[]", "utf-8")
    choose(qtbot, card, Qt.Key.Key_U, folder)
    assert "không nguyên vẹn" in card.answer.text()


@pytest.mark.parametrize(
    ("name", "told"), [("SHA256SUMS", "chữ ký đúng"), ("chuong-trinh.zip", "không nguyên vẹn")]
)
def test_a_bad_stick_is_told_and_can_be_tried_again(
    qtbot: QtBot, card: ProgramCard, where: ProgramPlace, tmp_path: Path, name: str, told: str
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole + b"0")
    choose(qtbot, card, Qt.Key.Key_P, folder)
    assert told in card.answer.text()
    assert card.answer.property("role") == "error"
    assert in_use_there(where) == "1.0.0"
    (folder / name).write_bytes(whole)
    choose(qtbot, card, Qt.Key.Key_P, folder)
    assert in_use_there(where) == "1.2.0"


def test_a_stick_that_fails_while_it_is_read_is_told(
    qtbot: QtBot, card: ProgramCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    folder = released(tmp_path / "USB", "1.2.0")
    monkeypatch.setattr(updating, "newest", pulled)
    choose(qtbot, card, Qt.Key.Key_P, folder)
    assert "Vẫn dùng bản cũ" in card.answer.text()


def test_from_its_sources_the_program_says_so_on_its_page(qtbot: QtBot, place: Workplace) -> None:
    page = SettingsPage(place)
    qtbot.addWidget(page)
    page.show()
    program = page.computer.program
    program.show_standing()
    assert "mã nguồn" in program.standing.text()
    assert not program.take.isEnabled()
    assert "chưa được đối chiếu" in program.known.text()
