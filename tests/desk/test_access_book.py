"""What the access book tells: leaders, and the citizen who asks; and what an erasure leaves of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.domain.access.look import AccessLine, Door, Look, Way
from counter_app.domain.access.unusual import MANY_OPENED, OFTEN, Oddity, unusual
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MONDAY, collector, officer, person, receive

DAY = MONDAY.date()
NAME, OTHER = "Quạch Thị Dấu", "Lò Văn Khác"


@pytest.fixture
def looked(office: Office) -> tuple[str, str]:
    """A dossier that is over and another person's; both were opened, found and listed. Their codes."""
    mine = receive(office, applicant=person(NAME))
    other = receive(office, applicant=person(OTHER, id_no="001090004444", phone="0933000444"))
    office.moves.move(mine.code, Act.FINISH, result="01/XN")
    office.returning.hand_over(mine.code, collector(NAME))
    mine = office.dossiers.get(mine.code)
    office.access.opened(mine, why=f"{NAME} nhờ xem")
    office.access.opened(other)
    office.access.found(NAME, office.dossiers.find(NAME))
    office.access.found(OTHER, office.dossiers.find(OTHER))
    office.access.listed("dossiers", [mine, other])
    office.access.drawn(mine.code, "receipt")
    assert office.access.write()
    return mine.code, other.code


def everything(office: Office) -> str:
    """All that stands in the book of persons, as text."""
    rows = office.store.database.connection.execute("SELECT body FROM access_said").fetchall()
    return "\n".join(row["body"] for row in rows)


def test_an_erasure_takes_the_name_and_leaves_who_looked_and_when(
    office: Office, looked: tuple[str, str]
) -> None:
    before = office.store.access.between(DAY, DAY)
    office.access.opened(office.dossiers.get(looked[0]))
    office.erasure.erase(looked[0], reason="Theo yêu cầu")
    after = office.store.access.between(DAY, DAY)
    assert NAME not in everything(office)
    assert OTHER in everything(office)
    assert [
        (line.look.officer, line.look.at, line.look.door, line.look.subject)
        for line in after[: len(before)]
    ] == [(line.look.officer, line.look.at, line.look.door, line.look.subject) for line in before]
    assert len(after) == len(before) + 1, "what waited is written without the name"
    assert office.check().ok


def test_an_older_copy_brings_no_name_back_into_the_book(
    office: Office, looked: tuple[str, str], tmp_path: Path, clock: FixedClock
) -> None:
    """What was erased since the copy is erased again, in the book too."""
    from counter_app.desk.office.restore import restore

    copy = office.backup(tmp_path / "usb").path
    office.erasure.erase(looked[0], reason="Theo yêu cầu")
    office.access.found("sau bản sao", ())
    office.close()
    (told,) = restore(copy, office.data_dir, clock).notes
    assert told.startswith("1 lượt xem dữ liệu sau bản sao lưu")
    again = Office.open(office.data_dir, clock=clock, officer=office.session.officer)
    assert NAME not in everything(again)
    assert OTHER in everything(again)
    assert again.check().ok
    again.close()


def test_the_citizens_paper_tells_who_looked_and_of_nobody_else(
    office: Office, looked: tuple[str, str]
) -> None:
    found = office.looks.for_citizen(looked[0])
    assert found.codes == (looked[0],)
    assert [line.look.door for line in found.lines] == [
        *(Door.OPENED, Door.FOUND, Door.LISTED, Door.DRAWN)
    ]
    told = str(found.table)
    assert NAME in told
    for word in (OTHER, looked[1], "nhờ xem", "001090000001"):
        assert word not in told
    assert office.reports.pdf((found.table,)).startswith(b"%PDF")


def test_whoever_reads_the_book_stands_in_it(office: Office, looked: tuple[str, str]) -> None:
    office.looks.lines(DAY, DAY)
    office.looks.for_citizen(looked[0])
    office.reports.compute("access", DAY, DAY)
    assert office.access.write()
    read = [line for line in office.store.access.between(DAY, DAY) if line.look.door is Door.BOOK]
    assert [line.look.subject for line in read] == [
        *("list:access", "list:access", "list:report:access")
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEADER])
def test_nobody_but_leaders_reads_it(office: Office, looked: tuple[str, str], role: Role) -> None:
    office.session.officer = officer(role)
    for ask in (
        lambda: office.looks.lines(DAY, DAY),
        lambda: office.looks.for_citizen(looked[0]),
        lambda: office.reports.compute("access", DAY, DAY),
    ):
        with pytest.raises(RuleError) as refused:
            ask()
        assert refused.value.rule == "duty"


