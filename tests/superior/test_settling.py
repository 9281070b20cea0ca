"""Two journals under one number: people decide, nothing is lost, and the office's batches go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erasure import residue
from counter_app.errors import RuleError
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.erasing import drop_payloads
from counter_app.store.file.file_copies import copy_to
from counter_app.store.store import Store
from counter_app.superior.batches import settling
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.batches.settling import keep_ours
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import Decision, let_dates_pass
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.overview import overview
from counter_app.superior.reports.report import consolidated
from counter_app.superior.senders.sender import known_journals, sender_path
from tests.superior.looking import journal_of, same
from tests.superior.spoiling import BROKEN
from tests.superior.trusting import import_batches, take_theirs
from tests.sync.makers import MORNING, busy_store, carry, head_seq, receive

CLOCK = FixedClock(MORNING)


class Branches:
    """An office that sent 16 entries, and the same office after a backup of 14 entries was put back."""

    def __init__(self, tmp_path: Path, *, restored: bool) -> None:
        self.root = tmp_path
        self.here = tmp_path / "here"
        self.ours = busy_store(tmp_path / "ours.db")
        copy_to(self.ours.database, tmp_path / "theirs.db")
        self.theirs = Store.open(tmp_path / "theirs.db", CLOCK)
        self.cut = head_seq(self.theirs)
        for number in (50, 51):
            receive(self.ours, number)
        if restored:
            with self.theirs.transaction() as tx:
                begin_epoch(self.theirs.database, tx, device=1, reason="restored", actor="lan")
        receive(self.theirs, 60)
        self.journal = journal_of(self.ours)
        self.decision = Decision(
            journal=self.journal, by="Lê Thị Quyết", reason="Đơn vị đã khôi phục máy"
        )
        self.sent(self.ours, "ours")
        self.sent(self.theirs, "theirs")

    def sent(self, store: Store, name: str, *, first: int = 1, number: int = 1) -> Path:
        """A stick with one batch."""
        stick = self.root / name
        stick.mkdir()
        carry(store, stick, first=first, number=number)
        return stick

    def taken(self, name: str) -> ImportSummary:
        """Import a stick."""
        return import_batches(self.root / name, self.here, CLOCK)

    def close(self) -> None:
        """Close both."""
        self.ours.close()
        self.theirs.close()


@pytest.fixture(params=[True, False], ids=["restored", "forked"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Both kinds of alarm: B23 and B22."""
    made = Branches(tmp_path, restored=request.param)
    made.taken("ours")
    alarm = made.taken("theirs").refused[0][1][0]
    assert alarm.startswith("[B23]" if request.param else "[B22]")
    yield made
    made.close()


def test_the_other_branch_is_taken_and_goes_on(two: Branches) -> None:
    settled = take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert (settled.cut, settled.ours_seq, settled.theirs_seq) == (
        two.cut,
        head_seq(two.ours),
        head_seq(two.theirs),
    )
    assert same(two.here, two.theirs)
    assert two.taken("theirs").already_known
    receive(two.theirs, 61)
    two.sent(two.theirs, "later", first=head_seq(two.theirs), number=2)
    assert [item.entries for item in two.taken("later").imported] == [1]
    assert same(two.here, two.theirs)
    table = consolidated(OfficesAsked(two.here, date(2026, 11, 1), date(2026, 11, 30), clock=CLOCK))
    assert [row[2] for row in table.rows] == [8]


def test_the_old_copy_is_kept_and_not_counted(two: Branches) -> None:
    before = sender_path(two.here, two.journal).read_bytes()
    settled = take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert (two.here / "don-vi" / settled.kept_file).read_bytes() == before
    assert known_journals(two.here) == [two.journal]
    assert len(list((two.here / "don-vi").iterdir())) == 2


