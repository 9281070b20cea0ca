"""The way an old entry travels that today's field rules refuse: what is wrong is brought within them, all else stays.

The journal keeps every entry as it was recorded. A ``journal.mended`` names the entries, says of each header field
what it was and as what it travels, and of a payload which parts are brought within bounds; the values of a payload are
worked out here again whenever it travels, so that the event tells nothing of a person, and an erasure has nothing to
take from it. ``RULE`` names this way of working them out; another way would be another number beside it.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from counter_app.domain.clock import from_utc_text, local_date, local_text
from counter_app.domain.journal.erasure import BLANK_PARTY
from counter_app.domain.journal.fields import (
    HEADER,
    INTEGER_BOUND,
    MOST_DEPTH,
    body_trouble,
    header_trouble,
    moment_trouble,
    shape_trouble,
)
from counter_app.domain.journal.payloads import LONGEST_TEXT, LONGEST_TEXT_EVER, payload_trouble
from counter_app.domain.text import clean

RULE = 1
"""The only way so far of bringing a payload within bounds."""
Header = Mapping[str, Any]
"""Fields of ``HEADER`` by name."""
MENDABLE = ("op_id", "subject", "actor", "at_utc", "local_date", "clock_flag")
"""The parts of a header that may travel otherwise than recorded; number, epoch, computer and kind are the entry."""
LONGEST_WAS = LONGEST_TEXT_EVER
_LETTERS = (LONGEST_TEXT_EVER, LONGEST_TEXT, 10_000, 2_000, 1_000, 300, 100, 40)
"""Lengths to which a text may be cut, the longest that will do."""
_NUMBERS = (10**12, 10**9, 99, 1)
_MOST_STEPS = 500
_KEPT = 100


def entry_troubles(
    header: Header, payload: Any, text: str, *, plain: bool = False
) -> tuple[str, ...]:
    """Everything of an entry that a reader of batches refuses: header fields by name, parts of the payload as
    ``payload.PATH``; empty when it may travel.

    ``text`` is the payload's JSON as it travels, "" where it is short; ``plain``: its shape is known to be right.
    """
    return (
        *_header_troubles(header),
        *payload_troubles(header["kind"], payload, text, plain=plain),
    )


def payload_troubles(kind: str, payload: Any, text: str, *, plain: bool = False) -> tuple[str, ...]:
    """The same of a payload alone."""
    wrong = "" if plain else shape_trouble(payload)
    wrong = wrong or body_trouble(text) or _trouble(kind, payload, len(text))
    return (f"payload.{wrong}",) if wrong else ()


def _header_troubles(header: Header) -> tuple[str, ...]:
    if not header_trouble(header) and not moment_trouble(header["at_utc"], header["local_date"]):
        return ()
    wrong = [name for name in HEADER if header_trouble({name: header[name]})]
    if not {"at_utc", "local_date"} & set(wrong):
        wrong += filter(None, [moment_trouble(header["at_utc"], header["local_date"])])
    return tuple(wrong)


def mended_header(header: Header, before: str) -> dict[str, Any]:
    """The fields as which a header travels, where they differ; ``before`` is the moment (UTC) of the entry before.

    Errors: ValueError where something is wrong that makes an entry what it is.
    """
    fields = dict(header)
    for name in _header_troubles(header):
        if name not in MENDABLE:
            raise ValueError(name)
        if name not in ("at_utc", "local_date"):
            fields[name] = _field(name, fields[name])
    if moment_trouble(str(fields["at_utc"]), str(fields["local_date"])):
        if moment_trouble(fields["at_utc"], _day_of(fields["at_utc"])):
            fields["at_utc"] = before
        fields["local_date"] = _day_of(fields["at_utc"])
    if wrong := _header_troubles(fields):
        raise ValueError(wrong[0])
    return {name: fields[name] for name in MENDABLE if fields[name] != header[name]}


def _day_of(at_utc: str) -> str:
    try:
        return local_date(from_utc_text(at_utc)).isoformat()
    except (ValueError, OverflowError):
        return ""


def _field(name: str, value: Any) -> Any:
    """A header's text in one line; a cut text keeps its mark, and two of them do not become one."""
    if name == "clock_flag":
        return 1  # the moment is not to be relied on
    mark = hashlib.sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if name == "op_id":
        return f"mended:{mark}"
    text = clean(str(value))
    return text if text and HEADER[name].now(text) else f"{_shown(text)}:{mark}"


