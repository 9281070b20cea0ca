"""An old journal whose entries today's field rules refuse: an officer's event says how they travel, and they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.office.events import JOURNAL_MENDED
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.superior.batches.inbox import import_batches
from counter_app.superior.batches.trust import Trust
from counter_app.superior.keys import enrolment
from counter_app.superior.senders.sender import sender_path
from counter_app.sync.batch.reader import read_manifest
from counter_app.sync.letters.key_card import Wants, read_card
from tests import makers
from tests.desk.test_exchange import CARD, SUPERIOR, card
from tests.makers import MONDAY, receive
from tests.old_entries import LONG_OP, NFD_LOGIN, record_old
from tests.superior.looking import copy_of

CLOCK = FixedClock(MONDAY)
TRUST = Trust(by="Lê Thị Quyết", keys=SUPERIOR)
REASON = "Phiên bản cũ ghi quá dài"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office that the superior knows."""
    made = makers.found(tmp_path / "data", FixedClock(MONDAY))
    yield made
    made.close()


def asks(office: Office, here: Path, wants: Wants) -> None:
    """The keys are exchanged; the superior asks for this much."""
    office.superior_keys.take(card(wants=wants), CARD.letters)
    own = read_card(office.superior_keys.own_card()[1])
    enrolment.enrol(here, own, own.letters, CLOCK, TRUST)


def arrived(office: Office, here: Path, stick: Path) -> dict[int, tuple[Any, ...]]:
    """The superior takes the stick in and its copy is sound; header and payload of every entry there."""
    summary = import_batches(stick, here, CLOCK, trust=TRUST)
    assert (summary.refused, summary.quarantined) == ([], [])
    journal = office.store.journal
    copy = copy_of(here, office.store)
    try:
        found = copy.check(received=True)
        assert found.problems == ()
        assert journal.holds(found.head.seq, found.head.hash)
        rows = copy.journal.read()
        return {row.header[0]: (row.header, json.loads(row.body or b"{}")) for row in rows}
    finally:
        copy.close()


def wanted(payload: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What somebody's dossier said, with parts of it as an earlier version took them."""
    again = {
        "code": "T99001-261123-019999",
        "barcode": "01999912345",
        "form_no": 9999,
        "book_no": 9999,
    }
    return {**payload, **again, "taken": [], **changes}


HEADERS: dict[str, dict[str, Any]] = {
    "long_op": {"op_id": LONG_OP},
    "lines": {"subject": "officer:nga\n.tt"},
    "login": {"actor": NFD_LOGIN, "subject": f"officer:{NFD_LOGIN}"},
    "long_login": {"actor": "n" * 3_000},
    "day": {"local_date": "2026-11-22"},
    "clock": {"at_utc": "2274-01-01T00:00:00.000Z", "local_date": "2274-01-01"},
    "flag": {"clock_flag": 17},
}


@pytest.mark.parametrize("wants", list(Wants))
def test_headers_of_every_kind_travel_once_mended(
    office: Office, tmp_path: Path, wants: Wants
) -> None:
    here, stick = tmp_path / "superior", tmp_path / "usb"
    stick.mkdir()
    asks(office, here, wants)
    old = {name: record_old(office, **fields) for name, fields in HEADERS.items()}
    receive(office, name="Lò Thị Pa")
    before = list(office.store.journal.read())
    with pytest.raises(RuleError, match="exchange mend") as found:
        office.closing.export(stick)
    assert found.value.rule == "cannot_travel"
    assert list(stick.iterdir()) == []
    stuck = office.mending.stuck()
    assert [item.seq for item in stuck] == [entry.seq for entry in old.values()]
    for _twice in range(2):
        mended = office.mending.mend(reason=REASON, seqs=found.value.seqs, op_id="mend")  # type: ignore[attr-defined]
        assert mended.result == len(old)
    assert list(office.store.journal.read())[: len(before)] == before
    assert office.store.check().problems == ()
    office.closing.export(stick)
    (marker,) = stick.glob("HS_*/*.manifest.json")
    assert read_manifest(marker)[0].version == 5
    there = arrived(office, here, stick)
    header, _said = there[old["login"].seq]
    assert (header[5], header[6]) == ("officer:hoà.nt", "hoà.nt")
    assert there[old["clock"].seq][0][7:9] == (before[0].header[7], "2026-11-23")
    assert there[old["long_op"].seq][0][3].startswith("mended:")


def test_payloads_are_brought_within_bounds_and_nothing_else_of_them_changes(
    office: Office, tmp_path: Path
) -> None:
    here, stick = tmp_path / "superior", tmp_path / "usb"
    stick.mkdir()
    asks(office, here, Wants.FULL)
    dossier = receive(office, name="Lò Thị Pa")
    said = office.store.journal.of(dossier.code)[0][1]
    odd = wanted(
        said, applicant={"kind": "person", "name": "Lò " * 200, "phone": "0912345678"}, fee=10**13
    )
    old = record_old(office, "dossier.received", odd, subject=odd["code"], actor="cli")
    sparse = record_old(
        office, "officer.put", json.dumps({"role": "receiver", "name": "Ý", "login": "y.nt"})
    )
    seqs = (old.seq, sparse.seq)
    assert office.mending.mend(reason=REASON, seqs=seqs).result == 2
    with pytest.raises(RuleError, match="đều gửi được"):
        office.mending.mend(reason=REASON, seqs=seqs)
    (_entry, mending), *_more = office.store.journal.of("journal:mended")
    assert "Lò" not in str(mending)
    office.closing.export(stick)
    there = arrived(office, here, stick)
    _header, received = there[old.seq]
    assert len(received["applicant"]["name"]) == 300
    assert (received["fee"], received["applicant"]["phone"]) == (10**12, "0912345678")
    assert {name: received[name] for name in odd if name not in ("applicant", "fee")} == {
        name: odd[name] for name in odd if name not in ("applicant", "fee")
    }
    assert there[sparse.seq][1]["login"] == "y.nt"


def test_an_entry_that_travels_mended_waits_for_the_event_that_says_so(
    office: Office, tmp_path: Path
) -> None:
    here, first, second = (tmp_path / name for name in ("superior", "one", "two"))
    first.mkdir()
    second.mkdir()
    asks(office, here, Wants.MINIMAL)
    old = record_old(office)
    office.mending.mend(reason=REASON, seqs=(old.seq,))
    office.closing.export(tmp_path / "one")
    office.sending_again.entries(1, old.seq, second)
    summary = import_batches(second, here, CLOCK, trust=TRUST)
    assert [item.why[1:4] for item in summary.held] == ["B32"]
    assert not sender_path(here, office.store.journal.name()).exists()
    assert JOURNAL_MENDED in {item[0][4] for item in arrived(office, here, first).values()}
    assert import_batches(first, here, CLOCK, trust=TRUST).held == []
