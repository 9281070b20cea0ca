"""Who may do what: every role at every verb, alone and with a second person, in the own sector and another's."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.office.officers import officer_payload
from counter_app.desk.office.rights import FIELDS
from counter_app.desk.reports.issue import Wanted
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.events import OFFICE_CHANGED, OFFICER_PUT
from counter_app.domain.office.rights import RIGHT_OF, RIGHTS, USUAL, RightsTable
from counter_app.domain.office.staff import Assignment, Duty, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.dossier.timeline import event_text
from tests.desk.examples import TODAY, every_example
from tests.desk.second import CONSENT, leaders, put, refused
from tests.desk.test_duties_of_verbs import VERBS
from tests.makers import COPIES, PASSWORD, officer, person, receive

EXAMPLES = every_example()
ASKING = sorted(VERBS.keys() & EXAMPLES.keys())
CONDITIONED: dict[str, tuple[Duty, Callable[[Office], Callable[..., Any]]]] = {}
"""Verbs that ask a right only in some cases: the right, and such a case, made ready by whoever may do everything."""


def case(duty: Duty) -> Callable[[Callable[[Office], Callable[..., Any]]], None]:
    """A case that asks for this right besides the verb's own."""

    def keep(made: Callable[[Office], Callable[..., Any]]) -> None:
        CONDITIONED[made.__name__] = (duty, made)

    return keep


@case(Duty.APPLICANT)
def another_applicant(o: Office) -> Callable[..., Any]:
    code = receive(o).code
    return partial(
        o.corrections.correct, code, Correction(applicant=person("Lê Khác")), reason="Ghi nhầm"
    )


@case(Duty.SEAL)
def report_of_yesterday(o: Office) -> Callable[..., Any]:
    receive(o)
    tick(o)
    return partial(o.reports.issue, Wanted(name="day", first=TODAY, last=TODAY), ("xlsx",))


@case(Duty.SEAL)
def closing_yesterday(o: Office) -> Callable[..., Any]:
    receive(o)
    tick(o)
    return partial(o.closing.close_day, TODAY)


@case(Duty.REFUND)
def void_of_what_another_took(o: Office) -> Callable[..., Any]:
    (line,) = o.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),), paid=True)
    ).result
    return partial(o.voiding.void, line.id, reason="Ghi nhầm")


@case(Duty.OVERRULE)
def move_of_another(o: Office) -> Callable[..., Any]:
    code = receive(o).code
    o.moves.move(code, Act.FINISH)
    return partial(o.moves.move, code, Act.REVERT, reason="Ghi nhầm")


@case(Duty.PRINTER)
def near_printer(o: Office) -> Callable[..., Any]:
    wish = replace(o.preferences, printer="escpos:192.168.1.50:9100")
    return partial(o.rules.change_preferences, wish)


@case(Duty.PRINTER_AWAY)
def far_printer(o: Office) -> Callable[..., Any]:
    wish = replace(o.preferences, ticket_printer="escpos:203.0.113.7:9100")
    return partial(o.rules.change_preferences, wish)


def tick(office: Office) -> None:
    """The next working day."""
    clock = office.store.clock
    assert isinstance(clock, FixedClock)
    clock.tick(days=2)


def two(duty: Duty) -> bool:
    return RIGHT_OF[duty].two


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", ASKING)
def test_a_verb_is_for_the_roles_of_the_table(office: Office, verb: str, role: Role) -> None:
    act = partial(EXAMPLES[verb](office), op_id="thu-1")
    duty = VERBS[verb]
    office.session.officer = officer(role, "nguoi.thu")
    head = office.store.journal.head()
    takes = "approval" in inspect.signature(act).parameters
    rule = refused(act)
    if not USUAL.allows(role, duty):
        assert rule == "duty"
        assert not takes or refused(act, approval=CONSENT) == "duty", "consent gives no right"
    elif RIGHT_OF[duty].asks_second(role):
        assert rule == "second"
        assert office.store.journal.head() == head
        assert refused(act, approval=CONSENT) == ""
        return
    else:
        assert rule != "duty"
        return
    assert office.store.journal.head() == head


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", CONDITIONED)
def test_what_asks_for_more_is_for_the_roles_of_the_table(
    office: Office, name: str, role: Role
) -> None:
    duty, made = CONDITIONED[name]
    act = made(office)
    office.session.officer = officer(role, "nguoi.thu")
    head = office.store.journal.head()
    if USUAL.allows(role, duty):
        assert refused(act) == ("second" if two(duty) else "")
        assert not two(duty) or refused(act, approval=CONSENT) == ""
        return
    named = {"approval": CONSENT} if two(duty) else {}
    assert refused(act, **named) in ("duty", "revert")
    assert office.store.journal.head() == head