def _shown(text: str) -> str:
    letters = (letter for letter in text if letter.isprintable())
    return unicodedata.normalize("NFC", "".join(letters)[: _KEPT - 20])


def mended_payload(kind: str, payload: Any, at_utc: str) -> dict[str, Any]:
    """A payload within bounds; ``at_utc`` is its entry's moment. One that is right stays as it is.

    What is too long is cut, what is too large is lowered, a moment that is none becomes the entry's, and what cannot be
    read at all goes.
    """
    held = _storable(payload, MOST_DEPTH - 2)
    said: dict[str, Any] = held if isinstance(held, dict) else {}
    moment = local_text(from_utc_text(at_utc))
    for _step in range(_MOST_STEPS):
        wrong = _trouble(kind, said)
        if not wrong:
            return said
        said = _without(kind, said, wrong, moment)
    return {}


def _trouble(kind: str, said: Any, letters: int = LONGEST_TEXT_EVER + 1) -> str:
    try:
        return payload_trouble(kind, said, letters=letters)
    except (TypeError, ValueError, AttributeError, KeyError):  # of a shape that nothing expects
        return next(iter(said), "payload") if isinstance(said, dict) else "payload"


def _storable(value: Any, depth: int) -> Any:
    """A value that JSON and every table can hold; what lies deeper than a reader looks goes."""
    if isinstance(value, Mapping):
        if depth <= 0:
            return {}
        return {_text(str(name)): _storable(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item, depth - 1) for item in value] if depth > 0 else []
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else 0
    if isinstance(value, int) and not -INTEGER_BOUND <= value < INTEGER_BOUND:
        return INTEGER_BOUND - 1 if value > 0 else -INTEGER_BOUND
    return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode()


def _without(kind: str, said: dict[str, Any], wrong: str, moment: str) -> dict[str, Any]:
    """The same with the part at the path ``wrong`` brought within bounds: the gentlest change after which something
    else is wrong, or nothing.
    """
    path = _path(said, wrong)
    for value in _candidates(_at(said, path), moment):
        tried = _put(said, path, value)
        if _trouble(kind, tried) != wrong:
            return tried
    return _dropped(said, path)


def _path(said: dict[str, Any], wrong: str) -> list[str]:
    """The keys that lead to what is wrong, as far as there is anything."""
    names = wrong.split(".")
    if names[0] == "changes" and len(names) > 1 and isinstance(said.get("changes"), dict):
        names = ["changes", names[1], "to", *names[2:]]
    if names[0] not in said:
        names = [next(iter(said), names[0])]
    path: list[str] = []
    level: Any = said
    for name in names:
        if not isinstance(level, dict) or (path and name not in level and name != "name"):
            break
        path.append(name)
        level = level.get(name)
    return path


def _at(said: Any, path: list[str]) -> Any:
    for name in path:
        said = said.get(name) if isinstance(said, dict) else None
    return said


def _put(said: dict[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    name, *rest = path
    inner = said.get(name)
    return said | {name: _put(inner, rest, value) if rest and isinstance(inner, dict) else value}


def _dropped(said: dict[str, Any], path: list[str]) -> dict[str, Any]:
    name, *rest = path
    inner = said.get(name)
    if rest and isinstance(inner, dict):
        return said | {name: _dropped(inner, rest)}
    return {key: value for key, value in said.items() if key != name}


def _candidates(value: Any, moment: str) -> Iterator[Any]:
    """The values that may stand in place of a value, the one that keeps most of it first."""
    if isinstance(value, str):
        yield from (value[:most] for most in _LETTERS if len(value) > most)
        if value.strip().lstrip("+-").isdecimal() and len(value) < 16:
            yield int(value)
        yield from (moment[:10], moment) if len(value) <= 10 else (moment, moment[:10])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from (most for most in _NUMBERS if value > most)
        yield from (0, 1, str(value), moment)
    elif isinstance(value, dict | list | type(None)):
        yield from (
            dict(BLANK_PARTY),
            type(value)() if value is not None else "",
            "?",
            moment,
            1,
            0,
        )
    else:
        yield from (int(value), 1, 0, moment, "")
    yield from (None, "", {}, [])
