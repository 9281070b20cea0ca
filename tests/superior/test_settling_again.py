"""A decision said again: an error of the disk leaves it done once or not at all, and the next try is told which."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app.errors import RuleError, StoreError
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind
from counter_app.superior.batches.settling import keep_ours
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import let_dates_pass
from counter_app.superior.book.settlements import Settlement, Settlements
from counter_app.superior.reports.overview import overview
from counter_app.superior.senders.sender import Sender, known_journals, sender_path
from counter_app.system import files
from tests.superior.looking import same
from tests.superior.spoiling import BROKEN
from tests.superior.test_settling import CLOCK, Branches
from tests.superior.trusting import take_theirs
from tests.sync.makers import head_seq, receive

FAILING = engine.DiskError(Kind.READING, None, 10)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Branches]:
    """An office's two branches; one is held, and the other was refused."""
    made = Branches(tmp_path, restored=True)
    made.taken("ours")
    made.taken("theirs")
    (made.root / "empty").mkdir()
    yield made
    made.close()


def taking(two: Branches) -> Settlement:
    """The decision that most of these are about."""
    return take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)


def decisions(two: Branches) -> list[Settlement]:
    """What stands in the book."""
    with Arrivals(two.here) as book:
        return [item for _number, item in book.settlements.all()]


def names(two: Branches) -> list[str]:
    """What lies beside the copy."""
    return sorted(path.name for path in (two.here / "don-vi").iterdir())


def fail(*_arguments: Any, **_named: Any) -> None:
    """A disk that refuses."""
    raise OSError(errno.EIO, "")


def fail_reading(*_arguments: Any, **_named: Any) -> None:
    """A database that cannot be read for now."""
    raise FAILING


@contextmanager
def broken_from(monkeypatch: pytest.MonkeyPatch, step: str) -> Iterator[None]:
    """From the end of the exchange on the disk fails for good: its folder, its book, or its new copy."""
    real = files.move

    def move(source: Path, target: Path) -> None:
        real(source, target)
        if step == "folder":
            patched.setattr(files, "sync_folder", fail)
            fail()
        if step == "book":
            patched.setattr(Settlements, "finish", fail_reading)
        if step == "answer":
            patched.setattr(Settlements, "of", fail_reading)
        if step == "copy":
            patched.setattr(Sender, "open", fail_reading)

    with monkeypatch.context() as patched:
        patched.setattr(files, "move", move)
        yield


@pytest.mark.parametrize("step", ["folder", "book", "answer"])
@pytest.mark.parametrize("imported", [False, True], ids=["at once", "after an import"])
def test_what_failed_after_the_exchange_is_said_when_it_is_tried_again(
    two: Branches, monkeypatch: pytest.MonkeyPatch, step: str, imported: bool
) -> None:
    with broken_from(monkeypatch, step), pytest.raises(StoreError):
        taking(two)
    if imported:
        two.taken("empty")
        assert [item.done for item in decisions(two)] == [True]
    settled = taking(two)
    assert decisions(two) == [settled]
    assert (settled.cut, settled.done) == (two.cut, True)
    assert names(two) == sorted([f"{two.journal}.db", settled.kept_file])
    assert same(two.here, two.theirs)
    assert two.taken("ours").refused[0][1][0].startswith("[B28]")
    assert overview(two.here, CLOCK).branches == ()


def test_a_copy_that_cannot_be_looked_at_afterwards_is_exchanged_all_the_same(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    with broken_from(monkeypatch, "copy"):
        settled = taking(two)
    assert decisions(two) == [settled] == [taking(two)]


def test_an_error_that_passes_after_the_exchange_is_none(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.move

    def move(source: Path, target: Path) -> None:
        real(source, target)
        fail()

    with monkeypatch.context() as patched:
        patched.setattr(files, "move", move)
        settled = taking(two)
    assert decisions(two) == [settled]
    assert same(two.here, two.theirs)


def test_while_the_disk_does_not_tell_nothing_is_forgotten(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    with broken_from(monkeypatch, "book"), pytest.raises(StoreError):
        taking(two)
    with monkeypatch.context() as patched:
        patched.setattr(Sender, "open", fail_reading)
        notes = two.taken("empty").notes
        assert any("Chưa biết quyết định giữ nhánh nào" in note for note in notes)
        for again in (taking, lambda two: keep_ours(two.here, two.decision, CLOCK)):
            with pytest.raises(StoreError):
                again(two)
    assert [item.done for item in decisions(two)] == [False]
    assert taking(two).done
    assert same(two.here, two.theirs)


def test_an_exchange_that_failed_leaves_no_second_copy(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(two)
    with monkeypatch.context() as patched:
        patched.setattr(files, "sync_file", fail)
        with pytest.raises(StoreError):
            taking(two)
    assert names(two) == before
    assert decisions(two) == []
    assert same(two.here, two.ours)
    assert taking(two).kept_file in names(two)


def test_a_damaged_copy_gets_its_place_back_when_the_exchange_fails(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sender_path(two.here, two.journal)
    BROKEN["truncated"](path)
    damaged = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(files, "sync_file", fail)
        with pytest.raises(StoreError):
            taking(two)
    assert path.read_bytes() == damaged
    assert decisions(two) == []
    settled = taking(two)
    assert path.with_name(settled.kept_file).read_bytes() == damaged
    assert same(two.here, two.theirs)


def test_a_read_that_fails_once_is_no_damage(
    two: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = Sender.open, []

    def once(*arguments: Any) -> Sender | None:
        asked.append(arguments)
        if len(asked) == 1:
            raise FAILING
        return real(*arguments)

    monkeypatch.setattr(Sender, "open", once)
    assert taking(two).cut == two.cut


def test_a_disk_that_refuses_is_no_damage(two: Branches, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise engine.DiskError(Kind.DENIED, None, 8)

    before = names(two)
    with monkeypatch.context() as patched:
        patched.setattr(Sender, "open", refuse)
        with pytest.raises(StoreError):
            taking(two)
    assert names(two) == before


def test_what_is_said_again_is_answered_again(two: Branches) -> None:
    kept = keep_ours(two.here, two.decision, CLOCK)
    assert keep_ours(two.here, two.decision, CLOCK) == kept
    settled = taking(two)
    other = replace(two.decision, by="Người khác")
    assert take_theirs(two.here, other, two.root / "theirs", CLOCK) == settled
    with pytest.raises(RuleError, match="không có nhánh nào"):
        keep_ours(two.here, two.decision, CLOCK)
    until = date(2027, 12, 31)
    passed = let_dates_pass(two.here, two.decision, until, CLOCK)
    assert let_dates_pass(two.here, two.decision, until, CLOCK) == passed
    assert [item.decision for item in decisions(two)] == ["keep", "take", "dates"]


def test_what_was_taken_and_given_up_again_can_be_taken_again(two: Branches) -> None:
    taking(two)
    back = take_theirs(two.here, two.decision, two.root / "ours", CLOCK)
    assert taking(two).kept_file != back.kept_file
    assert [item.decision for item in decisions(two)] == ["take"] * 3
    assert same(two.here, two.theirs)
    assert known_journals(two.here) == [two.journal]


def test_a_branch_that_was_given_up_and_taken_back_goes_on(two: Branches) -> None:
    taking(two)
    take_theirs(two.here, two.decision, two.root / "ours", CLOCK)
    receive(two.ours, 53)
    two.sent(two.ours, "more", first=head_seq(two.ours), number=2)
    assert [item.entries for item in two.taken("more").imported] == [1]
    assert two.taken("theirs").refused[0][1][0].startswith("[B28]")
    assert same(two.here, two.ours)