def test_every_right_is_tried_or_belongs_to_no_verb_of_the_desk() -> None:
    tried = set(VERBS.values()) | {duty for duty, _made in CONDITIONED.values()}
    elsewhere = {Duty.CONSENT, Duty.BACKUP}
    assert set(Duty) - tried == elsewhere
    assert list(RIGHT_OF) == [right.duty for right in RIGHTS]
    assert set(RIGHT_OF) == set(Duty)


SECTOR = "ho-tich"


@pytest.mark.parametrize("role", [item for item in Role if item is not Role.ADMINISTRATOR])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("strict", [True, False])
def test_a_dossier_is_processed_by_those_of_its_sector(
    office: Office, role: Role, own: bool, strict: bool
) -> None:
    """Where the office chose so; else whoever does it is told beside whose dossier it is."""
    for login in ("thu", "khac"):
        office.staff.put_officer(officer(Role.SECTOR_OFFICER, login), password=PASSWORD)
    if role is not Role.SECTOR_OFFICER:
        office.staff.put_officer(officer(role, "thu"), password=PASSWORD)
    charged = "thu" if own else "khac"
    office.staff.assign(Assignment(officer=charged, sector=SECTOR, since=TODAY))
    if strict:
        office.rights.set({}, own_sector=True)
    code = receive(office).code
    office.session.officer = office.staff.known("thu")
    rule = refused(partial(office.moves.move, code, Act.FINISH))
    free = own or role is Role.LEADER
    assert rule == ("sector" if strict and not free else "")
    entry, payload = office.store.journal.of(code)[-1]
    if rule:
        assert entry.kind != "dossier.moved"
        return
    assert payload.get("whose", "") == ("" if free else "khac")
    told = event_text(entry.kind, payload, office.staff.names())
    assert ("Công chức khac phụ trách" in told) is not free


def test_a_substitute_and_the_roster_count(office: Office) -> None:
    for login in ("thu", "khac", "thay"):
        office.staff.put_officer(officer(Role.SECTOR_OFFICER, login), password=PASSWORD)
    office.staff.assign(Assignment(officer="khac", sector=SECTOR, since=TODAY))
    office.rights.set({}, own_sector=True)
    code = receive(office).code
    needed = office.absences.needed("khac", TODAY, TODAY)
    away = Absence(
        officer="khac",
        since=TODAY,
        until=TODAY,
        substitutes=tuple((sector, "thay") for sector in needed),
    )
    office.absences.announce(away)
    office.session.officer = office.staff.known("thu")
    assert refused(partial(office.moves.move, code, Act.FINISH)) == "sector"
    office.session.officer = office.staff.known("thay")
    assert refused(partial(office.moves.move, code, Act.FINISH)) == ""
    assert "whose" not in office.store.journal.of(code)[-1][1]


def test_nobody_takes_a_dossier_to_process_it_himself(office: Office) -> None:
    for login in ("thu", "khac"):
        office.staff.put_officer(officer(Role.SECTOR_OFFICER, login), password=PASSWORD)
    office.staff.assign(Assignment(officer="khac", sector=SECTOR, since=TODAY))
    office.rights.set({}, own_sector=True)
    code = receive(office).code
    office.session.officer = office.staff.known("thu")
    hand = partial(office.moves.move, code, Act.HAND)
    assert refused(hand, handler="thu") == "sector"
    assert refused(hand, handler="khac") == "", "it may be passed on to whose it is"


# The table itself


def test_the_table_is_set_read_and_read_as_of_a_day(office: Office) -> None:
    before = office.store.clock.now().date()
    tick(office)
    office.rights.set({Duty.REFUND: (Role.LEADER,)}, own_sector=True)
    assert not office.rights.table().allows(Role.RECEIVER, Duty.REFUND)
    assert office.rights.table().own_sector
    assert office.rights.table(before) == USUAL
    entry, payload = office.store.journal.of("office")[-1]
    assert entry.kind == OFFICE_CHANGED
    assert payload["settings"] == {"rights": {"refund": ["leader"]}, "own_sector_only": True}
    lan = office.staff.put_officer(officer(Role.RECEIVER, "lan"), password=PASSWORD).result
    assert not (office.staff.known("lan") or lan).may(Duty.REFUND)
    office.rights.set({Duty.REFUND: RIGHT_OF[Duty.REFUND].usual}, own_sector=False)
    assert office.settings.rights == {}
    assert office.rights.table() == USUAL
    assert office.store.check().ok


@pytest.mark.parametrize("right", RIGHTS, ids=lambda item: str(item.duty))
@pytest.mark.parametrize("role", list(Role))
def test_no_office_chooses_past_the_limits(office: Office, right: Any, role: Role) -> None:
    held = USUAL.held[right.duty]
    wish = held - {role} if role in held else held | {role}
    rule = refused(partial(office.rights.set, {right.duty: wish}))
    assert rule == ("limit" if right.refusal(role) else "")
    table = RightsTable.chosen({right.duty: wish})
    assert right.least() <= table.held[right.duty] <= right.most


