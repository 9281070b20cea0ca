"""A new sender's file appears whole or not at all, wherever the import is killed or fails; the next one succeeds."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.store.projection import apply
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.book.folder import leftovers
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.superior.senders import taking
from counter_app.superior.senders.sender import Sender, known_journals, sender_path
from counter_app.system import files
from tests.superior.importer import DIED
from tests.superior.looking import journal_of, same, take
from tests.sync.forge import Forgery
from tests.sync.makers import MORNING, busy_store, carry

ROOT = Path(__file__).parent.parent.parent
CLOCK = FixedClock(MORNING)


def run(stick: Path, here: Path, how: str, number: int) -> subprocess.CompletedProcess[str]:
    """An import in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.superior.importer", stick, here, how, str(number)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def sound(here: Path) -> bool:
    """Whether everything that counts as a sender can be opened, has entries and proves itself."""
    for journal in known_journals(here):
        try:
            sender = Sender.open(here, journal, CLOCK)
        except StoreError:
            return False
        assert sender is not None
        try:
            if sender.head().seq == 0 or sender.store.check(received=True).problems:
                return False
        finally:
            sender.close()
    return True


def went_on(usb: Path, here: Path, store: Store) -> ImportSummary:
    """The next import, after which all is as if nothing had happened."""
    summary = take(usb, here, store)
    assert summary.aside == []
    assert leftovers(here) == []
    assert sorted(path.name for path in (here / "don-vi").iterdir()) == [f"{journal_of(store)}.db"]
    assert same(here, store)
    table = consolidated(OfficesAsked(here, date(2026, 11, 1), date(2026, 11, 30), clock=CLOCK))
    assert len(table.rows) == 1
    return summary


@pytest.mark.parametrize("number", range(1, 18))
def test_killed_at_a_call(store: Store, usb: Path, here: Path, number: int) -> None:
    carry(store, usb)
    assert run(usb, here, "call", number).returncode in (DIED, 0)
    half = [path.name for path in leftovers(here)]
    assert sound(here)
    summary = went_on(usb, here, store)
    for name in half:
        assert any(name in note for note in summary.notes)


def test_there_are_not_more_calls_than_were_tried(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    assert run(usb, here, "call", 17).returncode == DIED
    assert run(usb, here / "other", "call", 18 + 4).returncode == 0


if sys.platform != "win32":
    # The kernel counts a file's bytes; Windows has no such limit. Its twins are the calls above and the errors below.
    SIZES = [0, 4096, 8192, 40_960, 100_000, 200_000, 400_000]

    @pytest.mark.parametrize("size", SIZES)
    def test_linux_killed_at_a_write(store: Store, usb: Path, here: Path, size: int) -> None:
        carry(store, usb)
        assert run(usb, here, "size", size).returncode < 0
        assert sound(here)
        went_on(usb, here, store)

    @pytest.mark.parametrize("size", SIZES)
    def test_linux_a_write_that_fails_is_said(
        store: Store, usb: Path, here: Path, size: int
    ) -> None:
        carry(store, usb)
        failed = run(usb, here, "full", size)
        assert failed.returncode == 1, failed.stderr
        assert failed.stdout.strip().endswith(".")
        assert sound(here)
        went_on(usb, here, store)


FAILING = ("sync_file", "move", "remove", "sync_folder")


@pytest.mark.parametrize("errno", [28, 5, 30, 13], ids=os.strerror)
@pytest.mark.parametrize("name", FAILING)
def test_a_failing_call_is_said_and_the_next_try_works(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, errno: int
) -> None:
    carry(store, usb)

    def fail(*_arguments: Any) -> None:
        raise OSError(errno, os.strerror(errno))

    with monkeypatch.context() as patched:
        patched.setattr(files, name, fail)
        with pytest.raises(StoreError, match="làm lại"):
            take(usb, here, store)
        assert sound(here)
    went_on(usb, here, store)


def test_a_refused_first_batch_leaves_no_file(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    forged = Forgery.of(carry(store, tmp_path))
    index = next(number for number in range(14) if forged.line(number)["kind"] == "dossier.moved")
    forged.set_line(index, payload={**forged.line(index)["payload"], "dossier": 9999})
    forged.rechain(index)
    forged.build(usb)
    assert take(usb, here, store).refused[0][1][0].startswith("[B24]")
    assert list((here / "don-vi").iterdir()) == []


def test_leftovers_of_an_older_kill_are_named_and_cleared(
    store: Store, usb: Path, here: Path
) -> None:
    (here / "don-vi").mkdir(parents=True)
    for name in ("00112233445566aa.dang-nhap", "00112233445566aa.dang-nhap-wal"):
        (here / "don-vi" / name).write_bytes(b"half")
    carry(store, usb)
    summary = went_on(usb, here, store)
    assert [note for note in summary.notes if "00112233445566aa.dang-nhap " in note]


def test_a_log_without_its_file_is_not_taken_for_the_new_one(
    store: Store, usb: Path, here: Path
) -> None:
    """A copy was carried away, its log forgotten: SQLite would play it into the next file of that name."""
    carry(store, usb)
    there = here / "don-vi"
    there.mkdir(parents=True)
    (there / f"{journal_of(store)}.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(8000))
    summary = take(usb, here, store)
    assert len(summary.imported) == 1
    assert same(here, store)


def make_in_place(folder: Path, journal: str, clock: Any, fill: Any, _before: Any = None) -> Any:
    """The weak variant: the file is made under its name."""
    path = sender_path(folder, journal)
    sender = Sender(
        journal, Store.open(path, clock) if path.exists() else Store.create(path, clock)
    )
    try:
        return fill(sender)
    finally:
        sender.close()


def test_the_weak_variant_leaves_a_phantom(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: made under its name, a killed import leaves something that counts as a sender."""
    from counter_app.superior.batches import inbox

    def killed(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    carry(store, usb)
    monkeypatch.setattr(inbox, "make_sender", make_in_place)
    monkeypatch.setattr(taking, "apply", killed)
    with pytest.raises(KeyboardInterrupt):
        take(usb, here, store)
    assert len(known_journals(here)) == 1
    assert not sound(here)


def test_a_new_file_is_written_without_a_log_and_stands_as_one_that_keeps_one(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(store, usb)
    beside: set[str] = set()

    def looking(*said: Any) -> None:
        beside.update(path.suffix for path in (here / "don-vi").iterdir())
        apply(*said)

    monkeypatch.setattr(taking, "apply", looking)
    take(usb, here, store)
    assert beside == {".dang-nhap"}
    made = sender_path(here, journal_of(store))
    assert made.read_bytes()[18:20] == b"\x02\x02"  # as SQLite marks a file with a log


def test_a_second_office_is_taken_in_beside_a_killed_one(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    carry(store, usb)
    assert run(usb, here, "call", 3).returncode == DIED
    other = busy_store(tmp_path / "other.db", number="99002")
    (tmp_path / "second").mkdir()
    carry(other, tmp_path / "second")
    assert len(take(tmp_path / "second", here, store).imported) == 1
    other.close()
