"""A superior that held figures takes all of the same entries in their place, and nothing else in its copy moves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.journal.minimal import left_to_send
from counter_app.errors import StoreError
from counter_app.store.store import Store
from counter_app.superior.batches import inbox
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.folder import sender_path
from counter_app.superior.keys import enrolment
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.sync.batch.manifest import Content
from counter_app.sync.letters.key_card import Wants, read_card
from counter_app.system.exchange_keys import ExchangeKeys
from tests.desk.test_erasure_everywhere import Marks, lived
from tests.desk.test_exchange import CARD, NEXT, SUPERIOR, card
from tests.makers import found, receive
from tests.superior.looking import copy_of, journal_of, rows, without_search
from tests.superior.offices import CLOCK, Sending, codes, keys_numbered, take
from tests.sync.makers import busy_store
from tests.sync.makers import receive as receive_in

TRUST = Trust(by="Lê Thị Quyết", keys=SUPERIOR)


class Both:
    """A real office and its superior, each in its folder, and the sticks between them."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.clock, self.here = folder, clock, folder / "superior"
        self.office = found(folder / "data", clock)
        _card, content = self.office.superior_keys.own_card()
        own = read_card(content)
        enrolment.enrol(self.here, own, own.letters, clock, TRUST)
        self.asks(Wants.MINIMAL)
        self.sticks = 0

    def asks(self, wants: Wants) -> None:
        """The superior's card comes, asking for so much."""
        self.office.superior_keys.take(card(wants=wants), CARD.letters)

    def stick(self) -> Path:
        """An empty one."""
        self.sticks += 1
        folder = self.folder / f"usb-{self.sticks}"
        folder.mkdir()
        return folder

    def export(self) -> Path:
        """Everything new on a stick."""
        stick = self.stick()
        self.office.closing.export(stick)
        return stick

    def past(self) -> Path:
        """What went as figures, whole on a stick."""
        stick, past = self.stick(), self.office.sending_again.past()
        assert past is not None
        self.office.sending_again.entries(past.first, past.last, stick)
        return stick

    def take(self, stick: Path) -> ImportSummary:
        """The stick at the superior's."""
        summary = inbox.import_batches(stick, self.here, self.clock, trust=TRUST)
        assert codes(summary) == []
        return summary

    def held(self) -> dict[str, Any]:
        """The superior's copy row by row; it proves itself."""
        copy = copy_of(self.here, self.office.store)
        try:
            assert copy.check(received=True).problems == ()
            return rows(copy)
        finally:
            copy.close()

    def report(self) -> Any:
        """The consolidated report."""
        table = consolidated(
            OfficesAsked(self.here, date(2026, 1, 1), date(2026, 12, 31), clock=self.clock)
        )
        return table.total, table.rows


@pytest.fixture
def both(tmp_path: Path, clock: FixedClock) -> Iterator[Both]:
    """Before anything was sent."""
    made = Both(tmp_path, clock)
    yield made
    made.office.close()


def test_the_past_comes_whole_and_the_copy_is_the_office_s_file(both: Both) -> None:
    """Row by row, with every text of every fact; the report is the same before and after, and again is nothing."""
    marks = Marks()
    lived(both.office, both.clock, marks)
    receive(both.office, name="Lò Thị Pa")
    assert both.office.sending_again.past() is None, "nothing was sent yet"
    both.take(both.export())
    assert not marks.left_in(sender_path(both.here, journal_of(both.office.store)).read_bytes())
    assert both.office.sending_again.past() is None, "nobody asks for more"
    both.asks(Wants.FULL)
    receive(both.office, name="Vàng A Chứ")
    new = both.export()
    sent = both.office.sending_again.past()
    assert sent is not None
    assert (sent.first, sent.entries) == (1, sent.last)
    both.take(new)
    before = both.report()
    stick = both.past()
    assert both.office.sending_again.past() is None
    summary = both.take(stick)
    (told,) = summary.imported
    assert (told.entries, summary.notes) == (0, [])
    assert 0 < told.completed <= sent.last
    assert both.report() == before
    last = both.office.store.closings.exported_to()
    ours = without_search(rows(both.office.store))
    held = both.held()
    for table in ("journal", "payload"):
        assert held[table] == [row for row in ours[table] if row[0] <= last]
    for table in ("dossier", "dossier_span", "followup", "ticket", "print_job", "certification"):
        assert held.get(table) == ours.get(table), table
    seen = sender_path(both.here, journal_of(both.office.store)).read_bytes()
    assert both.take(stick).imported == []
    assert sender_path(both.here, journal_of(both.office.store)).read_bytes() == seen


def test_who_was_erased_stays_erased_whatever_stick_comes(both: Both) -> None:
    """The stick with all of it was written before the erasure, and came after."""
    marks = Marks()
    code = lived(both.office, both.clock, marks)
    receive(both.office, name="Lò Thị Pa")
    both.take(both.export())
    both.asks(Wants.FULL)
    old = both.past()
    both.office.erasure.erase(code, reason="Theo yêu cầu")
    both.take(both.export())
    both.take(old)
    copy = copy_of(both.here, both.office.store)
    told = [
        json.loads(row["applicant"])["name"]
        for row in copy.database.connection.execute("SELECT applicant FROM dossier ORDER BY id")
    ]
    copy.close()
    assert not marks.left_in(json.dumps(both.held(), default=str, ensure_ascii=False).encode())
    assert told == [BLANK_NAME, "Trần Văn Khác", "Lò Thị Pa"]


