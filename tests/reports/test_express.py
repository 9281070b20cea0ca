"""Express work in the day report, in the day's totals and in the books of certifications."""

from __future__ import annotations

from datetime import datetime

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.paper.report_table import Table
from counter_app.office import Office
from counter_app.reports.closing.day import day_tables
from counter_app.reports.figures.figures import day_totals, totals_text
from counter_app.reports.index import compute
from tests.makers import COPIES, officer, receive

SIGNATURE = "2.000884"


def busy_morning(office: Office, clock: FixedClock) -> None:
    """Three documents, one of them void, a signature, two questions, a fee taken and part of it given back."""
    books = office.certification
    documents = (Document(title="Bằng lái", pages=4, copies=3), Document(pages=1), Document())
    first, _second, _third = books.record(
        Certifying(procedure=COPIES, documents=documents, paid=True, applicant="Lê Ánh")
    ).result
    office.voiding.void(first.id, reason="Sai số trang")
    books.record(Certifying(procedure=SIGNATURE, documents=(Document(),), applicant="Trần Bê"))
    office.enquiries.ask(2)
    clock.tick(hours=10)
    office.enquiries.ask(2)
    office.enquiries.ask(6)
    office.session.officer = officer()
    code = receive(office, COPIES, pages=2, copies=2).code
    office.fees.collect(code)
    consent = Approval(approver="canbo", password=FIRST_PASSWORD)
    office.fees.refund(code, amount=1_000, reason="Thu thừa", approval=consent)


def by_name(tables: tuple[Table, ...]) -> dict[str, Table]:
    """Tables by name."""
    return {table.name: table for table in tables}


def test_the_day_report_tells_what_was_done_without_a_dossier(
    office: Office, clock: FixedClock
) -> None:
    day = clock.now().date()
    assert len(day_tables(office.store, day)) == 4
    busy_morning(office, clock)
    tables = by_name(day_tables(office.store, day))
    certified = tables["day-certifications"]
    assert [(row[1][:8], *row[2:]) for row in certified.rows if isinstance(row[1], str)] == [
        (COPIES, 2, 2, 2, 4_000, 1),
        (SIGNATURE, 1, 1, 1, 10_000, 0),
    ]
    assert certified.total == (None, "Tổng số", 3, 3, 3, 14_000, 1)
    assert "18.000" in certified.notes[0]
    asked = tables["day-questions"]
    assert asked.columns[3].title == "Theo giờ|7 giờ"
    assert asked.columns[-1].title == "Theo giờ|19 giờ"
    assert asked.rows[0][:3] == (1, "Chứng thực", 2)
    assert asked.rows[0][5] == 1
    assert asked.rows[0][-1] == 1
    assert asked.rows[1][:3] == (2, "Tra cứu hồ sơ", 1)
    assert asked.total is not None
    assert asked.total[2] == 3 == sum(cell for cell in asked.total[3:] if isinstance(cell, int))
    cash = tables["day-cash"]
    assert cash.rows == (
        (1, "Chứng thực", "Chưa ghi tên", 22_000, 18_000, 4_000),
        (2, "Chứng thực", "lan", 8_000, 1_000, 7_000),
    )
    assert cash.total == (None, "Tổng số", None, 30_000, 19_000, 11_000)
    for table in tables.values():
        lines = [*table.rows, *([table.total] if table.total else [])]
        assert {len(line) for line in lines} <= {len(table.columns)}


def test_the_days_totals_carry_express_work_and_money(office: Office, clock: FixedClock) -> None:
    busy_morning(office, clock)
    totals = day_totals(office.store, clock.now().date())
    express = ("certifications", "certification_fees", "questions", "collected", "refunded")
    assert [totals[name] for name in express] == [3, 14_000, 3, 30_000, 19_000]
    assert ("Việc chứng thực tại quầy", "3") in totals_text(totals)
    assert all("chứng thực" not in name for name, _value in totals_text({"received": 1}))


def test_a_number_void_later_leaves_a_past_report_as_it_was(
    office: Office, clock: FixedClock
) -> None:
    day = clock.now().date()
    busy_morning(office, clock)

    def told() -> list[object]:
        names = ("certifications", "certified")
        return [
            day_tables(office.store, day),
            *(compute(office.store, name, day, day) for name in names),
        ]

    before = told()
    clock.tick(days=2)
    office.session.officer = officer()
    (kept,) = (
        item
        for item in office.store.certification.between(day, day)
        if item.number == 2 and item.book_key == "chung-thuc-ban-sao"
    )
    office.session.officer = office.staff.officers()[0]
    office.voiding.void(kept.id, reason="Phát hiện sai")
    assert told() == before
    later = compute(office.store, "certifications", day, clock.now().date())[0]
    assert later.rows[1][-1] == "Đã hủy ngày 25/11/2026: Phát hiện sai"


def test_the_books_list_every_number_void_ones_apart(office: Office, clock: FixedClock) -> None:
    day = clock.now().date()
    (empty,) = compute(office.store, "certifications", day, day)
    assert (empty.title, empty.rows) == ("SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", ())
    busy_morning(office, clock)
    copies, signatures = compute(office.store, "certifications", day, day)
    signer = office.staff.officers()[0]
    assert [row[0] for row in copies.rows] == [1, 2, 3]
    assert copies.rows[0] == (
        *(1, 1, "SCT/BS", day, "Lê Ánh", "Bằng lái", 4, 3),
        f"{signer.name}, {signer.title}" if signer.title else signer.name,
        *(None, "Đã hủy ngày 23/11/2026: Sai số trang"),
    )
    assert copies.total == (None, None, None, None, "Cộng", None, 2, 2, None, 4_000, None)
    assert "2 việc chứng thực; 1 số đã hủy" in copies.notes[0]
    assert signatures.title == "SỔ CHỨNG THỰC CHỮ KÝ"
    assert signatures.rows[0][4] == "Trần Bê"
    assert {len(row) for row in copies.rows} == {len(copies.columns)}


def test_two_years_are_two_books(office: Office, clock: FixedClock) -> None:
    wish = Certifying(procedure=COPIES, documents=(Document(),))
    first = clock.now().date()
    office.certification.record(wish)
    clock.set(datetime(2027, 1, 4, 9, tzinfo=LOCAL))
    office.confirm_clock()
    office.certification.record(wish)
    old, new = compute(office.store, "certifications", first, clock.now().date())
    assert "Sổ năm 2026" in old.subtitle
    assert "Sổ năm 2027" in new.subtitle
    assert old.rows[0][0] == new.rows[0][0] == 1
    assert old.name != new.name
