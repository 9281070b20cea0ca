"""A batch may take so much of the processor's time as its size could need; then it is refused, and no other is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.sync.batch import allowance
from counter_app.sync.batch.allowance import Allowance
from tests.superior.offices import Sending, codes, office, take


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    """An office whose key is known."""
    with office(tmp_path / "office.db") as made:
        yield made


def test_a_batch_that_takes_too_long_is_refused_and_counts_for_nothing(
    sending: Sending, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.enrolled(here)
    sending.export(usb)
    spent = iter(range(0, 10_000_000, 100))
    with monkeypatch.context() as patched:
        patched.setattr(time, "thread_time", lambda: float(next(spent)))
        summary = take(usb, here)
    assert (codes(summary), summary.imported) == (["B33"], [])
    began = time.thread_time()
    summary = take(usb, here)
    (taken,) = summary.imported
    assert taken.entries == sending.sent
    assert (time.thread_time() - began) * 5 < Allowance(0).seconds


def test_the_time_grows_with_the_size() -> None:
    small, large = Allowance(0), Allowance(10**9)
    assert large.seconds - small.seconds == 10**9 / allowance.BYTES_A_SECOND
