"""The place of a dossier's papers, as every verb that shows one says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.cli.answers import plain, told
from counter_app.domain.handover.whereabouts import still_kept

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

_WHEREABOUTS = (
    "resolver return_place held_since handover shelf official_code mapping mapping_note "
    "originals_returned"
)


def whereabouts_facts(dossier: Dossier) -> dict[str, Any]:
    """The place of a dossier's papers, as the verbs show it."""
    return told(dossier, _WHEREABOUTS) | {
        "holder": {"office": dossier.holder_office, "officer": dossier.holder},
        "originals_here": plain(still_kept(dossier)),
    }
