"""One column: what the window says, what paper and workbook have, and how rows are sorted by it."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Cell
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column, cells, in_order, shown

MOMENT = datetime(2026, 11, 27, 9, 0, tzinfo=LOCAL)
BY_VALUE: Column[Cell] = Column("Giá trị", lambda cell: cell)


def sorted_by(column: Column[Cell], rows: list[Cell], *, falling: bool = False) -> list[Cell]:
    return [rows[at] for at in in_order(column, rows, falling=falling)]


def test_a_status_is_a_word_on_paper_and_a_label_in_the_window() -> None:
    late: Column[int] = Column("Tình trạng", lambda days: Label(f"Quá hạn {days}", "bad", "clock"))
    assert shown(late, 3, 1) == Label("Quá hạn 3", "bad", "clock")
    assert cells([late], [3]) == (("Quá hạn 3",),)


def test_the_window_may_say_shortly_what_paper_has_whole() -> None:
    due: Column[datetime] = Column("Hẹn trả", lambda at: at, say=lambda at: f"{at:%d/%m}")
    number: Column[datetime] = Column("TT", None)
    assert shown(due, MOMENT, 1).text == "27/11"
    assert cells([number, due], [MOMENT]) == ((1, MOMENT),)
    assert shown(number, MOMENT, 7).text == "7"
    assert shown(Column("Ngày", lambda at: at), MOMENT, 1).text == "09:00 27/11/2026"


def test_what_is_missing_comes_last_in_both_directions() -> None:
    assert sorted_by(BY_VALUE, ["b", None, "a", ""]) == ["a", "b", None, ""]
    assert sorted_by(BY_VALUE, ["b", None, "a", ""], falling=True) == ["b", "a", None, ""]


def test_days_stand_among_moments_and_words_behind_numbers() -> None:
    day = date(2026, 11, 27)
    assert sorted_by(BY_VALUE, ["ba", MOMENT, 12, day, 3]) == [3, 12, day, MOMENT, "ba"]


def test_a_column_may_be_sorted_by_something_else_than_it_says() -> None:
    by_rank: Column[Cell] = Column("Mức", lambda cell: cell, sort=lambda cell: len(str(cell)))
    assert sorted_by(by_rank, ["aaa", "b", "cc"]) == ["b", "cc", "aaa"]


@given(st.lists(st.sampled_from(["Ân", "An", "an", "", "Bình"])), st.booleans())
def test_equal_rows_stay_as_they_stood(words: list[str], falling: bool) -> None:
    column: Column[tuple[int, str]] = Column("Tên", lambda row: row[1])
    rows = list(enumerate(words))
    order = in_order(column, rows, falling=falling)
    assert sorted(order) == list(range(len(rows)))
    for same in ({"an", "An"}, {"Ân"}, {"Bình"}, {""}):
        places = [at for at in order if words[at] in same]
        assert places == sorted(places)


def test_people_are_sorted_by_their_given_names_organisations_by_their_whole_ones() -> None:
    people: Column[Cell] = Column("Người nộp", lambda cell: cell, of_people=True)
    rows: list[Cell] = ["Trần Ý", "Công ty Mẫu", "Đỗ Ánh", "Bùi Ân", "Lê Văn An", None]
    assert sorted_by(people, rows) == [
        "Lê Văn An",
        "Đỗ Ánh",
        "Bùi Ân",
        "Công ty Mẫu",
        "Trần Ý",
        None,
    ]
