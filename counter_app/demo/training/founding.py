"""The office that one officer practises in: invented, lively, with one dossier that waited too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office, sample_founding
from counter_app.demo.training.invented import LATE, MARITAL_STATUS, person, received
from counter_app.desk.office.founding import FIRST_PASSWORD, NewOfficer
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import Officer, Role
from counter_app.settings import Preferences
from counter_app.system.key_wraps import Holder

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.desk.office.founding import Founding
    from counter_app.office import Office

NUMBER = "99000"
"""No commune has it, nor has the sample office: a paper of the training is told by its code too."""
LIVELY_DAYS, A_DAY = 2, 8
LONG_AGO = 10
"""Working days: a promise of three is long missed."""
TRAINEE = Officer(login="nguoi.moi", name="Người mới", role=Role.RECEIVER, counter="1")
"""The trainee where there is no office yet."""


def training_founding(folder: Path, login: str, name: str, look: Preferences) -> Founding:
    """The sample office under another number, marked as training, with the trainee at counter 1."""
    sample = sample_founding(paths.resources_dir())
    trainee = replace(TRAINEE, login=login, name=name or login)
    others = tuple(item for item in sample.officers if item.officer.login != login)
    printer = f"file:{folder.with_name(paths.PAPERS)}"
    preferences = replace(look, printer=printer)
    return replace(
        sample,
        settings=replace(sample.settings, number=NUMBER, training=True, idle_lock_minutes=60),
        preferences=preferences,
        officers=(NewOfficer(officer=trainee, password=FIRST_PASSWORD, sectors=()), *others),
    )


def found_training(
    folder: Path,
    login: str,
    name: str,
    now: datetime,
    *,
    look: Preferences | None = None,
    told: Callable[[int, int], None] | None = None,
    stopping: Callable[[], bool] = bool,
) -> None:
    """Found the office of a run; nothing in it is later than ``now``. ``look`` is how the computer looks already.

    Errors: as ``Office.found``.
    """
    now = now.astimezone(LOCAL)
    first = now - timedelta(days=2 * LONG_AGO + 10)
    clock = FixedClock(datetime.combine(first.date(), time(7, 30), LOCAL))
    office = found_sample_office(
        folder,
        clock,
        last_day=now.date() + timedelta(days=200),
        founding=training_founding(folder, login, name, look or Preferences()),
    )
    try:
        days = working_days(office, now.date() - timedelta(days=1), LONG_AGO)
        clock.set(datetime.combine(days[0], time(8), LOCAL))
        late = person(LATE, "001190000041")
        received(office, late, MARITAL_STATUS, handler=login)  # Home shows everybody their own
        player = Player(office, clock, seed=1)
        player.play(
            days[-LIVELY_DAYS:], A_DAY, now - timedelta(minutes=1), told=told, stopping=stopping
        )
    finally:
        office.close()


def take_keys(office: Office, login: str) -> None:
    """Let the run sign its batches: the trainee's password is the one that everybody knows."""
    held = office.store.database.held
    if held.keys is None:
        held.unlock(Holder.OFFICER, login, FIRST_PASSWORD)
