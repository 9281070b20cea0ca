"""Every verb at the superior that writes: sent again it gives its first answer, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.file.file_copies import copy_to
from counter_app.store.store import Store
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.book_seals import SEALED
from counter_app.superior.book.operations import KEPT, Operations
from counter_app.superior.copies import back_up
from counter_app.superior.exchange.sending_down import Enclosure
from counter_app.sync.letters.parcel import ItemKind
from tests.makers import unlock
from tests.superior.desk_verbs import WRITING
from tests.superior.offices import CLOCK, Sending, envelope_of
from tests.superior.offices import office as sending_office
from tests.superior.test_gate import as_before
from tests.superior.test_two_decide import card_file
from tests.sync.makers import receive

WHY = "Đã gọi đơn vị theo số điện thoại đã biết"
Send = Callable[..., Any]


def acts(office: Office, sending: Sending, root: Path) -> Iterator[tuple[str, Send]]:
    """Each verb with something for it to do, in an order in which each has."""
    (sticks := root / "usb").mkdir()

    def of(verb: str, *said: Any, **named: Any) -> tuple[str, Send]:
        does = attrgetter(verb)(office)
        return verb, lambda **more: does(*said, **named, **more)

    copy_to(sending.store.database, root / "theirs.db")
    as_before(sending, sticks / "old", root / "whole")  # of an earlier version: nobody signed
    yield of("superior.take_in", sticks / "old")
    (waiting,) = office.sender_keys.quarantined()
    yield of("sender_keys.drop", [waiting.number], reason=WHY)
    card, letters = card_file(root / "card.json", sending, sending.keys)
    yield of("sender_keys.enrol", card, letters)
    yield of("sender_keys.let_in", [waiting.number], reason=WHY)
    yield of("decisions.settle", sending.journal, "close", reason=WHY)
    office.decisions.settle(sending.journal, "open", reason=WHY)
    yield of("decisions.let_dates_pass", sending.journal, date(2027, 1, 2), reason=WHY)
    receive(sending.store, 50)
    plain = envelope_of(sending.keys, recipients=())
    sending.export(sticks / "ours", first=1, envelope=plain)
    office.superior.take_in(sticks / "ours")
    with closing(Store.open(root / "theirs.db", CLOCK)) as theirs:
        receive(theirs, 60)
        Sending(theirs, sending.keys).export(sticks / "theirs", envelope=plain)
    office.superior.take_in(sticks / "theirs")
    yield of("decisions.take_theirs", sending.journal, sticks / "theirs", reason=WHY)
    yield of("sender_keys.acknowledge", sticks)
    notice = Enclosure(kind=ItemKind.NOTICE, title="Nghỉ lễ", text="Nghỉ ngày 02/9.")
    yield of("sender_keys.send_down", sticks, [notice])
    copy = back_up(office.data_dir, root / "copies", office.store.clock)
    yield of("sender_keys.revoke", letters, reason=WHY)
    yield of("sender_keys.put_back", copy.path)


@pytest.fixture
def sending(office: Office, tmp_path: Path) -> Iterator[Sending]:
    """An office that is to send to this one, whose keys are open."""
    unlock(office)
    with sending_office(tmp_path / "office.db") as made:
        yield made


def what_stands(office: Office, root: Path) -> object:
    """Every row of the book, how far the journal is, and every file on a stick."""
    with Arrivals(office.data_dir) as book:
        rows = {
            name: list(map(tuple, book._db.execute(f"SELECT * FROM {name}")))  # noqa: S608 - own names
            for name in (*SEALED, "key_act")
        }
    return rows, office.store.journal.head(), sorted((root / "usb").rglob("*"))


def test_sent_again_it_gives_the_first_answer_and_does_nothing(
    office: Office, sending: Sending, tmp_path: Path
) -> None:
    seen = []
    for number, (verb, send) in enumerate(acts(office, sending, tmp_path)):
        with Arrivals(office.data_dir) as book:
            book.operations.keep(f"taken {number}", "another", None, office.now())
        before = what_stands(office, tmp_path)
        with pytest.raises(RuleError) as refused:
            send(op_id=f"taken {number}")
        assert (refused.value.field, what_stands(office, tmp_path)) == ("op_id", before), verb
        first = send(op_id=verb)
        stands = what_stands(office, tmp_path)
        assert stands != before, verb
        again = send(op_id=verb)
        assert (again.result, again.changes) == (first.result, frozenset()), verb
        assert what_stands(office, tmp_path) == stands, verb
        office.session.officer = None
        with pytest.raises(RuleError):
            send(op_id=verb)
        office.session.officer = COMMAND_LINE
        seen.append(verb)
    assert sorted(seen) == sorted(WRITING)
    with Arrivals(office.data_dir) as book:
        assert book.edits() == []


def test_a_parcel_counts_together_with_its_answer(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the answer cannot be kept the parcel is not counted either."""
    unlock(office)
    notice = Enclosure(kind=ItemKind.NOTICE, title="Nghỉ lễ", text="Nghỉ ngày 02/9.")
    (stick := tmp_path / "usb").mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Operations, "keep", lambda *_said: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            office.sender_keys.send_down(stick, [notice], op_id="tap")
    with Arrivals(office.data_dir) as book:
        assert book.posts.all() == []


def test_the_first_answer_is_kept_for_some_days(tmp_path: Path) -> None:
    with Arrivals(tmp_path / "so") as book:
        now = CLOCK.now()
        book.operations.keep("old", "drop", [], now - KEPT * 2)
        book.operations.keep("new", "drop", ["\udce9"], now)  # as a disk names what is no text
        assert (book.operations.verb("old"), book.operations.verb("new")) == ("", "drop")
        book.operations.keep("new", "drop", [], now)
        assert book.operations.answer("new", list[str]) == ["\udce9"]
