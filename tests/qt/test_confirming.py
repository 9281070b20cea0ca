"""In the window: dossiers of another office, from the intake form to the receipt that is issued again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.office import Office
from counter_app.qt.board.page import BoardPage
from counter_app.qt.dossier.confirm_dialog import ConfirmDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.handover.page import HandoverPage
from counter_app.qt.kit.return_part import ReturnPart
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, receive
from tests.qt.days import cells, is_gone, press, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

EAST = "UBND xã Đông"


def at(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.fixture
def theirs(office: Office, clock: FixedClock) -> str:
    """A three-day dossier of the neighbours, taken in on Wednesday 25/11 at nine."""
    office.rules.change_settings(replace(office.rules.settings, partners=(EAST,)))
    clock.set(at("2026-11-25T09:00"))
    return receive(office, MARITAL, resolver=EAST).code


def test_the_page_says_provisional_and_takes_the_confirmation(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock, theirs: str
) -> None:
    page = DossierPage(place)
    shown(qtbot, place, page)
    page.enter(theirs)
    assert "(tạm tính)" in page.promise.due.text()
    assert EAST in page.promise.limit.text()
    clock.set(at("2026-11-26T10:00"))
    page.promise.confirm.click()
    (dialog,) = [item for item in page.findChildren(ConfirmDialog) if item.isVisible()]
    dialog.at.setText("8:00 25/11/2026")
    dialog.save.click()
    assert "từ khi tiếp nhận" in dialog._fields["at"].error.text()
    dialog.at.setText("9:30 26/11/2026")
    press(dialog, Qt.Key.Key_Return, control=True)
    assert is_gone(dialog)
    assert office.dossiers.get(theirs).promised_at == at("2026-12-01T09:30")
    assert page.promise.due.text() == "09:30 thứ Ba 01/12/2026"
    assert "nhận đủ hồ sơ lúc 09:30" in page.promise.limit.text()
    assert page.prints.count() == 2


@pytest.mark.parametrize("complete", [True, False])
def test_who_takes_a_sheet_for_the_neighbours_says_whether_it_is_complete(
    qtbot: QtBot,
    place: Workplace,
    office: Office,
    clock: FixedClock,
    theirs: str,
    complete: bool,
) -> None:
    wanted = Wanted(
        purpose=Purpose.FORWARD,
        giver=Holder(officer="cli"),
        taker=Holder(office=EAST),
        codes=[theirs],
    )
    sheet = office.handover.give(wanted).result
    clock.set(at("2026-11-26T10:00"))
    page = HandoverPage(place)
    shown(qtbot, place, page)
    page.taking.reload()
    page.taking.open_sheet(sheet.id)
    assert page.taking.complete.isVisibleTo(page.taking)
    assert page.taking.complete.isChecked()
    page.taking.complete.setChecked(complete)
    page.taking.tick_all.click()
    page.taking.take.click()
    dossier = office.dossiers.get(theirs)
    assert (dossier.confirmed_at is not None) is complete
    assert dossier.promised_at == at("2026-12-01T10:00" if complete else "2026-11-30T17:30")


def test_the_board_names_what_nobody_confirmed_and_what_is_still_here(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock, theirs: str
) -> None:
    clock.set(at("2026-11-25T15:30"))
    page = BoardPage(place)
    shown(qtbot, place, page)
    assert cells(page.due, 0) == ["Chuyển đi trước giờ nghỉ"]
    clock.set(at("2026-11-26T08:00"))
    page.reload()
    assert cells(page.due, 0) == ["Phải chuyển đi rồi"]
    wanted = Wanted(
        purpose=Purpose.FORWARD,
        giver=Holder(officer="cli"),
        taker=Holder(office=EAST),
        codes=[theirs],
    )
    office.handover.give(wanted)
    page.reload()
    assert cells(page.due, 0) == []
    clock.set(at("2026-11-27T09:01"))
    page.reload()
    assert cells(page.due, 0) == ["Còn 1 ngày làm việc", "Nơi nhận chưa xác nhận"]


def test_the_form_asks_how_far_it_may_receive_only_where_there_are_others(qtbot: QtBot) -> None:
    part = ReturnPart()
    qtbot.addWidget(part)
    assert part.fields()["territory"].isHidden()
    part.offer_places([EAST])
    assert not part.fields()["territory"].isHidden()
    part.territory.choose("nationwide")
    kept = part.state()
    assert part.said()["territory"] == "nationwide"
    part.restore({})
    assert part.said()["territory"] == ""
    part.restore(kept)
    assert part.said()["territory"] == "nationwide"
