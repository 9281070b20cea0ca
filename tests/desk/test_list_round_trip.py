"""The catalogue given out and taken in again is the same catalogue."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.catalogue.lists.check import ListCheck, case_key
from counter_app.desk.catalogue.lists.export import csv_bytes, list_table
from counter_app.desk.catalogue.lists.findings import ListOptions, Outcome
from counter_app.desk.catalogue.lists.sectors import SectorNames
from counter_app.desk.catalogue.lists.table_file import read_table
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.list_fields import guess_columns
from counter_app.domain.catalogue.sectors import (
    Case,
    Fee,
    FeeRule,
    PaperItem,
    PaperKind,
    Procedure,
    ProcessStep,
    QueueGroup,
    ReviewState,
    Sector,
)
from counter_app.office import Office
from tests.makers import BIRTH

SECTORS = [
    Sector(key="ho-tich", name="Hộ tịch", queue="A"),
    Sector(key="dat-dai", name="Đất đai", queue="B"),
]
TODAY = date(2026, 11, 23)
WORDS = st.lists(
    st.sampled_from(["Giấy", "tờ; khai", "=1+1", "(nếu có)", "x | y", "–", "Đơn,"]), max_size=4
).map(" ".join)
NAMES = st.integers(1, 30).map(lambda number: f"Thủ tục {number}")
LIMITS = st.none() | st.sampled_from(
    [
        TimeLimit(3, LimitUnit.WORKING_DAY),
        TimeLimit(1, LimitUnit.SAME_DAY, time(15)),
        TimeLimit(2.5, LimitUnit.WORKING_HOUR),
    ]
)
FEES = st.builds(
    Fee,
    rule=st.sampled_from(FeeRule),
    amount=st.integers(0, 90_000),
    unit=st.sampled_from(["", "bản", "trường hợp"]),
    note=WORDS,
    online_amount=st.none() | st.integers(0, 9_000),
)
PAPERS = st.lists(
    st.builds(PaperItem, name=WORDS, kind=st.sampled_from(PaperKind), quantity=st.integers(1, 9),
              required=st.booleans(), where=WORDS, database=WORDS), max_size=3).map(tuple)  # fmt: skip
CASES = st.lists(
    st.builds(
        lambda number, limit, fee, papers: Case(
            key=case_key(f"Trường hợp {number}"), name=f"Trường hợp {number}", limit=limit, fee=fee, papers=papers
        ),
        st.integers(1, 5), LIMITS, st.none() | FEES, st.none() | PAPERS,
    ),
    max_size=3, unique_by=lambda case: case.key,
).map(tuple)  # fmt: skip
STEPS = st.lists(
    st.builds(
        ProcessStep, content=WORDS, responsible=WORDS, days=st.sampled_from([0.0, 0.25, 2.0])
    ),
    max_size=2,
).map(tuple)
PROCEDURES = st.builds(
    Procedure,
    code=st.integers(1, 6).map(lambda number: f"1.99900{number}"),
    name=NAMES,
    sector=st.sampled_from(["ho-tich", "dat-dai"]),
    limit=LIMITS,
    fee=FEES,
    papers=PAPERS,
    sets=st.integers(1, 3),
    result=WORDS,
    synonyms=st.lists(st.sampled_from(["ks", "khai sinh", "a, b"]), max_size=2).map(tuple),
    extension_wd=st.integers(0, 5),
    valid_from=st.none() | st.sampled_from([date(2025, 1, 1), date(2027, 3, 1)]),
    valid_to=st.none() | st.just(date(2027, 12, 31)),
    note=WORDS,
    mark=st.sampled_from(["", "S", "S2"]),
    state=st.sampled_from(ReviewState),
    local_code=st.sampled_from(["", "H55"]),
    cases=CASES,
    steps=STEPS,
    no_due=st.booleans(),
    resume=st.sampled_from(["", "restart", "shift"]),
    supplement_days=st.integers(1, 30),
    supplement_working=st.booleans(),
    template=WORDS,
    inner_wd=st.integers(0, 5),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PROCEDURES, max_size=5, unique_by=lambda item: (item.code, item.valid_from)))
def test_any_catalogue_reads_back_unchanged(tmp_path: Path, known: list[Procedure]) -> None:
    ordered = sorted(known, key=lambda item: (item.code, item.valid_from or date.min))
    path = tmp_path / "ra.csv"
    path.write_bytes(csv_bytes(list_table(ordered, {item.key: item.name for item in SECTORS})))
    table = read_table(path)
    sectors = SectorNames(SECTORS, [QueueGroup(letter="A", name="A")], {}, create=False)
    check = ListCheck(ordered, sectors, today=TODAY, options=ListOptions())
    report = check.run(table, guess_columns(table.heads))
    assert {line.outcome for line in report.lines} <= {Outcome.UNCHANGED}
    assert len(report.lines) == len(ordered) + sum(len(item.cases) for item in ordered)
    assert report.procedures == ()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_shipped_catalogue_reads_back_unchanged(
    office: Office, tmp_path: Path, kind: str
) -> None:
    office.catalogue.put_procedure(_version(office))
    path = tmp_path / f"ra.{kind}"
    table = office.procedure_lists.list_table()
    path.write_bytes(
        office.reports.xlsx([table]) if kind == "xlsx" else office.procedure_lists.list_csv()
    )
    read = office.procedure_lists.read_list(path)
    head = office.store.journal.head()
    report = office.procedure_lists.load_list(read, office.procedure_lists.columns_of(read)).result
    assert report.count(Outcome.UNCHANGED) == len(report.lines) == len(table.rows) > 84
    assert office.store.journal.head() == head


def _version(office: Office) -> Procedure:
    """A later version with cases and steps."""
    from dataclasses import replace

    old = next(item for item in office.catalogue.procedures() if item.code == BIRTH)
    case = Case(key="qua-han", name="Quá hạn", fee=Fee(rule=FeeRule.FIXED, amount=8_000))
    steps = (ProcessStep(content="Tiếp nhận", responsible="Một cửa", days=0.25),)
    return replace(old, valid_from=date(2027, 3, 1), cases=(case,), steps=steps)
