"""The decisions of people about batches in quarantine: let them in, once, or drop them for good."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.superior.batches.inbox import take_waiting
from counter_app.superior.batches.quarantine import Quarantine
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import cleaned_words
from counter_app.superior.book.quarantine_list import QuarantinedBatch, QuarantineState

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.batches.trust import Trust
    from counter_app.superior.book.quarantine_list import QuarantineList


def let_in(
    folder: Path, numbers: Sequence[int], reason: str, clock: Clock, trust: Trust
) -> ImportSummary:
    """Take batches in although nobody known has signed them; all their other gates stay.

    ``trust.by`` answers for it with the ``reason``. One that was dropped before is let in when it comes again. Errors:
    RuleError for a number that is none, or that this program cannot read yet; StoreError.
    """
    by, reason = cleaned_words(trust.by, reason)
    with Arrivals(folder) as arrivals, arrivals.alone():
        found = _found(arrivals.quarantine, numbers)
        for batch in found:
            _require_readable(batch)
        with arrivals.together():
            for batch in found:
                decided = _decided(batch, QuarantineState.LET_IN, clock.now(), by, reason)
                arrivals.quarantine.change(decided)
        return take_waiting(folder, clock, arrivals, trust)


def drop(
    folder: Path, numbers: Sequence[int], reason: str, clock: Clock, trust: Trust
) -> list[QuarantinedBatch]:
    """Remove batches from quarantine; the list keeps who dropped them and why, and they are refused when they come
    again. Errors: RuleError for a number that is none; StoreError.
    """
    by, reason = cleaned_words(trust.by, reason)
    with Arrivals(folder) as arrivals, arrivals.alone():
        quarantine = Quarantine(folder, arrivals.quarantine, clock)
        decided = [
            _decided(batch, QuarantineState.DROPPED, clock.now(), by, reason)
            for batch in _found(arrivals.quarantine, numbers)
        ]
        with arrivals.together():
            for batch in decided:
                arrivals.quarantine.change(batch)
        for batch in decided:
            with suppress(FileNotFoundError):
                quarantine.remove(quarantine.place_of(batch))
        return decided


def _found(listed: QuarantineList, numbers: Sequence[int]) -> list[QuarantinedBatch]:
    """Errors: RuleError."""
    found = []
    for number in numbers:
        batch = listed.numbered(number)
        if batch is None or batch.state is QuarantineState.GONE:
            raise RuleError(
                _(
                    "Không có gói dữ liệu số {number} trong cách ly. Xem superior quarantine list."
                ).format(number=number),
                field="number",
                rule="number",
            )
        found.append(batch)
    return found


def _require_readable(batch: QuarantinedBatch) -> None:
    if not batch.journal:
        raise RuleError(
            _(
                "Gói dữ liệu số {number} do phiên bản mới hơn ghi ra. Cập nhật chương trình, gói sẽ được xét lại."
            ).format(number=batch.number),
            field="number",
            rule="newer",
        )


def _decided(
    batch: QuarantinedBatch, state: QuarantineState, at: datetime, by: str, reason: str
) -> QuarantinedBatch:
    return replace(batch, state=state, decided_at=at, decided_by=by, reason=reason)
