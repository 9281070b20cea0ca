"""Books and money of random days, counted again by hand for random periods."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from tests.data_folder import data_folder
from tests.makers import COPIES, MONDAY

CODES = (COPIES, "2.000908", "2.000942")
FIRST = MONDAY.date()


@dataclass
class Line:
    """What a test remembers of one number."""

    day: date
    code: str
    pages: int
    copies: int
    fee: int
    paid: bool
    void: date | None = None


def one_fee(code: str, pages: int, copies: int) -> int:
    """The fee by the words of the rule: two thousand for two pages, a thousand for each further, a ceiling a copy."""
    if code == "2.000908":
        return 0
    return copies * min(200_000, sum(2_000 if page < 2 else 1_000 for page in range(pages)))


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(1, 250),
        st.integers(1, 5),
        st.booleans(),
        st.none() | st.integers(0, 30),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
"""Procedure, pages, copies, paid, which earlier number is made void after it, and whether a day ends."""


@settings(max_examples=40)
@given(steps=STEPS, since=st.integers(0, 8), days=st.integers(0, 8))
def test_every_period_is_what_counting_by_hand_gives(
    founded: Path, steps: list[tuple[int, int, int, bool, int | None, bool]], since: int, days: int
) -> None:
    with data_folder() as data:
        shutil.copyfile(founded, paths.database_path(data))
        clock = FixedClock(MONDAY)
        office = Office.open(data, clock=clock, officer=COMMAND_LINE)
        try:
            lines = played(office, clock, steps)
            first = FIRST + timedelta(days=since)
            compare(office, lines, first, first + timedelta(days=days))
            numbers = [
                item.number
                for item in office.store.certification.between(FIRST, clock.now().date())
                if item.book_key == "chung-thuc-ban-sao"
            ]
            assert numbers == list(range(1, len(numbers) + 1))
            assert office.store.check().problems == ()
        finally:
            office.close()


def played(
    office: Office, clock: FixedClock, steps: list[tuple[int, int, int, bool, int | None, bool]]
) -> dict[int, Line]:
    """Do every step; certification → what was done."""
    lines: dict[int, Line] = {}
    for kind, pages, copies, paid, void, ends in steps:
        document = Document(pages=pages, copies=copies)
        wish = Certifying(procedure=CODES[kind], documents=(document,), paid=paid)
        (done,) = office.certification.record(wish).result
        fee = one_fee(CODES[kind], pages, copies)
        assert done.fee == fee
        lines[done.id] = Line(clock.now().date(), CODES[kind], pages, copies, fee, paid)
        if void is not None:
            chosen = sorted(lines)[void % len(lines)]
            if lines[chosen].void is None:
                office.voiding.void(chosen, reason="Ghi nhầm")
                lines[chosen].void = clock.now().date()
        if ends:
            clock.tick(days=1)
    return lines


def compare(office: Office, lines: dict[int, Line], first: date, last: date) -> None:
    """Hold the readers to what was remembered, as of the end of ``last``."""
    tallies = office.store.certification.tallies(first, last)
    for code in CODES:
        mine = [line for line in lines.values() if line.code == code and first <= line.day <= last]
        good = [line for line in mine if line.void is None or line.void > last]
        void = [line for line in mine if line not in good]
        if not mine:
            assert code not in tallies
            continue
        found = tallies[code]
        assert (found.count, found.voided) == (len(good), len(void))
        assert found.pages == sum(line.pages for line in good)
        assert found.copies == sum(line.copies for line in good)
        assert (found.fee, found.voided_fee) == (
            sum(line.fee for line in good),
            sum(line.fee for line in void),
        )
    totals = office.store.fees.totals(first, last)
    paid = [line for line in lines.values() if line.paid and line.fee]
    assert sum(item.collected for item in totals) == sum(
        line.fee for line in paid if first <= line.day <= last
    )
    assert sum(item.refunded for item in totals) == sum(
        line.fee for line in paid if line.void is not None and first <= line.void <= last
    )
