"""The part of an event that leaves the office where only figures are asked for: the rest after an erasure by law.

A superior counts, and knows nobody (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 3: no more than the purpose needs).
Kinds that tell of the office alone travel whole. Of every other, also of one that is added later, only values that
are declared impersonal travel. Indicators count that another office took part, or that somebody was sent to another
place; the name of it stays at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counter_app.domain.dossier.events import DOSSIER_MOVED
from counter_app.domain.enquiries.events import QUESTION_ASKED
from counter_app.domain.exchange.events import BATCH_HANDED
from counter_app.domain.handover.events import HANDOVER_GIVEN, HANDOVER_TAKEN
from counter_app.domain.journal.erasure import residue
from counter_app.domain.journal.kinds import office_kinds
from counter_app.domain.office.events import ABSENCE_PUT, JOURNAL_ERASED, JOURNAL_MENDED
from counter_app.domain.requests.events import COPIES_LISTED, COPIES_REACHED

_FREE_TEXTS: Mapping[str, tuple[str, ...]] = {
    JOURNAL_ERASED: ("reason",),
    JOURNAL_MENDED: ("reason",),
    QUESTION_ASKED: ("note",),
    BATCH_HANDED: ("to",),
    ABSENCE_PUT: ("reason",),
    COPIES_REACHED: ("reason",),
}
"""The texts somebody may have written about a person into an event of the office itself."""

_OF_FILES = frozenset({COPIES_LISTED, COPIES_REACHED})
"""The kinds that name copies an erasure did not reach: names of files and media, and none of anybody."""

SOMEWHERE = "(nơi khác)"
"""Stands for the name of another office or place: that there was one is a figure, its name may be anybody's."""
_OTHER_OFFICES = ("giver_office", "taker_office")
_AT_HOME = ("purpose", "giver", "taker")
"""The people who handed papers on stay in the office, which needs them for the other dossiers of the sheet."""


def left_to_send(kind: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """The payload that travels instead; None where it travels whole."""
    if kind in office_kinds() or kind in _OF_FILES:
        said = _FREE_TEXTS.get(kind, ())
        left: dict[str, Any] = {
            name: "" if name in said else value for name, value in payload.items()
        }
        if kind == JOURNAL_ERASED:
            residues = left["residues"].items()
            left["residues"] = {seq: part | _of_sheet(part) for seq, part in residues}
    else:
        left = residue(payload) | _taken_part(kind, payload)
    return None if left == payload else left


def _taken_part(kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The mark that another office had the papers, or that a citizen was sent to another place."""
    if kind in (HANDOVER_GIVEN, HANDOVER_TAKEN):
        return _of_sheet(payload)
    papers = payload.get("papers_wanted") if kind == DOSSIER_MOVED else None
    if isinstance(papers, list) and any(
        isinstance(paper, Mapping) and paper.get("where") for paper in papers
    ):
        return {"papers_wanted": [{"name": "", "where": SOMEWHERE, "copies": 1, "what": ""}]}
    return {}


def _of_sheet(said: Mapping[str, Any]) -> dict[str, Any]:
    """The mark of a hand-over: it went to another office, or came from one."""
    left: dict[str, Any] = {name: SOMEWHERE for name in _OTHER_OFFICES if said.get(name)}
    left |= {name: "" for name in _AT_HOME if said.get(name)}
    if said.get("outcomes"):
        left["outcomes"] = dict.fromkeys(said["outcomes"], "")
    return left
