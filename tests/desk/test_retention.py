"""How long things are kept: by the office's word alone, listed by kind, erased by a leader and never by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.queue.tickets import Priority
from counter_app.domain.requests.retention import Kept, Retention, retention_of
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.requests.retention import period_text
from tests.desk.acts_of_requests import ended, kept, requested
from tests.desk.test_person_erasure import certified
from tests.makers import receive


def over(office: Office) -> dict[Kept, list[str]]:
    """What is over today, by kind."""
    return {
        item.retention.kind: [thing.key for thing in item.things]
        for item in office.retention.over()
        if item.things
    }


def test_nothing_is_over_while_nobody_decided(office: Office, clock: FixedClock) -> None:
    ended(office)
    clock.tick(days=4_000)
    office.confirm_clock()
    assert over(office) == {}
    texts = {rule.kind: period_text(rule) for rule in office.retention.rules()}
    assert "chưa quyết định" in texts[Kept.DOSSIER]
    assert "vĩnh viễn" in texts[Kept.CERTIFICATION]
    assert "chưa xác nhận" in texts[Kept.CERTIFICATION]


@pytest.mark.parametrize(
    ("ended_on", "today", "expected"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), False),
        (date(2026, 1, 31), date(2026, 2, 28), True),
        (date(2026, 11, 23), date(2026, 12, 22), False),
        (date(2026, 11, 23), date(2026, 12, 23), True),
    ],
)
def test_a_month_ends_on_the_same_day(ended_on: date, today: date, expected: bool) -> None:
    rule = Retention(kind=Kept.DOSSIER, months=1, source="x", must=True, confirmed=True)
    assert rule.is_over(ended_on, today) is expected
    assert rule.holds(ended_on, today) is not expected


def test_a_period_holds_from_its_first_day() -> None:
    own = {"dossier": {"months": 12, "source": "QĐ", "since": "2027-01-01"}}
    assert retention_of(Kept.DOSSIER, date(2026, 12, 31), own).months is None
    assert retention_of(Kept.DOSSIER, date(2027, 1, 1), own).months == 12


def test_each_kind_has_its_list(office: Office, clock: FixedClock) -> None:
    code, line, number = ended(office), certified(office), requested(office)
    open_one = receive(office, name="Người Đang Chờ").code
    office.requests.void(number, reason="Nhầm")
    office.drafts.keep("nhap", {"note": "x"})
    queue = office.queue.groups()[0].letter
    ticket = office.queue.take(queue, priority=Priority.OTHER, reason="Bà Năm ốm").result
    for kind in (Kept.DOSSIER, Kept.REQUEST, Kept.DRAFT, Kept.TICKET, Kept.CERTIFICATION):
        kept(office, kind)
    assert over(office) == {}
    clock.tick(days=40)
    office.confirm_clock()
    found = over(office)
    assert found == {
        Kept.DOSSIER: [code],
        Kept.CERTIFICATION: [str(line)],
        Kept.TICKET: [str(ticket.id)],
        Kept.DRAFT: ["nhap"],
        Kept.REQUEST: [str(number)],
    }
    for kind, keys in found.items():
        office.retention.erase(kind, keys, reason="Hết hạn lưu")
    assert over(office) == {}
    assert office.dossiers.get(code).applicant.name == BLANK_NAME
    assert office.dossiers.get(open_one).applicant.name == "Người Đang Chờ"
    after = office.store.queue.get(ticket.id)
    assert after is not None
    assert after.priority_reason == ""
    assert office.store.check().ok


def test_nothing_goes_before_its_time_even_when_it_is_named(
    office: Office, clock: FixedClock
) -> None:
    old = ended(office)
    kept(office, Kept.DOSSIER)
    clock.tick(days=32)
    office.confirm_clock()
    young = ended(office)
    with pytest.raises(RuleError) as refused:
        office.retention.erase(Kept.DOSSIER, [old, young], reason="Hết hạn lưu")
    assert refused.value.rule == "kept"
    assert office.dossiers.get(old).applicant.name != BLANK_NAME, "all of it or nothing"
    for keys in ([], ["T99001-261123-019999"]):
        with pytest.raises(RuleError):
            office.retention.erase(Kept.DOSSIER, keys, reason="Hết hạn lưu")


def test_the_list_is_asked_for_any_day(office: Office) -> None:
    code = ended(office)
    kept(office, Kept.DOSSIER, 12)
    nothing = office.retention.over(office.board.today() + timedelta(days=364))
    assert not any(item.things for item in nothing)
    later = office.retention.over(office.board.today() + timedelta(days=365))
    assert [thing.key for item in later for thing in item.things] == [code]
