"""Schedules by chance and batches by an enemy, a few of each; ``dev.py faults`` plays thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import exchange, exchange_canaries, fuzz


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The offices as they begin every schedule."""
    return exchange.templates(tmp_path_factory.mktemp("exchange") / "mau")


@pytest.mark.parametrize("seed", range(3))
def test_a_schedule_ends_with_the_union_and_every_word_true(
    offices: list[Path], tmp_path: Path, seed: int
) -> None:
    assert exchange.played(tmp_path, seed, offices) == []


@pytest.mark.parametrize(
    ("number", "seed"), [(0, 510_000), (1, 520_001), (2, 530_003), (3, 540_001)]
)
def test_a_superior_that_is_weak_in_one_place_is_noticed(
    offices: list[Path], tmp_path: Path, number: int, seed: int
) -> None:
    weak = exchange_canaries.WEAK[number]
    assert exchange_canaries.noticed(lambda at: exchange.played(tmp_path, at, offices), weak, seed)


@pytest.mark.parametrize(("number", "seed"), [(0, 7_000_037), (1, 7_000_021)])
def test_a_gate_that_believes_is_noticed(tmp_path: Path, number: int, seed: int) -> None:
    assert fuzz.noticed(tmp_path, fuzz.WEAK[number], seed, 40)


@pytest.mark.parametrize(("rounds", "mutations"), [(0, 16), (2, 6)])
def test_no_batch_of_an_enemy_with_a_key_breaks_anything(
    tmp_path: Path, rounds: int, mutations: int
) -> None:
    enemy = fuzz.Enemy(tmp_path / "dich", rounds)
    try:
        told = [enemy.tried(seed) for seed in range(mutations)]
    finally:
        enemy.close()
    assert [text for _outcome, wrong in told for text in wrong] == []
    assert {"taken", "B24"} <= {outcome for outcome, _wrong in told}
