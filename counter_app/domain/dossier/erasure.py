"""What is left of a person whose data is erased: only what is declared to tell nothing of anybody.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14. A text that is not named here goes, so that a fact added to the
program later goes too, until somebody declares that it tells nothing of a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from counter_app.domain.dossier.facts import IMPERSONAL_FACTS

BLANK_NAME = "(đã xóa theo quy định)"
BLANK_PARTY = MappingProxyType({"kind": "person", "name": BLANK_NAME})

IMPERSONAL = frozenset(
    {
        "act", "approved_by", "at", "barcode", "book", "case_key", "clock", "code", "document",
        "day", "finished_at", "form", "handler", "head", "kind", "leg_outcome", "mapping", "method",
        "official_code", "outcome", "procedure_code", "procedure_name", "promised_at",
        "reappointed_to", "receipt_no", "received_at", "receiver", "sector", "signer", "size",
        "state", "submitted_at", "undone", "until", "visit", "why", "counter", "priority", "queue",
    }
)  # fmt: skip
"""Texts of an event that the program or the law chose: numbers, moments, codes, logins."""
_WHOLE = frozenset({"after", "before", "counters", "due", "limit"})
"""What the program computed itself, with everything in it."""
_WITHIN = MappingProxyType(
    {
        "policy": frozenset({"version", "resume", "template"}),
        "result_facts": frozenset({"outcome", "signed_on"}),
    }
)
"""What is impersonal among the parts of a fact; of every other fact with parts none is."""
_NOTHING_LEFT = frozenset({"body", "papers_wanted"})


def residue(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What may be kept of an event of somebody whose data is erased; of its own residue it is the same again."""
    return {name: _left(name, value, IMPERSONAL) for name, value in payload.items()}


def left_of(name: str, value: Any) -> Any:
    """What may be kept of one fact."""
    return _left(name, value, IMPERSONAL)


def impersonal_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Those corrections that tell nothing of the person; sums of past days need them."""
    return {name: change for name, change in changes.items() if name in IMPERSONAL_FACTS}


def _left(name: str, value: Any, kept: frozenset[str]) -> Any:
    if name in _WHOLE:
        return value
    if name == "changes":
        return impersonal_changes(value)
    if name == "applicant":
        return BLANK_NAME if isinstance(value, str) else dict(BLANK_PARTY)
    if name == "owner":
        return None
    if name == "collector":
        return {"name": BLANK_NAME}
    if name in _NOTHING_LEFT:
        return type(value)()
    if isinstance(value, str):
        return value if name in kept else ""
    return _parts(name, value)


def _parts(name: str, value: Any) -> Any:
    """A value that may stay, with what may stay of its parts."""
    within = _WITHIN.get(name, frozenset({"kind"}))
    if isinstance(value, Mapping):
        return {part: _left(part, item, within) for part, item in value.items()}
    if isinstance(value, list | tuple):
        return [_parts(name, item) for item in value if not isinstance(item, str)]
    return value
