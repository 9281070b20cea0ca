"""The situations in the order of a day. A new one is its file and its line here."""

from __future__ import annotations

from counter_app.demo.training.situations import (
    asks_for_dossier,
    authorised_return,
    card_intake,
    certified_copies,
    evening,
    missing_papers,
    only_asks,
    overdue,
    taken_back,
    ticket,
)

SITUATIONS = (
    ticket.SITUATION,
    card_intake.SITUATION,
    missing_papers.SITUATION,
    certified_copies.SITUATION,
    only_asks.SITUATION,
    asks_for_dossier.SITUATION,
    authorised_return.SITUATION,
    overdue.SITUATION,
    taken_back.SITUATION,
    evening.SITUATION,
)
"""From the first ticket to the closed day."""
