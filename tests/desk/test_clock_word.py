"""A clock that nobody would believe: two people say it is right, and everything tells of it afterwards."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from counter_app import RELEASED, paths
from counter_app.desk.dossier.line_columns import LineWords, line_columns
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.desk.system_clock import SystemClock
from counter_app.domain.clock import LOCAL, ClockDoubt, FixedClock, clock_doubt, utc_text
from counter_app.domain.office.events import CLOCK_CONFIRMED
from counter_app.domain.office.staff import Role
from counter_app.errors import ClockError, RuleError
from counter_app.office import Office
from counter_app.paths import released
from counter_app.store.file.believed_clock import doubt_of_clock
from counter_app.wording.tables.columns import shown
from release.program import write_day
from tests.cli.terminal import Terminal
from tests.desk.second import OWN_PASSWORD, put, refused
from tests.makers import PASSWORD, officer, receive
from tests.printing.reading import flat_text

BY_LEADER = Approval(approver="canbo", password=FIRST_PASSWORD)


@pytest.fixture
def back(office: Office, clock: FixedClock) -> Office:
    """An office whose clock went back over night, worked by a receiver; a leader works there too, and one newcomer."""
    put(office, Role.RECEIVER, "lan")
    office.staff.put_officer(officer(login="moi"), password=PASSWORD)
    office.session.officer = office.store.officers.get("lan")
    receive(office)
    clock.tick(days=-3)
    return office


def test_a_receiver_needs_a_leader(back: Office) -> None:
    with pytest.raises(RuleError) as refused:
        back.clock_word.confirm()
    assert refused.value.rule == "approver"
    for wrong in (
        Approval(approver="canbo", password="sai-mat-khau"),
        Approval(approver="lan", password=OWN_PASSWORD),
        Approval(approver="ai-do", password=FIRST_PASSWORD),
    ):
        with pytest.raises(RuleError):
            back.clock_word.confirm(wrong)
    with pytest.raises(ClockError):
        back.queue.take("A")
    assert back.clock_word.confirm(BY_LEADER).result is ClockDoubt.BEHIND
    assert back.queue.take("A").result.number == 1


def test_a_password_that_the_leader_gave_is_no_second_person(back: Office) -> None:
    """He knows it, and would be both of them: for the clock, and for what a leader allows."""
    back.session.officer = back.staff.known("canbo")
    given = Approval(approver="moi", password=PASSWORD)
    assert refused(back.clock_word.confirm, approval=given) == "lent"
    back.clock_word.confirm(Approval(approver="lan", password=OWN_PASSWORD))
    assert back.store.journal.of("clock:2026-11-20")[-1][1]["approved_by"] == "lan"


def test_a_leader_whose_colleagues_have_left_says_so_alone(
    office: Office, clock: FixedClock
) -> None:
    put(office, Role.LEADER, "lan")
    office.staff.put_officer(officer(Role.LEADER, active=False))
    receive(office)
    office.session.officer = office.staff.known("canbo")
    clock.tick(days=-3)
    assert office.clock_word.seconds() == []
    assert office.clock_word.confirm().result is ClockDoubt.BEHIND


def test_two_people_stand_in_journal_report_and_closing_sheet(
    back: Office, clock: FixedClock
) -> None:
    back.clock_word.confirm(BY_LEADER)
    back.queue.take("A")
    today = back.closing.today()
    entries = [entry for entry, _salt, _body in back.store.journal.walk()]
    flagged = [entry.kind for entry in entries if entry.clock_flag]
    assert CLOCK_CONFIRMED in flagged
    assert "ticket.taken" in flagged
    back.closing.close_day()
    text = flat_text(back.evening.closing_pdf(today))
    assert "Giờ máy bị ngờ" in text
    assert "xác nhận là đúng" in text
    assert "lượt ghi trong ngày theo giờ máy bị ngờ" in text
    tables = back.reports.compute("overrides", today, today)
    (clocks,) = [table for table in tables if table.name == "clock"]
    assert len(clocks.rows) == 1
    assert "4 lượt ghi" in clocks.notes[0]
    (doubted,) = [table for table in tables if table.name == "clock-entries"]
    told = [row[1] for row in doubted.rows][: len(flagged)]
    assert told == [entry.seq for entry in entries if entry.clock_flag]
    assert back.store.check().ok


def test_every_act_is_flagged_until_the_clock_shows_what_was_known(
    back: Office, clock: FixedClock
) -> None:
    """Also for who opens the office later, and is not asked any more."""
    back.clock_word.confirm(BY_LEADER)
    receive(back)
    with closing(Office.open(back.data_dir, clock=clock, officer=back.session.officer)) as later:
        clock.tick(days=2)
        doubted = receive(later).code
        clock.tick(days=1, minutes=1)
        sure = receive(later).code
        for code, flagged in ((doubted, True), (sure, False)):
            steps = later.dossiers.view(code).timeline
            assert {step.clock_confirmed for step in steps} == {flagged}
            days = (later.closing.today() - timedelta(days=9), later.closing.today())
            listed = [
                row[3]
                for table in later.reports.compute("overrides", *days)
                if table.name == "clock-entries"
                for row in table.rows
            ]
            assert (code in listed) == flagged
            for table in later.reports.compute("register", *days):
                assert any(code in note for note in table.notes) == flagged
            words = LineWords(later.dossiers.today, doubted=later.dossiers.doubted())
            (line,) = later.dossiers.find(code)
            received = next(each for each in line_columns(words) if each.title == "Ngày nhận")
            assert (shown(received, line, 1).icon == "clock") == flagged
            again = later.paper.reissue(code, "receipt", reason="Mất giấy hẹn").result
            told = "đồng hồ máy đã bị ngờ" in flat_text(later.paper.draw(again.id).pdf)
            assert told == flagged, "printed again, the receipt says so"


def test_a_table_of_a_past_day_hears_nothing_of_a_later_doubt(
    office: Office, clock: FixedClock
) -> None:
    """What was issued is the same tomorrow; the list of today tells it."""
    put(office, Role.RECEIVER, "lan")
    code, day = receive(office).code, office.closing.today()
    tables = office.reports.compute("register", day, day)
    clock.tick(days=3)
    receive(office)
    clock.tick(days=-2)
    office.session.officer = office.store.officers.get("lan")
    office.clock_word.confirm(BY_LEADER)
    office.paper.reissue(code, "receipt", reason="Mất giấy hẹn")
    assert code in office.dossiers.doubted()
    assert office.reports.compute("register", day, day) == tables
    (now,) = office.reports.compute("register", day, office.closing.today())[:1]
    assert any(code in note for note in now.notes)


def test_an_ordinary_day_tells_of_no_clock(office: Office) -> None:
    receive(office)
    closed = office.closing.close_day().result
    assert "clock_words" not in closed.totals
    today = office.closing.today()
    names = [table.name for table in office.reports.compute("overrides", today, today)]
    assert "clock" not in names


def test_where_nothing_is_odd_nothing_is_kept(office: Office) -> None:
    receive(office)
    head = office.store.journal.head()
    assert office.clock_word.confirm().result is ClockDoubt.NONE
    assert office.store.journal.head() == head
    assert not office.store.database.clock_confirmed


def test_a_leader_needs_another_who_works_there(back: Office) -> None:
    back.session.officer = back.store.officers.get("canbo")
    with pytest.raises(RuleError):
        back.clock_word.confirm()


def test_a_leader_alone_is_told_as_one_person(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(days=-3)
    office.session.officer = office.store.officers.get("canbo")
    office.clock_word.confirm()
    today = office.closing.today()
    (word,) = office.store.closings.clock_words(today, today)
    assert (word.officer, word.second) == ("canbo", "")
    assert word.known > word.at
    office.closing.close_day()
    assert "xác nhận là đúng" in flat_text(office.evening.closing_pdf(today))


def test_a_clock_set_back_behind_what_this_computer_has_seen_is_asked_about(
    office: Office, clock: FixedClock
) -> None:
    """After the last event, so that the journal alone would believe it: receipts could be dated by hours earlier."""
    receive(office)
    clock.tick(hours=2)
    clock.passed = clock.now() + timedelta(hours=14)
    with pytest.raises(ClockError) as asked:
        receive(office)
    assert asked.value.rule == "clock_set_back"
    assert "23/11/2026 11:00" in asked.value.message
    assert "24/11/2026 01:00" in asked.value.message
    office.session.officer = office.store.officers.get("canbo")
    office.clock_word.confirm()
    code = receive(office).code
    steps = office.dossiers.view(code).timeline
    assert all(step.clock_confirmed for step in steps)


def test_the_witness_knows_the_last_moment_too(office: Office, clock: FixedClock) -> None:
    receive(office)
    later = clock.now() + timedelta(days=2)
    office.store.database.seen_at = utc_text(later)
    assert doubt_of_clock(office.store.database, clock.now()) is ClockDoubt.BEHIND
    with closing(Office.open(office.data_dir, clock=clock)) as again:
        head = office.store.journal.head()
        assert again.store.database.seen_at == head.at_utc


@pytest.mark.parametrize(
    ("least", "found"),
    [
        (None, ClockDoubt.NONE),
        (timedelta(seconds=119), ClockDoubt.NONE),
        (timedelta(seconds=121), ClockDoubt.SET_BACK),
        (timedelta(days=-1), ClockDoubt.NONE),
    ],
)
def test_what_has_passed_bounds_the_clock(least: timedelta | None, found: ClockDoubt) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=LOCAL)
    assert clock_doubt(now, None, None if least is None else now + least) is found
    assert clock_doubt(now, now, None if least is None else now + least) is found


def test_the_computer_s_clock_knows_its_release_and_what_was_written(tmp_path: Path) -> None:
    clock = SystemClock()
    assert clock.least() >= datetime.combine(
        date.fromisoformat(RELEASED), datetime.min.time(), LOCAL
    )
    assert abs((clock.least() - clock.now()).total_seconds()) < 60 or clock.least() < clock.now()
    later = clock.now() + timedelta(hours=9)
    os.utime(tmp_path, (later.timestamp(), later.timestamp()))
    seen = SystemClock(tmp_path)
    assert clock_doubt(seen.now(), None, seen.least()) is ClockDoubt.SET_BACK
    assert SystemClock(tmp_path / "khong-co").least() < later


def test_to_look_when_something_was_written_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file put there and taken away would date the folder by the very clock that is asked about."""
    later = SystemClock().now() + timedelta(hours=9)
    os.utime(tmp_path, (later.timestamp(), later.timestamp()))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    seen = SystemClock()
    assert clock_doubt(seen.now(), None, seen.least()) is ClockDoubt.SET_BACK
    assert abs(tmp_path.stat().st_mtime - later.timestamp()) < 1


