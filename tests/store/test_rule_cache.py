"""What is kept of the rules is never older than the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.calendar.working_calendar import YearState
from counter_app.domain.office.staff import Assignment
from counter_app.office import Office
from counter_app.settings import Preferences
from tests.makers import officer, receive

DAY = date(2026, 11, 23)


@pytest.fixture
def other(office: Office) -> Iterator[Office]:
    """A second window on the same file."""
    made = Office.open(office.data_dir, clock=office.store.clock, officer=office.session.officer)
    yield made
    made.close()


ANSWERS: dict[str, tuple[Callable[[Office], object], Callable[[Office], object]]] = {
    "settings": (
        lambda o: o.rules.settings.place,
        lambda o: o.rules.change_settings(replace(o.rules.settings, place="Nơi Khác")),
    ),
    "preferences": (
        lambda o: o.preferences.counter,
        lambda o: o.rules.change_preferences(Preferences(counter="8")),
    ),
    "officers": (
        lambda o: [item.login for item in o.staff.officers()],
        lambda o: o.staff.put_officer(officer(), password="mat-khau-hai"),
    ),
    "assignments": (
        lambda o: o.staff.in_charge("ho-tich", DAY),
        lambda o: o.staff.assign(Assignment(officer="canbo", sector="ho-tich", since=DAY)),
    ),
    "catalogue": (
        lambda o: o.intake.procedures("khai sinh đặc biệt"),
        lambda o: o.catalogue.put_procedure(
            replace(o.catalogue.procedures()[0], name="Khai sinh đặc biệt")
        ),
    ),
    "calendar": (
        lambda o: o.store.calendar.current().is_confirmed(2031),
        lambda o: o.calendar.set_year(2031, (), state=YearState.CONFIRMED, source="Thử"),
    ),
}


@pytest.mark.parametrize("name", list(ANSWERS))
def test_a_rule_changed_here_is_seen_here_at_once(office: Office, name: str) -> None:
    ask, change = ANSWERS[name]
    before = ask(office)
    change(office)
    assert ask(office) != before


@pytest.mark.parametrize("name", list(ANSWERS))
def test_a_rule_changed_in_another_window_is_seen_at_once(
    office: Office, other: Office, name: str
) -> None:
    ask, change = ANSWERS[name]
    before = ask(office)
    assert ask(other) == before
    change(other)
    assert ask(office) == ask(other) != before


def test_daily_work_forgets_no_rule(office: Office) -> None:
    calendar = office.store.calendar.current()
    receive(office)
    office.queue.take("A")
    assert office.store.calendar.current() is calendar


def test_what_is_kept_cannot_be_spoiled_by_who_asked(office: Office) -> None:
    for ask in (office.catalogue.sectors, office.queue.groups, office.staff.officers):
        first: list[object] = list(ask())
        ask().clear()
        assert ask() == first
