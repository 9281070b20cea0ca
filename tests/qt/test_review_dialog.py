"""Reviewing a sector in bulk, by keys: nothing ticked unseen, nothing confirmed without its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.catalogue.sectors import ReviewState
from counter_app.office import Office
from counter_app.qt.catalogue.review_dialog import ReviewDialog
from counter_app.qt.kit.workplace import Workplace
from tests.qt.hands import CTRL, ENTER, commit, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot, place: Workplace) -> ReviewDialog:
    made = ReviewDialog(place, "cu-tru")
    with qtbot.waitActive(made):
        made.show()
    return made


def states(office: Office, sector: str) -> list[ReviewState]:
    return [item.state for item in office.catalogue.find(sector=sector)]


def test_a_sector_is_confirmed_with_its_decision(dialog: ReviewDialog, office: Office) -> None:
    assert dialog.model.rowCount() == 5
    assert dialog.model.ticked() == []
    assert not dialog.save.isEnabled()
    dialog.table.setFocus()
    press(Key.Key_Space)
    assert len(dialog.model.ticked()) == 1
    assert "Thông tư 116/2026" in dialog.detail.text()
    press(ENTER, CTRL)
    assert dialog.fields["source"].error.text(), "which decision?"
    assert ReviewState.CONFIRMED not in states(office, "cu-tru")
    commit(dialog.source, "Quyết định số 12/QĐ-UBND")
    dialog.everything.click()
    press(ENTER, CTRL)
    assert set(states(office, "cu-tru")) == {ReviewState.CONFIRMED}
    found = office.catalogue.versions("1.004222")[0]
    assert found.source == "Quyết định số 12/QĐ-UBND"
    assert dialog.empty.isVisible()


def test_what_has_no_limit_cannot_be_ticked(dialog: ReviewDialog) -> None:
    dialog.sector.choose("ho-tich")
    dialog.sector.chosen.emit("ho-tich")
    assert "chưa có thời hạn" in dialog.advice.text()
    dialog.everything.click()
    assert all(item.limit for item in dialog.model.ticked())
    assert 0 < len(dialog.model.ticked()) < dialog.model.rowCount()
