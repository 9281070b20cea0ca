"""A batch that was begun and not finished is known, said, and forgotten once its entries were written and read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from counter_app.desk.closing.carrying import Carrying
from counter_app.domain.clock import FixedClock
from counter_app.domain.exchange.standing import BatchState
from counter_app.errors import Cancelled, DeviceError
from counter_app.office import Office
from counter_app.store.read.begun_batches import BegunBatches
from counter_app.sync.batch import writer
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.stick.media import Files
from counter_app.system.exchange_keys import ExchangeKeys
from tests import makers
from tests.makers import MONDAY, receive
from tests.sync.faults import PowerCut, RoomyFiles, Volatile


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one batch on a stick."""
    made = makers.found(tmp_path / "data", FixedClock(MONDAY))
    receive(made)
    made.closing.export(folder(tmp_path, "first"))
    yield made
    made.close()


def folder(tmp_path: Path, name: str) -> Path:
    """An empty stick."""
    (made := tmp_path / name).mkdir()
    return made


def states(office: Office) -> list[BatchState]:
    """Where every batch stands, the latest first."""
    return [item.state for item in office.sent_batches.standing()]


def on(monkeypatch: pytest.MonkeyPatch, files: Files) -> None:
    """What is written next meets this stick."""
    monkeypatch.setattr(writer, "Files", lambda: files)


def test_whatever_was_being_written_when_the_power_went_is_said_and_written_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ExchangeKeys.of(office.keys.signing if office.keys else b"")
    for cut in range(1, 100):
        stick, files = folder(tmp_path, f"cut{cut}"), Volatile(cut)
        on(monkeypatch, files)
        new = cut % 5 == 0
        if new:
            receive(office)
        try:
            if new:
                office.closing.export(stick)
            else:
                office.sending_again.batch(1, stick)
        except (PowerCut, DeviceError):
            files.settle(cut % 4)
        else:
            break
        begun = office.sent_batches.standing()[0]
        assert (begun.state, begun.batch.volume) == (BatchState.BEGUN, str(stick))
        assert begun.batch.again == (None if new else 1)
        on(monkeypatch, RoomyFiles())
        if new:
            office.closing.export(stick)
        else:
            office.sending_again.batch(1, stick)
        assert BatchState.BEGUN not in states(office)
        newest = office.closing.batches()[0]
        found = [path for path in find_batches(stick).manifests if path.stat().st_size]
        assert newest.name.split(".")[0] in {path.name.split(".")[0] for path in found}
        for path in found:
            open_batch(path, keys.identity).close()
    assert cut > 12
    assert office.store.check().problems == ()


def test_killed_between_the_stick_and_the_journal_it_is_said_too(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(office)
    stick = folder(tmp_path, "usb")
    with monkeypatch.context() as patched:
        patched.setattr(Carrying, "note", _cut)
        with pytest.raises(PowerCut):
            office.closing.export(stick)
    assert states(office) == [BatchState.BEGUN, BatchState.READ_BACK]
    office.closing.export(stick)
    assert states(office) == [BatchState.READ_BACK, BatchState.READ_BACK]
    assert len(find_batches(stick).manifests) == 2


def test_killed_between_the_journal_and_the_note_beside_it_nothing_is_said_to_be_left(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Driven by hand: the window was killed there, and said of one batch that it was written and that it was not."""
    receive(office)
    with monkeypatch.context() as patched:
        patched.setattr(BegunBatches, "finished", _cut)
        with pytest.raises(PowerCut):
            office.closing.export(folder(tmp_path, "usb"))
    assert states(office) == [BatchState.READ_BACK, BatchState.READ_BACK]
    with monkeypatch.context() as patched:
        patched.setattr(Carrying, "note", _cut)
        with pytest.raises(PowerCut):
            office.sending_again.batch(2, folder(tmp_path, "usb2"))
    assert states(office)[0] is BatchState.BEGUN, "begun again later, that is another matter"


def _cut(*_said: Any) -> None:
    raise PowerCut


class Unwilling(RoomyFiles):
    """A stick that takes no second file, and gives none back where it is ``gone``."""

    def __init__(self, *, gone: bool) -> None:
        self._gone, self._files = gone, 0

    @override
    def create(self, path: Path) -> int:
        self._files += 1
        if self._files > 1:
            raise OSError(5, "Input/output error")
        return super().create(path)

    @override
    def remove(self, path: Path) -> None:
        if self._gone:
            raise OSError(5, "Input/output error")
        super().remove(path)


@pytest.mark.parametrize("gone", [False, True])
def test_only_where_something_may_be_left_on_the_stick_it_was_begun(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    on(monkeypatch, Unwilling(gone=gone))
    with pytest.raises(DeviceError):
        office.sending_again.batch(1, folder(tmp_path, "usb"))
    assert (BatchState.BEGUN in states(office)) is gone


def test_what_was_stopped_by_hand_was_not_begun(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        office.sending_again.batch(1, folder(tmp_path, "usb"), cancelled=lambda: True)
    assert states(office) == [BatchState.READ_BACK]
