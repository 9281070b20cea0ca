"""Entered by mistake, through the window: the act on the dossier's page, and the right one entered in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.intake.replacement import ReplacementDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import BIRTH, MARITAL, PASSWORD, officer, person, receive
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, press, show, with_printer
from tests.qt.intake_desk import choose

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QDialog)


def opened(qtbot: QtBot, page: QWidget, kind: type[Kind]) -> Kind:
    qtbot.waitUntil(lambda: [type(item) for item in dialogs(page)] == [kind])
    (dialog,) = dialogs(page)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    assert isinstance(dialog, kind)
    return dialog


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> DossierPage:
    with_printer(place.office, MemoryPrinter())
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    return made


@pytest.fixture
def intake(qtbot: QtBot, place: Workplace) -> IntakePage:
    with_printer(place.office, MemoryPrinter())
    made = IntakePage(place)
    qtbot.addWidget(made)
    show(made)
    return made


def test_a_dossier_entered_twice_names_the_right_one(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    right, twice = receive(office).code, receive(office).code
    page.enter(twice)
    page.first_field().setFocus()
    press(Qt.Key.Key_Y, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    assert dialog.enter_anew.isVisible()
    assert not dialog.approval.isVisible(), "the receipt did not go out"
    press(ENTER, CTRL)
    assert "lý do" in dialog._fields["reason"].error.text()
    dialog.reason.setPlainText("Nhập hai lần")
    commit(dialog.right, right)
    press(ENTER, CTRL)
    done = office.dossiers.get(twice)
    assert (done.state, done.right_code) == (State.MISTAKEN, right)
    assert page.state.text() == "Hủy do nhập nhầm"
    assert f"Hồ sơ đúng: {right}" in "\n".join(page.timeline.sentences())


def test_the_window_asks_a_leader_when_the_citizen_has_the_receipt(
    qtbot: QtBot, page: DossierPage, office: Office
) -> None:
    code = receive(office).code
    office.paper.hand_over(office.paper.prints_of(code)[0].id)
    office.staff.put_officer(officer(), password=PASSWORD)
    office.session.officer = office.staff.known("lan")
    page.enter(code)
    page.first_field().setFocus()
    press(Qt.Key.Key_Y, ALT)
    dialog = opened(qtbot, page, MoveDialog)
    dialog.reason.setPlainText("Sai người")
    press(ENTER, CTRL)
    assert office.dossiers.get(code).state is State.RECEIVED
    dialog.approval.tick.setChecked(True)
    commit(dialog.approval.password, "matkhau-2026")
    press(ENTER, CTRL)
    assert office.dossiers.get(code).state is State.MISTAKEN


def test_the_right_form_begins_with_what_was_said_before(
    qtbot: QtBot, page: DossierPage, intake: IntakePage, office: Office, place: Workplace
) -> None:
    owner = person("Trần Thị Chủ", id_no="001190000009")
    papers = (PaperItem(name="Giấy khác"),)
    wrong = receive(office, BIRTH, owner=owner, papers=papers, note="Gọi trước").code
    wanted: list[tuple[str, object]] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    page.enter(wrong)
    page.acts[Act.MISTAKE].click()
    (asked,) = dialogs(page)
    assert isinstance(asked, MoveDialog)
    asked.enter_anew.click()
    assert wanted == [("intake", {"replaces": wrong})]
    intake.enter(wanted[0][1])
    intake.activateWindow()
    assert intake.replacement.isVisible()
    assert intake.form.applicant.name.text() == "Nguyễn Văn Mẫu"
    assert intake.form.owner.person.name.text() == "Trần Thị Chủ"
    intake.form.procedure.edit.setFocus()
    choose(intake, "1.004873")
    assert [paper.name for paper in intake.form.papers.given()] == ["Giấy khác"]
    intake.form.amounts.fee.setText("8000")
    press(ENTER, CTRL)
    dialog = opened(qtbot, intake.window(), ReplacementDialog)
    dialog.reason.setPlainText("Chọn nhầm thủ tục")
    press(ENTER, CTRL)
    mistaken = office.dossiers.get(wrong)
    assert mistaken.state is State.MISTAKEN
    right = office.dossiers.get(mistaken.right_code)
    assert (right.procedure_code, right.owner, right.note) == (MARITAL, owner, "Gọi trước")
    assert not intake.replacement.isVisible()
    assert intake.form.is_empty()
    assert office.drafts.mine() == []
