"""Erasing the people of a dossier on its page: a leader's act, with its ground, and nothing brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.qt.dossier.erase_dialog import EraseDialog
from counter_app.qt.dossier.page import DossierPage
from tests.makers import PASSWORD, collector, officer, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> DossierPage:
    made = DossierPage(place)
    qtbot.addWidget(made)
    made.show()
    return made


def ended(office: Office) -> str:
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    return code


def test_a_leader_erases_what_has_ended(page: DossierPage, office: Office) -> None:
    code = ended(office)
    page.enter(code)
    assert page.erase.isVisible()
    page.erase.click()
    (dialog,) = page.findChildren(EraseDialog)
    dialog.save.click()
    assert "lý do" in dialog.fields()["reason"].error.text()
    dialog.reason.setPlainText("Công dân yêu cầu")
    dialog.save.click()
    assert office.dossiers.get(code).applicant.name != "Nguyễn Văn Mẫu"
    page.reload()
    assert "Nguyễn Văn Mẫu" not in page.who.text()
    assert page.erase.isHidden()


def test_it_is_offered_to_nobody_else_and_on_nothing_open(
    page: DossierPage, office: Office
) -> None:
    page.enter(receive(office).code)
    assert page.erase.isHidden()
    code = ended(office)
    office.staff.put_officer(officer(Role.SECTOR_OFFICER, "hai"), password=PASSWORD)
    office.seat.sign_in("hai", PASSWORD)
    page.enter(code)
    assert page.erase.isHidden()
