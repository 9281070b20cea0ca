"""Examples of verbs about officers who are away, beside those in ``acts``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from counter_app.desk.handover.caseloads import WantedCaseload
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Assignment, Duty, Role
from counter_app.office import Office
from tests.desk.examples import FRIDAY, TODAY, Sent, example
from tests.makers import PASSWORD, officer, receive


def away(office: Office) -> Absence:
    """The leader away for two days, with "lan" in the leader's sector."""
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.staff.assign(Assignment(officer="canbo", sector="ho-tich", since=TODAY))
    needed = office.absences.needed("canbo", TODAY, FRIDAY)
    return Absence(
        officer="canbo",
        since=TODAY,
        until=FRIDAY,
        substitutes=tuple((sector, "lan") for sector in needed),
    )


@example
def absences__announce(o: Office) -> Sent:
    return partial(o.absences.announce, away(o))


@example
def absences__change(o: Office) -> Sent:
    wanted = away(o)
    return partial(o.absences.change, o.absences.announce(wanted).result.id, wanted)


@example
def absences__end(o: Office) -> Sent:
    return partial(o.absences.end, o.absences.announce(away(o)).result.id)


@example
def absences__come_back(o: Office) -> Sent:
    o.absences.announce(away(o))
    o.session.officer = o.staff.known("canbo")
    return o.absences.come_back


@example
def clock_word__confirm(o: Office) -> Sent:
    receive(o)
    o.session.officer = o.staff.known("canbo")
    assert isinstance(o.store.clock, FixedClock)
    o.store.clock.tick(days=-3)
    return o.clock_word.confirm


@example
def caseloads__hand_over(o: Office) -> Sent:
    o.staff.put_officer(officer(login="lan"), password=PASSWORD)
    receive(o)
    return partial(o.caseloads.hand_over, WantedCaseload(giver="cli", taker="lan"))


@example
def rights__set(o: Office) -> Sent:
    return partial(o.rights.set, {Duty.CATALOGUE: tuple(Role)}, own_sector=True)


@example
def rules__change_preferences(o: Office) -> Sent:
    return partial(o.rules.change_preferences, replace(o.preferences, printer="lp:tiep-nhan"))


@example
def script_keys__issue(o: Office) -> Sent:
    return partial(o.script_keys.issue, "dem", {Duty.REPORT}, FRIDAY)


@example
def script_keys__revoke(o: Office) -> Sent:
    o.script_keys.issue("dem", {Duty.REPORT}, FRIDAY)
    return partial(o.script_keys.revoke, "dem", reason="Không dùng nữa")
