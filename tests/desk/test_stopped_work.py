"""Work that is stopped at any of its moments leaves nothing half done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.errors import Cancelled
from counter_app.store.file import database
from tests.makers import receive, unlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from counter_app.office import Office

FEWEST, MOMENTS = 8, 12


class Asked:
    """Says at the ``at``-th question that it is to stop, and from then on."""

    def __init__(self, at: int = 10**9) -> None:
        self.at, self.count = at, 0

    def __call__(self) -> bool:
        self.count += 1
        return self.count >= self.at


@pytest.fixture(autouse=True)
def asking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there are many moments in a small file."""
    monkeypatch.setattr(database, "STEPS_BETWEEN_QUESTIONS", 500)


def moments(whole: Callable[[Asked], object]) -> Iterator[Asked]:
    """Questions spread over all of the work, the first and the last among them."""
    asked = Asked()
    whole(asked)
    assert asked.count >= FEWEST
    last = min(MOMENTS, asked.count) - 1
    for number in range(last + 1):
        yield Asked(1 + number * (asked.count - 1) // last)


def stopped(work: Callable[[], object]) -> bool:
    try:
        work()
    except Cancelled:
        return True
    return False


def test_a_backup_is_whole_or_not_there(office: Office, tmp_path: Path) -> None:
    receive(office)
    for number, asked in enumerate(
        moments(lambda asked: office.backup(tmp_path / "truoc", cancelled=asked))
    ):
        folder = tmp_path / str(number)
        ended = stopped(lambda folder=folder, asked=asked: office.backup(folder, cancelled=asked))  # type: ignore[misc]
        left = [path.name for path in folder.iterdir()] if folder.exists() else []
        assert len(left) == (0 if ended else 1), left
    receive(office)
    assert office.check().ok, "the file itself goes on"


def test_a_check_that_is_stopped_calls_nothing_damaged(office: Office) -> None:
    receive(office)
    ended = [
        stopped(lambda asked=asked: office.check(cancelled=asked))  # type: ignore[misc]
        for asked in moments(lambda asked: office.check(cancelled=asked))
    ]
    assert all(ended[:-1])
    assert office.check().ok
    assert receive(office).code


def test_a_batch_is_whole_or_not_there(office: Office, tmp_path: Path) -> None:
    for name in ("truoc", *map(str, range(MOMENTS))):
        (tmp_path / name).mkdir()
    receive(office)
    for number, asked in enumerate(
        moments(lambda asked: unlock(office).closing.export(tmp_path / "truoc", cancelled=asked))
    ):
        receive(office)
        owed, usb = office.closing.not_exported(), tmp_path / str(number)
        unlock(office)
        ended = stopped(lambda usb=usb, asked=asked: office.closing.export(usb, cancelled=asked))  # type: ignore[misc]
        left = [path.name for path in usb.rglob("*") if path.is_file()]
        assert bool(left) is not ended
        assert office.closing.not_exported().entries == (owed.entries if ended else 0)


def test_what_is_written_under_a_stop_is_written_whole_or_not_at_all(office: Office) -> None:
    before = office.store.journal.head()
    with pytest.raises(Cancelled), office.stopping_when(Asked(1)):
        receive(office)
    assert office.store.journal.head() == before
    assert receive(office).code