def test_the_leaders_report_counts_and_names_what_is_unusual(
    office: Office, looked: tuple[str, str]
) -> None:
    officers, dossiers, odd = office.reports.compute("access", DAY, DAY)
    assert officers.rows[0][2:7] == (2, 1, 2, 1, 1)
    assert {row[1] for row in dossiers.rows} == set(looked)
    assert [row[3] for row in odd.rows] == ["Ngoài phần phụ trách"]
    assert f"lý do: {NAME} nhờ xem" in str(odd.rows[0][7])


def test_a_report_of_looks_is_never_issued_as_figures_for_ever(
    office: Office, clock: FixedClock, looked: tuple[str, str]
) -> None:
    from counter_app.desk.reports.issue import Wanted

    clock.tick(days=2)
    issued = office.reports.issue(Wanted(name="access", first=DAY, last=DAY)).result
    assert issued.issue is None
    assert set(issued.files) == {"pdf", "xlsx"}
    assert office.reports.issued() == []


def look(seq: int, **facts: object) -> AccessLine:
    """A line of the book."""
    plain = Look(
        officer="lan", way=Way.WINDOW, door=Door.OPENED, at=MONDAY, subject=f"T{seq}", rows=1
    )
    return AccessLine(seq=seq, look=replace(plain, **facts))  # type: ignore[arg-type]


def odd(*lines: AccessLine) -> list[tuple[int, tuple[Oddity, ...]]]:
    """Which lines are unusual, and how."""
    return [(line.seq, what) for line, what in unusual(lines, lambda at: at.weekday() < 5)]


def test_many_at_once_is_a_run_of_different_dossiers() -> None:
    quick = [look(at, at=MONDAY + timedelta(seconds=20 * at)) for at in range(MANY_OPENED)]
    assert odd(*quick) == [(MANY_OPENED - 1, (Oddity.MANY,))]
    assert odd(*quick[1:]) == []
    slow = [look(at, at=MONDAY + timedelta(minutes=at)) for at in range(MANY_OPENED)]
    assert odd(*slow) == []
    same = [replace(line, look=replace(line.look, subject="T")) for line in quick]
    assert odd(*same) == []


def test_a_day_s_work_is_nothing_unusual() -> None:
    """A hundred and twenty visitors between eight and five, each dossier opened twice."""
    lines = [
        look(at, at=MONDAY + timedelta(minutes=4 * at - 60), subject=f"T{at // 2}")
        for at in range(120)
    ]
    assert odd(*lines) == []


def test_night_weekend_other_sectors_and_again() -> None:
    assert odd(look(1, at=MONDAY.replace(hour=23))) == [(1, (Oddity.NIGHT,))]
    assert odd(look(1, at=MONDAY - timedelta(days=1))) == [(1, (Oddity.NIGHT,))]
    assert odd(look(1, why="hỏi")) == [(1, (Oddity.OTHER,))]
    assert odd(look(1, door=Door.EXPORTED, rows=51)) == [(1, (Oddity.OUT,))]
    days = [look(at, subject="T", at=MONDAY + timedelta(days=7 * at)) for at in range(OFTEN)]
    assert odd(*days) == [(OFTEN - 1, (Oddity.AGAIN,))]


def test_a_lists_filter_says_which_days(office: Office, looked: tuple[str, str]) -> None:
    office.reports.compute("register", date(2026, 11, 1), DAY)
    assert office.access.write()
    line = office.store.access.between(DAY, DAY)[-1]
    assert (line.look.subject, line.look.rows) == ("list:report:register", 2)
    assert "20261101-20261123" in line.look.about
    assert line.look.whom == " ".join(str(office.dossiers.get(code).id) for code in sorted(looked))
