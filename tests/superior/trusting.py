"""Imports that ask for no signature: for tests whose matter is what batches say, and not who signed them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counter_app.domain.clock import Clock
from counter_app.superior.batches import inbox, settling
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import Decision
from counter_app.superior.book.quarantine_list import QuarantinedBatch, QuarantineState
from counter_app.superior.book.settlements import Settlement

EVERYONE = Trust(everyone=True)


def import_batches(stick: Path, here: Path, clock: Clock, **named: Any) -> ImportSummary:
    """Take in what anybody sent."""
    return inbox.import_batches(stick, here, clock, trust=EVERYONE, **named)


def take_theirs(here: Path, decision: Decision, source: Path, clock: Clock) -> Settlement:
    """Take the other branch, whoever signed it."""
    return settling.take_theirs(here, decision, source, clock, trust=EVERYONE)


def quarantined(here: Path) -> list[QuarantinedBatch]:
    """Batches that wait for a person's decision, in the order they came."""
    with Arrivals(here) as arrivals:
        return arrivals.quarantine.all(QuarantineState.WAITING)
