"""A certification that cannot be done today, as the form of a dossier."""

from __future__ import annotations

from typing import Any

from counter_app.domain.certification.books import Certifying
from counter_app.i18n import _, plural

MOST_NAMED = 20


def promised_form(procedure: str, wish: Certifying, fee: int) -> dict[str, Any]:
    """The form as intake takes it; ``fee`` in đồng stands where several documents make it up."""
    lines = [
        plural("{title}: {pages} trang × {copies} bản", item.copies).format(
            title=item.title or _("Giấy tờ {number}").format(number=number),
            pages=item.pages,
            copies=item.copies,
        )
        for number, item in enumerate(wish.documents[:MOST_NAMED], 1)
    ]
    first = wish.documents[0]
    return {
        "procedure": procedure,
        "content": "; ".join(lines),
        "applicant": {"name": wish.applicant},
        "amounts": {
            "pages": first.pages,
            "copies": first.copies,
            "fee": fee if len(wish.documents) > 1 else None,
        },
    }
