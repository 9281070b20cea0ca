"""A power cut at any moment: nothing acknowledged is lost; with synchronous=OFF the same harness finds losses."""

from __future__ import annotations

from pathlib import Path

from tests.faults.power import harm_after_cuts, record

DOSSIERS, CUTS = 40, 150


def test_power_cuts_lose_no_acknowledged_dossier(tmp_path: Path) -> None:
    before, steps = record(tmp_path / "so-lieu", DOSSIERS, tmp_path / "log", unsafe=False)
    assert sum(step.kind == "say" for step in steps) == DOSSIERS
    assert sum(step.kind == "sync" for step in steps) >= DOSSIERS
    assert harm_after_cuts(before, steps, tmp_path / "cut", cuts=CUTS, seed=3) == []


def test_the_same_cuts_do_find_losses_when_nothing_is_synced(tmp_path: Path) -> None:
    before, steps = record(tmp_path / "so-lieu", DOSSIERS, tmp_path / "log", unsafe=True)
    assert sum(step.kind == "say" for step in steps) == DOSSIERS
    harm = harm_after_cuts(before, steps, tmp_path / "cut", cuts=CUTS, seed=3)
    assert len(harm) > CUTS // 4