def test_no_journal_locks_anybody_out(office: Office) -> None:
    """Whatever an earlier or a forged event says, the limits hold when it is read."""
    kept: dict[str, list[str]] = {"staff": [], "rights": ["administrator"], "x": ["y"]}
    for wild in ({name: roles} for name, roles in kept.items()):
        with office.store.transaction() as tx:
            tx.record(OFFICE_CHANGED, "office", {"settings": {"rights": wild}}, actor="cli")
        leader = office.staff.known("canbo")
        assert leader is not None
        assert all(leader.may(duty) for duty in Duty)
        table = office.rights.table()
        assert all(table.held[item.duty] <= item.most for item in RIGHTS)


@pytest.mark.parametrize("name", FIELDS)
def test_no_other_verb_changes_the_table(office: Office, name: str) -> None:
    known: dict[str, Any] = {"rights": {"rights": ("administrator",)}, "own_sector_only": True}
    wild: Any = known[name]
    act = partial(office.rules.change_settings, replace(office.settings, **{name: wild}))
    with pytest.raises(RuleError) as error:
        act()
    assert (error.value.field, error.value.rule) == (name, "rights")


def test_who_is_in_charge_keeps_the_right_to_process(office: Office) -> None:
    office.staff.put_officer(officer(Role.RECEIVER, "lan"), password=PASSWORD)
    office.staff.assign(Assignment(officer="lan", sector=SECTOR, since=TODAY))
    wish = {Duty.PROCESS: (Role.SECTOR_OFFICER, Role.LEADER)}
    with pytest.raises(RuleError, match="Công chức lan") as error:
        office.rights.set(wish)
    assert error.value.rule == "in_charge"
    office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD)
    office.staff.assign(Assignment(officer="pho", sector=SECTOR, since=TODAY))
    office.staff.assign(Assignment(officer="lan", sector=SECTOR, since=TODAY, until=TODAY))
    tick(office)
    office.rights.set(wish)
    office.session.officer = office.staff.known("lan")
    assert refused(partial(office.moves.move, receive(office).code, Act.FINISH)) == "duty"


def test_a_table_is_set_by_two(office: Office) -> None:
    pho = leaders(office)
    act = partial(office.rights.set, {Duty.CATALOGUE: tuple(Role)})
    office.session.officer = office.staff.known("canbo")
    assert refused(act) == "second"
    assert refused(act, approval=pho) == ""
    _entry, payload = office.store.journal.of("office")[-1]
    assert payload["approved_by"] == "pho"


# Who leads


def test_an_administrator_makes_nobody_who_consents(office: Office) -> None:
    """Neither the role, nor an account he knows the password of, nor one whose password he sets anew."""
    tu = put(office, Role.SECTOR_OFFICER, "tu")
    put(office, Role.ADMINISTRATOR, "quantri")
    office.rights.set({Duty.CONSENT: (Role.LEADER, Role.SECTOR_OFFICER)})
    office.session.officer = office.staff.known("quantri")
    made = partial(office.staff.put_officer, password=PASSWORD)
    for wish in (
        officer(Role.LEADER, "quantri"),
        officer(Role.SECTOR_OFFICER, "quantri"),
        officer(Role.SECTOR_OFFICER, "moi"),
        officer(Role.SECTOR_OFFICER, "tu"),
        officer(Role.LEADER, "canbo"),
    ):
        assert refused(partial(made, wish)) == "leader", wish.login
    assert refused(partial(made, officer(Role.RECEIVER, "moi"))) == ""
    assert refused(partial(office.rights.set, {Duty.STAFF: (Role.LEADER,)})) == "duty"
    assert tu.approver == "tu"


def test_the_last_leader_stays_though_an_administrator_is_there(office: Office) -> None:
    put(office, Role.ADMINISTRATOR, "quantri")
    for wish in (officer(Role.RECEIVER, "canbo"), officer(Role.LEADER, "canbo", active=False)):
        assert refused(partial(office.staff.put_officer, wish)) == "last_in_charge"


def test_where_nobody_leads_an_administrator_names_another_and_never_himself(
    office: Office,
) -> None:
    """As a journal of an earlier version may have it."""
    put(office, Role.ADMINISTRATOR, "quantri")
    with office.store.transaction() as tx:
        gone = officer_payload(officer(Role.LEADER, "canbo", active=False))
        tx.record(OFFICER_PUT, "officer:canbo", gone, actor="cli")
    office.session.officer = office.staff.known("quantri")
    made = partial(office.staff.put_officer, password=PASSWORD)
    assert refused(partial(made, officer(Role.LEADER, "quantri"))) == "leader"
    assert refused(partial(made, officer(Role.LEADER, "moi"))) == ""
    assert refused(partial(made, officer(Role.LEADER, "hai"))) == "leader"
