"""The rules of payloads in the journal: types, lengths, amounts and dates, as the desk and the superior both ask."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from counter_app.domain.journal.measures import measure_troubles

LONGEST_TEXT, LONGEST_TEXT_EVER = 50_000, 1_000_000
"""Letters of any text in a payload: recorded today, and met in old journals."""
_LARGE = frozenset({"catalogue.loaded", "office.changed", "journal.mended"})
"""Events that carry whole lists and templates, or what another entry said."""
WITH_RULES = frozenset({
    "dossier.received", "dossier.registered", "dossier.corrected", "office.changed", "officer.put",
    "certification.recorded", "journal.mended",
})  # fmt: skip
"""Kinds with a rule of their own. Their words: a verb that records another kind loads neither forms nor settings."""


def payload_trouble(
    kind: str, payload: Mapping[str, Any], *, recording: bool = False, letters: int = sys.maxsize
) -> str:
    """The path of the first part of a payload that is wrong, as ``applicant.name``; empty when all is right.

    ``letters``: how long the payload's JSON text is, where that is known; no text in it is longer. What an erasure left
    of a payload is judged too: what is not there is not judged.
    """
    most = LONGEST_TEXT if recording and kind not in _LARGE else LONGEST_TEXT_EVER
    wrong = _long_text(payload, most) if letters > most else ""
    if kind in WITH_RULES:
        from counter_app.domain.journal.kind_rules import FACTS_OF, RULES

        measured = measure_troubles(kind, payload, FACTS_OF.get(kind, ()))
        wrong = wrong or next(measured, "") or RULES[kind](payload, recording)
    else:
        wrong = wrong or next(measure_troubles(kind, payload), "")
    if wrong or recording:  # what the desk says, its types were checked with the program
        return wrong
    from counter_app.domain.journal.shapes import type_trouble

    return type_trouble(kind, payload)


def _long_text(value: Any, most: int) -> str:
    """The place of a text of more than ``most`` letters."""
    if isinstance(value, str):
        return "payload" if len(value) > most else ""
    if isinstance(value, dict):
        for name, item in value.items():
            if len(name) > most or _long_text(item, most):
                return str(name)[:60]
    elif isinstance(value, list | tuple):
        return next((found for found in (_long_text(item, most) for item in value) if found), "")
    return ""
