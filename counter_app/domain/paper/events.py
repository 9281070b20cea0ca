"""Events of paper: issued with the act, numbered by its form, then printed and handed over, or failed."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from counter_app.domain.event import Event, Gone, Kept, Moment
from counter_app.values import TypedDict


class Issued(TypedDict):
    """A paper with the chain's head it carries; a copy (``copy_no``) names the print it is ``of``."""

    document: Kept
    size: Kept
    copy_no: int
    head: NotRequired[Kept]
    at: Moment
    form: NotRequired[Kept]
    number: NotRequired[int]
    body: NotRequired[Annotated[dict[str, Any], Gone]]
    reason: NotRequired[str]
    of: NotRequired[int]


class Changed(TypedDict):
    """The change in the state of a print."""

    print: int
    state: Kept
    at: Moment
    error: NotRequired[str]


PAPER_ISSUED = Event("paper.issued", Issued)
PAPER_CHANGED = Event("paper.changed", Changed)
