"""A batch that waits, and a copy that gets its name: in which order their bytes reach the disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from counter_app.store.store import Store
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.folder import put_in_place
from counter_app.sync.batch.reader import read_manifest
from counter_app.system import files
from tests.sync.makers import carry


@pytest.fixture
def marker(store: Store, usb: Path) -> Path:
    """The manifest of a batch on a stick."""
    return carry(store, usb).manifest


def hold(here: Path, marker: Path) -> Path:
    """Keep a batch waiting."""
    return Holding(here).hold(marker, *read_manifest(marker))


def test_the_manifest_that_makes_a_waiting_batch_count_comes_last(
    marker: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = files.write_new

    def watched(path: Path, chunks: Iterable[bytes]) -> None:
        write(path, chunks)
        written.append("".join(path.suffixes))

    monkeypatch.setattr(files, "write_new", watched)
    kept = hold(here, marker)
    assert written == [".ndjson.zst", ".manifest.json.minisig", ".manifest.json"]
    assert Holding(here).waiting() == (kept,)


def test_half_a_payload_left_by_a_kill_is_written_anew(marker: Path, here: Path) -> None:
    kept = hold(here, marker)
    (payload,) = kept.parent.glob("*.ndjson.zst")
    whole = payload.read_bytes()
    payload.write_bytes(whole[:20])
    kept.unlink()
    assert hold(here, marker) == kept
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
