"""What is kept for everybody who asks is changed by nobody."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from counter_app.domain.journal.kinds import KINDS, office_kinds
from counter_app.domain.office.events import OFFICE_CHANGED
from counter_app.office import Office
from counter_app.store.file.transaction import changes_rules
from tests.makers import BIRTH, receive

OWN = {"versions", "versions by code", "search", "search by day", "usual by day"}
"""Answers that the catalogue keeps for itself: what it hands out of them is looked at alone."""


def loose(value: Any, path: str) -> Iterator[str]:
    """Where in a value something may be changed."""
    if isinstance(value, tuple | frozenset):
        for at, item in enumerate(value):
            yield from loose(item, f"{path}[{at}]")
    elif isinstance(value, MappingProxyType):
        for key, item in value.items():
            yield from loose(item, f"{path}[{key!r}]")
    elif isinstance(value, dict | list | set | bytearray | Mapping):
        yield path
    elif dataclasses.is_dataclass(value):
        kind: Any = type(value)
        if not kind.__dataclass_params__.frozen:
            yield path
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        for name, item in (parts | getattr(value, "__dict__", {})).items():
            if not name.startswith("_"):  # what it keeps for itself, and hands out to nobody
                yield from loose(item, f"{path}.{name}")


def asked(office: Office) -> dict[str, Any]:
    """Every answer that is kept, after everything was asked that is kept."""
    store, today = office.store, office.intake.today()
    receive(office)
    rules = store.asof.rules(today)
    assert rules.calendar.version
    assert rules.sector_names
    store.asof.told("catalogue.loaded")
    for ask in (
        store.settings.office, store.settings.preferences, store.officers.all, store.officers.rights,
        store.officers.assignments, store.officers.absences, store.catalogue.queue_groups,
        store.catalogue.sectors, store.catalogue.procedures, store.calendar.current,
    ):  # fmt: skip
        ask()
    usual = {"usual": store.catalogue.usual(today)}
    kept = {name: said for name, said in store.database.kept._answers.items() if name not in OWN}
    return kept | usual


def test_nothing_that_is_kept_can_be_changed(office: Office) -> None:
    found = asked(office)
    assert {"calendar", "rules_told", "settings", "procedures", "usual"} <= found.keys()
    assert [place for name, said in found.items() for place in loose(said, name)] == []


def test_what_one_asked_is_there_for_the_next(office: Office) -> None:
    usual: Any = office.store.catalogue.usual(date(2026, 11, 23))
    with pytest.raises(AttributeError):
        usual.pop(BIRTH)
    assert BIRTH in office.store.catalogue.usual(date(2026, 11, 23))


def test_what_is_done_to_people_s_dossiers_leaves_what_is_kept() -> None:
    """Hundreds of times a day: everything would be read again after each."""
    assert [kind for kind in KINDS if kind not in office_kinds() and changes_rules(kind)] == []
    assert changes_rules(OFFICE_CHANGED)
