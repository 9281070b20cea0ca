"""Shelves: many at once, and the list by which results are picked."""

from __future__ import annotations

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, collector, receive


def finished(office: Office, name: str) -> str:
    code = receive(office, MARITAL, name).code
    office.moves.move(code, Act.FINISH)
    return code


def test_many_are_put_on_one_shelf_at_once(office: Office) -> None:
    one, two = finished(office, "Một"), receive(office, MARITAL, "Hai")
    done = office.shelves.put([one, two.barcode, one], "  A  2 ")
    assert [item.shelf for item in done.result] == ["A 2", "A 2"]
    assert office.shelves.shelves() == ["A 2"]
    seq = office.store.journal.head().seq
    assert office.shelves.put([one], "A 2").changes == frozenset()
    assert office.store.journal.head().seq == seq


def test_one_wrong_code_puts_nothing(office: Office) -> None:
    one = finished(office, "Một")
    with pytest.raises(RuleError) as refused:
        office.shelves.put([one, "T99001-261123-019999"], "A1")
    assert refused.value.field == "codes"
    assert office.dossiers.get(one).shelf == ""


def test_the_pick_list_goes_by_shelf_and_forgets_what_was_collected(
    office: Office, clock: FixedClock
) -> None:
    one, two, three = (finished(office, name) for name in ("Một", "Hai", "Ba"))
    office.shelves.put([one], "B1")
    office.shelves.put([three], "A1")
    assert [item.line.code for item in office.shelves.pick_list()] == [three, one, two]
    assert office.shelves.pick_list(today_only=True) == []
    clock.tick(days=5)
    assert len(office.shelves.pick_list(today_only=True)) == 3
    table = office.shelves.table()
    assert [row[1] for row in table.rows] == ["A1", "B1", "–"]
    office.returning.hand_over(three, collector("Ba"))
    assert [item.line.code for item in office.shelves.pick_list()] == [one, two]
    assert office.dossiers.get(three).shelf == ""
    with pytest.raises(RuleError):
        office.shelves.put([three], "A1")


def test_what_was_handed_over_by_mistake_lies_where_it_lay_last(office: Office) -> None:
    code = finished(office, "Một")
    for shelf in ("A 1", "B 2"):
        office.shelves.put([code], shelf)
    office.returning.hand_over(code, collector("Một"))
    office.moves.move(code, Act.REVERT, reason="Ghi nhầm")
    assert office.dossiers.get(code).shelf == "B 2"


def test_the_pick_list_is_drawn(office: Office) -> None:
    finished(office, "Nguyễn " * 20)
    assert office.reports.pdf([office.shelves.table()]).startswith(b"%PDF")
