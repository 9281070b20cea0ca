"""What of an event leaves the office where only figures are asked for: what an erasure by law would leave of it.

So a superior counts, and knows nobody (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 3: no more than the purpose
needs). Kinds that tell of the office alone travel whole; of every other, also of one that is added later, nothing
travels that is not declared impersonal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counter_app.domain.enquiries.events import QUESTION_ASKED
from counter_app.domain.exchange.events import BATCH_HANDED
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
"""What somebody may have written of a person into an event of the office itself."""

_OF_FILES = frozenset({COPIES_LISTED, COPIES_REACHED})
"""Where copies lie that an erasure did not reach: names of files and media, and none of anybody."""


def left_to_send(kind: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """What travels instead of a payload; None where it travels whole."""
    if kind in office_kinds() or kind in _OF_FILES:
        said = _FREE_TEXTS.get(kind, ())
        left = {name: "" if name in said else value for name, value in payload.items()}
    else:
        left = residue(payload)
    return None if left == payload else left
