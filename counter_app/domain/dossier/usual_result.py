"""The signer of a result, by the results before it: people sign for months, and procedures of a sector together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.dossier.dossier import Dossier, Result


def usual_signed(latest: Sequence[Dossier], dossier: Dossier) -> Result | None:
    """The last granted result with a signer, of the same procedure, else of the same sector; ``latest`` first.

    A result of another office says nothing about who signs here, and a result here says nothing about another office.
    """
    signed = [
        item
        for item in latest
        if item.result_facts is not None
        and item.result_facts.signer
        and item.result_facts.outcome is Outcome.GRANTED
        and item.resolver == dossier.resolver
    ]
    same = [item for item in signed if item.procedure_code == dossier.procedure_code]
    near = [item for item in signed if item.sector == dossier.sector]
    found = next(iter(same or near), None)
    return found.result_facts if found else None
