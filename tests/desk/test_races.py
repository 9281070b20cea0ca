"""Two windows at once: what another one does between a verb's reading and its writing, it might have done before.

The rival's act falls into the moment in which the verb's own transaction begins, when it has looked at everything it
looks at beforehand. What comes of both is what comes of them one after the other: the same refusal, the same events.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.store.store import Store
from tests.desk.examples import Sent, every_example
from tests.desk.second import put
from tests.desk.test_certification import certify
from tests.makers import BIRTH, MARITAL, MONDAY, PASSWORD, draft, officer, receive

EXAMPLES = every_example()
TWICE = {
    "calendar.import_year": "the same year is written a second time",
    "clock_word.confirm": "both said that the clock is right",
    "rules.change_preferences": "both chose the same printer",
    "numbers.settle": "the other process finds another epoch and writes nothing (test_numbers)",
}
"""Where the second of two at once says once more what the first one said."""
ONE_STICK = {"closing.export", "sending_again.batch", "sending_again.entries"}
"""A lock lets one window write batches: the other one is told to wait."""
ONE_RING = {"staff.change_password"}
"""One window at a time changes the key ring, for the whole act; two processes show it (test_two_processes)."""


@pytest.fixture
def opened(tmp_path: Path, founded: Path) -> Iterator[Callable[[str], Office]]:
    """Opens new offices, each in a folder of its own."""
    made: list[Office] = []

    def opening(name: str) -> Office:
        folder = tmp_path / name / "data"
        folder.mkdir(parents=True)
        shutil.copyfile(founded, paths.database_path(folder))
        made.append(Office.open(folder, clock=FixedClock(MONDAY), officer=COMMAND_LINE))
        return made[-1]

    yield opening
    for office in made:
        office.close()


def said(act: Sent, op_id: str) -> str:
    """The refusal of an act, "" when it was done."""
    try:
        act(op_id=op_id)
    except CounterError as error:
        return error.message
    return ""


def racing(office: Office, act: Callable[[], Any], rival: Callable[[], Any]) -> Any:
    """What comes of an act in whose way the rival comes as its transaction begins."""
    begin, store, come = Store.transaction, office.store, list[object]()

    def begun(self: Store) -> Any:
        if self is store and not come and not store.database.connection.in_transaction:
            come.append(True)
            rival()
        return begin(self)

    with patch.object(Store, "transaction", begun):
        done = act()
    assert come
    return done


def known(office: Office, login: str) -> Officer:
    """An officer as they stand now."""
    found = office.staff.known(login)
    assert found is not None
    return found


def written(office: Office, since: int) -> list[tuple[str, str]]:
    """Kind and subject of what the journal was told."""
    head = office.store.journal.head().seq
    return [
        (entry.kind, "" if entry.kind == "epoch.began" else entry.subject)
        for entry, _salt, _body in office.store.journal.walk(since + 1, head)
    ]


@pytest.mark.parametrize("verb", sorted(EXAMPLES.keys() - TWICE.keys() - ONE_STICK - ONE_RING))
def test_the_same_act_at_two_windows_comes_to_what_it_comes_to_one_after_the_other(
    opened: Callable[[str], Office], verb: str
) -> None:
    after, beside = opened("sau"), opened("cung-luc")
    act, since = EXAMPLES[verb](after), after.store.journal.head().seq
    first, second = said(act, "kia"), said(act, "day")
    right = written(after, since)
    act, since = EXAMPLES[verb](beside), beside.store.journal.head().seq
    rivals: list[str] = []
    told = racing(beside, lambda: said(act, "day"), lambda: rivals.append(said(act, "kia")))
    assert (rivals, told) == ([first], second)
    assert written(beside, since) == right


@pytest.mark.parametrize("verb", sorted(EXAMPLES.keys() - {"numbers.settle"} - ONE_RING))
def test_one_operation_sent_from_two_windows_at_once_is_one(office: Office, verb: str) -> None:
    act, since = EXAMPLES[verb](office), office.store.journal.head().seq
    assert racing(office, lambda: said(act, "tap"), lambda: said(act, "tap")) == ""
    seen = written(office, since)
    assert len(seen) == len(set(seen)) or verb == "intake.receive_all"
    assert office.store.journal.by_op("tap") is not None


def test_a_closing_counts_what_another_window_records_as_it_begins(office: Office) -> None:
    """The head that is signed has it, and it would be told nowhere: the day has not gone on since."""
    day = racing(office, office.closing.close_day, lambda: receive(office)).result
    assert day.totals["received"] == 1
    assert office.closing.evenings()[1] == frozenset()


def test_two_leaders_who_put_each_other_out_leave_one_in_charge(office: Office) -> None:
    first = known(office, "canbo")
    second = office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD).result
    gone, going = replace(first, active=False), replace(second, active=False)
    told = racing(
        office,
        lambda: said(partial(office.staff.put_officer, gone), "mot"),
        lambda: office.staff.put_officer(going),
    )
    assert "lãnh đạo" in told
    assert [item.active for item in [known(office, "canbo"), known(office, "pho")]] == [True, False]


def test_who_is_put_out_or_loses_a_right_while_an_act_begins_does_it_no_more(
    office: Office,
) -> None:
    put(office, Role.RECEIVER, "lan")
    lan, head = known(office, "lan"), office.store.journal.head

    def taken(**change: Any) -> str:
        office.session.officer = COMMAND_LINE
        office.staff.put_officer(lan)
        office.session.officer = lan

        def rival() -> None:
            office.session.officer = COMMAND_LINE
            office.staff.put_officer(replace(lan, **change))
            office.session.officer = lan

        before = head().seq
        told = racing(office, lambda: said(partial(office.intake.receive, draft(BIRTH)), ""), rival)
        assert head().seq == before + 1
        return str(told)

    assert "không có quyền" in taken(role=Role.ADMINISTRATOR)
    assert "đã ngừng dùng" in taken(active=False)


def test_what_takes_two_since_another_window_acted_is_done_by_nobody_alone(
    office: Office,
) -> None:
    """Whether somebody has to consent is asked before a password is; what makes it due may fall in between."""
    put(office, Role.RECEIVER, "lan")
    (line,) = certify(office)
    one, two = receive(office), receive(office)
    office.session.officer = known(office, "lan")
    hand_out = office.paper.hand_over
    for act, rival in (
        (
            partial(office.moves.move, one.code, Act.MISTAKE, reason="Nhập nhầm"),
            partial(hand_out, office.paper.prints_of(one.code)[0].id),
        ),
        (
            partial(office.replacing.replace, two.code, draft(MARITAL), reason="Nhầm thủ tục"),
            partial(hand_out, office.paper.prints_of(two.code)[0].id),
        ),
        (
            partial(office.voiding.void, line.id, reason="Nhầm"),
            partial(office.fees.collect, certification=line.id),
        ),
    ):
        told = racing(office, partial(said, act, ""), rival)
        assert (bool(told), bool(said(act, ""))) == (True, True)


def test_two_templates_loaded_at_once_are_both_kept_or_the_second_is_told(office: Office) -> None:
    """They stand in one setting: whoever wrote last took the other's away in silence."""
    one = office.templates.shipped()[0]
    two = replace(one, key="mau-khac")
    told = racing(
        office,
        lambda: said(partial(office.templates.load, one), "mot"),
        lambda: office.templates.load(two),
    )
    assert told == "Cửa sổ khác vừa đổi cài đặt này. Xem lại giá trị mới rồi lưu lại."
    assert set(office.settings.templates) == {two.key}
    office.templates.load(one)
    assert set(office.settings.templates) == {one.key, two.key}
