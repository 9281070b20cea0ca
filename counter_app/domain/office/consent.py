"""The consent to an act by another person, as it is typed and as an event says it."""

from __future__ import annotations

from dataclasses import field

from counter_app.values import TypedDict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The person who allows it; empty when the acting officer is to be the leader, or nobody else consents."""

    approver: str = ""
    password: str = field(default="", repr=False)


OWN = Approval()
"""The acting officer allows it, being a leader."""


class Consented(TypedDict, total=False):
    """The consent in an event: the second person, or the mark that the office had nobody else (``alone``)."""

    approved_by: str
    alone: bool


class RestoreConsented(Consented, total=False):
    """The same of a restore; ``by_sheet``: the words of the recovery sheet stood in for the second person."""

    by_sheet: bool
