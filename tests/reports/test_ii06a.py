"""Form II.06a as it is handed to the superior."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.report_table import Table
from counter_app.reports.figures import figures
from counter_app.reports.figures.figures import Ii06a, UnbalancedError
from counter_app.reports.index import compute
from counter_app.reports.indicators.ii06a import ii06a_of, ii06a_table
from counter_app.reports.report import Asked
from counter_app.wording.tables.tables import head_cells
from tests.reports.makers import Book, day_after


@pytest.fixture
def book() -> Iterator[Book]:
    """Six dossiers of a January, one of them from before."""
    book = Book(Path(":memory:"))
    book.move(book.receive(1, 7), Act.FINISH, 12)
    book.move(book.receive(10, 14, channel=Channel.ONLINE), Act.FINISH, 11)
    book.move(book.receive(10, 14), Act.WITHDRAW, 11)
    book.receive(10, 14, sector="dat-dai")
    book.move(book.receive(10, 14, sector="dat-dai"), Act.SUPPLEMENT, 11)
    book.move(book.receive(11, 14, sector="dat-dai", channel=Channel.POSTAL), Act.FINISH, 14)
    yield book
    book.store.close()


def form(book: Book, first: date, last: date) -> Table:
    """The form of some days."""
    return ii06a_of(Asked(book.store, first, last))


def test_every_change_is_this_period_less_the_one_before(book: Book) -> None:
    _form, table = compute(book.store, "period", day_after(11), day_after(14))
    titles = [column.title for column in table.columns]
    changes = [title for title in titles if title.endswith("|Tăng, giảm")]
    assert len(changes) == 2
    for row in (*table.rows, table.total or ()):
        said = dict(zip(titles, row, strict=True))
        for title in changes:
            subject = title.partition("|")[0]
            now, before = said[f"{subject}|Kỳ này"], said[f"{subject}|Kỳ trước"]
            assert isinstance(now, int)
            assert isinstance(before, int)
            assert said[title] == now - before
    assert [row[2:5] for row in table.rows] == [(2, 0, -2), (2, 1, -1)]


def test_the_form(book: Book) -> None:
    table = form(book, day_after(8), day_after(20))
    assert table.title == (
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
    )
    assert table.form_label == "Biểu số II.06a/VPCP/KSTT"
    assert table.subtitle == (
        "Đơn vị báo cáo: Trung tâm xã Thử · Đơn vị nhận báo cáo: Ủy ban tỉnh Thử · "
        "Kỳ báo cáo: Từ ngày 13/01/2026 đến ngày 25/01/2026 · Đơn vị tính: Số hồ sơ TTHC"
    )
    assert table.rows == (
        (1, "Hộ tịch", 3, 1, 1, 1, 3, 1, 1, 1, 0, 0, 0),
        (2, "Đất đai", 3, 0, 3, 0, 1, 0, 1, 0, 2, 1, 1),
    )
    assert table.total == (None, "Tổng số", 6, 1, 4, 1, 4, 1, 2, 1, 2, 1, 1)
    assert table.notes[:3] == (
        "Kiểm tra: (3) = (7) + (11): 6 = 4 + 2, khớp.",
        (
            "Tỷ lệ giải quyết trước hạn và đúng hạn: ((8) + (9)) / (7) = 3/4 = 75% (tính trên 4 hồ "
            "sơ)."
        ),
        "Tỷ lệ hồ sơ trực tuyến: (4) / ((4) + (5)) = 1/5 = 20% (tính trên 5 hồ sơ).",
    )


def test_its_head_has_three_levels_and_thirteen_numbers(book: Book) -> None:
    table = form(book, day_after(8), day_after(20))
    levels, cells = head_cells([column.title for column in table.columns])
    assert levels == 3
    spans = {cell.text: (cell.first, cell.last) for cell in cells if cell.first < cell.last}
    assert spans == {
        "Số lượng hồ sơ tiếp nhận": (2, 5),
        "Trong kỳ": (3, 4),
        "Số lượng hồ sơ đã giải quyết": (6, 9),
        "Số lượng hồ sơ đang giải quyết": (10, 12),
    }
    assert len(table.columns) == len(table.numbers) == 13
    assert [text.split("=")[0] for text in table.numbers] == [f"({n})" for n in range(1, 14)]


def test_nothing_happened(book: Book) -> None:
    table = form(book, day_after(-40), day_after(-30))
    assert table.rows == ()
    assert table.total == (None, "Tổng số", *[0] * 11)
    assert "0 = 0 + 0" in table.notes[0]
    assert "= 0/0 = – (tính trên 0 hồ sơ)" in table.notes[1], "an empty denominator is not 100%"


def test_a_finish_taken_back_later_is_told_under_the_period_in_which_it_was(book: Book) -> None:
    """The report of the period before stays, so what is carried over is not what that report left pending."""
    first, again = book.receive(1, 7), book.receive(1, 7)
    for dossier in (first, again):
        book.move(dossier, Act.FINISH, 4)
    before = form(book, day_after(-10), day_after(7))
    book.revert(first, 9)
    assert form(book, day_after(-10), day_after(7)).notes == before.notes
    assert form(book, day_after(8), day_after(8)).notes[4:] == (), "nobody knew it yet"
    (told,) = form(book, day_after(8), day_after(20)).notes[4:]
    assert told.startswith(
        "Cột (6) khác số đang giải quyết cuối kỳ trước (Hộ tịch 2, cuối kỳ trước 1):"
    )
    book.move(again, Act.MISTAKE, 21)
    assert len(form(book, day_after(21), day_after(25)).notes) == 4, (
        "it ended before: nothing was carried over"
    )


def test_a_superior_fills_the_same_form_with_offices() -> None:
    rows = [("Xã Một", Ii06a(direct=1_200, on_time=1_200)), ("Xã Hai", Ii06a(online=34, early=34))]
    total = figures.total_of(dict(rows))
    table = ii06a_table(rows, total, subtitle="Toàn tỉnh")
    assert [row[1] for row in table.rows] == ["Xã Một", "Xã Hai"]
    assert table.total == (None, "Tổng số", 1234, 34, 1200, 0, 1234, 34, 1200, 0, 0, 0, 0)
    assert "1.234 = 1.234 + 0" in table.notes[0]


def test_a_total_that_does_not_add_up_is_never_printed() -> None:
    with pytest.raises(UnbalancedError):
        figures.total_of({"ho-tich": Ii06a(direct=2, on_time=1)})


def test_last_months_report_stays_as_it_was(book: Book) -> None:
    before = form(book, day_after(8), day_after(20))
    for dossier in list(book.states):
        if Act.WITHDRAW in book.allowed(dossier):
            book.move(dossier, Act.WITHDRAW, 21)
    assert form(book, day_after(8), day_after(20)) == before
