"""The entries a superior now asks for whole, though it was sent only figures of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.sync.batch.manifest import Content
from counter_app.system.code_letters import key_letters
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counter_app.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFigures:
    """Entries between ``first`` and ``last`` of which no batch held all for this superior: ``entries`` of them.

    ``superior`` is its name.
    """

    first: int
    last: int
    entries: int
    superior: str


def past_figures(store: Store) -> PastFigures | None:
    """The entries sent as figures to a superior that now asks for all; None where there are none.

    Entries sent whole to another superior do not count; a superior's own keys of before and after are one superior's.
    """
    present = store.exchange.superior()
    if present is None or present.wants != Content.FULL:
        return None
    every = store.exchange.keys()
    theirs = {
        key_letters(bytes.fromhex(key.public)) for key in every if key.journal == present.journal
    }
    whole = [
        (batch.from_seq, batch.to_seq)
        for batch in store.closings.batches(most=-1)
        if batch.content == Content.FULL and (not batch.sealed or theirs & {*batch.sealed})
    ]
    lacking = _between(whole, store.closings.exported_to())
    if not lacking:
        return None
    return PastFigures(
        first=lacking[0][0],
        last=lacking[-1][1],
        entries=sum(last - first + 1 for first, last in lacking),
        superior=present.name,
    )


def _between(whole: Iterable[tuple[int, int]], sent: int) -> list[tuple[int, int]]:
    """The ranges up to ``sent`` that none of these cover."""
    lacking, reached = list[tuple[int, int]](), 0
    for first, last in (*sorted(whole), (sent + 1, sent)):
        if first > reached + 1:
            lacking.append((reached + 1, first - 1))
        reached = max(reached, last)
    return lacking
