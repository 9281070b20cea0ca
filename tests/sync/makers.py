"""Journals to carry: real events through a real store, with the payloads that the projection expects."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from counter_app.domain.clock import LOCAL, FixedClock, local_text
from counter_app.settings import OfficeSettings
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.store import Store
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.writer import WrittenFiles, write_batch
from counter_app.system.exchange_keys import ExchangeKeys

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=LOCAL)
KEYS = ExchangeKeys.of(bytes(range(32)))
"""The office's."""
THEIRS = ExchangeKeys.of(bytes(range(1, 33)))
"""The superior's."""
OPEN = Envelope(keys=KEYS, content=Content.FULL)
"""Signed, with everything, and readable by everybody, as no office sends it."""
SECTORS = [{"key": "ho-tich", "name": "Hộ tịch", "queue": "A", "order": 1}]


def office_settings(number: str = "99001") -> OfficeSettings:
    """An invented office."""
    return OfficeSettings(
        name=f"Ủy ban nhân dân xã Thử {number}", number=number, superior_name="UBND tỉnh Mẫu"
    )


def new_store(
    path: Path, *, number: str = "99001", device: int = 1, clock: FixedClock | None = None
) -> Store:
    """A founded office with one sector and one officer: four entries."""
    store = Store.create(path, clock or FixedClock(MORNING), durable=False)
    with store.transaction() as tx:
        begin_epoch(store.database, tx, device=device, reason="created", actor="lan")
        settings = office_settings(number).to_dict()
        tx.record("office.changed", "office", {"settings": settings}, actor="lan")
        tx.record("catalogue.loaded", "catalogue", {"sectors": SECTORS}, actor="lan")
        officer = {"login": "lan", "name": "Nguyễn Thị Lan", "role": "leader"}
        tx.record("officer.put", "officer:lan", officer, actor="lan")
    return store


def received(
    store: Store, number: int, *, days: int = 3, name: str = "Trần Văn Nền", online: bool = False
) -> dict[str, Any]:
    """The payload of a reception now, promised in ``days``."""
    now = store.clock.now()
    return {
        "barcode": f"99001{now:%y%m%d}{store.database.device:02d}{number:04d}0",
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "sector": "ho-tich",
        "applicant": {
            "kind": "person",
            "name": name,
            "phone": "0912345678",
            "id_no": "001090000001",
        },
        "owner": None,
        "authorisation": "",
        "content": "",
        "papers": [],
        "sets": 1,
        "fee": None,
        "channel": 2 if online else 1,
        "return_channel": 1,
        "return_address": "",
        "limit": None,
        "due": None,
        "promised_at": local_text(now + timedelta(days=days)),
        "received_at": local_text(now),
        "receiver": "lan",
        "handler": "lan",
        "form_no": number,
        "book": "chung",
        "book_no": number,
        "note": "",
        "ticket": None,
        "counters": [["form", "2026", number]],
    }


def receive(store: Store, number: int, **changes: Any) -> str:
    """Receive one dossier; its code."""
    code = f"T99001-{store.clock.now():%y%m%d}-{store.database.device:02d}{number:04d}"
    with store.transaction() as tx:
        tx.record("dossier.received", code, received(store, number, **changes), actor="lan")
    return code


def move(store: Store, code: str, act: str, state: int) -> None:
    """Move a dossier: finish is 9, supplement 5, resume 4, withdraw 7."""
    dossier = store.dossiers.by_code(code)
    assert dossier is not None
    assert dossier.promised_at is not None
    payload = {
        "dossier": dossier.id,
        "act": act,
        "state": state,
        "handler": "lan",
        "promised_at": local_text(dossier.promised_at),
        "at": local_text(store.clock.now()),
    }
    with store.transaction() as tx:
        tx.record("dossier.moved", code, payload, actor="lan")


def hand_back(store: Store, code: str) -> None:
    """Return a finished dossier's result."""
    dossier = store.dossiers.by_code(code)
    assert dossier is not None
    payload = {
        "dossier": dossier.id,
        "state": 10,
        "handler": "lan",
        "promised_at": None,
        "at": local_text(store.clock.now()),
        "collector": {"name": "Trần Văn Nền"},
    }
    with store.transaction() as tx:
        tx.record("dossier.returned", code, payload, actor="lan")


def busy_store(path: Path, *, dossiers: int = 6, **named: Any) -> Store:
    """A small working day: every second dossier finished, every fourth returned."""
    store = new_store(path, **named)
    for number in range(1, dossiers + 1):
        code = receive(store, number, online=number % 3 == 0)
        if number % 2 == 0:
            move(store, code, "finish", 9)
        if number % 4 == 0:
            hand_back(store, code)
    return store


def head_seq(store: Store) -> int:
    """Number of the last entry."""
    return store.journal.head().seq


def carry(
    store: Store,
    target: Path,
    *,
    first: int = 1,
    last: int | None = None,
    number: int = 1,
    envelope: Envelope = OPEN,
    **named: Any,
) -> WrittenFiles:
    """Write one batch to a folder."""
    return write_batch(
        store,
        from_seq=first,
        to_seq=head_seq(store) if last is None else last,
        number=number,
        target=target,
        settings=store.settings.office(),
        envelope=envelope,
        **named,
    )
