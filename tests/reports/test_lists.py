"""The lists of dossiers: what is in them, what it says, and that it agrees with the figures."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.desk.promise.changes import Apology
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import STATE_WORDS, Outcome, Result, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.paper.report_table import Cell, Table
from counter_app.domain.paper.slips import WantedPaper
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.figures import figures
from counter_app.reports.figures.figures import DayFigures
from counter_app.reports.index import compute
from counter_app.reports.list_columns import state_word
from tests.makers import BIRTH, COPIES, MARITAL, collector, draft, person, receive
from tests.reports import oracle
from tests.reports.histories import HISTORY, PERIOD, Steps, days_of, play
from tests.reports.makers import Book

FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


def tables(office: Office, name: str, first: date = FIRST, last: date = LAST) -> tuple[Table, ...]:
    return compute(office.store, name, first, last)


def column(table: Table, title: str) -> list[Cell]:
    """The cells under a head."""
    at = [item.title for item in table.columns].index(title)
    return [row[at] for row in table.rows]


def go_to(clock: FixedClock, month: int, day: int, hour: int = 8) -> None:
    clock.set(datetime(2026, month, day, hour, tzinfo=LOCAL))


@settings(max_examples=40)
@given(HISTORY, PERIOD)
def test_every_list_is_as_long_as_its_figure(history: Steps, period: tuple[int, int]) -> None:
    book = Book()
    first, last = days_of(period, play(book, history))
    total = figures.ii06a_totals(book.store, first, last)
    late, pending = compute(book.store, "late", first, last)
    assert (len(late.rows), len(pending.rows)) == (total.late, total.pending_overdue)
    books = compute(book.store, "register", first, last)
    lives = [life for life in oracle.lives(book.store) if life.accepted is not None]
    received = sum(first <= life.received <= last for life in lives)
    assert sum(len(table.rows) for table in books) == received, "a number is never taken out"
    (officers,) = compute(book.store, "officers", first, last)
    assert officers.total is not None
    _no, _name, counted, _asked, early, on_time, ended_late, withdrawn = officers.total[:8]
    assert counted == total.online + total.direct
    assert (early, ended_late) == (total.early, total.late)
    assert int(str(on_time)) + int(str(withdrawn)) == total.on_time
    in_term, overdue, paused = officers.total[9:12]
    assert overdue == total.pending_overdue
    assert int(str(in_term)) + int(str(paused)) == total.pending_in_term
    book.store.close()


@settings(max_examples=40)
@given(HISTORY, st.integers(0, 100))
def test_a_days_lists_are_its_figures(history: Steps, cut: int) -> None:
    book = Book()
    day, _last = days_of((cut, 0), play(book, history))
    found = figures.day_figures(book.store, day)
    reception, _resolving = compute(book.store, "refusals", day, day)
    assert len(reception.rows) == found.refused
    (withdrawn,) = compute(book.store, "withdrawals", day, day)
    received = [row for row in withdrawn.rows if row[6] == "Có"]
    assert len(received) == found.withdrawn
    book.store.close()


def test_a_late_dossier_is_told_with_its_reason_and_apology(
    office: Office, clock: FixedClock
) -> None:
    done, open_, early = (receive(office, MARITAL, name=f"Người {n}").code for n in range(3))
    office.moves.move(early, Act.FINISH, result="1/KQ")
    go_to(clock, 11, 26)
    until = datetime(2026, 12, 8, 9, tzinfo=LOCAL)
    office.promises.apologise(
        [Apology(code=code, reason="Chờ xác minh", until=until) for code in (done, open_)]
    )
    go_to(clock, 11, 27)  # another numbered slip after it is no apology
    office.moves.move(done, Act.SUPPLEMENT, reason="Thiếu bản chụp")
    office.moves.move(done, Act.RESUME)
    go_to(clock, 11, 30)
    office.moves.move(done, Act.FINISH, result="2/KQ")
    late, pending = tables(office, "late", last=date(2026, 11, 30))
    assert column(late, "Mã hồ sơ") == [done]
    assert column(late, "Hẹn trả") == [date(2026, 11, 27)]
    assert column(late, "Giải quyết xong") == [date(2026, 11, 30)]
    assert column(late, "Quá hạn (ngày lịch)") == [3]
    assert column(late, "Lý do") == ["Chờ xác minh"]
    assert column(late, "Phiếu xin lỗi (Mẫu 04)") == ["Số 1, 26/11/2026; hẹn lại 08/12/2026"]
    assert column(pending, "Mã hồ sơ") == [open_]
    assert column(pending, "Tính đến ngày") == [date(2026, 11, 30)]
    assert column(pending, "Quá hạn (ngày lịch)") == [3]
    assert "= 1/2 = 50% (tính trên 2 hồ sơ)" in late.notes[1], "the early one and the late one"
    assert "1 hồ sơ đã giải quyết trong kỳ; 1 hồ sơ còn" in late.notes[2]


def test_tt_03_2025_mau_07_says_the_promise_of_the_slip_and_the_one_it_moved_to(
    office: Office, clock: FixedClock
) -> None:
    """And when a dossier ended without a result; nothing is said of erased names where none is."""
    kept, apologised, withdrawn, paused = (
        receive(office, MARITAL, name=f"Người {n}").code for n in range(4)
    )
    go_to(clock, 11, 26)
    until = datetime(2026, 12, 8, 9, tzinfo=LOCAL)
    office.promises.apologise([Apology(code=apologised, reason="Chờ xác minh", until=until)])
    office.moves.move(withdrawn, Act.WITHDRAW, reason="Theo đơn của người nộp")
    office.moves.move(paused, Act.FINANCIAL, reason="Thuế")
    go_to(clock, 11, 30)
    office.moves.move(paused, Act.RESUME)
    (book,) = tables(office, "register")
    legs, codes = "Nhận và trả kết quả|", column(book, "Mã hồ sơ")
    promises = dict(zip(codes, column(book, legs + "Hẹn trả kết quả"), strict=True))
    assert promises[kept] == promises[withdrawn]
    assert promises[kept] == datetime(2026, 11, 27, 9, tzinfo=LOCAL)
    assert promises[apologised] == promises[kept], "late against the slip, whatever Mẫu 04 names"
    assert promises[paused] == "09:00 27/11/2026; hẹn lại 09:00 01/12/2026"
    ends = dict(zip(codes, column(book, legs + "Trả kết quả"), strict=True))
    assert ends[withdrawn] == "Dừng giải quyết 08:00 26/11/2026"
    assert ends[apologised] is None
    assert not [note for note in book.notes if "xóa" in note]


def test_requests_tell_what_was_wanted_and_what_became_of_it(
    office: Office, clock: FixedClock
) -> None:
    wanted = [WantedPaper(name="Giấy chứng sinh", where="Bệnh viện")]
    office.intake.register(draft(BIRTH), Act.SUPPLEMENT, reason="Thiếu giấy", wanted=wanted)
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.SUPPLEMENT, reason="Chữ mờ")
    mistaken = receive(office, MARITAL).code
    office.moves.move(mistaken, Act.SUPPLEMENT, reason="Nhầm hồ sơ")
    office.moves.move(mistaken, Act.REVERT, reason="Ghi nhầm")
    go_to(clock, 11, 25)
    office.moves.move(code, Act.RESUME)
    office.moves.move(code, Act.SUPPLEMENT, reason="Vẫn mờ", override=True)
    (asked,) = tables(office, "supplements")
    assert column(asked, "Nội dung, lý do") == ["Giấy chứng sinh – Thiếu giấy", "Chữ mờ", "Vẫn mờ"]
    assert column(asked, "Lần") == [1, 1, 2], "what was taken back is no request"
    assert column(asked, "Tình trạng khi hết kỳ") == ["Chờ bổ sung"] * 3
    assert "Khi tiếp nhận: 1; trong khi giải quyết: 2; từ lần thứ hai: 1." in asked.notes
    assert "= 2/3 = 66,7% (tính trên 3 hồ sơ)" in asked.notes[2]
    (exceptions,) = tables(office, "overrides")
    assert column(exceptions, "Lý do") == ["Vẫn mờ"]
    assert column(exceptions, "Người duyệt") == ["Chưa ghi tên"]


def test_a_mistake_taken_back_later_is_still_in_the_list_of_its_month(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.WITHDRAW, reason="Thôi")
    go_to(clock, 12, 2)
    office.moves.move(code, Act.REVERT, reason="Ghi nhầm")
    (november,) = tables(office, "withdrawals", last=date(2026, 11, 30))
    (both,) = tables(office, "withdrawals")
    assert (len(november.rows), len(both.rows)) == (1, 0)


def test_refused_at_the_counter_and_refused_to_resolve_stand_apart(office: Office) -> None:
    office.intake.register(draft(BIRTH), Act.REFUSE, reason="Không thuộc thẩm quyền")
    code = receive(office, MARITAL).code
    office.moves.move(
        code, Act.FINISH, reason="Không đủ điều kiện", facts=Result(outcome=Outcome.REFUSED)
    )
    reception, resolving = tables(office, "refusals")
    assert column(reception, "Lý do") == ["Không thuộc thẩm quyền"]
    assert column(resolving, "Mã hồ sơ") == [code]
    day = office.intake.today()
    found = figures.day_figures(office.store, day)
    assert found == DayFigures(received=1, early=1, refused=1, waiting_collection=1)


def test_the_book_of_each_sector(office: Office, clock: FixedClock) -> None:
    one = receive(office, MARITAL, owner=person("Trần Thị Chủ"))
    receive(office, COPIES)
    two = receive(office, MARITAL)
    go_to(clock, 11, 25)
    office.moves.move(two.code, Act.FINISH, result="1/KQ")
    office.returning.hand_over(two.code, collector(lost_receipt=True, identity_checked="CCCD"))
    official = "H55.242.01-261123-000001"
    office.official.enter(one.code, official)
    status, certified = tables(office, "register")
    assert [table.tab for table in (status, certified)] == ["Hộ tịch", "Chứng thực"]
    assert status.form_label == "Mẫu số 07"
    assert column(status, "STT") == [1, 2]
    assert column(status, "Mã hồ sơ") == [f"{official} (tại quầy: {one.code})", two.code]
    assert column(status, "Tên tổ chức, cá nhân")[0] == ("Nguyễn Văn Mẫu (chủ hồ sơ: Trần Thị Chủ)")
    assert column(status, "Địa chỉ/SĐT")[0] == "Thôn Mẫu, xã Thử; 0912345678"
    assert column(status, "Nhận và trả kết quả|Nhận hồ sơ") == [one.received_at, two.received_at]
    assert column(status, "Nhận và trả kết quả|Hẹn trả kết quả")[0] == one.promised_at
    returned = office.dossiers.get(two.code).returned_at
    assert column(status, "Nhận và trả kết quả|Trả kết quả") == [None, returned]
    assert column(status, "Nhận và trả kết quả|Ký nhận") == ["", "Nguyễn Văn Mẫu"]
    (monday,) = compute(office.store, "register", FIRST, date(2026, 11, 23), sector="ho-tich")
    assert column(monday, "Nhận và trả kết quả|Trả kết quả") == [None, None]
    assert column(monday, "Mã hồ sơ") == [one.code, two.code], "the code came later"


def test_a_dossier_accepted_later_stands_where_its_number_is(
    office: Office, clock: FixedClock
) -> None:
    waiting = office.intake.register(draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu giấy")
    receive(office, MARITAL)
    go_to(clock, 11, 23, 14)
    late = office.intake.accept(waiting.result.code).result
    (book,) = tables(office, "register", last=date(2026, 11, 23))
    assert column(book, "STT") == [1, 2]
    assert column(book, "Mã hồ sơ")[1] == late.code


def test_the_dossiers_the_official_system_does_not_know(office: Office, clock: FixedClock) -> None:
    codes = [receive(office, MARITAL).code for _time in range(3)]
    office.official.enter(codes[0], "H55.242.01-261123-000001")
    go_to(clock, 11, 25)
    office.official.enter(codes[1], "H55.242.01-261123-000002")
    (monday,) = tables(office, "unmapped", last=date(2026, 11, 23))
    (week,) = tables(office, "unmapped", last=date(2026, 11, 29))
    assert column(monday, "Mã hồ sơ") == codes[1:]
    assert column(week, "Mã hồ sơ") == codes[2:]


def test_what_is_due_tomorrow_and_not_done(office: Office, clock: FixedClock) -> None:
    open_, paused, done = (receive(office, MARITAL).code for _time in range(3))
    office.moves.move(paused, Act.SUPPLEMENT, reason="Thiếu")
    office.moves.move(done, Act.FINISH, result="1")
    day = date(2026, 11, 27)
    (due,) = office.reports.compute("due", day, day)
    assert column(due, "Mã hồ sơ") == [open_, paused]
    assert column(due, "Tình trạng") == ["Mới tiếp nhận", "Chờ bổ sung"]
    assert office.reports.compute("due", FIRST, date(2026, 11, 26))[0].rows == ()


def test_fees_promised_taken_in_and_given_back(office: Office, clock: FixedClock) -> None:
    one = receive(office, MARITAL, fee=15_000).code
    receive(office, MARITAL, fee=20_000)
    office.fees.collect(one, amount=15_000, receipt_no="1")
    office.fees.refund(one, amount=5_000, reason="Thu thừa")
    go_to(clock, 12, 1)
    office.fees.collect(one, amount=5_000, receipt_no="2")
    sectors, officers = tables(office, "fees", last=date(2026, 11, 30))
    assert sectors.rows == ((1, "Hộ tịch", 2, 0, 0, 35_000, 15_000, 5_000, 10_000, 2),)
    assert officers.total == (None, "Tổng số", 2, 0, 0, 35_000, 15_000, 5_000, 10_000, 2)
    assert "chưa ghi khoản thu" not in " ".join(sectors.notes)
    december, _officers = tables(office, "fees", first=date(2026, 12, 1))
    assert december.rows == ((1, "Hộ tịch", 0, 0, 0, 0, 5_000, 0, 5_000, 1),)
    assert "= 0/0 = – (tính trên 0 hồ sơ)" in december.notes[0]


def test_an_officers_time_is_counted_with_its_n(office: Office, clock: FixedClock) -> None:
    for _time in range(2):
        code = receive(office, MARITAL).code
        office.moves.move(code, Act.HAND, handler="canbo")
    go_to(clock, 11, 25, 9)
    office.moves.move(code, Act.FINISH, result="1")
    (table,) = tables(office, "officers", last=date(2026, 11, 25))
    rows = {str(row[1]): row for row in table.rows}
    leader = next(row for name, row in rows.items() if name != "Chưa ghi tên")
    assert rows["Chưa ghi tên"][2] == 2
    assert leader[4:8] == (1, 0, 0, 0)
    assert leader[8] == 100.0
    assert leader[9:12] == (1, 0, 0)
    used, allowed = office.store.database.connection.execute(
        "SELECT used, allowed FROM dossier_span WHERE used IS NOT NULL"
    ).fetchone()
    assert leader[12:] == (1, round(used / 60, 1), round(100 * used / allowed, 1))
    (alone,) = compute(office.store, "officers", FIRST, LAST, officer="cli")
    assert [row[1] for row in alone.rows] == ["Chưa ghi tên"]


def test_a_month_beside_the_month_before(office: Office, clock: FixedClock) -> None:
    receive(office, MARITAL)
    go_to(clock, 12, 1)
    early, on_time = (receive(office, MARITAL, name=f"Người {n}").code for n in range(2))
    office.moves.move(early, Act.FINISH, result="1/KQ")
    go_to(clock, 12, 4)
    office.moves.move(on_time, Act.FINISH, result="2/KQ")
    go_to(clock, 12, 31)
    form, beside = tables(office, "period", first=date(2026, 12, 1))
    assert form.name == "II.06a"
    assert beside.rows[0][:5] == (1, "Hộ tịch", 1, 2, 1)
    assert beside.notes[0].startswith("Kỳ này: Tháng 12/2026")
    assert "Kỳ trước: Tháng 11/2026" in beside.notes[0]
    assert (form.rows[0][7], form.rows[0][8]) == (1, 1), "one before its day and one on it"
    assert "= 2/2 = 100% (tính trên 2 hồ sơ)" in beside.notes[1], "both were in time"
    assert "= –" in beside.notes[2] or "0/0" in beside.notes[2]


@pytest.mark.parametrize(
    ("name", "facts", "field"),
    [
        ("fees", {"officer": "canbo"}, "officer"),
        ("late", {"officer": "khong-co"}, "officer"),
        ("day", {"sector": "ho-tich"}, "sector"),
    ],
)
def test_what_a_report_cannot_be_narrowed_to(
    office: Office, name: str, facts: dict[str, str], field: str
) -> None:
    day = office.intake.today()
    with pytest.raises(RuleError) as refused:
        office.reports.compute(name, day, day, **facts)
    assert refused.value.field == field


def test_a_list_names_a_state_as_the_window_does_but_for_what_was_never_received() -> None:
    apart = {state: state_word(state) for state in State if state_word(state) != STATE_WORDS[state]}
    assert apart == {
        State.REGISTERED: "Chưa tiếp nhận",
        State.REFUSED: "Từ chối tiếp nhận",
    }


def test_officers_of_one_name_have_rows_that_differ(office: Office, clock: FixedClock) -> None:
    for login in ("lan1", "lan2"):
        made = Officer(login=login, name="Nguyễn Thị Lan", role=Role.LEADER)
        office.staff.put_officer(made, password="mat-khau-thu")
        office.session.officer = made
        receive(office)
    (table,) = tables(office, "officers")
    names = [str(row[1]) for row in table.rows]
    assert [name for name in names if "Lan" in name] == [
        "Nguyễn Thị Lan (lan1)",
        "Nguyễn Thị Lan (lan2)",
    ]
