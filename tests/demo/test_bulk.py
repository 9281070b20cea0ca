"""Large sample files are as real as those written one act at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import PAUSED_STATES, State, Timeliness
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.promise.pauses import working_minutes
from counter_app.office import Office
from tests.makers import receive

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand dossiers over ten days."""
    folder = tmp_path_factory.mktemp("nhieu")
    found_bulk(folder, dossiers=1_000, seed=4, now=NOW)
    return folder


@pytest.fixture
def opened(bulk: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of that office now."""
    shutil.copytree(bulk, tmp_path / "so")
    office = Office.open(tmp_path / "so", clock=FixedClock(NOW), officer=COMMAND_LINE)
    yield office
    office.close()


def test_as_many_as_asked_for_and_all_of_them_proved(opened: Office) -> None:
    assert opened.store.dossiers.count() == 1_000
    assert opened.store.check().problems == ()


def test_they_lie_in_the_past_over_several_days(opened: Office) -> None:
    lines = opened.dossiers.page(DossierFilter(), size=2_000)
    days = {line.received_at.date() for line in lines}
    assert len(days) == 10
    assert max(days) < NOW.date()
    assert {State.RETURNED, State.FINISHED, State.RECEIVED} <= {line.state for line in lines}
    assert [line.received_at for line in lines] == sorted(
        (line.received_at for line in lines), reverse=True
    )


def test_ends_are_measured_within_working_hours_and_some_wait_or_are_late(opened: Office) -> None:
    last = NOW.date()
    found = opened.store.indicators.finishes(last - timedelta(days=30), last)
    assert len(found) > 500
    assert all(item.used and item.allowed for item in found)
    shares = [item.used / item.allowed for item in found if item.used and item.allowed]
    assert 0.02 < sum(share < 0.4 for share in shares) / len(shares) < 0.98, "quick and slow ones"
    assert {item.supplements for item in found} == {0, 1}
    assert {item.term for item in found} == set(Timeliness)
    calendar = opened.store.calendar.current()
    for load in opened.store.indicators.loads(last - timedelta(days=30), last):
        sessions = calendar.sessions_on(load.day)
        assert any(start.hour <= load.hour <= end.hour for start, end in sessions)


def test_measured_times_are_what_the_desk_would_measure(opened: Office) -> None:
    last = NOW.date()
    calendar = opened.store.calendar.current()
    for item in opened.store.indicators.finishes(last - timedelta(days=30), last)[:200]:
        spans = opened.store.dossiers.spans(item.dossier)
        end = next(span.since for span in spans if span.state is State.FINISHED)
        used = working_minutes(calendar, spans[0].since, end)
        for span in spans:
            if span.state in PAUSED_STATES:
                used -= working_minutes(calendar, span.since, span.until or end)
        assert item.used is not None
        assert abs(used - item.used) <= 3, "minutes are cut off between the parts"


def test_the_file_is_durable_again_and_its_numbers_go_on(opened: Office) -> None:
    pragma = opened.store.database.connection.execute("PRAGMA synchronous").fetchone()[0]
    assert pragma == 2
    dossier = receive(opened)
    assert dossier.form_no == 1_001
    assert opened.dossiers.find(dossier.code)[0].code == dossier.code


def test_progress_is_told(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    found_bulk(
        tmp_path, dossiers=30, now=NOW, progress=lambda done, total: seen.append((done, total))
    )
    assert seen[-1] == (30, 30)