def test_a_built_program_knows_the_day_of_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the build wrote down counts where it is later than the sources; spoiled, the sources' day does."""
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path)
    assert released() == RELEASED
    written = write_day(tmp_path / "release", 1_796_000_000)
    assert written == tmp_path / paths.RELEASE_DAY
    assert released() == "2026-11-30"
    assert SystemClock().least() >= datetime(2026, 11, 30, tzinfo=LOCAL)
    for spoiled in ("hôm qua", "", "2001-01-01"):
        written.write_text(spoiled, "utf-8")
        assert released() == RELEASED


def test_a_clock_set_back_while_the_program_runs_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SystemClock()
    begun, ticks = clock._begun
    clock._begun = (begun + timedelta(hours=3), ticks)
    assert clock_doubt(clock.now(), None, clock.least()) is ClockDoubt.SET_BACK
    assert timedelta(hours=2.9) < clock.steady() - clock.now() < timedelta(hours=3.1)


def test_at_the_terminal_only_a_leader_says_so(back: Office, clock: FixedClock) -> None:
    """The data are dated by a clock that is years ahead of this computer's."""
    clock.set(datetime(2199, 1, 4, 9, tzinfo=LOCAL))
    back.confirm_clock()
    back.queue.take("A")
    terminal = Terminal(back.data_dir)
    terminal.passwords["lan"] = OWN_PASSWORD
    refused = terminal.refused("--officer", "lan", "--accept-clock", "ticket", "take", "A")
    assert refused["rule"] == "approver"
    alone = terminal.refused("--accept-clock", "ticket", "take", "A")
    assert alone["rule"] == "approver", "a leader neither, while somebody else works here"
    words = ("--data", terminal.data, "--json", "--clock-consent", "lan", "ticket", "take", "A")
    assert '"A001"' in terminal.run(*words, typed=f"{OWN_PASSWORD}\n").stdout
