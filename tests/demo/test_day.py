"""The played day: everything an officer would see in the evening, without a screen."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from counter_app.demo.day import RECEPTIONS, Story, found_day, play_whole_day
from counter_app.demo.play import found_sample
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.queue.tickets import TicketState
from counter_app.office import Office

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=LOCAL)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """One day, played once."""
    return play_whole_day(tmp_path_factory.mktemp("ngay"), seed=1, now=EVENING)


def test_the_day_leaves_everything_to_open(story: Story) -> None:
    for name in ("receipt", "ticket", "return_slip", "report"):
        assert Path(getattr(story, name)).read_bytes().startswith(b"%PDF"), name
    assert openpyxl.load_workbook(story.workbook).sheetnames
    assert json.loads(Path(story.manifest).read_text(encoding="utf-8"))
    assert Path(story.batch).stat().st_size > 1_000
    assert story.check_ok
    assert story.received > 20
    assert 0 < story.returned <= story.received


def test_its_telling_names_the_dossier_and_the_promise(story: Story) -> None:
    text = "\n".join(story.lines)
    assert story.code in text
    assert "24/11" in text, "the promise of that Monday has to step over the holiday"
    assert story.receipt in text
    assert json.loads(json.dumps(story.to_dict()))["code"] == story.code


def test_the_office_it_leaves_is_marked_as_a_sample_and_whole(story: Story) -> None:
    office = Office.open(Path(story.folder) / "so-lieu", clock=FixedClock(EVENING))
    assert office.rules.settings.sample
    assert office.closing.not_exported().entries == 0
    assert office.dossiers.get(story.code).state is State.RETURNED
    lines = office.dossiers.page(DossierFilter(), size=200)
    assert len(lines) == story.received + 1
    assert {line.received_at.date() for line in lines} == {EVENING.date()}
    assert TicketState.DONE in {item.state for item in office.queue.today_line()}
    office.close()


def test_a_day_that_is_not_over_is_the_working_day_before(tmp_path: Path) -> None:
    found_day(tmp_path, now=EVENING.replace(day=25, hour=10))
    office = Office.open(tmp_path, clock=FixedClock(EVENING.replace(day=25)))
    days = {line.received_at.date().day for line in office.dossiers.page(DossierFilter(), size=99)}
    assert days == {23}, "the 24th is a holiday"
    assert office.store.dossiers.count() == RECEPTIONS
    office.close()


def test_the_sample_for_the_window_goes_up_to_now_and_not_beyond(tmp_path: Path) -> None:
    now = EVENING.replace(hour=10, minute=30)
    found_sample(tmp_path, now=now, a_day=4)
    clock = FixedClock(now)
    office = Office.open(tmp_path, clock=clock, officer=COMMAND_LINE)
    lines = office.dossiers.page(DossierFilter(), size=200)
    assert max(line.received_at for line in lines) <= now
    assert len({line.received_at.date() for line in lines}) > 5
    assert {State.RETURNED, State.FINISHED} <= {line.state for line in lines}
    assert office.queue.take("A").result.taken_at == now, "the clock is not behind the sample"
    assert office.store.check().ok
    office.close()
