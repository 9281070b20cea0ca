"""Books of certifications as bound volumes (Nghị định 23/2015/NĐ-CP Điều 13): months on paper, locked at year's end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.certification import books, voiding
from counter_app.desk.certification.book_volumes import PrintedMonth
from counter_app.desk.certification.locked import allowed_by
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.certification.book_volumes import MonthState, missing, month_ends
from counter_app.domain.certification.books import Certification, Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.second import put
from tests.makers import COPIES, PASSWORD, found, officer
from tests.printing.reading import flat_text, pages_text

BOOK = "chung-thuc-ban-sao"


def go_to(office: Office, clock: FixedClock, month: int, day: int = 1, year: int = 2026) -> None:
    """Another morning."""
    clock.set(datetime(year, month, day, 9, tzinfo=LOCAL))
    office.confirm_clock()


def certify(office: Office, count: int = 1, **facts: object) -> list[Certification]:
    """So many documents of one visit."""
    documents = tuple(Document(title=f"Bằng {at}") for at in range(count))
    wish = Certifying(procedure=COPIES, documents=documents, applicant="Lê Ánh", **facts)  # type: ignore[arg-type]
    return list(office.certification.record(wish).result)


def print_month(office: Office, month: int, **named: object) -> PrintedMonth:
    """A month of the copies of 2026 on paper."""
    return office.volumes.print_month(BOOK, 2026, month, **named).result  # type: ignore[arg-type]


def refused(office: Office, month: int, **named: object) -> RuleError:
    """Why a month is not printed."""
    with pytest.raises(RuleError) as error:
        print_month(office, month, **named)
    return error.value


def test_nd_23_2015_dieu_13_pages_and_numbers_go_on_from_month_to_month(
    office: Office, clock: FixedClock
) -> None:
    certify(office, 30)
    go_to(office, clock, 12)
    november = print_month(office, 11)
    certify(office, 2)
    go_to(office, clock, 1, 4, 2027)
    december = print_month(office, 12)
    first, second = november.print, december.print
    assert (first.first_page, first.first_number, first.last_number) == (1, 1, 30)
    assert second.first_page == first.last_page + 1
    assert (second.first_number, second.last_number) == (31, 32)
    assert len(pages_text(november.pdf)) == first.last_page
    text = flat_text(december.pdf)
    assert f"Trang {second.first_page:02d}" in text
    assert f"từ trang {second.first_page:02d} đến trang {second.last_page:02d}" in text
    assert "đóng dấu giáp lai" in text
    assert office.store.check().ok


def test_nd_23_2015_dieu_13_printed_again_it_is_the_same_paper_whatever_was_done_since(
    office: Office, clock: FixedClock
) -> None:
    lines = certify(office, 3)
    go_to(office, clock, 12)
    first = print_month(office, 11)
    head = office.store.journal.head().seq
    clock.tick(hours=1)
    renamed = replace(office.settings, parent="ỦY BAN NHÂN DÂN XÃ KHÁC", place="Xã Khác")
    office.rules.change_settings(renamed)
    office.staff.put_officer(officer(Role.LEADER, "canbo", title="Chủ tịch UBND xã"))
    office.voiding.void(lines[1].id, reason="Ghi nhầm tên")
    again = print_month(office, 11)
    assert again.pdf == first.pdf
    assert again.warning == ""
    assert again.changes == ("Số 2: hủy ngày 01/12/2026 sau khi in, lý do: Ghi nhầm tên",)
    assert "certification.book_printed" not in office.store.journal.count(head + 1, 10_000)
    (month,) = [item for item in office.volumes.months(BOOK, 2026) if item.month == 11]
    assert (month.state, month.changed) == (MonthState.PRINTED, 1)


def test_what_was_made_void_after_printing_stands_in_the_next_month_once(
    office: Office, clock: FixedClock
) -> None:
    lines = certify(office, 3)
    go_to(office, clock, 12)
    print_month(office, 11)
    office.voiding.void(lines[0].id, reason="Ghi nhầm tên")
    certify(office)
    go_to(office, clock, 1, 4, 2027)
    december = flat_text(print_month(office, 12).pdf)
    assert "Số 1 (đã in ở tháng 11) hủy ngày 01/12/2026, lý do: Ghi nhầm tên" in december


def test_nd_23_2015_dieu_13_a_month_that_is_not_over_or_out_of_turn_is_not_printed(
    office: Office, clock: FixedClock
) -> None:
    certify(office)
    assert refused(office, 11).rule == "running"
    go_to(office, clock, 12)
    certify(office)
    assert refused(office, 12).rule == "running"
    go_to(office, clock, 1, 4, 2027)
    assert refused(office, 12).rule == "earlier"
    print_month(office, 11)
    print_month(office, 12)
    assert refused(office, 10).rule == "later"
    assert refused(office, 13).field == "month"
    with pytest.raises(RuleError):
        office.volumes.print_month(BOOK, 2028, 1)
    with pytest.raises(RuleError):
        office.volumes.print_month("so-khac", 2026, 1)


def test_nd_23_2015_dieu_13_a_gap_in_the_numbers_is_asked_about_and_said_on_paper(
    office: Office, clock: FixedClock
) -> None:
    certify(office)
    _skip(office, 4)
    certify(office)
    go_to(office, clock, 12)
    error = refused(office, 11)
    assert (error.rule, "2–4" in error.message) == ("gap", True)
    done = print_month(office, 11, gap_reason="Mất điện, số đã cấp ở máy cũ")
    assert "Số trống: 2–4. Lý do: Mất điện, số đã cấp ở máy cũ" in flat_text(done.pdf)
    assert office.volumes.reprint(done.print.id).pdf == done.pdf


def _skip(office: Office, last: int) -> None:
    """Numbers taken that stand in no entry, as after a disaster."""
    with office.store.transaction() as tx:
        epoch = {
            "epoch": office.store.database.epoch, "reason": "restored", "previous_seq": 0,
            "previous_head": "", "counters": [[f"certification:{BOOK}", "2026", last]],
        }  # fmt: skip
        tx.record("epoch.began", "office", epoch, actor="cli")


def test_a_book_from_paper_goes_on_with_its_pages_and_numbers(
    office: Office, clock: FixedClock
) -> None:
    certify(office, start=1_241)
    go_to(office, clock, 12)
    done = print_month(office, 11, first_page=58)
    assert (done.print.first_page, done.print.first_number) == (58, 1_241)
    assert "nối tiếp sổ giấy" in flat_text(done.pdf)
    certify(office)
    go_to(office, clock, 1, 4, 2027)
    assert refused(office, 12, first_page=7).field == "first_page"
    assert print_month(office, 12).print.first_page == done.print.last_page + 1
    lock = office.volumes.lock(BOOK, 2026).result
    assert "Số 1–1240 ghi ở sổ giấy" in flat_text(lock.pdf)


def test_a_month_without_an_entry_may_be_printed_as_one_page(
    office: Office, clock: FixedClock
) -> None:
    done = print_month(office, 10)
    assert (done.print.first_number, len(pages_text(done.pdf))) == (0, 1)
    assert "Trong tháng không có việc chứng thực nào." in flat_text(done.pdf)
    states = [item.state for item in office.volumes.months(BOOK, 2026)]
    assert states[8:] == [MonthState.EMPTY, MonthState.PRINTED, MonthState.RUNNING]


def test_an_erasure_after_printing_is_said_with_the_paper(
    office: Office, clock: FixedClock
) -> None:
    (line,) = certify(office)
    go_to(office, clock, 12)
    print_month(office, 11)
    office.erasure.erase_certifications([line.id], reason="Theo yêu cầu")
    again = print_month(office, 11)
    assert "xóa thông tin cá nhân" in again.warning
    assert len(again.changes) == 1
    assert office.store.check().ok


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(counts=st.lists(st.integers(0, 14), min_size=3, max_size=3), void=st.integers(0, 40))
def test_nd_23_2015_dieu_13_the_months_together_are_one_numbering_without_a_gap(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], void: int
) -> None:
    clock = FixedClock(datetime(2026, 1, 5, 9, tzinfo=LOCAL))
    office = found(tmp_path_factory.mktemp("so") / "du-lieu", clock)
    papers = []
    for at, count in enumerate(counts, 1):
        go_to(office, clock, at, 5)
        lines = certify(office, count) if count else []
        for line in lines:
            if line.number == void:
                office.voiding.void(line.id, reason="Hỏng")
        go_to(office, clock, at + 1)
        papers.append(print_month(office, at))
    prints = [item.print for item in papers]
    pages = [page for item in prints for page in range(item.first_page, item.last_page + 1)]
    numbers = [
        number
        for item in prints
        if item.last_number
        for number in range(item.first_number, item.last_number + 1)
    ]
    assert pages == list(range(1, len(pages) + 1))
    assert numbers == list(range(1, sum(counts) + 1))
    assert len(pages) == sum(len(pages_text(item.pdf)) for item in papers)
    assert [office.volumes.reprint(item.id).pdf for item in prints] == [item.pdf for item in papers]
    office.close()


@given(st.sets(st.integers(1, 60)), st.integers(0, 60))
def test_missing_numbers_and_those_there_are_all_numbers(numbers: set[int], after: int) -> None:
    gaps = {number for first, last in missing(numbers, after) for number in range(first, last + 1)}
    top = max(numbers, default=0)
    assert gaps == set(range(after + 1, top + 1)) - numbers


def test_months_end_as_the_calendar_has_them() -> None:
    assert [month_ends(2028, month).day for month in (1, 2, 12)] == [31, 29, 31]
    assert month_ends(2027, 2) == date(2027, 2, 28)


# --- the lock ---------------------------------------------------------------------------------


@pytest.fixture
def year_end(office: Office, clock: FixedClock) -> Office:
    """The last afternoon of the year: November on paper, two lines of December, one of them void."""
    certify(office, 3)
    go_to(office, clock, 12)
    print_month(office, 11)
    lines = certify(office, 2)
    office.voiding.void(lines[0].id, reason="Hỏng")
    go_to(office, clock, 12, 31)
    return office


def test_nd_23_2015_dieu_13_the_lock_says_how_many_matters_and_ends_the_book(
    year_end: Office, clock: FixedClock
) -> None:
    done = year_end.volumes.lock(BOOK, 2026).result
    lock, december = done.lock, done.month
    assert december is not None
    assert (lock.entries, lock.voided, lock.first_number, lock.last_number) == (4, 1, 1, 5)
    assert lock.last_page == december.print.last_page + 1
    text = flat_text(done.pdf)
    assert "Tổng số việc chứng thực đã thực hiện trong năm: 4 (bốn)" in text
    assert f"Trang {lock.last_page:02d}" in text
    assert "Số đã hủy (1): 4." in text
    clock.tick(hours=1)
    assert year_end.volumes.locked(BOOK, 2026).pdf == done.pdf
    assert year_end.volumes.reprint(december.print.id).pdf == december.pdf
    assert year_end.store.check().ok
    with pytest.raises(RuleError) as error:
        year_end.volumes.lock(BOOK, 2026)
    assert error.value.rule == "locked"


def test_the_lock_page_is_signed_as_whoever_locks_it_may_sign(year_end: Office) -> None:
    year_end.staff.put_officer(
        officer(Role.LEADER, "chu", title="Chủ tịch UBND xã"), password=PASSWORD
    )
    year_end.session.officer = year_end.staff.known("chu")
    text = flat_text(year_end.volumes.lock(BOOK, 2026).result.pdf)
    assert "CHỦ TỊCH" in text.replace("CHỦ TỊCH UBND", "")
    assert text.count("Công chức chu") == 2, "who keeps the book and who signs"


def test_nd_23_2015_dieu_13_no_lock_before_31_december_nor_of_unprinted_months(
    office: Office, clock: FixedClock
) -> None:
    certify(office)
    with pytest.raises(RuleError) as error:
        office.volumes.lock(BOOK, 2026)
    assert error.value.rule == "early"
    go_to(office, clock, 12, 31)
    with pytest.raises(RuleError) as error:
        office.volumes.lock(BOOK, 2026)
    assert error.value.rule == "earlier"
    with pytest.raises(RuleError) as error:
        office.volumes.lock("chung-thuc-chu-ky", 2026)
    assert error.value.rule == "nothing"


def test_the_lock_is_a_leaders_or_has_a_leaders_consent(year_end: Office) -> None:
    pho = put(year_end, Role.LEADER, "pho")
    year_end.session.officer = officer()
    with pytest.raises(RuleError) as error:
        year_end.volumes.lock(BOOK, 2026)
    assert error.value.rule == "approver"
    with pytest.raises(RuleError):
        year_end.volumes.lock(BOOK, 2026, approval=Approval(approver="pho", password="sai"))
    done = year_end.volumes.lock(BOOK, 2026, approval=pho).result
    assert (done.lock.officer, done.lock.approved_by) == ("lan", "pho")


def test_nd_23_2015_dieu_13_a_locked_book_is_written_in_only_with_consent_and_reason(
    year_end: Office,
) -> None:
    year_end.volumes.lock(BOOK, 2026)
    line = year_end.certification.by_number(1, book=BOOK)
    with pytest.raises(RuleError) as error:
        certify(year_end)
    assert (error.value.rule, error.value.field) == ("locked", "after_lock")
    with pytest.raises(RuleError) as error:
        year_end.voiding.void(line.id, reason="Nhầm")
    assert error.value.rule == "locked"
    head = year_end.store.journal.head()
    year_end.session.officer = officer()
    with pytest.raises(RuleError) as error:
        certify(year_end, after_lock="Công dân đến muộn")
    assert error.value.rule == "approver"
    assert year_end.store.journal.head() == head
    year_end.session.officer = officer(Role.LEADER, "canbo")
    (late,) = certify(year_end, after_lock="Công dân đến muộn")
    void = year_end.voiding.void(line.id, reason="Nhầm tên", locked=True).result
    assert (late.number, late.approved_by, void.void_approved_by) == (6, "canbo", "canbo")
    day = date(2026, 12, 31)
    _first, told = year_end.reports.compute("overrides", day, day)
    assert [(row[3], row[4], row[5]) for row in told.rows] == [
        (1, "Hủy số", "Nhầm tên"),
        (6, "Ghi sổ", "Công dân đến muộn"),
    ]
    assert year_end.store.check().ok


def test_what_came_after_the_lock_goes_on_further_pages(
    year_end: Office, clock: FixedClock
) -> None:
    lock = year_end.volumes.lock(BOOK, 2026).result.lock
    certify(year_end, after_lock="Công dân đến muộn")
    (month,) = [item for item in year_end.volumes.months(BOOK, 2026) if item.month == 12]
    assert month.state is MonthState.UNPRINTED
    more = print_month(year_end, 12)
    assert more.print.first_page == lock.last_page + 1
    text = flat_text(more.pdf)
    assert "phần bổ sung 1" in text
    assert "Ghi sau khóa sổ: Công dân đến muộn" in text
    assert year_end.volumes.reprint(more.print.id).pdf == more.pdf


@pytest.mark.parametrize("act", ["record", "void"])
def test_a_locked_book_is_no_door_to_guess_a_leader_s_password_at(
    year_end: Office, clock: FixedClock, act: str
) -> None:
    year_end.volumes.lock(BOOK, 2026)
    line = year_end.certification.by_number(1, book=BOOK)
    year_end.session.officer = officer()

    late = Certifying(
        procedure=COPIES,
        documents=(Document(title="Bằng"),),
        applicant="Lê Ánh",
        after_lock="Công dân đến muộn",
    )
    written, voids = year_end.certification, year_end.voiding
    doors: dict[str, Callable[[Approval], object]] = {
        "record": lambda asked: written.record(late, approval=asked),
        "void": lambda asked: voids.void(line.id, reason="Nhầm", locked=True, approval=asked),
    }

    def attempt(typed: str) -> RuleError:
        with pytest.raises(RuleError) as refused:
            doors[act](Approval(approver="canbo", password=typed))
        return refused.value

    assert [attempt("khong-phai-dau").rule for _time in range(3)] == ["approver"] * 3
    assert year_end.store.officers.wrong_tries("canbo").count == 3
    assert attempt(FIRST_PASSWORD).rule == "waiting"


@pytest.mark.parametrize("act", ["record", "void"])
def test_a_book_locked_between_the_question_and_the_act_is_not_written_in(
    year_end: Office, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Another window locks it while this one is about to write: nobody was asked for consent."""
    line = year_end.certification.by_number(1, book=BOOK)

    def meanwhile(*said: object, **named: object) -> str:
        leader = allowed_by(*said, **named)  # type: ignore[arg-type]
        year_end.volumes.lock(BOOK, 2026)
        return leader

    for asking in (books, voiding):
        monkeypatch.setattr(asking, "allowed_by", meanwhile)
    doors: dict[str, Callable[[], object]] = {
        "record": lambda: certify(year_end, after_lock="Công dân đến muộn"),
        "void": lambda: year_end.voiding.void(line.id, reason="Nhầm", locked=True),
    }
    with pytest.raises(RuleError) as refused:
        doors[act]()
    assert refused.value.rule == "locked"


