"""Every refusal leads to a section that the guide has."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import counter_app
from counter_app.errors import RuleError
from counter_app.qt.kit.guide import chapters
from counter_app.wording.help_sections import _ROOMS, TROUBLE, error_section, room_section

ROOT = Path(counter_app.__file__).parent
SERVING_ALL = ("cli", "demo", "desk.act", "desk.desk", "domain.journal", "domain.text", "domain.typed_moment",
               "errors", "qt.kit", "qt.window", "store", "wording", "office")  # fmt: skip
"""Rooms that refuse on behalf of whoever asks them: the section is that of the caller."""


def refusing() -> list[str]:
    """Every module in which a rule refuses."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        calls = (
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        )
        if any(isinstance(call.func, ast.Name) and call.func.id == "RuleError" for call in calls):
            found.append(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return found


def test_the_guide_has_every_section() -> None:
    assert {*_ROOMS.values(), TROUBLE} <= set(chapters())


def test_every_rule_that_refuses_has_its_section() -> None:
    modules = refusing()
    assert len(modules) > 80
    bare = [name for name in modules if not room_section(name)]
    assert [name for name in bare if not name.startswith(SERVING_ALL)] == []


def test_every_room_is_there() -> None:
    for room in _ROOMS:
        head, _dot, name = room.rpartition(".")
        if not name.islower():
            assert hasattr(import_module(f"counter_app.{head}"), name), room
        else:
            assert find_spec(f"counter_app.{room}"), room


def test_a_room_without_a_section_is_found() -> None:
    assert room_section("desk.unheard_of") == ""
    assert room_section("counter_app.desk.queue.tickets") == "5. Hàng đợi"
    assert room_section("desk.queued") == ""


def test_an_error_leads_to_the_innermost_room_it_came_through() -> None:
    from counter_app.domain.dossier.collecting import require_told
    from counter_app.domain.dossier.dossier import Collector
    from tests.makers import MONDAY

    with pytest.raises(RuleError) as caught:
        require_told(Collector(name=""), MONDAY.date())
    assert error_section(caught.value) == "7. Trả kết quả"
    assert error_section(RuleError("Không.")) == TROUBLE
