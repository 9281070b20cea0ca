"""The proof of the last signed head: it is the office's, and none is missing that has to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.store.core.journal import Journal
from counter_app.store.file.signed_closings import (
    closing_problem,
    closings,
    key_at,
    told_keys,
)
from counter_app.store.file.signed_head import signed_head

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.file.signed_head import SignedHead


def head_problem(journal: Journal, said: SignedHead | None) -> str:
    """The fault of a signed head: "" when signature, key and chain are the office's, or there is none.

    A past that people gave up knowingly is not asked about again.
    """
    if said is None:
        return ""
    keys = told_keys(journal)
    if said.journal != journal.name() or not said.is_signed:
        return "head: the signature is not valid"
    lost = max((seq for epoch, seq in journal.given_up() if epoch == said.epoch), default=0)
    if said.seq > lost and not said.is_in(journal):
        return f"head: entries up to {said.seq} are not those that were signed"
    if said.key != (key_at(keys, said.seq) or said.key):  # before one was told any may have signed
        return "head: signed by another key than the office's"
    return ""


def reached(connection: Connection, below: int) -> int:
    """Number of the last entry before ``below`` that a signed head vouches for; 0 for none."""
    said = signed_head(connection)
    if said is None or said.seq >= below or head_problem(Journal(connection), said):
        return 0
    return said.seq


def head_missing(journal: Journal, said: SignedHead | None) -> str:
    """The fault that a signed closing of this epoch says heads are signed, and none of it or later is there."""
    epochs, keys = journal.epochs(), told_keys(journal)
    began = epochs[-1][0].seq if epochs else 0
    found = [item for item in closings(journal) if item.said.get("heads") is True]
    late = [item for item in found if item.entry.seq > max(began, said.seq if said else 0)]
    good = (item.entry.seq for item in reversed(late) if not closing_problem(journal, item, keys))
    last = next(good, 0)
    if last:
        return f"head: nothing is signed since entry {last}, though the office signs"
    return ""