def test_the_branch_that_was_given_up_stays_rejected(two: Branches) -> None:
    take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert two.taken("ours").refused[0][1][0].startswith("[B28]")
    receive(two.ours, 52)
    two.sent(two.ours, "more", first=head_seq(two.ours), number=2)
    refused = two.taken("more").refused
    assert refused[0][1][0].startswith("[B28]")
    assert "Lê Thị Quyết" in refused[0][1][0]
    assert same(two.here, two.theirs)


def test_what_is_held_is_kept_and_goes_on(two: Branches) -> None:
    settled = keep_ours(two.here, two.decision, CLOCK)
    assert (settled.cut, settled.ours_seq) == (two.cut, head_seq(two.ours))
    assert two.taken("theirs").refused[0][1][0].startswith("[B28]")
    receive(two.theirs, 61)
    two.sent(two.theirs, "later", first=head_seq(two.theirs), number=2)
    assert two.taken("later").refused[0][1][0].startswith(("[B28]", "[B22]"))
    receive(two.ours, 53)
    two.sent(two.ours, "more", first=head_seq(two.ours), number=2)
    assert len(two.taken("more").imported) == 1
    assert same(two.here, two.ours)


def test_who_and_why_stands_in_the_book(two: Branches) -> None:
    seen = overview(two.here, CLOCK)
    assert [item.fork_seq for item in seen.branches] == [two.cut + 1]
    take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    seen = overview(two.here, CLOCK)
    assert seen.branches == ()
    (made,) = seen.decisions
    assert (made.decision, made.by, made.reason, made.done) == (
        "take",
        "Lê Thị Quyết",
        "Đơn vị đã khôi phục máy",
        True,
    )
    assert made.theirs_head == two.theirs.journal.head().hash.hex()
    assert made.ours_head == two.ours.journal.head().hash.hex()
    (standing,) = seen.standings
    assert standing.seq == head_seq(two.theirs)


def test_without_a_name_or_a_reason_nothing_happens(two: Branches) -> None:
    before = sender_path(two.here, two.journal).read_bytes()
    for decision in (
        Decision(journal=two.journal, by=" ", reason="x"),
        Decision(journal=two.journal, by="x", reason="\u200b"),
    ):
        with pytest.raises(RuleError):
            keep_ours(two.here, decision, CLOCK)
        with pytest.raises(RuleError):
            take_theirs(two.here, decision, two.root / "theirs", CLOCK)
    assert sender_path(two.here, two.journal).read_bytes() == before


def test_what_decides_nothing_is_refused(two: Branches) -> None:
    with pytest.raises(RuleError, match="không có gói dữ liệu nào khác"):
        take_theirs(two.here, two.decision, two.root / "ours", CLOCK)
    receive(two.ours, 54)
    two.sent(two.ours, "next", first=head_seq(two.ours), number=2)
    with pytest.raises(RuleError, match="nối tiếp"):
        take_theirs(two.here, two.decision, two.root / "next", CLOCK)
    receive(two.theirs, 62)
    two.sent(two.theirs, "tail", first=head_seq(two.theirs), number=2)
    with pytest.raises(RuleError, match="gói trước đó"):
        take_theirs(two.here, two.decision, two.root / "tail", CLOCK)
    other = replace(two.decision, journal="0" * 16)
    with pytest.raises(RuleError, match="không có nhánh nào"):
        keep_ours(two.here, other, CLOCK)
    keep_ours(two.here, two.decision, CLOCK)
    two.taken("next")
    assert same(two.here, two.ours)


def erase(store: Store, dossier: int) -> None:
    """Take a dossier's person out, as the law has it."""
    found = store.dossiers.by_id(dossier)
    assert found is not None
    left = {
        str(entry.seq): residue(payload)
        for entry, payload in store.journal.of(found.code)
        if entry.kind.startswith("dossier.")
    }
    with store.transaction() as tx:
        erased = {"residues": left, "dossiers": [dossier], "blank_name": "(đã xóa)"}
        tx.record("journal.erased", found.code, erased, actor="lan")
        drop_payloads(store.database, [int(seq) for seq in left])


