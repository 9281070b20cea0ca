"""Procedures of the office that share one code of the official system: the code alone names none of them.

A province may publish one procedure that a commune keeps as several, each with its papers and its limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure

CODE = pattern(r"\b\d\.\d{6}\b")
"""A national code, whatever a province writes behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialProcedures:
    """``official``: our code → the national one; ``shared``: a national code of several of ours → their names."""

    official: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]


def official_procedures(procedures: Iterable[Procedure]) -> OfficialProcedures:
    """The official codes of every version of every procedure, its own or its province's."""
    official: dict[str, str] = {}
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for item in procedures:
        found = CODE.search(item.code) or CODE.search(item.local_code)
        if found:
            official[item.code] = found[0]
            names[found[0]][item.code] = item.name
    return OfficialProcedures(
        official=official,
        shared={code: tuple(own.values()) for code, own in names.items() if len(own) > 1},
    )
