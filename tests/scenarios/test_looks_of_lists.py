"""The lists to work off when they are full of long names: late, lapsed, never collected, moved by the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.board.page import BoardPage
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.board.waiting import WaitingDialog
from counter_app.qt.calendar.impact import RippleDialog
from counter_app.qt.calendar.page import CalendarPage
from tests.makers import MARITAL, draft, person
from tests.scenarios.crowd import ADDRESS, LONG_NAME
from tests.scenarios.hands import CTRL, KEY, Counter
from tests.scenarios.morning import NINE
from tests.scenarios.situations import LAND
from tests.scenarios.test_looks_of_dialogs import SCALES, wrong_with

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS = (ApologyDialog, WaitingDialog, ReadyDialog, RippleDialog)


def weeks_later(counter: Counter) -> None:
    """Nobody came, nothing was finished, and the afternoons became shorter."""
    office, party = counter.office, person(LONG_NAME, address=ADDRESS)
    form = draft(MARITAL, applicant=party)
    office.intake.register(form, Act.SUPPLEMENT, reason=ADDRESS)
    counter.clock.set(NINE.replace(hour=17))
    office.intake.receive(draft(LAND, applicant=party))
    counter.clock.set(NINE + timedelta(days=22))
    sessions = [
        replace(item, end=time(16, 30)) if item.end == time(17, 30) else item
        for item in office.store.calendar.sessions()
    ]
    office.calendar.set_sessions(sessions, valid_from=counter.clock.now().date())


@pytest.mark.parametrize("scale", SCALES)
def test_every_list_when_it_is_full(at_work: Callable[[int], Counter], scale: int) -> None:
    counter = at_work(scale)
    weeks_later(counter)
    found = []
    for kind in LISTS:
        dialog = kind(counter.view.place, counter.window)
        assert dialog.model.rowCount() > 0
        dialog.open()
        counter.dialog(kind)
        counter.wait(dialog.isActiveWindow)
        found += wrong_with(counter, dialog, kind.__name__)
        dialog.reject()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scale", SCALES)
def test_the_pages_that_lead_to_them(at_work: Callable[[int], Counter], scale: int) -> None:
    counter = at_work(scale)
    weeks_later(counter)
    counter.press(KEY.Key_F2)
    counter.press(KEY.Key_F9)
    home = counter.page(BoardPage)
    assert all(button.isVisible() for button in (home.apologise, home.close_lapsed, home.call_up))
    found = wrong_with(counter, counter.window, "board")
    counter.press(KEY.Key_2, CTRL)
    assert counter.page(CalendarPage).ripple.isVisible()
    found += wrong_with(counter, counter.window, "calendar")
    assert not found, "\n".join(found)