def test_a_new_year_begins_at_one_whether_the_old_book_is_locked_or_not(
    year_end: Office, clock: FixedClock
) -> None:
    year_end.volumes.lock(BOOK, 2026)
    go_to(year_end, clock, 1, 4, 2027)
    (line,) = certify(year_end)
    assert (line.number, line.year) == (1, "2027")


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 12, 31), False), (date(2027, 1, 1), False), (date(2027, 1, 4), True)],
)
def test_nd_23_2015_dieu_13_an_unlocked_book_is_an_alarm_from_the_first_working_day(
    year_end: Office, clock: FixedClock, day: date, told: bool
) -> None:
    go_to(year_end, clock, day.month, day.day, day.year)
    morning = year_end.board.morning()
    assert morning.unlocked == ((f"{BOOK}/2026",) if told else ())
    assert morning.counts["unlocked"] == int(told)
    year_end.volumes.lock(BOOK, 2026)
    assert year_end.board.morning().unlocked == ()


def test_books_printed_and_locked_are_made_anew_from_the_journal(year_end: Office) -> None:
    done = year_end.volumes.lock(BOOK, 2026).result
    assert year_end.check().problems == ()
    assert year_end.volumes.lock_of(BOOK, 2026) == done.lock


def test_a_locked_book_is_told_before_anybody_certifies(year_end: Office) -> None:
    wish = Certifying(procedure=COPIES, documents=(Document(pages=1),))
    assert not year_end.certification.preview(wish).locked
    year_end.volumes.lock(BOOK, int(year_end.certification.preview(wish).book[-4:]))
    assert year_end.certification.preview(wish).locked
