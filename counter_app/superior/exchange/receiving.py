"""A stick at the superior's desk: batches in, acknowledgements back, in one act."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.superior.batches.inbox import Progress, import_batches
from counter_app.superior.exchange.acknowledging import acknowledge
from counter_app.superior.keys.encrypting import encrypt_copies
from counter_app.sync.stick.hygiene import strange_files
from counter_app.wording.exchange import strange_text

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.batches.trust import Trust
    from counter_app.sync.stick.media import Files


def receive_stick(
    stick: Path,
    folder: Path,
    clock: Clock,
    trust: Trust,
    *,
    superior_name: str = "",
    progress: Progress | None = None,
    files: Files | None = None,
) -> ImportSummary:
    """Take in what is on a stick and write an acknowledgement back onto it for every journal of which it had a batch.

    What lies here in clear of before is locked first. A stick that cannot be written to, or keys that are not unlocked,
    are told in the summary's notes and stop nothing. Errors: as ``import_batches``.
    """
    locked = encrypt_copies(folder)
    summary = import_batches(stick, folder, clock, trust=trust, progress=progress)
    summary.notes += locked.lines()
    summary.notes += filter(None, [strange_text(strange_files(stick))])
    if not summary.journals or trust.keys is None:
        return summary
    try:
        made = acknowledge(
            folder,
            stick,
            clock,
            trust,
            superior_name=superior_name,
            journals=summary.journals,
            files=files,
        )
    except CounterError as error:
        summary.notes.append(
            _("Chưa ghi giấy báo nhận vào USB này: {reason}").format(reason=error.message)
        )
        return summary
    summary.acknowledged += [path for _item, path in made.written]
    summary.notes += made.notes
    return summary
