"""Epochs: every stretch of a journal that one file wrote; no copy continues another's chain unnoticed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from counter_app.system import chance

if TYPE_CHECKING:
    from counter_app.domain.office.consent import Consented
    from counter_app.domain.office.events import EpochBegan
    from counter_app.store.file.database import Database, Transaction

UNSURE_KEY = "numbers_unsure"
"""In ``meta``: why nobody can say which numbers were given; as long as it stands there, the file is only read."""


def begin_epoch(
    database: Database,
    tx: Transaction,
    *,
    device: int,
    reason: str,
    actor: str,
    op_id: str = "",
    counters: Sequence[tuple[str, str, int]] = (),
    beyond: Sequence[tuple[str, int]] = (),
    consent: Consented | None = None,
    in_part: Sequence[int] = (),
    regained: Sequence[int] = (),
) -> None:
    """Mint an epoch; no other copy of this file can continue the same chain unnoticed then.

    ``counters`` are numbers that were already given elsewhere and must never be given again; ``beyond`` names
    (epoch, seq) up to which acts are known to be lost; ``in_part`` the first and last of acts of which only that is
    here which went to the superior, ``regained`` of all that a stick brought back; ``consent`` is of a restore.
    """
    from counter_app.domain.office.events import EPOCH_BEGAN

    head = database.journal.head()
    database.epoch, database.device = chance.random_bytes(8).hex(), device
    with database.jotting("meta") as connection:
        connection.executemany(
            "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            [("epoch", database.epoch), ("device", str(device))],
        )
        connection.execute("DELETE FROM meta WHERE key = ?", (UNSURE_KEY,))
    database.unsure = ""
    payload: EpochBegan = {
        "epoch": database.epoch,
        "reason": reason,
        "previous_seq": head.seq,
        "previous_head": head.hash.hex(),
        "counters": [list(item) for item in counters],
    }
    if beyond:
        payload["beyond"] = [list(item) for item in beyond]
    if in_part:
        payload["in_part"] = list(in_part)
    if regained:
        payload["regained"] = list(regained)
    payload = cast("EpochBegan", {**payload, **(consent or {})})
    tx.series.update((name, period) for name, period, _last in counters)
    tx.record(EPOCH_BEGAN, f"epoch:{database.epoch}", payload, actor=actor, op_id=op_id)
