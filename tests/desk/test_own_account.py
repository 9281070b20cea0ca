"""The own password and the own look: nobody's leave is needed, and nobody else's are touched."""

from __future__ import annotations

import pytest

from counter_app.desk.act import new_op
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.settings import Preferences
from tests.makers import officer

FIRST, SECOND = "giay-hen-xanh-1", "giay-hen-xanh-2"


@pytest.fixture
def lan(office: Office) -> str:
    """A receiver, signed in with the first password."""
    made = officer(Role.RECEIVER, login="lan")
    office.staff.put_officer(made, password=FIRST)
    office.seat.sign_in("lan", FIRST)
    return made.login


def test_whoever_sits_here_changes_the_own_password_and_it_is_written_down(
    office: Office, lan: str
) -> None:
    op = new_op()
    office.staff.change_password(FIRST, SECOND, op_id=op)
    entry = office.store.journal.by_op(op)
    assert entry is not None
    assert (entry.kind, entry.subject, entry.actor) == ("officer.password_set", "officer:lan", lan)
    with pytest.raises(RuleError):
        office.seat.sign_in("lan", FIRST)
    office.seat.sign_in("lan", SECOND)


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [("sai", SECOND, "before"), (FIRST, "ngan", "password"), (FIRST, "", "password")],
)
def test_a_wrong_or_short_one_changes_nothing(
    office: Office, lan: str, before: str, after: str, field: str
) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError) as caught:
        office.staff.change_password(before, after)
    assert caught.value.field == field
    assert office.store.journal.head() == head
    office.seat.sign_in(lan, FIRST)


def test_nobody_signed_in_changes_nobody_s(office: Office, lan: str) -> None:
    office.seat.sign_out()
    with pytest.raises(RuleError):
        office.staff.change_password(FIRST, SECOND)
    office.seat.sign_in(lan, FIRST)


def test_each_officer_has_the_own_look_and_the_language_is_the_computer_s(
    office: Office, lan: str
) -> None:
    office.views.keep_appearance(150, "dark")
    wish = office.views.appearance()
    assert (wish.text_scale, wish.theme) == (150, "dark")
    assert office.preferences == Preferences(plain_file=True), "the computer's own are as they were"
    office.seat.sign_out()
    assert office.views.appearance() == office.preferences
    office.seat.sign_in(lan, FIRST)
    assert office.views.appearance() == wish
    office.store.settings.keep_own("lan", "look", {"text_scale": 7, "theme": "hồng", "device": 5})
    assert office.views.appearance().device == office.preferences.device
    assert office.views.appearance().theme in {"light", "dark", "contrast", "system"}
