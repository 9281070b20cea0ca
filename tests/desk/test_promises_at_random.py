"""Whatever is done with dossiers: while no calendar changes, counting a promise again gives what was promised."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.promises import reckon
from counter_app.domain.staff import COMMAND_LINE
from counter_app.errors import ClockError, RuleError
from counter_app.office import Office
from tests.makers import MARITAL, MONDAY
from tests.store import player
from tests.store.player import Player

if TYPE_CHECKING:
    from counter_app.store.promises import OpenPromise

VERBS = (
    *(player._receive, player._move, player._move, player._move, player._move, player._register),
    *(
        player._accept,
        player._promise,
        player._promise,
        player._settings,
        player._tick,
        player._tick,
    ),
)
STEPS = st.lists(
    st.tuples(st.integers(0, len(VERBS) - 1), st.integers(0, 40), st.integers(0, 40)),
    min_size=10,
    max_size=60,
)


def promised_again(office: Office, item: OpenPromise) -> bool:
    """Whether counting again gives the very same moment."""
    return reckon(item.clock, office.store.calendars.current()).at == item.promised_at


@settings(max_examples=80)
@given(steps=STEPS)
def test_counting_again_gives_what_was_promised(
    founded: Path, steps: list[tuple[int, int, int]]
) -> None:
    with TemporaryDirectory() as name:
        shutil.copyfile(founded, paths.database_path(Path(name)))
        clock = FixedClock(MONDAY)
        office = Office.open(Path(name), clock=clock, officer=COMMAND_LINE)
        office.rules.confirm_year(2027, "Thử")
        for year in range(2028, 2030):
            office.rules.import_year(
                f'{{"year": {year}, "state": "confirmed", "source": "Thử", "days": []}}'
            )
        plain = office.store.catalogue.valid(MARITAL, MONDAY.date())
        assert plain is not None
        office.catalogue.put_procedure(replace(plain, extension_wd=2))
        made = Player(office, clock)
        try:
            for verb, pick, choice in steps:
                try:
                    VERBS[verb](made, pick, choice)
                except RuleError:
                    continue
                except ClockError:
                    office.confirm_clock()
            for item in office.store.promises.open(office.rules.settings.resume_policy):
                assert promised_again(office, item), item
            assert office.promises.affected().moved == ()
        finally:
            office.close()
