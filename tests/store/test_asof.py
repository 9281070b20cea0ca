"""The office as it was called on a day."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.store.figures.asof import AsOf
from tests.reports.makers import Book, day_after


def rename(book: Book, day: int, name: str) -> None:
    book.at(day)
    book.record("office.changed", "office", {"settings": {"name": name}})
    book.record(
        "catalogue.loaded",
        "catalogue",
        {"sectors": [{"key": "ho-tich", "name": f"Hộ tịch {name}", "queue": "A", "order": 9}],
         "procedures": [{"code": "1.001193", "name": f"Khai sinh {name}"}],
         "queue_groups": [{"letter": "A", "name": f"Hàng {name}"}]},
    )  # fmt: skip
    book.record("officer.put", "officer:lan", {"login": "lan", "name": f"Lan {name}"} | STAFF)
    assignment = {"officer": "lan", "sector": "ho-tich", "since": str(day_after(day))}
    book.record("assignment.put", "officer:lan", {**assignment, "until": None})


STAFF = {"role": "receiver", "title": "", "counter": "", "active": 1}


def test_each_day_has_the_names_of_its_time() -> None:
    book = Book()
    rename(book, 5, "một")
    rename(book, 9, "hai")
    asof = book.store.asof
    for days, name in ((range(5, 9), "một"), (range(9, 12), "hai")):
        for day in days:
            rules = asof.rules(day_after(day))
            assert rules.settings.name == name
            assert rules.sector("ho-tich") == f"Hộ tịch {name}"
            assert rules.officer("lan") == f"Lan {name}"
            assert rules.procedures == {"1.001193": f"Khai sinh {name}"}
            assert rules.queues["A"] == f"Hàng {name}"
    before = asof.rules(day_after(4))
    assert before.settings.name == "Trung tâm xã Thử"
    assert (before.officer("lan"), before.assignments) == ("lan", ())
    assert list(before.sector_names) == ["ho-tich", "dat-dai", "chung-thuc"]
    assert list(asof.rules(day_after(5)).sector_names) == ["dat-dai", "chung-thuc", "ho-tich"]
    assert len(asof.rules(day_after(9)).assignments) == 2


def test_the_last_day_is_what_the_tables_say() -> None:
    book = Book()
    rename(book, 5, "một")
    rules = book.store.asof.rules(day_after(400))
    assert rules.settings == book.store.settings.office()
    assert list(rules.sectors) == book.store.catalogue.sectors()
    unnamed = {COMMAND_LINE.login: "Chưa ghi tên"}
    assert rules.officers == book.store.officers.names() | unnamed, (
        "whoever only types a command has no name"
    )
    assert list(rules.assignments) == book.store.officers.assignments()


def test_days_before_the_office_have_the_names_it_began_with() -> None:
    book = Book()
    assert book.store.asof.rules(day_after(-900)) == book.store.asof.rules(day_after(0))


def test_a_rule_changed_now_is_known_now() -> None:
    book = Book()
    assert book.store.asof.rules(day_after(5)).settings.place == ""
    book.at(5)
    book.record("office.changed", "office", {"settings": {"place": "Xã Thử"}})
    assert book.store.asof.rules(day_after(5)).settings.place == "Xã Thử"
    assert book.store.asof.rules(day_after(4)).settings.place == ""


def test_what_is_kept_is_read_once() -> None:
    book = Book()
    asof: AsOf = book.store.asof
    assert asof.rules(day_after(5)) is asof.rules(day_after(77))
    assert replace(asof.rules(day_after(5)).settings, name="x") != asof.rules(day_after(5)).settings
