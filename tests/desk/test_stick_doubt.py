"""A file and its witness, both put back from the same evening, meet the stick that knows more."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import NumbersError
from counter_app.office import Office
from counter_app.sync.batch.names import own_name
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.key_ring import OfficeKeys
from tests.makers import SEED, receive, unlock
from tests.sync.forge import Forgery

KEYS = OfficeKeys(None, SEED)


def opened(folder: Path, clock: FixedClock) -> Office:
    """The office once more, its keys at hand."""
    return Office.open(folder, clock=clock, officer=COMMAND_LINE, keys=KEYS)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A plain folder standing for a stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def put_back(office: Office, tmp_path: Path, clock: FixedClock, stick: Path) -> Path:
    """Two evenings on one stick, then data and witness as they were after the first."""
    receive(office)
    unlock(office).closing.export(stick)
    folder = office.data_dir
    office.close()
    both = (folder, folder.with_name(folder.name + ".so-chung"))
    for place in both:
        shutil.copytree(place, tmp_path / "toi" / place.name)
    clock.tick(days=2)
    with closing(opened(folder, clock)) as later:
        receive(later, name="Trần Thị Hai")
        later.closing.export(stick)
    for place in both:
        shutil.rmtree(place)
        shutil.copytree(tmp_path / "toi" / place.name, place)
    return folder


def test_the_stick_is_believed_and_a_person_says_the_numbers(
    put_back: Path, clock: FixedClock, stick: Path
) -> None:
    before = sorted(stick.rglob("*"))
    with closing(opened(put_back, clock)) as office:
        receive(office, name="Lê Văn Cũ")
        with pytest.raises(NumbersError, match="bản cũ"):
            office.closing.export(stick)
        assert sorted(stick.rglob("*")) == before
        assert not office.writable
    with closing(opened(put_back, clock)) as office:
        assert not office.writable, "after a restart too"
        asked = {item.series: item.last for item in office.numbers.known()}
        assert ("form:01", "2026") in asked
        office.numbers.settle({series: last + 5 for series, last in asked.items()}, device=2)
        assert receive(office).code.endswith("-020001")
        office.closing.export(stick)
        assert office.check().ok


OWN, STRANGER = ExchangeKeys.of(SEED), ExchangeKeys.of(b"k" * 32)


def torn(batch: Forgery, folder: Path) -> None:
    """The stick was pulled while the manifest was written."""
    batch.build(folder, OWN).write_bytes(b"{}")


def elsewhere(batch: Forgery, folder: Path) -> None:
    """What a batch of another journal says, signed by the same key."""
    batch.manifest.update(journal="f" * 16)
    batch.build(folder, OWN)


def strange(batch: Forgery, folder: Path) -> None:
    """A stranger signs in the own name."""
    batch.manifest["signer"]["public"] = STRANGER.public.hex()
    batch.build(folder, STRANGER)


CLAIMS: dict[str, tuple[Callable[[Forgery, Path], object], bool]] = {
    "the office's own": (lambda batch, folder: batch.build(folder, OWN), True),
    "signed by another than it says": (lambda batch, folder: batch.build(folder, STRANGER), False),
    "signed by a stranger": (strange, False),
    "torn": (torn, False),
    "of another journal": (elsewhere, False),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_only_the_office_s_own_word_stops_the_counter(
    office: Office, stick: Path, claim: str
) -> None:
    """Whoever finds a stick must not be able to."""
    receive(office)
    unlock(office).closing.export(stick)
    (written,) = stick.glob("HS_*/*.manifest.json")
    receive(office)
    last = office.store.journal.head().seq + 9
    stem = f"{written.name.removesuffix('.manifest.json').rpartition('-')[0]}-{last:08d}"
    batch = Forgery(
        stem=stem, manifest=json.loads(written.read_bytes()), lines=[b"x"], raw_payload=b"x"
    )
    batch.manifest.update(to_seq=last, head="a" * 64)
    batch.manifest["payload"]["file"] = f"{stem}.ndjson.zst"
    batch.manifest["own"]["file"] = own_name(stem)
    counts = batch.manifest["counts"]
    counts["dossier.received"] += last - sum(counts.values())
    lay, stops = CLAIMS[claim]
    lay(batch, written.parent)
    with pytest.raises(NumbersError) if stops else nullcontext():
        office.closing.export(stick)
    assert (office.numbers.doubt is not None) is stops
