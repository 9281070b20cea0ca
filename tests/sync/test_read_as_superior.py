"""Before "Có thể rút USB" the batch on the medium has passed the reader that will meet it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import utc_text
from counter_app.errors import RuleError, StoreError
from counter_app.store.core.journal import Head, payload_text
from counter_app.store.store import Store
from counter_app.sync.batch import packing, travelling
from counter_app.sync.batch import writer as writer_module
from counter_app.sync.batch.reader import open_batch
from tests.sync.makers import carry, head_seq

LONG = "x" * 129


def as_earlier(store: Store, **changes: Any) -> int:
    """Journal an event as a version without rules would have; its number."""
    database, head = store.database, store.journal.head()
    now = store.clock.now()
    fields = {
        "epoch": database.epoch,
        "device": database.device,
        "op_id": "op",
        "kind": "officer.signed_in",
        "subject": "officer:lan",
        "actor": "lan",
        "at_utc": utc_text(now),
        "local_date": now.date().isoformat(),
        "clock_flag": 0,
        **{name: value for name, value in changes.items() if name != "payload"},
    }
    body = payload_text(changes.get("payload", {}))
    entry = store.journal.append(tuple(fields.values()), body, Head(head.seq, head.hash))
    return entry.seq


@pytest.mark.parametrize(
    "changes",
    [
        {"op_id": LONG},
        {"op_id": "dòng\nmới"},
        {"op_id": "ho\u0309i"},
        {"actor": "a" * 101},
        {"subject": "officer:" + "a" * 400},
        {"at_utc": "1985-01-01T00:00:00.000Z", "local_date": "1985-01-01"},
    ],
    ids=str,
)
def test_what_earlier_versions_recorded_travels(
    store: Store, usb: Path, changes: dict[str, Any]
) -> None:
    seq = as_earlier(store, **changes)
    with open_batch(carry(store, usb).manifest) as batch:
        assert [line.entry.seq for line in batch.lines()][-1] == seq


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"op_id": "x" * 4001}, "op_id"),
        ({"actor": "lan\u202e"}, "actor"),
        ({"local_date": "2026-11-24"}, "local_date"),
        ({"at_utc": "1900-01-01T00:00:00.000Z", "local_date": "1900-01-01"}, "at_utc"),
    ],
)
def test_an_entry_nobody_takes_is_named_before_anything_is_written(
    store: Store, usb: Path, changes: dict[str, Any], field: str
) -> None:
    seq = as_earlier(store, **changes)
    with pytest.raises(RuleError) as caught:
        carry(store, usb)
    assert f"Lượt ghi số {seq} " in caught.value.message
    assert field in caught.value.message
    assert list(usb.iterdir()) == []
    assert carry(store, usb, last=seq - 1).to_seq == seq - 1


def test_a_payload_nobody_takes_is_named_and_nothing_is_left(store: Store, usb: Path) -> None:
    payload = {"settings": {"number": 5}}
    seq = as_earlier(store, kind="office.changed", subject="office", payload=payload)
    told: list[str] = []
    with pytest.raises(RuleError, match=r"payload\.settings\.number") as caught:
        carry(store, usb, progress=lambda _done, _all, text: told.append(text))
    assert f"Lượt ghi số {seq} " in caught.value.message
    assert told == []
    assert list(usb.iterdir()) == []


def test_the_reader_has_the_last_word(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the reader refuses, for whatever reason, is not on the stick afterwards."""
    real = packing.Totals.count

    def wrong(totals: packing.Totals, kind: str, day: str, payload: Any) -> None:
        real(totals, kind, day, payload)
        totals.finished += totals.entries == 3 and writing

    writing = True
    monkeypatch.setattr(packing.Totals, "count", wrong)

    def reading(path: Path, identity: str) -> Any:
        nonlocal writing
        writing = False
        return open_batch(path, identity)

    monkeypatch.setattr(writer_module, "open_batch", reading)
    with pytest.raises(StoreError, match="B18"):
        carry(store, usb)
    assert list((usb / "HS_99001").iterdir()) == []


def test_a_writer_that_does_not_read_would_have_said_yes(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without the look, a batch that the superior refuses for ever is called complete."""
    as_earlier(store, kind="office.changed", subject="office", payload={"settings": {"number": 5}})
    monkeypatch.setattr(travelling, "entry_troubles", lambda *_, **__: ())
    monkeypatch.setattr(writer_module._Carrier, "_read_as_superior", lambda *_: None)
    assert carry(store, usb).to_seq == head_seq(store)


@pytest.mark.parametrize("op_id", [LONG, "a\nb", "ho\u0309i", "x\u200b"])
def test_an_op_that_cannot_travel_is_refused_at_once(store: Store, op_id: str) -> None:
    before = head_seq(store)
    with pytest.raises(RuleError, match="op_id"), store.transaction() as tx:
        tx.record("officer.signed_in", "officer:lan", {}, actor="lan", op_id=op_id)
    assert head_seq(store) == before
    assert store.check().problems == ()
