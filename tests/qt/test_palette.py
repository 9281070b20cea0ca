"""Ctrl+K finds whatever there is, by a few letters, and remembers what was used, but nobody's name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.domain.office.staff import Role
from counter_app.qt.window.palette import Palette
from tests.makers import MARITAL, PASSWORD, officer, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.main_window import MainWindow


def view_of(window: MainWindow) -> CounterView:
    assert window.view is not None
    return window.view


def opened(window: MainWindow) -> Palette:
    view_of(window).show_palette()
    palettes = [item for item in window.findChildren(Palette) if item.isVisible()]
    return palettes[-1]


def found(window: MainWindow, text: str) -> list[str]:
    palette = opened(window)
    QTest.keyClicks(palette.search, text)
    palette._show_found()
    lines = [palette.list.item(at).text() for at in range(palette.list.count())]
    palette.reject()
    return lines


def test_everything_is_found_without_accents(window: MainWindow, office: Office) -> None:
    office.staff.put_officer(officer(Role.SECTOR_OFFICER, "lan"), password=PASSWORD)
    dossier = receive(office, MARITAL, "Trần Thị Ngọc Ánh")
    code = f"Hồ sơ: {dossier.code} · Trần Thị Ngọc Ánh · {dossier.procedure_name}"
    assert found(window, "bao cao")[0] == "Báo cáo   (F8)"
    assert found(window, "f8")[0] == "Báo cáo   (F8)", "what does this key do?"
    assert found(window, "ctrl+5")[0] == "Bàn giao hồ sơ   (Ctrl+5)"
    assert any(line.startswith("Báo cáo: ") for line in found(window, "qua han"))
    assert code in found(window, "ngoc anh")
    assert code in found(window, dossier.code)
    assert code in found(window, dossier.applicant.phone)
    assert any(line.startswith("Thủ tục: ") for line in found(window, "ket hon"))
    assert "Công chức: Công chức lan" in found(window, "cong chuc lan")
    assert any(line.startswith("Trợ giúp: ") for line in found(window, "chung thuc"))
    office.drafts.keep("d1", {"applicant": {"name": "Đỗ Văn Gác"}, "ticket_label": "B007"})
    assert "Đang gác lại: B007 Đỗ Văn Gác – chưa chọn thủ tục" in found(window, "b007")


def test_what_was_used_stands_first_for_who_used_it(window: MainWindow, office: Office) -> None:
    dossier = receive(office, MARITAL, "Trần Thị Ngọc Ánh")
    for text in ("khoa man", dossier.code):
        palette = opened(window)
        QTest.keyClicks(palette.search, text)
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
        QApplication.processEvents()
        if window.sign_in.locked:
            window._begin()
    assert view_of(window).pages.name == "dossier"
    palette = opened(window)
    first = [palette.list.item(at).text() for at in range(2)]
    assert first == [f"Hồ sơ: {dossier.code} · Trần Thị Ngọc Ánh", "Khóa màn hình   (F12)"]
    palette.reject()
    kept = json.dumps(office.store.own_places.kept("cli", "recent"), ensure_ascii=False)
    assert "Ánh" not in kept
    office.session.officer = officer(Role.LEADER, "truong")
    assert office.own_place.recent() == []


def test_whoever_was_shown_is_noted_whatever_is_typed_afterwards(
    window: MainWindow, office: Office
) -> None:
    """Also by the commands used before, which name a citizen as the palette opens."""
    anh = receive(office, MARITAL, "Trần Thị Ngọc Ánh")
    dao = receive(office, MARITAL, "Lê Đào")
    office.access.write()
    palette = opened(window)
    for text in ("ngoc", "ngoc anh", "le dao", "zzzz", ""):
        palette.search.setText(text)
        palette._show_found()
    palette.reject()
    office.own_place.used(f"dossier:{dao.code}")
    opened(window).reject()
    looks = office.store.database.looks.take()
    assert [(look.words, look.whom) for look in looks] == [
        ("ngoc anh", str(anh.id)),
        ("le dao", str(dao.id)),
        ("", str(dao.id)),
    ]


def test_a_dossier_that_is_gone_is_remembered_no_more(window: MainWindow, office: Office) -> None:
    office.own_place.used("dossier:T99001-000000-000000")
    palette = opened(window)
    lines = [palette.list.item(at).text() for at in range(palette.list.count())]
    assert not any("T99001-000000" in line for line in lines)


def test_nothing_is_said_to_be_missing_before_the_file_was_asked(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    receive(office, MARITAL, "Trần Thị Ngọc Ánh")
    palette = opened(window)
    QTest.keyClicks(palette.search, "tran thi ngoc")
    assert palette.nothing.isHidden()
    qtbot.waitUntil(lambda: palette.list.count() == 1)
    palette.search.selectAll()
    QTest.keyClicks(palette.search, "khongaitennay")
    qtbot.waitUntil(palette.nothing.isVisible)
    palette.reject()


def test_the_list_is_walked_by_pages(window: MainWindow) -> None:
    palette = opened(window)
    for key, at in ((Qt.Key.Key_PageDown, 10), (Qt.Key.Key_Up, 9), (Qt.Key.Key_PageUp, 0)):
        QTest.keyClick(palette.search, key)
        assert palette.list.currentRow() == at
    palette.reject()
