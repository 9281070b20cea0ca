"""Every experiment of the laboratory with small counts: nothing is found, and every weakened variant is noticed."""

from __future__ import annotations

import pytest

from tests.faults import shim, world
from tests.faults.__main__ import Experiment, run, with_tests

SEED = 20261123


@pytest.mark.parametrize("experiment", with_tests(), ids=lambda experiment: experiment.name)
def test_an_experiment_finds_nothing_and_has_teeth(experiment: Experiment) -> None:
    answer = run(experiment, experiment.tests, SEED)
    assert answer["bad"] == []
    assert [name for name, noticed in answer["canaries"].items() if not noticed] == []
    assert answer["cases"] > 0


def test_no_verb_is_forgotten() -> None:
    assert world.missing_verbs() == set()


def test_the_laboratory_is_possible_here() -> None:
    """Without it a green run would mean nothing."""
    assert shim.possible()
