"""The day report as officers read it."""

from __future__ import annotations

from datetime import timedelta

from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.report_table import Table
from counter_app.reports.closing.day import day_report, day_tables
from tests.reports.makers import Book, day_after


def busy_day() -> Book:
    """Day 5 of an office: seven received, five ended, some of both from earlier days."""
    book = Book()
    old = [book.receive(1, due) for due in (3, 5, 8, 9, 9)]
    book.move(old[0], Act.FINISH, 5)  # late
    book.move(old[1], Act.FINISH, 5)  # on time
    book.move(old[2], Act.WITHDRAW, 5)
    book.move(old[3], Act.SUPPLEMENT, 4)
    for sector, channel, fee in (("dat-dai", Channel.ONLINE, None), ("ho-tich", Channel.DIRECT, 0),
                                 ("ho-tich", Channel.POSTAL, 12_000)):  # fmt: skip
        book.receive(5, 10, sector=sector, channel=channel, fee=fee)
    fast = book.receive(5, 6)
    book.move(fast, Act.FINISH, 5)  # early
    book.move(fast, Act.RETURN, 5)
    book.move(book.receive(5, 6), Act.STOP, 5)
    book.move(book.receive(5, 6), Act.FINANCIAL, 5)
    book.receive(5, None, name="=HYPERLINK(1)")
    return book


def ticket(book: Book, queue: str, number: int, **after: object) -> None:
    """A ticket of day 5, as it was left; moments in minutes after it was taken."""
    taken = book.clock.now()
    payload = {"day": str(day_after(5)), "queue": queue, "number": number, "at": local_text(taken)}
    seq = book.record(
        "ticket.taken",
        f"ticket:{number}",
        {**payload, "priority": after.pop("priority", ""), "priority_reason": ""},
    )
    moments = {
        name: local_text(taken + timedelta(minutes=float(str(minutes))))
        for name, minutes in after.items()
        if name.endswith("_at")
    }
    rest = {"called_at": None, "serving_at": None, "done_at": None, **moments}
    state = {"line": queue, "place": 1.0, "counter": "1", "officer": "lan", "calls": 1, **rest}
    act = {"ticket": seq, "act": "call", "before": {}, "counter": "1", "at": local_text(taken)}
    full = {**act, "day": str(day_after(5)), "after": {**state, "state": after["state"], "id": seq}}
    book.record("ticket.acted", f"ticket:{number}", full)


def heads(table: Table) -> list[str]:
    """Titles of the columns."""
    return [column.title for column in table.columns]


def test_columns_are_those_officers_know() -> None:
    assert heads(day_report(Book().store, day_after(0))) == [
        "TT", "Lĩnh vực", "Tiếp nhận", "Đang giải quyết|Chưa đến hạn", "Đang giải quyết|Quá hạn",
        "Đã giải quyết|Chờ trả", "Đã giải quyết|Trước hạn", "Đã giải quyết|Đúng hạn", "Đã giải quyết|Quá hạn",
        "Tạm dừng|Bổ sung", "Tạm dừng|Nghĩa vụ tài chính", "Tạm dừng|Tạm dừng giải quyết",
        "Không giải quyết tiếp|Từ chối", "Không giải quyết tiếp|Công dân rút", "Tỷ lệ trước hạn và đúng hạn (%)",
    ]  # fmt: skip


def test_a_busy_day() -> None:
    table = day_report(busy_day().store, day_after(5))
    assert table.rows == (
        (1, "Hộ tịch", 6, 4, 0, 2, 1, 1, 1, 1, 1, 1, 0, 1, 66.7),
        (2, "Đất đai", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "–"),
    )
    assert table.total == (None, "Tổng số", 7, 5, 0, 2, 1, 1, 1, 1, 1, 1, 0, 1, 66.7)
    assert table.subtitle == "Trung tâm xã Thử · Ngày 10/01/2026 · Đơn vị tính: hồ sơ"
    assert table.notes[0] == (
        "Kiểm tra: chuyển từ ngày trước 5 + tiếp nhận 7 = giải quyết xong 3 + công dân rút 1 + "
        "còn lại cuối ngày 8, khớp."
    )
    assert "= 2/3 = 66,7% (tính trên 3 hồ sơ)" in table.notes[1]
    assert table.notes[2] == "Đã trả kết quả trong ngày: 1 hồ sơ."


