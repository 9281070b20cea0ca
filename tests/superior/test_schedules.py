"""Schedules by chance and batches by an enemy, a few of each; ``dev.py faults`` plays thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import exchange, fuzz


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The offices as they begin every schedule."""
    return exchange.templates(tmp_path_factory.mktemp("exchange") / "mau")


@pytest.mark.parametrize("seed", range(3))
def test_a_schedule_ends_with_the_union_and_every_word_true(
    offices: list[Path], tmp_path: Path, seed: int
) -> None:
    assert exchange.played(tmp_path, seed, offices) == []


def test_no_batch_of_an_enemy_with_a_key_breaks_anything(tmp_path: Path) -> None:
    enemy = fuzz.Enemy(tmp_path / "dich")
    try:
        told = [enemy.tried(seed) for seed in range(25)]
    finally:
        enemy.close()
    assert [text for _outcome, wrong in told for text in wrong] == []
    assert {"taken", "B24"} <= {outcome for outcome, _wrong in told}