def test_an_erasure_that_has_not_come_yet_leaves_the_figures(both: Both) -> None:
    code = lived(both.office, both.clock, Marks())
    receive(both.office, name="Lò Thị Pa")
    both.take(both.export())
    both.office.erasure.erase(code, reason="Theo yêu cầu")
    both.asks(Wants.FULL)
    (told,) = both.take(both.past()).imported
    assert told.completed > 0
    both.take(both.export())
    copy = copy_of(both.here, both.office.store)
    assert copy.journal.in_part() == []
    copy.close()
    both.held()


def test_a_superior_that_asks_for_less_again_gets_less_and_keeps_what_it_has(both: Both) -> None:
    receive(both.office, name="Lò Thị Pa")
    both.asks(Wants.FULL)
    both.take(both.export())
    both.asks(Wants.MINIMAL)
    receive(both.office, name="Vàng A Chứ")
    last = both.export()
    assert both.office.sending_again.past() is None
    again = both.stick()
    both.office.sending_again.batch(1, again)
    both.take(last)
    assert both.take(again).imported == []
    copy = copy_of(both.here, both.office.store)
    told = "".join(
        row["applicant"]
        for row in copy.database.connection.execute("SELECT applicant FROM dossier")
    )
    copy.close()
    assert "Lò Thị Pa" in told
    assert "Vàng A Chứ" not in told
    both.asks(Wants.FULL)
    past = both.office.sending_again.past()
    assert past is not None
    first_of_second = both.office.closing.batches()[1].from_seq
    assert past.first == first_of_second


def test_the_past_is_counted_by_whose_key_could_open_it(both: Both) -> None:
    """What another superior was sent whole, this one has not; a new key of the same one changes nothing."""
    receive(both.office, name="Lò Thị Pa")
    both.asks(Wants.FULL)
    both.export()
    other = replace(
        CARD,
        journal="00000000000000bb",
        public=NEXT.public,
        recipient=NEXT.recipient,
        wants=Wants.FULL,
    )
    both.office.superior_keys.take(other.to_bytes(NEXT), other.letters)
    past = both.office.sending_again.past()
    assert past is not None
    assert past.last == both.office.store.closings.exported_to()
    third = ExchangeKeys.of(b"m" * 32)
    same = replace(other, journal=CARD.journal, public=third.public, recipient=third.recipient)
    both.office.superior_keys.take(same.to_bytes(third), same.letters)
    assert both.office.sending_again.past() is None


@pytest.fixture
def sending(store: Store) -> Sending:
    """An office whose past is held as figures."""
    return Sending(store, keys_numbered(7), content=Content.MINIMAL)


def whole(sending: Sending, stick: Path, **named: Any) -> Path:
    """All of the past on a stick."""
    envelope = replace(sending.envelope, content=Content.FULL)
    return sending.export(stick, first=1, envelope=envelope, **named).manifest


def test_an_exchange_that_is_cut_short_is_done_by_the_next_try(
    sending: Sending, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves the copy as it was."""
    sending.enrolled(here)
    sending.export(tmp_path / "a")
    take(tmp_path / "a", here)
    before = sender_path(here, sending.journal).read_bytes()
    whole(sending, tmp_path / "b")

    def cut(*_args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr("counter_app.superior.senders.sender.put_in_place", cut)
        with pytest.raises(StoreError):
            take(tmp_path / "b", here)
    assert sender_path(here, sending.journal).read_bytes() == before
    (told,) = take(tmp_path / "b", here).imported
    assert told.completed > 0


def test_figures_that_had_said_something_else_are_named(
    sending: Sending, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the chain proves counts; that the office's signature had vouched for something else is told."""
    sending.enrolled(here)
    honest = left_to_send

    def lied(kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        left = honest(kind, payload)
        return left if kind != "dossier.received" else {**(left or payload), "sets": 77}

    with monkeypatch.context() as patch:
        patch.setattr("counter_app.sync.batch.travelling.left_to_send", lied)
        sending.export(tmp_path / "a")
    take(tmp_path / "a", here)
    whole(sending, tmp_path / "b")
    summary = take(tmp_path / "b", here)
    assert any("khác số liệu" in note for note in summary.notes), summary.notes
    copy = copy_of(here, sending.store)
    assert {row[0] for row in copy.database.connection.execute("SELECT sets FROM dossier")} == {1}
    copy.close()


def test_another_branch_completes_nothing(here: Path, tmp_path: Path) -> None:
    """Two computers went on from one file: what the second tells whole is not what the first told in figures."""
    busy_store(tmp_path / "a.db").close()
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    ours, theirs = (
        Sending(Store.open(tmp_path / f"{name}.db", CLOCK), keys_numbered(7), content=content)
        for name, content in (("a", Content.MINIMAL), ("b", Content.FULL))
    )
    ours.enrolled(here)
    for sending, number in ((ours, 7), (theirs, 8)):
        receive_in(sending.store, number)
        sending.export(tmp_path / f"usb-{number}")
    take(tmp_path / "usb-7", here)
    before = sender_path(here, ours.journal).read_bytes()
    assert codes(take(tmp_path / "usb-8", here)) == ["B22"]
    assert sender_path(here, ours.journal).read_bytes() == before
    for sending in (ours, theirs):
        sending.close()
