"""The bounds of some events that tell of persons, settings, officers and certificates: lengths, amounts, shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from counter_app.domain.certification.events import CERTIFICATION_RECORDED
from counter_app.domain.dossier.events import (
    DOSSIER_CORRECTED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
)
from counter_app.domain.dossier.facts import (
    CONTENT_LENGTH,
    CORRECTABLE,
    FACTS,
    NAME_LENGTH,
    SETS_CEILING,
    TEXTS,
)
from counter_app.domain.journal.measures import (
    MOST_COUNT,
    MOST_SEQ,
    is_between,
    is_short,
    measure_troubles,
)
from counter_app.domain.office.events import JOURNAL_MENDED, OFFICE_CHANGED, OFFICER_PUT
from counter_app.domain.person.party import PERSON_TEXTS
from counter_app.settings import OfficeSettings, problems
from counter_app.values import pattern

LONGEST_SETTING = 2_000
LOGIN_LENGTH = 100

_TEXTS = tuple(fact.name for fact in CORRECTABLE.values() if fact.kind in TEXTS)
_NUMBERS = ("pages", "copies", "volume", "number")
_PARTY_TEXTS = tuple(name for name in PERSON_TEXTS if name != "name")
_OFFICE = pattern(r"[0-9]{5}")

Rule = Callable[[Any, bool], str]
"""Value, whether it is being recorded → what is wrong with it, as a path below its name; "" when nothing is."""


def _party(value: Any, _recording: bool) -> str:
    if not isinstance(value, dict):
        return "name"
    if not is_short(value.get("name"), NAME_LENGTH):
        return "name"
    for name in _PARTY_TEXTS:
        if name in value and not is_short(value[name], CONTENT_LENGTH):
            return name
    return ""


def _begun(payload: dict[str, Any], recording: bool) -> str:
    for name in ("applicant", "owner"):
        if payload.get(name) is not None and (wrong := _party(payload[name], recording)):
            return f"{name}.{wrong}"
    for name in _TEXTS:
        if name in payload and not is_short(payload[name], CONTENT_LENGTH):
            return name
    return "" if is_between(payload.get("sets", 1), 1, SETS_CEILING) else "sets"


def _corrected(payload: dict[str, Any], recording: bool) -> str:
    changes = payload.get("changes", {})
    if not isinstance(changes, dict):
        return "changes"
    news = {name: change["to"] for name, change in changes.items() if _tells(change)}
    if len(news) < len(changes):
        return "changes"
    wrong = _begun(news, recording) or next(measure_troubles(DOSSIER_CORRECTED, news), "")
    return f"changes.{wrong}" if wrong else ""


def _tells(change: Any) -> bool:
    return isinstance(change, dict) and "to" in change


def _office_changed(payload: dict[str, Any], recording: bool) -> str:
    settings = payload.get("settings")
    if not isinstance(settings, dict):
        return "settings"
    wrong = next(filter(None, _setting_troubles(settings, recording)), "")
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
            right = is_short(value, named)
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
        return all(is_short(item, LONGEST_SETTING) for item in value)
    return True


def _officer_put(payload: dict[str, Any], recording: bool) -> str:
    lengths = {
        "login": LOGIN_LENGTH if recording else 1_000,
        **dict.fromkeys(("name", "title"), NAME_LENGTH if recording else LONGEST_SETTING),
    }
    return next(
        (name for name, most in lengths.items() if not is_short(payload.get(name, ""), most)), ""
    )


def _certified(payload: dict[str, Any], _recording: bool) -> str:
    lengths = {"applicant": NAME_LENGTH, "title": CONTENT_LENGTH, "note": CONTENT_LENGTH}
    long = (name for name, most in lengths.items() if not is_short(payload.get(name, ""), most))
    odd = (name for name in _NUMBERS if not is_between(payload.get(name, 0), 0, MOST_COUNT))
    return next(long, "") or next(odd, "")


def _mended(payload: dict[str, Any], _recording: bool) -> str:
    entries = payload.get("entries")
    right = isinstance(entries, list) and all(map(_is_mended_entry, entries))
    return "" if right and is_between(payload.get("rule"), 1, MOST_COUNT) else "entries"


def _is_mended_entry(said: Any) -> bool:
    """Number, header fields as pairs, parts of the payload."""
    if not isinstance(said, list) or len(said) != 3 or not is_between(said[0], 1, MOST_SEQ):
        return False
    _seq, header, parts = said
    pairs = isinstance(header, dict) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(_is_field, pair))
        for pair in header.values()
    )
    return pairs and isinstance(parts, list) and all(isinstance(part, str) for part in parts)


def _is_field(value: Any) -> bool:
    return isinstance(value, str | int)


RULES: dict[str, Rule] = {
    DOSSIER_RECEIVED: _begun,
    DOSSIER_REGISTERED: _begun,
    DOSSIER_CORRECTED: _corrected,
    OFFICE_CHANGED: _office_changed,
    OFFICER_PUT: _officer_put,
    CERTIFICATION_RECORDED: _certified,
    JOURNAL_MENDED: _mended,
}

FACTS_OF: dict[str, frozenset[str]] = dict.fromkeys(
    (DOSSIER_RECEIVED, DOSSIER_REGISTERED), frozenset(fact.name for fact in FACTS)
)
"""The further facts of an event: a form's, none of which has a measure but those it declares."""
