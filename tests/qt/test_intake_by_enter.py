"""Enter goes through the intake form in the order of the work, and the eye goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.papers_table import PapersTable
from tests.makers import COPIES, MARITAL, UNLIMITED
from tests.qt.hands import CTRL, ENTER, commit, focused, press, show
from tests.qt.intake_desk import all_lines, choose

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

CARD = "036190000123|164333987|Nguyễn Thị Ánh Nguyệt|05031990|Nữ|Thôn Đoài, Yên Phong, Bắc Ninh|12052021"
LOW = (1024, 560)
"""So little room that most of the form is out of sight."""


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> Iterator[IntakePage]:
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made, *LOW)
    made.form.procedure.edit.setFocus()
    yield made
    made.hide()


def part_of(page: IntakePage, widget: QWidget) -> str:
    """Which part of the work a widget belongs to."""
    form = page.form
    parts: dict[str, tuple[QWidget, ...]] = {
        "procedure": (form.procedure, form.case, form.content),
        "person": (form.applicant, form.owner),
        "papers": (form.papers,),
        "fee": (form.amounts,),
        "return": (form.returning,),
        "save": (page.save,),
    }
    for name, roots in parts.items():
        if any(root is widget or root.isAncestorOf(widget) for root in roots):
            return name
    raise AssertionError(f"Enter came to {widget.accessibleName() or widget}")


def in_sight(page: IntakePage, widget: QWidget) -> bool:
    """Whether a widget can be seen, its border apart."""
    port = page.area.viewport()
    assert port is not None
    if not port.isAncestorOf(widget):
        return True
    corner = widget.mapTo(port, QPoint(0, 0))
    return port.rect().contains(QRect(corner, widget.size()).adjusted(0, 6, 0, -6))


def _wait_for_sight(qtbot: QtBot, page: IntakePage, here: QWidget) -> None:
    qtbot.waitUntil(lambda: in_sight(page, here))


def walk(qtbot: QtBot, page: IntakePage) -> list[QWidget]:
    """What Enter comes to until it stands on the button that saves."""
    found: list[QWidget] = []
    while not page.save.hasFocus():
        assert len(found) < 80, "Enter goes round in circles"
        found.append(focused())
        here = focused()
        _wait_for_sight(qtbot, page, here)
        press(ENTER)
    return [*found, focused()]


@pytest.mark.parametrize("code", [MARITAL, COPIES, UNLIMITED])
def test_enter_follows_the_work_and_ends_at_save(qtbot: QtBot, page: IntakePage, code: str) -> None:
    choose(page, code)
    page.form.owner.tick.setChecked(True)
    page.form.procedure.edit.setFocus()
    parts = [part_of(page, widget) for widget in walk(qtbot, page)]
    order = [name for at, name in enumerate(parts) if not at or parts[at - 1] != name]
    assert order == ["procedure", "person", "papers", "fee", "return", "save"]


def test_papers_of_a_second_procedure_are_reached_too(qtbot: QtBot, page: IntakePage) -> None:
    choose(page, COPIES)
    choose(page, MARITAL)
    page.form.procedure.edit.setFocus()
    ticks = [row.given for row in page.form.papers.rows]
    assert [widget for widget in walk(qtbot, page) if widget in ticks] == ticks


def test_a_paper_added_by_hand_stands_among_the_papers(qtbot: QtBot, page: IntakePage) -> None:
    choose(page, MARITAL)
    page.form.papers.add_own.click()
    commit(focused(), "Giấy khác")
    press(ENTER)
    assert part_of(page, focused()) in {"papers", "fee"}
    assert part_of(page, walk(qtbot, page)[0]) in {"papers", "fee"}


def test_enter_on_save_saves(qtbot: QtBot, page: IntakePage, office: Office) -> None:
    choose(page, COPIES)
    page.scan_card(CARD)
    walk(qtbot, page)
    press(ENTER)
    assert len(all_lines(office)) == 1


def test_a_card_hands_on_to_what_is_required_and_empty(page: IntakePage) -> None:
    page.scan_card(CARD)
    assert focused() is page.form.procedure.edit
    choose(page, MARITAL)
    page.scan_card(CARD)
    assert focused() is page.form.applicant.phone
    page.form.applicant.phone.setText("0912345678")
    page.scan_card(CARD)
    first = page.form.papers.first_field()
    assert focused() is first
    assert isinstance(first.parentWidget(), PapersTable)


def test_the_owners_card_hands_on_to_the_authorisation(page: IntakePage) -> None:
    choose(page, MARITAL)
    page.form.owner.tick.setChecked(True)
    page.form.owner.person.card.take(CARD)
    assert focused() is page.form.owner.authorisation


def test_a_bare_name_is_asked_about_once(page: IntakePage, office: Office) -> None:
    choose(page, COPIES)
    page.form.applicant.name.setFocus()
    commit(page.form.applicant.name, "Lê Văn Cứ")
    press(ENTER, CTRL)
    assert all_lines(office) == []
    assert "Mới có họ tên" in page.form.applicant.phone_advice.text()
    assert focused() is page.form.applicant.phone
    press(ENTER, CTRL)
    assert len(all_lines(office)) == 1, "it is a question, not a refusal"
    choose(page, COPIES)
    page.form.applicant.name.setFocus()
    commit(page.form.applicant.name, "Lê Văn Tư")
    commit(page.form.applicant.address, "Thôn Đoài")
    for dialog in QApplication.topLevelWidgets():
        if dialog.isModal():
            dialog.close()
    press(ENTER, CTRL)
    assert len(all_lines(office)) == 2, "whoever can be found again is not asked about"
