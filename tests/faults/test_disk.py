"""The models of disks that power cuts are played on, and what the laboratory calls a failure."""

from __future__ import annotations

import random

import pytest

from tests.faults import shim
from tests.faults.__main__ import main, passed
from tests.faults.disk import MODELS, Disk, Step


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"bad": [], "canaries": {"weak": True}}, 0),
        ({"bad": ["lost"], "canaries": {"weak": True}}, 1),
        ({"bad": [], "canaries": {"weak": False}}, 1),
    ],
)
def test_harm_and_a_canary_that_lives_are_failures(
    answer: dict[str, object], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {"cases": 1, "seconds": 0.0, **answer}
    assert passed(whole) == (code == 0)
    monkeypatch.setattr("sys.argv", ["faults", "--only", "flips"])
    monkeypatch.setattr(shim, "possible", lambda: True)
    assert main(lambda _experiment, _words, _seed: whole) == code


@pytest.mark.parametrize("model", MODELS)
def test_what_was_synced_with_its_folder_outlives_every_cut(model: str) -> None:
    disk = Disk(model, {})
    disk.take(Step("c", 3, 0, "/d/a", b""))
    disk.take(Step("w", 3, 0, "/d/a", b"kept"))
    disk.take(Step("f", 3, 0, "/d/a", b""))
    disk.take(Step("o", 4, 0, "/d", b""))
    disk.take(Step("f", 4, 0, "/d", b""))
    disk.take(Step("w", 3, 4, "/d/a", b" or not"))
    states = [disk.after_cut(random.Random(seed), 512)["/d/a"] for seed in range(50)]
    assert all(state.startswith(b"kept") for state in states)
    assert len(set(states)) > 1
    assert disk.at_worst() == {"/d/a": b"kept"}


def test_a_new_name_is_lost_with_its_folder_unless_the_file_system_keeps_order() -> None:
    steps = [
        Step("c", 3, 0, "/d/a", b""),
        Step("w", 3, 0, "/d/a", b"x"),
        Step("f", 3, 0, "/d/a", b""),
    ]
    seen = {}
    for model in MODELS:
        disk = Disk(model, {})
        for step in steps:
            disk.take(step)
        seen[model] = {"/d/a" in disk.after_cut(random.Random(seed), 512) for seed in range(50)}
    assert seen == {"ordered": {True}, "strict": {True, False}}
