"""Days without an officer: the substitute gets the work, papers go over and come back, a home is visited meanwhile."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Assignment
from counter_app.office import Office, SystemClock
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, MONDAY, PASSWORD, officer
from tests.printing.reading import flat_text

HOME, POINT = "Tại nhà", "Điểm tiếp nhận thôn 3"


@pytest.fixture
def clock() -> FixedClock:
    """Nine o'clock, as when the office was founded."""
    return FixedClock(MONDAY)


@pytest.fixture
def counter(
    tmp_path: Path, founded: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """ "an" in charge of civil status, "binh" beside, a point and a service at home."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    folder = tmp_path / "quay"
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    office = Office.open(folder, officer=COMMAND_LINE)
    for login in ("an", "binh"):
        office.staff.put_officer(officer(login=login), password=PASSWORD)
    since = date(2026, 11, 23)
    office.staff.assign(Assignment(officer="an", sector="ho-tich", since=since))
    office.close()
    counter = Terminal(folder)
    counter("settings", "set", f'points=["{POINT}"]', f"home_service={HOME}")
    return counter


def taken_in(counter: Terminal, folder: Path, **facts: Any) -> dict[str, Any]:
    (made,) = counter.receive(folder, form(MARITAL) | facts)
    return counter("show", made["code"])


def test_a_week_without_the_officer(counter: Terminal, clock: FixedClock, tmp_path: Path) -> None:
    # Monday: two dossiers for an, one in her hands.
    old, waiting = taken_in(counter, tmp_path), taken_in(counter, tmp_path)
    assert {old["handler"], waiting["handler"]} == {"an"}
    counter("move", old["code"], "hand")
    # Nobody is named for her sector: refused. Then binh stands in.
    alone = counter.refused("absence", "add", "an", "--until", "2026-11-27")
    assert alone["rule"] == "uncovered"
    words = ("absence", "add", "an", "--until", "2026-11-27", "--substitute", "ho-tich=binh")
    away = counter(*words)
    assert counter("board")["absences"] == [away]
    # Her whole caseload goes over with one sheet that both sign.
    listed = counter("handover", "all", "--from", "an", "--to", "binh", "--list")
    assert {item["code"]: item["papers"] for item in listed["dossiers"]} == {
        old["code"]: True,
        waiting["code"]: False,
    }
    sheet = counter("handover", "all", "--from", "an", "--to", "binh")["sheet"]
    pdf = tmp_path / "phieu.pdf"
    counter("--officer", "binh", "handover", "show", sheet, "--pdf", pdf)
    text = flat_text(pdf.read_bytes())
    for said in ("Công chức an", "Công chức binh", old["code"], waiting["code"], "không kèm theo"):
        assert said in text
    # In the evening binh goes to a home; it is entered on Wednesday, after Monday was closed.
    counter("close-day")
    clock.tick(days=2)
    visit = taken_in(
        counter,
        tmp_path,
        point=HOME,
        home_address="Số 5, thôn 1",
        visited_by="binh",
        taken_at="2026-11-23T19:30",
        return_place=POINT,
    )
    assert (visit["received"], visit["handler"]) == ("2026-11-23T19:30", "binh")
    assert "-261125-" in visit["code"]
    # He finishes what was hers, in his own name.
    counter("--officer", "binh", "move", old["code"], "finish", "--result", "5/XN")
    assert counter("show", old["code"])["timeline"][-1]["officer"] == "binh"
    # She is back on Thursday: the sector is hers, and what is left comes back by the same sheet.
    clock.tick(days=1)
    ended = counter("--officer", "an", "absence", "end", away["absence"])
    assert (ended["until"], ended["cancelled"]) == ("2026-11-25", False)
    back = counter("handover", "all", "--back", sheet)
    assert [item["code"] for item in back["dossiers"]] == [old["code"], waiting["code"]]
    assert counter("show", waiting["code"])["handler"] == "an"
    assert counter("show", visit["code"])["handler"] == "binh"
    assert taken_in(counter, tmp_path)["handler"] == "an"
    # The result is given out at the point; the reports say who stood in and where it was.
    counter("return", old["code"], "--point", POINT)
    span = ("--from", "2026-11-23", "--to", "2026-11-26")
    (row,) = counter("report", "substitutes", *span)["tables"][0]["rows"]
    assert [row[1], row[2:6]] == [
        "Công chức an",
        ["23/11/2026", "25/11/2026", "Hộ tịch", "Công chức binh"],
    ]
    places = {row[1]: row[2:] for row in counter("report", "points", *span)["tables"][0]["rows"]}
    assert (places[HOME], places[POINT]) == ([1, 0], [0, 1])
    assert counter("check")["ok"]
