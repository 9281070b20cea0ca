"""Papers that are not where they should be are told on the board, and asked about when a dossier is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.qt.board.page import BoardPage
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.originals_dialog import OriginalsDialog
from counter_app.qt.dossier.page import DossierPage
from tests.makers import MARITAL, PASSWORD, officer, receive
from tests.qt.hands import commit, dialogs, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace


def test_the_board_leads_to_what_was_scanned_out_and_never_in(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    code = receive(office, MARITAL).code
    giver, taker = Holder(officer="cli"), Holder(officer="lan")
    office.handover.give(Wanted(purpose=Purpose.PROCESS, giver=giver, taker=taker, codes=[code]))
    page = BoardPage(place)
    qtbot.addWidget(page)
    show(page)
    assert not page.missing.isVisible()
    clock.tick(days=3)
    page.reload()
    assert page.missing.text() == "Tìm 1 hồ sơ giấy chưa được giao lại (Alt+T)"
    wanted: list[tuple[str, object]] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    page.missing.setFocus()
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: wanted == [("handover", "alarms")])


def test_a_withdrawal_asks_for_the_originals_at_once(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    kept = (Original(name="Giấy chứng sinh", quantity=1),)
    code = receive(office, MARITAL, originals=kept).code
    page = DossierPage(place)
    qtbot.addWidget(page)
    show(page)
    page.enter(code)
    page.acts[Act.WITHDRAW].click()
    (dialog,) = (item for item in dialogs(page) if isinstance(item, MoveDialog))
    commit(dialog.reason, "Công dân xin rút")
    dialog.save.click()
    qtbot.waitUntil(lambda: any(isinstance(item, OriginalsDialog) for item in dialogs(page)))
    asked = next(item for item in dialogs(page) if isinstance(item, OriginalsDialog))
    assert [original.name for original, _tick, _count in asked.rows] == ["Giấy chứng sinh"]
    asked.give_back.click()
    assert office.originals.kept(code) == ()
    for item in dialogs(page):
        item.close()
