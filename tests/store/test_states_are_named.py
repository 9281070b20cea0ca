"""A state or a channel in the code is one by its name: no number says which one is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import counter_app

PACKAGE = Path(counter_app.__file__).parent
BARE = re.compile(r"\b(?:state|channel) *(?:=|==|<>|!=|<=?|>=?|IN *\(|BETWEEN) *[0-9]")
"""How SQL, a call or a comparison in Python would name one by its number."""


@pytest.mark.parametrize(
    "said", ["d.state IN (2,4)", "state=2", "channel <> 2", "state BETWEEN 1 AND 11"]
)
def test_a_bare_number_is_seen(said: str) -> None:
    assert BARE.search(said)


def test_no_state_is_a_bare_number() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {said}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for said in BARE.findall(path.read_text("utf-8"))
    ]
    assert found == []
