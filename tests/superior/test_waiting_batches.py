"""A batch that waits, and a copy that gets its name: in which order their bytes reach the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from counter_app.store.store import Store
from counter_app.superior.folder import put_in_place
from counter_app.superior.waiting_batches import Holding
from counter_app.sync.reader import Batch, open_batch
from counter_app.system import files
from tests.sync.makers import carry


@pytest.fixture
def batch(store: Store, usb: Path) -> Iterator[Batch]:
    """A batch from a stick, verified."""
    with open_batch(carry(store, usb).manifest) as opened:
        yield opened


def test_the_manifest_that_makes_a_waiting_batch_count_comes_last(
    batch: Batch, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = files.write_new

    def watched(path: Path, chunks: Iterable[bytes]) -> None:
        write(path, chunks)
        written.append("".join(path.suffixes))

    monkeypatch.setattr(files, "write_new", watched)
    marker = Holding(here).hold(batch)
    assert written == [".ndjson.zst", ".manifest.json.minisig", ".manifest.json"]
    assert Holding(here).waiting() == (marker,)


def test_half_a_payload_left_by_a_kill_is_written_anew(batch: Batch, here: Path) -> None:
    marker = Holding(here).hold(batch)
    (payload,) = marker.parent.glob("*.ndjson.zst")
    whole = payload.read_bytes()
    payload.write_bytes(whole[:20])
    marker.unlink()
    assert Holding(here).hold(batch) == marker
    assert payload.read_bytes() == whole


def test_a_copy_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that outlives a power cut without its content would be a sender without anything."""
    making, final = tmp_path / "making", tmp_path / "final"
    making.write_bytes(b"copy")
    told: list[str] = []
    sync = files.sync_file

    def watched(path: Path) -> None:
        sync(path)
        told.append(path.name if not final.exists() else "too late")

    monkeypatch.setattr(files, "sync_file", watched)
    put_in_place(making, final)
    assert told == ["making"]
    assert final.read_bytes() == b"copy"
