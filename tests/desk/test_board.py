"""The morning board: each list by the working calendar, counted without reading ended dossiers, acted on in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from counter_app.desk.promise.board import Morning
from counter_app.desk.promise.call_sheets import apology_table, morning_tables, ripple_table
from counter_app.desk.promise.changes import Apology
from counter_app.domain.calendar.working_calendar import DayMark, YearState
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, MARITAL, MONDAY, collector, draft, officer, receive


def seen(office: Office) -> Morning:
    """The morning; each of its lists is as long as its count says."""
    morning = office.board.morning()
    for name, count in morning.counts.items():
        assert count == len(getattr(morning, name, range(count))), name
    return morning


def codes(rows: object) -> list[str]:
    """Codes of rows."""
    return [row.code for row in rows]  # type: ignore[attr-defined]


def test_an_empty_office_has_an_empty_board(office: Office) -> None:
    morning = seen(office)
    assert set(morning.counts.values()) == {0}
    assert morning.soon == date(2026, 11, 25)
    lists = (morning.overdue, morning.due_today, morning.due_soon, morning.waiting, morning.ready)
    assert lists == ((),) * 5


def test_promises_are_sorted_by_working_days(office: Office, clock: FixedClock) -> None:
    """On Thursday what is due on Friday is near; on Friday what is due on Monday is."""
    monday = receive(office, MARITAL)
    assert monday.promised_at is not None
    assert monday.promised_at.date() == date(2026, 11, 27)
    clock.tick(days=2)
    wednesday = receive(office, MARITAL)
    clock.tick(days=1)
    morning = seen(office)
    assert codes(morning.due_soon) == [monday.code]
    clock.tick(days=1)
    morning = seen(office)
    assert (morning.today, morning.soon) == (date(2026, 11, 27), date(2026, 11, 30))
    assert codes(morning.due_today) == [monday.code]
    assert codes(morning.due_soon) == [wednesday.code]
    assert (codes(morning.apologies), codes(morning.near)) == ([], [monday.code, wednesday.code])
    clock.tick(minutes=1)
    morning = seen(office)
    assert (codes(morning.apologies), codes(morning.near)) == ([monday.code], [wednesday.code])
    clock.tick(days=3)
    morning = seen(office)
    assert codes(morning.overdue) == [monday.code]
    assert codes(morning.due_today) == [wednesday.code]
    assert {name: count for name, count in morning.counts.items() if count} == {
        "overdue": 1,
        "due_today": 1,
        "apologies": 2,
    }
    assert codes(morning.apologies) == [monday.code, wednesday.code]


def test_a_year_nobody_confirmed_does_not_darken_the_board(
    office: Office, clock: FixedClock
) -> None:
    clock.tick(days=38)
    assert office.intake.today() == date(2026, 12, 31)
    assert not office.store.calendar.current().is_confirmed(2027)
    assert seen(office).soon == date(2027, 1, 1)


def test_who_was_apologised_to_is_not_asked_again_until_the_new_day_passed(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, BIRTH).code
    assert codes(seen(office).near) == [code]
    clock.set(MONDAY.replace(hour=17, minute=31))
    assert codes(seen(office).apologies) == [code]
    office.promises.apologise(
        [Apology(code=code, reason="Chờ ký", until=office.promises.proposed(1))]
    )
    morning = seen(office)
    assert (codes(morning.apologies), codes(morning.again)) == ([], [])
    assert codes(morning.due_today) == [code]
    clock.tick(days=2)
    assert codes(seen(office).again) == []
    clock.tick(days=1)
    morning = seen(office)
    assert (codes(morning.apologies), codes(morning.again)) == ([], [code])
    assert morning.counts["again"] == 1


def test_finished_and_paused_dossiers_owe_no_apology(office: Office, clock: FixedClock) -> None:
    finished, paused = receive(office, BIRTH).code, receive(office, BIRTH).code
    office.moves.move(finished, Act.FINISH)
    office.moves.move(paused, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=3)
    morning = seen(office)
    assert (morning.apologies, morning.overdue) == ((), ())


def test_results_wait_to_be_collected_the_longest_first(office: Office, clock: FixedClock) -> None:
    first = receive(office, BIRTH, "Lê Văn Một").code
    office.moves.move(first, Act.FINISH)
    clock.tick(days=8)
    second = receive(office, BIRTH).code
    office.moves.move(second, Act.FINISH)
    clock.tick(days=2)
    morning = seen(office)
    assert codes(morning.ready) == [first, second]
    assert [morning.waited(row) for row in morning.ready] == [10, 2]
    assert morning.uncollected == ()
    clock.tick(days=1)
    morning = seen(office)
    assert codes(morning.uncollected) == [first]
    assert morning.uncollected[0].phone == "0912345678"
    assert (morning.counts["ready"], morning.counts["uncollected"]) == (2, 1)
    office.rules.change_settings(replace(office.rules.settings, uncollected_days=1))
    assert codes(seen(office).uncollected) == [first, second]
    office.returning.hand_over(first, collector("Lê Văn Một"))
    assert codes(seen(office).ready) == [second]


def test_d11_lapsed_supplements_are_proposed_and_closed_in_one_act(
    office: Office, clock: FixedClock
) -> None:
    accepted = receive(office, MARITAL).code
    office.moves.move(accepted, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 25))
    at_counter = office.intake.register(draft(BIRTH), Act.SUPPLEMENT, reason="Thiếu").result.code
    morning = seen(office)
    assert codes(morning.waiting) == [accepted, at_counter]
    assert [row.supplement_until for row in morning.waiting] == [
        date(2026, 11, 25),
        date(2026, 12, 8),
    ]
    clock.tick(days=2)
    assert seen(office).lapsed == ()
    clock.tick(days=1)
    assert codes(seen(office).lapsed) == [accepted]
    head = office.store.journal.head()
    for wrong, reason, rule in (
        ([accepted, at_counter], "Quá hạn bổ sung", "not_lapsed"),
        ([accepted], " ", "reason"),
    ):
        with pytest.raises(RuleError) as refused:
            office.board.close_lapsed(wrong, reason=reason)
        assert refused.value.rule == rule
    assert office.store.journal.head() == head
    clock.tick(days=13)
    assert seen(office).counts["lapsed"] == 2
    done = office.board.close_lapsed([accepted, at_counter], reason="Quá hạn bổ sung").result
    assert {item.state for item in done} == {State.WITHDRAWN}
    for code in (accepted, at_counter):
        job = office.paper.prints_of(code)[-1]
        assert (job.document, job.form, job.body["reason"]) == ("stop", "05", "Quá hạn bổ sung")
    assert seen(office).waiting == ()
    assert office.store.check().ok


def test_blds_2015_dieu_148_a_last_day_off_is_over_with_the_next_working_day(
    office: Office, clock: FixedClock
) -> None:
    """Saturday 28/11: on Monday the papers may still be brought."""
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 28))
    for day, lapsed in ((29, []), (30, []), (1, [code])):
        clock.set(datetime(2026, 12 if day == 1 else 11, day, 9, tzinfo=LOCAL))
        morning = seen(office)
        assert codes(morning.lapsed) == lapsed
        assert morning.counts["lapsed"] == len(lapsed)
        if not lapsed:
            with pytest.raises(RuleError, match="chưa hết hạn bổ sung 28/11/2026"):
                office.board.close_lapsed([code], reason="Quá hạn bổ sung")
            with pytest.raises(RuleError) as refused:
                office.moves.move(code, Act.CLOSE, reason="Quá hạn bổ sung")
            assert refused.value.rule == "not_lapsed"
    office.board.close_lapsed([code], reason="Quá hạn bổ sung")


def test_closing_needs_somebody_who_works_on_dossiers(office: Office) -> None:
    office.session.officer = officer(Role.ADMINISTRATOR)
    with pytest.raises(RuleError) as refused:
        office.board.close_lapsed(["T"], reason="x")
    assert refused.value.rule == "duty"


def test_d13_another_office_s_day_stands_on_the_board(office: Office, clock: FixedClock) -> None:
    plain = office.store.catalogue.valid(MARITAL, office.intake.today())
    assert plain is not None
    receive(office, MARITAL)
    office.catalogue.put_procedure(replace(plain, inner_wd=1))
    code = receive(office, MARITAL).code
    clock.tick(days=2)
    assert seen(office).inner == ()
    clock.tick(days=1)
    (line,) = seen(office).inner
    assert (line.row.code, f"{line.at:%d/%m %H:%M}") == (code, "26/11 09:00")


def test_lists_end_but_counts_do_not(office: Office) -> None:
    for _index in range(4):
        receive(office, BIRTH)
    morning = office.board.morning(most=2)
    assert len(morning.due_today) == 2
    assert morning.counts["due_today"] == 4


def test_every_question_is_answered_by_an_index(office: Office) -> None:
    asked: list[str] = []
    connection = office.store.database.connection
    connection.set_trace_callback(asked.append)
    seen(office)
    office.calendar_impact.affected()
    connection.set_trace_callback(None)
    about = [sql for sql in asked if "FROM dossier" in sql]
    assert len(about) > 8
    for sql in about:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        touched = [step for step in plan if step.startswith(("SCAN dossier", "SEARCH dossier"))]
        assert touched, plan
        assert all("INDEX dossier_" in step for step in touched), (sql, plan)
        assert all("SCAN" not in step for step in touched if "dossier_open_due" in step), plan


def test_a_closed_year_end_is_bridged(office: Office, clock: FixedClock) -> None:
    year = office.calendar.year(2026)
    marks = [DayMark(date(2026, 12, day), False, "Nghỉ") for day in range(21, 32)]
    office.calendar.set_year(2026, [*year.days, *marks], state=YearState.CONFIRMED, source="x")
    clock.tick(days=25)
    assert office.intake.today() == date(2026, 12, 18)
    assert seen(office).soon == date(2027, 1, 1)


def test_the_board_is_told_in_tables(office: Office, clock: FixedClock) -> None:
    plain = office.store.catalogue.valid(MARITAL, office.intake.today())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, inner_wd=1))
    inner = receive(office, MARITAL).code
    waits, ready, late = (receive(office, BIRTH).code for _index in range(3))
    office.moves.move(waits, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 24))
    office.moves.move(ready, Act.FINISH)
    clock.tick(days=3)
    morning = seen(office)
    tables = {table.name: table for table in morning_tables(morning)}
    assert list(tables) == [
        *("board-overdue", "board-soon", "board-apology"),
        *("board-inner", "board-forwarding", "board-waiting", "board-ready"),
    ]
    found = {name: [row[1] for row in table.rows] for name, table in tables.items()}
    assert found["board-overdue"] == [late]
    assert found["board-inner"] == found["board-soon"] == [inner]
    assert found["board-apology"] == [late]
    assert tables["board-waiting"].rows[0][5:] == (
        date(2026, 11, 24),
        "Quá hạn bổ sung, đề nghị kết thúc",
    )
    assert tables["board-ready"].rows[0][5:] == (date(2026, 11, 23), 3, None)
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)
    for table in tables.values():
        assert table.rows[0][3] == "0912345678"


def test_a_call_list_names_who_could_not_be_counted_and_why(office: Office) -> None:
    plain = office.store.catalogue.valid(MARITAL, MONDAY.date())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, resume="restart"))
    waits, moves = receive(office, MARITAL).code, receive(office, MARITAL).code
    office.moves.move(waits, Act.SUPPLEMENT, reason="Thiếu")
    year = office.calendar.year(2026)
    storm = DayMark(date(2026, 11, 27), False, "Nghỉ do bão")
    office.calendar.set_year(2026, [*year.days, storm], state=year.state, source=year.source)
    table = ripple_table(office.calendar_impact.affected(), office.board.now())
    ((number, code, _name, phone, _procedure, old, new, why, called),) = table.rows
    assert (number, code, phone, called) == (1, moves, "0912345678", None)
    assert why == "Lịch làm việc đổi"
    assert (str(old)[:16], str(new)[:16]) == ("2026-11-27 09:00", "2026-11-30 09:00")
    assert any(note.startswith(f"{waits}: đang tạm dừng") for note in table.notes)


def test_the_sheet_of_apologies_says_who_was_promised_what_and_what_is_promised_now(
    office: Office, clock: FixedClock
) -> None:
    receive(office, MARITAL)
    clock.tick(days=7)
    (row,) = seen(office).apologies
    again = datetime(2026, 12, 2, 17, tzinfo=LOCAL)
    table = apology_table([(row, again, "Thiếu chữ ký")], clock.now())
    assert table.rows[0][1] == row.code
    assert table.rows[0][-3:] == (row.promised_at, again, "Thiếu chữ ký")
