"""What a machine cannot know at the superior, two people decide, and the book of arrivals names both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.office import Office
from counter_app.superior.book.arrivals import Arrivals
from counter_app.system.exchange_keys import ExchangeKeys
from tests.desk.second import CONSENT, put, refused
from tests.superior.offices import Sending, card_of, keys_numbered, take
from tests.superior.offices import office as sending_office
from tests.superior.test_gate import as_before

WHY = "Đã gọi đơn vị theo số điện thoại đã biết"


@pytest.fixture
def both(office: Office) -> str:
    """Two leaders at the superior, one of whom is signed in; the names the book is to hold."""
    put(office, Role.ADMINISTRATOR, "quan.tri")
    office.session.officer = acting = office.staff.known("quan.tri")
    other = office.staff.known(CONSENT.approver)
    assert acting
    assert other
    return f"{acting.name}, {other.name} đồng ý"


def test_each_of_them_needs_two_and_names_both(
    office: Office, both: str, tmp_path: Path, usb: Path
) -> None:
    with sending_office(tmp_path / "x.db") as sending:
        as_before(sending, usb, tmp_path / "whole")  # of an earlier version: nobody signed
        take(usb, office.data_dir)
        (waiting,) = office.sender_keys.quarantined()
        journal = waiting.journal
        lost, letters = card_file(tmp_path / "lost.json", sending, sending.keys)
        office.sender_keys.enrol(lost, letters)  # a first key ends nobody's
        fresh, later = card_file(tmp_path / "fresh.json", sending, keys_numbered(2))
        numbers = (waiting.number,)
        acts: list[Callable[..., Any]] = [
            lambda **said: office.sender_keys.let_in(numbers, reason=WHY, **said),
            lambda **said: office.decisions.settle(journal, "close", reason=WHY, **said),
            lambda **said: office.decisions.settle(journal, "open", reason=WHY, **said),
            lambda **said: office.sender_keys.enrol(fresh, later, reason=WHY, **said),
            lambda **said: office.sender_keys.revoke(later, reason=WHY, **said),
        ]
        for act in acts:
            before = _said(office)
            assert refused(act) == "second"
            assert _said(office) == before
            assert refused(act, approval=CONSENT) == ""
            decided = _said(office)
            refused(act, approval=CONSENT)
            assert _said(office) == decided, "said again it is no act of its own"
    with Arrivals(office.data_dir) as book:
        named = [item.decided_by for item in book.quarantine.all() if item.reason]
        ended = [key.ended_by for key in book.keys.all() if key.ended_by]
        settled = [item.by for _number, item in book.settlements.all()]
    assert (named, ended, settled) == ([both], [both, both], [both, both])


def test_who_only_receives_decides_nothing(office: Office, both: str) -> None:
    assert both
    office.session.officer = COMMAND_LINE
    put(office, Role.RECEIVER, "tiep.nhan")
    office.session.officer = office.staff.known("tiep.nhan")
    for act in (
        lambda **said: office.decisions.settle("0" * 16, "close", reason=WHY, **said),
        lambda **said: office.sender_keys.revoke("0" * 16, reason=WHY, **said),
    ):
        assert refused(act, approval=CONSENT) == "duty"


def card_file(path: Path, sending: Sending, keys: ExchangeKeys) -> tuple[Path, str]:
    """A key card of an office as a file, with its letters."""
    card = card_of(sending.store, keys)
    path.write_bytes(card.to_bytes(keys))
    return path, card.letters


def _said(office: Office) -> list[object]:
    with Arrivals(office.data_dir) as book:
        return [book.keys.all(), book.settlements.all(), book.quarantine.all()]
