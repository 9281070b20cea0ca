"""Made-up lists with every mess, alone and in pairs: each procedure is read as it is, or told; never another thing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.findings import Level, ListReport
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.office import Office
from tests.desk.lists import check
from tests.desk.messes import (
    ENCODERS,
    MESSES,
    TEXT_MESSES,
    Mess,
    Sketch,
    Truth,
    as_old_workbook,
    as_open_document,
    as_text,
    as_workbook,
    sketch,
)

PAIRS = list(combinations(MESSES, 2))


def known(code: str, report: ListReport) -> Procedure | None:
    return next((item for item in report.procedures if item.code == code), None)


def is_right(found: Procedure, truth: Truth) -> bool:
    return (
        found.name == truth.name
        and found.sector == truth.sector
        and found.limit == TimeLimit(truth.days, LimitUnit.WORKING_DAY)
        and (found.fee.amount, found.fee.online_amount) == (truth.fee, truth.online)
        and tuple(paper.name for paper in found.papers) == truth.papers
        and found.valid_from == truth.since
    )


def is_told(truth: Truth, report: ListReport) -> bool:
    """Whether a line about the procedure has a finding that is more than a note."""
    return any(
        item.level is not Level.NOTE
        for line in report.lines
        if truth.code
        in (line.code, *(word.strip(".,") for item in line.findings for word in item.text.split()))
        for item in line.findings
    )


def wrongs(it: Sketch, report: ListReport) -> list[str]:
    """What is neither right nor told; anything that nobody wrote; a sheet left out without a word."""
    found = []
    for truth in it.truths.values():
        item = known(truth.code, report)
        if item is None:
            found += [] if truth.told and is_told(truth, report) else [f"{truth.code} vanished"]
        elif not is_right(item, truth):
            found.append(f"{truth.code} is {item}")
    found += [f"{item.code} invented" for item in report.procedures if item.code not in it.truths]
    said = " ".join(item.text for item in report.remarks)
    return found + [f"{name} not told" for name in it.remarks if name not in said]


def made(*messes: Mess) -> Sketch:
    it = sketch()
    for mess in messes:
        mess(it)
    return it


def test_a_list_without_a_mess_is_right_and_nothing_is_told(office: Office, tmp_path: Path) -> None:
    """The canary of the judge as well: another name, limit, fee or paper is noticed."""
    it = sketch()
    report = check(office, as_workbook(it, tmp_path))
    assert wrongs(it, report) == []
    assert [line.findings for line in report.lines if line.level is Level.WARNING] == []
    for change in (
        {"name": "khác"},
        {"days": 99},
        {"fee": 1},
        {"papers": ()},
        {"sector": "dat-dai"},
        {"online": 5},
    ):
        spoilt = sketch()
        for name, value in change.items():
            setattr(spoilt.truth(3), name, value)
        assert len(wrongs(spoilt, report)) == 1


@pytest.mark.parametrize("mess", MESSES, ids=lambda mess: mess.__name__)
def test_each_mess_alone(office: Office, tmp_path: Path, mess: Mess) -> None:
    it = made(mess)
    report = check(office, as_workbook(it, tmp_path))
    assert wrongs(it, report) == []


@pytest.mark.parametrize("first", MESSES[:-1], ids=lambda mess: mess.__name__)
def test_each_mess_with_each_other(office: Office, tmp_path: Path, first: Mess) -> None:
    pairs = [pair for pair in PAIRS if pair[0] is first]
    told = {}
    for at, pair in enumerate(pairs):
        order = pair if at % 2 else pair[::-1]
        it = made(*order)
        found = wrongs(it, check(office, as_workbook(it, tmp_path)))
        if found:
            told[" + ".join(mess.__name__ for mess in order)] = found
    assert told == {}


@pytest.mark.parametrize("encoding", sorted(ENCODERS))
def test_each_mess_of_a_text_file_in_every_encoding(
    office: Office, tmp_path: Path, encoding: str
) -> None:
    told = {}
    for at, mess in enumerate(TEXT_MESSES):
        it = made(mess)
        separator = ";\t,|"[at % 4]
        report = check(office, as_text(it, tmp_path, encoding, separator))
        found = wrongs(it, report)
        if found:
            told[mess.__name__] = found
    assert told == {}


@pytest.mark.parametrize("write", [as_old_workbook, as_open_document])
def test_each_mess_in_workbooks_of_other_programs(
    office: Office, tmp_path: Path, write: Callable[[Sketch, Path], Path]
) -> None:
    told = {}
    for mess in TEXT_MESSES:
        it = made(mess)
        found = wrongs(it, check(office, write(it, tmp_path)))
        if found:
            told[mess.__name__] = found
    assert told == {}


def test_there_are_many() -> None:
    assert len(PAIRS) == 210
    assert len(MESSES) + len(PAIRS) + len(TEXT_MESSES) * len(ENCODERS) > 120
