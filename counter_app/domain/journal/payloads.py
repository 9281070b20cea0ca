"""What the events of the journal may say: types, lengths, amounts and dates, as the desk and the superior both ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from counter_app.domain.catalogue.events import CATALOGUE_LOADED
from counter_app.domain.certification.events import CERTIFICATION_RECORDED
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.events import (
    DOSSIER_CORRECTED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
)
from counter_app.domain.dossier.facts import (
    CONTENT_LENGTH,
    CORRECTABLE,
    NAME_LENGTH,
    SETS_CEILING,
    TEXTS,
)
from counter_app.domain.event import Measure
from counter_app.domain.journal.kinds import measured
from counter_app.domain.office.events import OFFICE_CHANGED, OFFICER_PUT
from counter_app.domain.person.party import PERSON_TEXTS
from counter_app.settings import OfficeSettings, problems
from counter_app.values import pattern

MOST_MONEY = 10**12
"""Đồng in one amount: above every fee that can be computed, and thousands of them still add up."""
MOST_COUNT = 10**9
"""Numbers of papers, days, minutes: above whatever is counted, and sums of them still fit."""
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
LONGEST_TEXT, LONGEST_TEXT_EVER = 50_000, 1_000_000
"""Letters of any text in a payload: recorded today, and met in old journals."""
LONGEST_SETTING = 2_000
LOGIN_LENGTH = 100

_TEXTS = tuple(fact.name for fact in CORRECTABLE.values() if fact.kind in TEXTS)
_NUMBERS = ("pages", "copies", "volume", "number")
_PARTY_TEXTS = tuple(name for name in PERSON_TEXTS if name != "name")
_LARGE = frozenset({CATALOGUE_LOADED, OFFICE_CHANGED})
"""Events that carry whole lists and templates."""
_OFFICE = pattern(r"[0-9]{5}")

Rule = Callable[[Any, bool], str]
"""Value, whether it is being recorded → what is wrong with it, as a path below its name; "" when nothing is."""


def payload_trouble(
    kind: str, payload: Mapping[str, Any], *, recording: bool = False, letters: int = sys.maxsize
) -> str:
    """The path of the first part of a payload that is wrong, as ``applicant.name``; empty when all is right.

    ``letters``: how long the payload's JSON text is, where that is known; no text in it is longer. What an erasure left
    of a payload is judged too: what is not there is not judged.
    """
    most = LONGEST_TEXT if recording and kind not in _LARGE else LONGEST_TEXT_EVER
    own: Rule = _OF_KIND.get(kind, _nothing)
    wrong = _long_text(payload, most) if letters > most else ""
    return wrong or _first(_common_troubles(payload)) or own(payload, recording)


def _nothing(_payload: Any, _recording: bool) -> str:
    return ""


def _first(troubles: Iterator[str]) -> str:
    return next((trouble for trouble in troubles if trouble), "")


def _common_troubles(payload: Mapping[str, Any]) -> Iterator[str]:
    """Moments, days, money and counts mean the same in whatever event they stand."""
    for measure, fits in _FITS.items():
        for name in measured(measure):
            value = payload.get(name)
            if value is not None and not fits(value):
                yield name


def _is_between(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        return EARLIEST_YEAR <= from_local_text(value).year <= LATEST_YEAR
    except (ValueError, OverflowError):
        return False


def _is_day_or_moment(value: Any) -> bool:
    return value == "" or _is_moment(value)


_FITS: dict[Measure, Callable[[Any], bool]] = {
    Measure.MOMENT: _is_moment,
    Measure.DAY: _is_day_or_moment,
    Measure.MONEY: lambda value: _is_between(value, 0, MOST_MONEY),
    Measure.COUNT: lambda value: _is_between(value, 0, MOST_COUNT),
}


def _long_text(value: Any, most: int) -> str:
    """Where a text of more than ``most`` letters stands."""
    if isinstance(value, str):
        return "payload" if len(value) > most else ""
    if isinstance(value, dict):
        for name, item in value.items():
            if len(name) > most or _long_text(item, most):
                return str(name)[:60]
    elif isinstance(value, list | tuple):
        return next((found for found in (_long_text(item, most) for item in value) if found), "")
    return ""


def _is_short(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most


def _party(value: Any, _recording: bool) -> str:
    if not isinstance(value, dict):
        return "name"
    if not _is_short(value.get("name"), NAME_LENGTH):
        return "name"
    for name in _PARTY_TEXTS:
        if name in value and not _is_short(value[name], CONTENT_LENGTH):
            return name
    return ""


def _begun(payload: dict[str, Any], recording: bool) -> str:
    for name in ("applicant", "owner"):
        if payload.get(name) is not None and (wrong := _party(payload[name], recording)):
            return f"{name}.{wrong}"
    for name in _TEXTS:
        if name in payload and not _is_short(payload[name], CONTENT_LENGTH):
            return name
    return "" if _is_between(payload.get("sets", 1), 1, SETS_CEILING) else "sets"


def _corrected(payload: dict[str, Any], recording: bool) -> str:
    changes = payload.get("changes", {})
    if not isinstance(changes, dict):
        return "changes"
    news = {name: change["to"] for name, change in changes.items() if _tells(change)}
    if len(news) < len(changes):
        return "changes"
    wrong = _begun(news, recording) or _first(_common_troubles(news))
    return f"changes.{wrong}" if wrong else ""


def _tells(change: Any) -> bool:
    return isinstance(change, dict) and "to" in change


def _office_changed(payload: dict[str, Any], recording: bool) -> str:
    settings = payload.get("settings")
    if not isinstance(settings, dict):
        return "settings"
    wrong = _first(_setting_troubles(settings, recording))
    return f"settings.{wrong}" if wrong else ""


def _setting_troubles(settings: dict[str, Any], recording: bool) -> Iterator[str]:
    """Known settings of a wrong kind; those of a later version are passed over."""
    known = OfficeSettings().to_dict()
    if recording:
        yield from (problem.field for problem in problems(settings))
    named = NAME_LENGTH if recording else LONGEST_SETTING
    for name, value in settings.items():
        if name == "number":
            right = isinstance(value, str) and bool(_OFFICE.fullmatch(value))
        elif name in ("name", "superior_name"):
            right = _is_short(value, named)
        elif name in known:
            right = _is_like(value, known[name])
        else:
            continue
        yield "" if right else name


def _is_like(value: Any, example: Any) -> bool:
    if type(value) is not type(example):
        return False
    if isinstance(value, str):
        return len(value) <= LONGEST_SETTING
    if type(value) is int:
        return -MOST_COUNT <= value <= MOST_COUNT
    if isinstance(value, list) and example and isinstance(example[0], str):
        return all(_is_short(item, LONGEST_SETTING) for item in value)
    return True


def _officer_put(payload: dict[str, Any], recording: bool) -> str:
    lengths = {
        "login": LOGIN_LENGTH if recording else 1_000,
        "name": NAME_LENGTH if recording else LONGEST_SETTING,
    }
    return next(
        (name for name, most in lengths.items() if not _is_short(payload.get(name, ""), most)), ""
    )


def _certified(payload: dict[str, Any], _recording: bool) -> str:
    lengths = {"applicant": NAME_LENGTH, "title": CONTENT_LENGTH, "note": CONTENT_LENGTH}
    long = (name for name, most in lengths.items() if not _is_short(payload.get(name, ""), most))
    odd = (name for name in _NUMBERS if not _is_between(payload.get(name, 0), 0, MOST_COUNT))
    return next(long, "") or next(odd, "")


_OF_KIND: dict[str, Rule] = {
    DOSSIER_RECEIVED: _begun,
    DOSSIER_REGISTERED: _begun,
    DOSSIER_CORRECTED: _corrected,
    OFFICE_CHANGED: _office_changed,
    OFFICER_PUT: _officer_put,
    CERTIFICATION_RECORDED: _certified,
}
