"""A situation of the training: what a citizen wants, what to press, and which events of the journal say it was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.event import Event
    from counter_app.office import Office

Given = Mapping[str, str]
"""The facts of a situation: a name, a dossier's "code", a "card" or a receipt's "digits" to be scanned."""


class Scan(StrEnum):
    """The scan of a training key, for an office without a scanner at hand."""

    NOTHING = ""
    CARD = "card"
    RECEIPT = "digits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An event that the officer in training wrote down."""

    seq: int
    kind: str
    subject: str
    payload: Mapping[str, Any]


Fits = Callable[[Act, Given, tuple[Act, ...]], bool]
"""True if an act is the one, given the situation and the acts that met the steps before."""


def anything(_act: Act, _given: Given, _before: tuple[Act, ...]) -> bool:
    """Every act of the kind."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """A step: it is done once an event of this kind that ``fits`` stands in the journal. ``said`` names it."""

    event: Event[Any]
    said: str
    fits: Fits = anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A wrong act, and the sentence that says why it is wrong and what to do now."""

    event: Event[Any]
    said: str
    fits: Fits = anything


def nothing_given(_office: Office) -> Given:
    """For a situation that needs nothing prepared."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One of them. Texts are translated where they are shown, with ``given`` filled in where they name it in braces.

    ``prepare`` makes, as somebody else of the office, what the situation is about. ``help`` is the guide's chapter.
    """

    key: str
    title: str
    citizen: str
    press: tuple[str, ...]
    wants: tuple[Want, ...]
    learned: str
    help: str
    traps: tuple[Trap, ...] = ()
    prepare: Callable[[Office], Given] = nothing_given
    scan: Scan = Scan.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The progress of a situation: the acts that met its first steps, and the latest mistake ("" for none)."""

    met: tuple[Act, ...]
    whole: bool
    wrong: str = ""


def judge(situation: Situation, given: Given, acts: tuple[Act, ...]) -> Standing:
    """Look at what was written down since the situation began, oldest first; clicks count for nothing.

    An act that meets no step and is in no trap is told to be another one, but only while it is the last.
    """
    met: tuple[Act, ...] = ()
    wrong = ""
    for act in acts:
        if len(met) == len(situation.wants):
            break
        want = situation.wants[len(met)]
        if act.kind == want.event and want.fits(act, given, met):
            met, wrong = (*met, act), ""
            continue
        trap = next(
            (one for one in situation.traps if act.kind == one.event and one.fits(act, given, met)),
            None,
        )
        if trap is not None:
            wrong = trap.said
    return Standing(met=met, whole=len(met) == len(situation.wants), wrong=wrong)
