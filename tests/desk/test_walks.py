"""Whatever is tried with a dossier: the rules' moves happen and are told, all others are refused and leave no trace."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.desk.dossier.reversal import Reversal
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier import moves
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from tests.data_folder import data_folder
from tests.desk.walker import PORTAL, Step, Walker
from tests.makers import MONDAY

NUMBERS = st.integers(0, 60)
STEPS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30)


def walked(founded: Path, beginning: int, steps: list[Step]) -> Walker:
    with data_folder() as data:
        shutil.copyfile(founded, paths.database_path(data))
        clock = FixedClock(MONDAY)
        office = Office.open(data, clock=clock, officer=COMMAND_LINE)
        try:
            walker = Walker(office, clock, beginning)
            walker.walk(steps)
            assert office.store.check().problems == ()
            return walker
        finally:
            office.close()


def chance_steps(seed: int, count: int) -> list[Step]:
    chance = random.Random(seed)
    return [(*(chance.randrange(61) for _n in range(4)),) for _step in range(count)]  # type: ignore[misc]


@settings(max_examples=50)
@given(beginning=st.integers(0, 2), steps=STEPS)
def test_every_walk_obeys_the_rules(founded: Path, beginning: int, steps: list[Step]) -> None:
    walked(founded, beginning, steps)


def test_the_walks_make_every_move_of_the_portal(founded: Path) -> None:
    """Otherwise the property above would be silent about a move it never made."""
    seen: set[tuple[int, int]] = set()
    allowed = refused = 0
    portal = {(state, target) for state, ways in PORTAL.items() for target in ways.values()}
    wanted = portal - {(1, 3), (1, 5), (1, 11)} | {(5, 2), (9, 10)}
    for seed in range(300):  # a walk that ends as a mistake goes no further: as many as it takes
        if seed >= 24 and seen >= wanted:
            break
        walker = walked(founded, seed, chance_steps(seed, 60))
        seen |= walker.seen
        allowed, refused = allowed + walker.allowed, refused + walker.refused
    assert seen >= wanted
    assert allowed > 100
    assert refused > 300


def test_a_move_that_the_rules_do_not_know_is_caught(
    founded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: finishing a dossier that waits for papers would stand in the register as 5→9."""
    allowed, target = moves.MOVES[Act.FINISH]
    monkeypatch.setitem(moves.MOVES, Act.FINISH, (allowed | {State.SUPPLEMENT}, target))
    supplement, finish = list(Act).index(Act.SUPPLEMENT), list(Act).index(Act.FINISH)
    with pytest.raises(AssertionError, match="move"):
        walked(founded, 2, [(supplement, 0, 0, 1), (finish, 0, 0, 1)])


def test_taking_back_somebody_else_s_move_is_caught(
    founded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another canary: where the one who acts is not looked at, a colleague's record could be undone unseen."""
    plain = Reversal._reverted

    def careless(self: Reversal, *args: object, **named: object) -> object:
        return plain(self, *args, **{**named, "officer": COMMAND_LINE})  # type: ignore[arg-type]

    monkeypatch.setattr(Reversal, "_reverted", careless)
    hand, revert = list(Act).index(Act.HAND), list(Act).index(Act.REVERT)
    with pytest.raises(AssertionError, match="revert"):
        walked(founded, 2, [(hand, 0, 0, 1), (revert, 1, 0, 1)])
