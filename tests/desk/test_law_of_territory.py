"""Dossiers of another office: from when their time runs, what the receipt says until then, and who is reminded.

Nghị định 309/2026/NĐ-CP Điều 8 khoản 3 (khoản 3 Điều 17) and Điều 9 (khoản 2 Điều 18 Nghị định 118/2025/NĐ-CP).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose, Sheet
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.index import compute
from tests.makers import BIRTH, MARITAL, draft, receive
from tests.printing.reading import flat_text

EAST = "UBND xã Đông"


def at(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.fixture
def theirs(office: Office, clock: FixedClock) -> str:
    """A three-day dossier of the commune beside ours, taken in on Wednesday 25/11 at nine."""
    office.rules.change_settings(replace(office.rules.settings, partners=(EAST, "Sở Tư pháp")))
    clock.set(at("2026-11-25T09:00"))
    return receive(office, MARITAL, resolver=EAST, territory="nationwide").code


def sent(office: Office, code: str, to: str = EAST) -> Sheet:
    """A sheet for the neighbour."""
    wanted = Wanted(
        purpose=Purpose.FORWARD,
        giver=Holder(officer="cli"),
        taker=Holder(office=to),
        codes=[code],
    )
    return office.handover.give(wanted).result


def receipt(office: Office, code: str) -> str:
    """The words of the latest receipt."""
    job = office.paper.prints_of(code)[-1]
    assert job.document == "receipt"
    return flat_text(office.paper.draw(job.id).pdf)


def test_nd_309_2026_article_8_3_the_time_runs_once_the_resolving_office_has_it(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    """It had to leave by Wednesday's closing: provisionally three days from there; taken on Thursday at ten."""
    dossier = office.dossiers.get(theirs)
    assert dossier.provisional
    assert dossier.promised_at == at("2026-11-30T17:30")
    words = receipt(office, theirs)
    for wanted in ("(tạm tính)", "toàn quốc", EAST, "309/2026/NĐ-CP", "nhận đủ hồ sơ"):
        assert wanted in words, wanted
    sheet = sent(office, theirs)
    clock.set(at("2026-11-26T10:00"))
    office.handover.take(sheet.id, [theirs])
    dossier = office.dossiers.get(theirs)
    assert (dossier.promised_at, dossier.confirmed_at) == (
        at("2026-12-01T10:00"),
        at("2026-11-26T10:00"),
    )
    assert not dossier.provisional
    again = receipt(office, theirs)
    assert "(tạm tính)" not in again
    assert "10 giờ 00 phút, ngày 01 tháng 12 năm 2026" in again
    assert [job.copy_no for job in office.paper.prints_of(theirs)] == [0, 1]
    assert office.calendar_impact.affected().moved == ()
    assert office.store.check().problems == ()


