"""Entries as an earlier version recorded them, which today's rules refuse to record or to read."""

from __future__ import annotations

from typing import Any

from counter_app.domain.clock import local_date, utc_text
from counter_app.office import Office
from counter_app.store.core.journal import Entry, entry_of, payload_text
from counter_app.store.projection import project
from counter_app.system import chance

LONG_OP = "tap-lenh-cu/" + "x" * 5_000
NFD_LOGIN = "hoa\u0300.nt"


def record_old(
    office: Office, kind: str = "officer.signed_out", payload: Any = None, **fields: Any
) -> Entry:
    """An entry past today's rules: with an operation's id of thousands of letters where no field is named."""
    store = office.store
    now = store.clock.now()
    head = store.journal.head()
    last = next(store.journal.read(head.seq, head.seq))
    header = {
        "epoch": last.header[1],
        "device": last.header[2],
        "op_id": f"cu-{chance.random_bytes(8).hex()}" if fields or payload else LONG_OP,
        "kind": kind,
        "subject": "officer:nga.tt",
        "actor": "nga.tt",
        "at_utc": utc_text(now),
        "local_date": local_date(now).isoformat(),
        "clock_flag": 0,
    } | fields
    connection = store.database.connection
    connection.execute("BEGIN IMMEDIATE")
    body = payload if isinstance(payload, str) else payload_text(payload or {})
    store.journal.append(tuple(header.values()), body, head)  # type: ignore[arg-type]
    row = next(store.journal.read(head.seq + 1, head.seq + 1))
    entry = entry_of(row)
    project(connection, entry, store.journal.payload(entry.seq))
    connection.execute("COMMIT")
    return entry