def test_what_was_erased_by_law_is_not_cut_back_over(two: Branches) -> None:
    """Cut back, nothing would say why a payload is gone; the decision is refused and what is held stays."""
    erase(two.ours, 5)
    two.sent(two.ours, "erased", first=head_seq(two.ours), number=2)
    assert len(two.taken("erased").imported) == 1
    with pytest.raises(RuleError, match="đã xóa theo quy định"):
        take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert same(two.here, two.ours)
    assert overview(two.here, CLOCK).decisions == ()
    # A restored office takes out again what was erased since its copy: its branch says so itself.
    erase(two.theirs, 6)
    with pytest.raises(RuleError, match="đã xóa theo quy định"):
        take_theirs(two.here, two.decision, two.sent(two.theirs, "another", number=2), CLOCK)
    erase(two.theirs, 5)
    take_theirs(two.here, two.decision, two.sent(two.theirs, "again", number=3), CLOCK)
    assert same(two.here, two.theirs)


STEPS = (
    "branch_in",
    "files.write_new",
    "files.move",
    "files.sync_file",
    "aside_path",
    "exchanging",
)


def _cut_at(monkeypatch: pytest.MonkeyPatch, step: str, *, after: bool) -> None:
    """End the work at one of its calls, before or after it was made."""
    from counter_app.superior.senders import sender as sender_module
    from counter_app.system import files

    owner: Any = files if step.startswith("files.") else settling
    name = step.removeprefix("files.")
    real = getattr(owner, name)

    def cut(*arguments: Any, **named: Any) -> None:
        if after:
            real(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, cut)
    monkeypatch.setattr(sender_module, "clear", lambda _path: None)  # a kill tidies nothing


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_an_exchange_cut_anywhere_leaves_the_old_or_the_new(
    two: Branches, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    with monkeypatch.context() as patched:
        _cut_at(patched, step, after=after)
        patched.setattr(
            "counter_app.superior.book.settlements.Settlements.drop", lambda *_arguments: None
        )
        with pytest.raises(KeyboardInterrupt):
            take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    (two.root / "empty").mkdir()
    two.taken("empty")
    moved = step == "files.move" and after
    assert same(two.here, two.theirs if moved else two.ours)
    with Arrivals(two.here) as book:
        assert [item.done for _number, item in book.settlements.all()] == ([True] if moved else [])
    assert len(list((two.here / "don-vi").iterdir())) == 1 + moved
    settled = take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert (settled.cut, settled.done) == (two.cut, True)
    assert same(two.here, two.theirs)
    assert two.taken("ours").refused[0][1][0].startswith("[B28]")


def test_a_damaged_copy_is_replaced_from_its_first_entry(two: Branches) -> None:
    BROKEN["noise"](sender_path(two.here, two.journal))
    (two.root / "empty").mkdir()
    BROKEN["truncated"](sender_path(two.here, two.journal))
    settled = take_theirs(two.here, two.decision, two.root / "theirs", CLOCK)
    assert settled.cut == 0
    assert same(two.here, two.theirs)


def test_a_day_to_come_waits_until_somebody_vouches_for_it(tmp_path: Path, usb: Path) -> None:
    here, ahead = tmp_path / "here", FixedClock(MORNING + timedelta(days=400))
    store = busy_store(tmp_path / "office.db", clock=ahead)
    carry(store, usb)
    assert import_batches(usb, here, CLOCK).refused[0][1][0].startswith("[B26]")
    assert known_journals(here) == []
    decision = Decision(journal=journal_of(store), by="Lan", reason="Đồng hồ đơn vị sai")
    let_dates_pass(here, decision, date(2027, 12, 31), CLOCK)
    assert len(import_batches(usb, here, CLOCK).imported) == 1
    assert same(here, store)
    store.close()