def test_what_was_taken_but_is_not_complete_waits_for_its_confirmation(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    sheet = sent(office, theirs)
    clock.set(at("2026-11-26T10:00"))
    office.handover.take(sheet.id, [theirs], complete=False)
    assert office.dossiers.get(theirs).promised_at == at("2026-11-30T17:30")
    clock.set(at("2026-11-27T10:00"))
    (found,) = office.board.morning().unconfirmed
    assert (found.row.code, found.office) == (theirs, EAST)
    assert (found.sent, found.taken) == (at("2026-11-25T09:00"), at("2026-11-26T10:00"))
    (done,) = office.confirmations.confirm([theirs], at=at("2026-11-27T08:30")).result
    assert done.promised_at == at("2026-12-02T08:30")
    assert office.board.morning().unconfirmed == ()
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([theirs])
    assert refused.value.rule == "confirmed"
    again = office.confirmations.confirm([theirs], at=at("2026-11-26T10:00"), reason="Ghi nhầm")
    assert again.result[0].promised_at == at("2026-12-01T10:00")


def test_sent_and_never_taken_is_an_alarm_after_a_working_day(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    sent(office, theirs)
    clock.set(at("2026-11-26T08:30"))
    assert office.board.morning().unconfirmed == ()
    clock.set(at("2026-11-26T09:30"))
    (found,) = office.board.morning().unconfirmed
    assert found.taken is None


def test_what_comes_online_is_sent_when_it_is_received(office: Office, clock: FixedClock) -> None:
    clock.set(at("2026-11-25T09:00"))
    dossier = receive(office, MARITAL, resolver=EAST, channel=Channel.ONLINE)
    assert dossier.promised_at == at("2026-11-30T09:00")
    clock.set(at("2026-11-25T15:30"))
    late = receive(office, MARITAL, resolver=EAST, channel=Channel.ONLINE)
    assert late.promised_at == at("2026-11-30T17:30")
    assert office.board.morning().forwarding == ()
    clock.set(at("2026-11-26T10:00"))
    assert [item.row.code for item in office.board.morning().unconfirmed] == [dossier.code]


def test_papers_that_pass_through_a_third_office_are_not_confirmed_by_it(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    sheet = sent(office, theirs, "Sở Tư pháp")
    clock.set(at("2026-11-26T10:00"))
    office.handover.take(sheet.id, [theirs])
    assert office.dossiers.get(theirs).provisional


def test_own_dossiers_need_nobody_s_word(office: Office, clock: FixedClock) -> None:
    own = receive(office, MARITAL)
    assert not own.provisional
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([own.code])
    assert refused.value.rule == "elsewhere"
    with pytest.raises(RuleError) as refused:
        office.intake.check(draft(MARITAL, territory="ở đâu cũng được"))
    assert refused.value.field == "territory"


@pytest.mark.parametrize("when", ["2026-11-25T08:00", "2026-11-28T09:00"])
def test_no_time_before_reception_nor_to_come_is_confirmed(
    office: Office, clock: FixedClock, theirs: str, when: str
) -> None:
    clock.set(at("2026-11-26T10:00"))
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([theirs], at=at(when))
    assert refused.value.field == "at"


def test_a_pause_after_the_confirmation_moves_what_was_confirmed(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    clock.set(at("2026-11-26T10:00"))
    office.confirmations.confirm([theirs])
    office.moves.move(theirs, Act.SUPPLEMENT, reason="Thiếu")
    clock.set(at("2026-11-27T10:00"))
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([theirs], reason="Sửa")
    assert refused.value.rule == "move"
    assert office.moves.move(theirs, Act.RESUME).result.promised_at == at("2026-12-02T10:00")
    assert office.calendar_impact.affected().moved == ()


def waiting(office: Office) -> list[tuple[str, bool]]:
    """Who stands on the board as still to be sent on, and whether late."""
    return [(line.row.code, line.late) for line in office.board.morning().forwarding]


def test_nd_309_2026_article_9_received_before_three_is_gone_by_closing(
    office: Office, clock: FixedClock
) -> None:
    clock.set(at("2026-11-25T15:00"))
    code = receive(office, MARITAL).code
    assert waiting(office) == []
    clock.set(at("2026-11-25T15:01"))
    assert waiting(office) == [(code, False)]
    clock.set(at("2026-11-25T17:31"))
    assert waiting(office) == [(code, True)]
    office.moves.move(code, Act.HAND, handler="lan") if office.staff.names().get("lan") else (
        office.moves.move(code, Act.FINISH)
    )
    assert waiting(office) == []


def test_nd_309_2026_article_9_received_after_three_goes_first_thing_next_morning(
    office: Office, clock: FixedClock
) -> None:
    """Monday afternoon before the holiday: Wednesday's first hour."""
    clock.set(at("2026-11-23T15:01"))
    code = receive(office, BIRTH).code
    clock.set(at("2026-11-23T18:00"))
    assert waiting(office) == []
    clock.set(at("2026-11-24T09:00"))
    assert waiting(office) == []
    clock.set(at("2026-11-25T07:20"))
    assert waiting(office) == [(code, False)]
    clock.set(at("2026-11-25T08:30"))
    assert waiting(office) == [(code, False)]
    clock.set(at("2026-11-25T08:31"))
    assert waiting(office) == [(code, True)]


def test_what_is_on_its_way_or_was_taken_is_not_waited_for(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    clock.set(at("2026-11-25T16:00"))
    assert waiting(office) == [(theirs, False)]
    sheet = sent(office, theirs)
    assert waiting(office) == []
    office.handover.recall(sheet.id, [theirs])
    assert waiting(office) == [(theirs, False)]


def test_the_closing_sheet_and_a_report_name_what_stayed(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    clock.set(at("2026-11-25T15:30"))
    evening = receive(office, MARITAL).code
    clock.set(at("2026-11-25T17:00"))
    office.closing.close_day()
    sheet = flat_text(office.evening.closing_pdf(clock.now().date()))
    assert theirs in sheet
    assert evening not in sheet
    clock.set(at("2026-11-26T08:00"))
    sent(office, evening)
    clock.set(at("2026-11-26T10:00"))
    sent(office, theirs)
    clock.set(at("2026-11-26T17:00"))
    first, last = at("2026-11-25T00:00").date(), clock.now().date()
    (table,) = compute(office.store, "forwarding", first, last)
    assert [row[1] for row in table.rows] == [theirs]
    assert str(table.rows[0][5])[:16] == "2026-11-25 17:30"
    assert str(table.rows[0][6])[:16] == "2026-11-26 10:00"
    assert any("50" in note for note in table.notes), table.notes


@pytest.mark.parametrize("size", list(PaperSize))
def test_every_size_and_the_slip_of_a_visit_say_that_it_is_provisional(
    office: Office, theirs: str, size: PaperSize
) -> None:
    words = flat_text(office.paper.draw_receipt(theirs, size))
    assert words.count("(tạm tính)") >= 1
    assert "309/2026/NĐ-CP" in words
    forms = [(draft(MARITAL, resolver=EAST), ""), (draft(BIRTH), "")]
    first, _second = office.intake.receive_all(forms, together=True).result
    (job,) = (
        item for item in office.paper.prints_of(first.code) if item.document == "visit_receipt"
    )
    slip = flat_text(office.paper.draw(job.id).pdf)
    assert slip.count("(tạm tính)") == 1
    assert EAST in slip


def test_the_list_of_those_sent_on_late_says_what_was_known_then(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    """Corrections of December change nothing in November's list; an entry by mistake was never to be sent on."""
    clock.set(at("2026-11-25T09:00"))
    wrong = receive(office, MARITAL, resolver=EAST).code
    first, last = at("2026-11-25T00:00").date(), at("2026-11-30T00:00").date()
    clock.set(at("2026-11-26T10:00"))
    (before,) = compute(office.store, "forwarding", first, last)
    assert [row[1] for row in before.rows] == [theirs, wrong]
    office.moves.move(wrong, Act.MISTAKE, reason="Nhập nhầm")
    (before,) = compute(office.store, "forwarding", first, last)
    assert [row[1] for row in before.rows] == [theirs]
    clock.set(at("2026-12-01T08:00"))
    right = Correction(channel=Channel.ONLINE, resolver="Sở Tư pháp")
    office.corrections.correct(theirs, right, reason="Ghi nhầm")
    (after,) = compute(office.store, "forwarding", first, last)
    assert (after.rows, after.notes) == (before.rows, before.notes)


@pytest.mark.parametrize("act", [Act.FINANCIAL, Act.STOP])
def test_a_confirmation_told_late_forgets_no_pause_and_no_extension(
    office: Office, clock: FixedClock, theirs: str, act: Act
) -> None:
    """Whenever the moment is told, the promise is the same: counted from there, moved by what came after it."""
    other = receive(office, MARITAL, resolver=EAST, territory="nationwide").code
    clock.set(at("2026-11-26T10:00"))
    office.confirmations.confirm([other])
    clock.set(at("2026-11-26T14:00"))
    for code in (theirs, other):
        office.moves.move(code, act, reason="Chờ")
    clock.set(at("2026-11-27T14:00"))
    for code in (theirs, other):
        office.moves.move(code, Act.RESUME)
        office.promises.extend(code, reason="Xác minh")
    clock.set(at("2026-11-27T15:00"))
    office.confirmations.confirm([theirs], at=at("2026-11-26T10:00"))
    late, told = office.dossiers.get(theirs), office.dossiers.get(other)
    assert told.promised_at is not None
    assert late.promised_at == told.promised_at
    again = office.confirmations.confirm([theirs], at=at("2026-11-27T08:00"), reason="Ghi nhầm")
    later = again.result[0].promised_at
    assert later is not None
    assert later > told.promised_at
    assert office.calendar_impact.affected().moved == ()


def test_one_dossier_named_twice_is_confirmed_once_and_none_is_refused(
    office: Office, theirs: str
) -> None:
    barcode = office.dossiers.get(theirs).barcode
    before = len(office.paper.prints_of(theirs))
    done = office.confirmations.confirm([theirs, barcode, theirs.lower()])
    assert [item.code for item in done.result] == [theirs]
    assert len(office.paper.prints_of(theirs)) == before + 1
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([])
    assert refused.value.rule == "nothing"


def test_a_confirmation_changes_no_register_of_a_day_before_it(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    day = at("2026-11-25T09:00").date()
    then = compute(office.store, "register", day, day)
    clock.set(at("2026-11-27T10:00"))
    office.confirmations.confirm([theirs])
    assert compute(office.store, "register", day, day) == then
    today = compute(office.store, "register", day, clock.now().date())
    assert "hẹn lại" not in str(today)


def test_papers_given_and_taken_at_once_tell_of_the_new_receipt(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    wanted = Wanted(
        purpose=Purpose.FORWARD,
        giver=Holder(officer="cli"),
        taker=Holder(office=EAST),
        codes=[theirs],
    )
    done = office.handover.give(wanted, take=True)
    assert done.changes >= {Noun.DOSSIER, Noun.PRINT}
    assert not office.dossiers.get(theirs).provisional


def test_nothing_is_sent_on_late_before_its_time(office: Office, clock: FixedClock) -> None:
    """The list of the running day is asked for at ten; what came at nine has until closing."""
    clock.set(at("2026-11-25T09:00"))
    receive(office, MARITAL, resolver=EAST)
    day = clock.now().date()
    clock.set(at("2026-11-25T10:00"))
    assert compute(office.store, "forwarding", day, day)[0].rows == ()
    clock.set(at("2026-11-26T10:00"))
    assert len(compute(office.store, "forwarding", day, day)[0].rows) == 1


def test_it_stays_theirs_when_the_partner_is_no_longer_written_to(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    """Received so it is waited for, whatever the list of partners says later; and by the list alone it is too."""
    office.rules.change_settings(replace(office.rules.settings, partners=()))
    assert office.confirmations.is_elsewhere(office.dossiers.get(theirs))
    office.rules.change_settings(replace(office.rules.settings, partners=(EAST,)))
    ours = receive(office, MARITAL).code
    assert not office.confirmations.is_elsewhere(office.dossiers.get(ours))
    office.corrections.correct(ours, Correction(resolver=EAST), reason="Nhầm nơi")
    corrected = office.dossiers.get(ours)
    assert not corrected.policy.elsewhere
    assert office.confirmations.is_elsewhere(corrected)


def test_it_may_have_been_complete_in_the_minute_it_was_received(
    office: Office, clock: FixedClock, theirs: str
) -> None:
    clock.set(at("2026-11-25T11:00"))
    with pytest.raises(RuleError) as refused:
        office.confirmations.confirm([theirs], at=at("2026-11-25T08:59"))
    assert refused.value.rule == "moment_before"
    (done,) = office.confirmations.confirm([theirs], at=at("2026-11-25T09:00")).result
    assert done.confirmed_at == at("2026-11-25T09:00")