def test_an_empty_day_has_a_dash_and_no_rate() -> None:
    table = day_report(Book().store, day_after(5))
    assert table.rows == ()
    assert table.total == (None, "Tổng số", *[0] * 12, "–")
    assert "= 0/0 = – (tính trên 0 hồ sơ)" in table.notes[1]
    assert [len(item.rows) for item in day_tables(Book().store, day_after(5))] == [0, 0, 0, 0]


def test_the_list_shows_what_the_receipts_say() -> None:
    _day, dossiers, _fees, _tickets = day_tables(busy_day().store, day_after(5))
    assert len(dossiers.rows) == 7
    number, code, clock, name, procedure, due, fee, receiver = dossiers.rows[0]
    assert (number, code, clock, name) == (1, "T-6", "08:00", "Nguyễn Văn An")
    assert (procedure, fee, receiver) == ("Đăng ký khai sinh", None, "lan")
    assert str(due) == "2026-01-15 17:00:00+07:00"
    assert dossiers.rows[-1][3] == "=HYPERLINK(1)", "kept as text; the workbook writes it as text"
    assert dossiers.rows[-1][5] == "Không hẹn ngày trả"
    assert dossiers.total == (None, "Cộng", None, None, None, None, 44_000, None)
    assert dossiers.notes == ("1 hồ sơ chưa xác định phí, lệ phí; chưa cộng.",)


def test_a_long_procedure_is_shortened_at_a_word() -> None:
    name = (
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; "
        * 2
    )
    book = Book()
    book.receive(1, 3, procedure=name)
    shown = day_tables(book.store, day_after(1))[1].rows[0][4]
    assert isinstance(shown, str)
    assert len(shown) <= 90
    assert shown.startswith("Chứng thực bản sao từ bản chính")
    assert shown.endswith(" …")


def test_fees_by_sector() -> None:
    _day, _dossiers, fees, _tickets = day_tables(busy_day().store, day_after(5))
    assert fees.rows == ((1, "Hộ tịch", 6, 5, 1, 0, 44_000), (2, "Đất đai", 1, 0, 0, 1, 0))
    assert fees.total == (None, "Tổng số", 7, 5, 1, 1, 44_000)


def test_tickets_by_queue_with_medians() -> None:
    book = busy_day()
    for number, called, done in ((1, 2, 10), (2, 4, 10), (3, 12, 30)):
        ticket(
            book, "A", number, state="done", called_at=called, serving_at=called + 1, done_at=done
        )
    ticket(book, "A", 4, state="absent", called_at=6, priority="elderly")
    ticket(book, "B", 1, state="done", called_at=5, done_at=8)  # done without a start of its own
    ticket(book, "B", 2, state="waiting")
    table = day_tables(book.store, day_after(5))[3]
    assert table.rows == (
        ("A", "Tư pháp", 4, 3, 1, 0, 1, 5.0, 7.0),
        ("B", "Địa chính", 2, 1, 0, 1, 0, 5.0, 3.0),
    )
    assert table.total == (None, "Tổng số", 6, 4, 1, 1, 1, 5.0, 6.0)


def test_tickets_of_nobody_have_no_median() -> None:
    table = day_tables(Book().store, day_after(5))[3]
    assert table.rows == ()
    assert table.total == (None, "Tổng số", 0, 0, 0, 0, 0, "–", "–")


def test_every_row_fits_its_columns_and_charts_numbers() -> None:
    for table in day_tables(busy_day().store, day_after(5)):
        lines = [*table.rows, *([table.total] if table.total else [])]
        assert {len(line) for line in lines} == {len(table.columns)}
        for row in table.rows:
            assert all(isinstance(row[column], int | float) for column in table.chart[1:])


def test_yesterdays_report_is_the_same_tomorrow() -> None:
    book = busy_day()
    before = day_tables(book.store, day_after(5))
    for dossier, state in list(book.states.items()):
        if Act.FINISH in book.allowed(dossier):
            book.move(dossier, Act.FINISH, 6)
        elif state == 9:
            book.move(dossier, Act.RETURN, 6)
    book.receive(6, 8)
    assert day_tables(book.store, day_after(5)) == before
    assert day_report(book.store, day_after(6)) != before[0]
