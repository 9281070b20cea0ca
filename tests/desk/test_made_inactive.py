"""Whoever was made inactive at another counter sees, draws and sets nothing from the next act on (trust.md H11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from counter_app.desk.desk import Desk
from counter_app.desk.handover.caseloads import WantedCaseload
from counter_app.domain.certification.authority import Authorisation
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Desks, Office
from counter_app.system.loaded import Loaded
from tests.desk.acts_of_requests import requesting
from tests.makers import PASSWORD, officer, receive

TODAY = date(2026, 11, 23)
OPEN = "T99001-261123-010001"
OPEN_TO_ALL = {"staff", "seat"}
"""Who works here, and signing in, is for whoever comes."""
READING: dict[str, Callable[[Office], object]] = {
    "search": lambda o: o.dossiers.find("mau"),
    "see": lambda o: o.dossiers.view(OPEN),
    "draw a receipt": lambda o: o.paper.draw_receipt(OPEN, PaperSize.A5),
    "compute a report": lambda o: o.reports.compute("day", TODAY, TODAY),
    "set the printer": lambda o: o.rules.change_preferences(
        replace(o.preferences, printer="escpos:203.0.113.9:9100")
    ),
    "list certifications": lambda o: o.certification.latest(),
    "the board": lambda o: o.board.morning(),
    "copy the data": lambda o: o.backups.standing(),
}


@pytest.fixture
def left(office: Office) -> Office:
    """Lan sits here; a leader at another counter has just set her account aside."""
    receive(office)
    office.staff.put_officer(officer(Role.LEADER), password=PASSWORD)
    office.seat.sign_in("lan", PASSWORD)
    for read in (READING["search"], READING["see"]):
        read(office)
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    other.staff.put_officer(officer(Role.LEADER, active=False))
    other.close()
    return office


GIVING: dict[str, tuple[str, Callable[[Office], object]]] = {
    "a dossier": ("handler", lambda o: o.moves.move(OPEN, Act.HAND, handler="lan")),
    "a visit at home": (
        "visited_by",
        lambda o: receive(o, point="Tại nhà", visited_by="lan", home_address="Thôn 1"),
    ),
    "a caseload": (
        "taker",
        lambda o: o.caseloads.hand_over(WantedCaseload(giver=COMMAND_LINE.login, taker="lan")),
    ),
    "a signature": (
        "officer",
        lambda o: o.authorities.authorise(
            Authorisation(
                officer="lan",
                since=TODAY,
                number="12/QĐ-UBND",
                issued_on=TODAY,
                position="Chủ tịch",
            )
        ),
    ),
    "an absence": (
        "officer",
        lambda o: o.absences.announce(Absence(officer="lan", since=TODAY, until=TODAY)),
    ),
    "a new request": ("handler", lambda o: o.requests.receive(requesting(handler="lan"))),
    "a request": (
        "handler",
        lambda o: o.requests.give(o.requests.receive(requesting()).result.id, "lan"),
    ),
}


@pytest.mark.parametrize("what", GIVING)
def test_who_has_left_is_given_nothing(office: Office, what: str) -> None:
    office.rules.change_settings(replace(office.settings, home_service="Tại nhà"))
    receive(office)
    office.staff.put_officer(officer(), password=PASSWORD)
    field, give = GIVING[what]
    give(office)
    office.staff.put_officer(officer(active=False))
    with pytest.raises(RuleError) as refused:
        give(office)
    assert refused.value.field == field


@pytest.mark.parametrize("what", READING)
def test_nothing_more_is_seen_or_set(left: Office, what: str) -> None:
    before = left.preferences
    with pytest.raises(RuleError) as refused:
        READING[what](left)
    assert refused.value.rule == "left"
    assert left.preferences == before


def test_every_group_of_verbs_asks(left: Office) -> None:
    groups = {name for name, made in vars(Desks).items() if isinstance(made, Loaded)}
    assert len(groups) > 40
    for name in sorted(groups - OPEN_TO_ALL):
        group = getattr(left, name)
        if not isinstance(group, Desk):
            continue
        with pytest.raises(RuleError) as refused:
            _ = group.store
        assert refused.value.rule == "left", name


def test_the_screen_stays_locked(left: Office) -> None:
    with pytest.raises(RuleError) as refused:
        left.seat.unlock(PASSWORD)
    assert refused.value.rule == "sign_in"
    with pytest.raises(RuleError):
        left.seat.sign_in("lan", PASSWORD)


def test_a_worker_under_way_asks_too(left: Office) -> None:
    with left.twin() as twin, pytest.raises(RuleError) as refused:
        twin.reports.compute("day", TODAY, TODAY)
    assert refused.value.rule == "left"


def test_whoever_comes_next_works_on(left: Office) -> None:
    left.seat.sign_out(put_out=True)
    left.seat.sign_in("canbo", "matkhau-2026")
    assert left.dossiers.find("mau")
    told = [(entry.kind, said) for entry, said in left.store.journal.of("officer:lan")][-1]
    assert told == ("officer.signed_out", {"put_out": 1})


def test_who_comes_and_goes_is_told_and_locking_is_not(office: Office) -> None:
    """Sign-out stands beside sign-in; how often somebody's screen rests is nobody's matter (docs/adr/0063)."""
    office.staff.put_officer(officer(), password=PASSWORD)
    office.seat.sign_in("lan", PASSWORD)
    seq = office.store.journal.head().seq
    office.seat.unlock(PASSWORD)
    assert office.store.journal.head().seq == seq
    with pytest.raises(RuleError):
        office.seat.unlock("sai-mat-khau")
    office.seat.unlock(PASSWORD)
    office.seat.sign_out()
    office.seat.sign_out()
    kinds = [(entry.kind, said) for entry, said in office.store.journal.of("officer:lan")][-2:]
    assert kinds == [("officer.signed_in", {"wrong_before": 1}), ("officer.signed_out", {})]


NEW = "thuyen-cho-lua"


@pytest.fixture
def lent(office: Office) -> Iterator[tuple[Office, Office]]:
    """Lan at her own counter, and whoever she told her password to at another one."""
    receive(office)
    office.staff.put_officer(officer(), password=PASSWORD)
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    for place in (office, other):
        place.seat.sign_in("lan", PASSWORD)
        READING["search"](place)
    yield office, other
    other.close()


def test_who_came_by_a_password_that_was_changed_since_leaves(
    lent: tuple[Office, Office],
) -> None:
    own, other = lent
    own.staff.change_password(PASSWORD, NEW)
    assert READING["search"](own)
    assert own.seat.works_still(), "who chose it stays"
    with own.twin() as twin:
        assert READING["search"](twin)
    with pytest.raises(RuleError, match="đã đổi ở nơi khác") as refused:
        READING["search"](other)
    assert refused.value.rule == "left"
    assert "Đăng nhập bằng mật khẩu mới" in other.seat.why_left()
    with pytest.raises(RuleError, match="Mật khẩu chưa đúng"):
        other.seat.unlock(PASSWORD)
    other.seat.unlock(NEW)
    assert READING["search"](other)


def test_a_password_that_a_leader_sets_anew_ends_every_seat_it_was_used_at(
    lent: tuple[Office, Office],
) -> None:
    own, other = lent
    leader = Office.open(own.data_dir, clock=own.store.clock, officer=COMMAND_LINE)
    leader.staff.put_officer(officer(), password=NEW)
    leader.close()
    assert [place.seat.works_still() for place in lent] == [False, False]
    own.seat.sign_out(put_out=True)
    own.seat.sign_in("lan", NEW)
    assert own.seat.works_still()
    assert not other.seat.works_still()
