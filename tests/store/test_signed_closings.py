"""A closed day is signed: whoever rewrites what lies before it is found without a stick, a paper or a witness."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as Db
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from counter_app import paths
from counter_app.desk.closing.day_signature import tell_key
from counter_app.domain.clock import FixedClock
from counter_app.domain.closing.statement import SignedClosing, key_mark
from counter_app.domain.office.events import OFFICE_KEYED
from counter_app.domain.office.staff import COMMAND_LINE, Duty
from counter_app.errors import NumbersError
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.file.checking import CheckResult
from counter_app.store.file.outside import Acknowledged, Outside
from counter_app.store.file.signed_closings import told_keys
from counter_app.store.file.witness import witnesses_in
from counter_app.system.key_ring import OfficeKeys, new_keys
from counter_app.wording.office.damage import damage_lines, warning_lines
from tests.makers import receive
from tests.store.test_clever_edits import EDITS, edited, found, rewritten

KEYS = OfficeKeys(None, bytes(range(32)))


def unlock(office: Office) -> OfficeKeys:
    """As if somebody had come in by a password."""
    office.store.database.held.keys = KEYS
    return KEYS


@pytest.fixture
def evenings(office: Office, clock: FixedClock) -> Path:
    """Two evenings signed and nothing carried away; nobody has the office open."""
    unlock(office)
    for _evening in range(2):
        receive(office)
        office.closing.close_day()
        clock.tick(days=1)
    office.close()
    return office.data_dir


@pytest.fixture
def kept(evenings: Path) -> Path:
    """The same, and no witness is left."""
    drop_witnesses(evenings)
    return evenings


def drop_witnesses(folder: Path) -> None:
    for witness in folder.parent.glob("**/so-chung-*"):
        witness.unlink()


def told(db: Db, change: Callable[[dict[str, Any]], object], which: int = -1) -> None:
    """One closing says something else, and every hash after it is made anew."""
    rewritten(db, "day.closed", which, change)
    db.execute(f"PRAGMA user_version = {schema.VERSION}")


def checked(folder: Path, clock: FixedClock) -> CheckResult:
    with closing(Office.open(folder, clock=clock)) as office:
        return office.check()


def harmed(folder: Path, change: Callable[[Db], object]) -> None:
    """The file after somebody was at it with a database browser."""
    with closing(dbapi2.connect(paths.database_path(folder))) as db:
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        change(db)
        for text in schema.TRIGGERS.values():
            db.execute(text)
        db.commit()


def test_an_evening_is_signed_by_the_office_s_key(office: Office) -> None:
    unlock(office)
    receive(office)
    closed = office.closing.close_day().result
    signed = office.store.closings.signed(closed)
    assert signed is not None
    said = signed.statement
    assert (said.seq, said.head) == (closed.to_seq, closed.head.hex())
    assert said.journal == office.store.journal.name()
    assert (said.office, said.device, said.day) == ("99001", 1, closed.day)
    public = KEYS.public.hex()
    assert [key.key for key in told_keys(office.store.journal)] == [public]
    result = office.check()
    assert (result.problems, result.warnings) == ((), ())
    assert (result.vouched.seq, result.vouched.key) == (closed.to_seq, public)


def test_the_key_is_told_once(office: Office, clock: FixedClock) -> None:
    unlock(office)
    for _evening in range(3):
        office.closing.close_day()
        clock.tick(days=1)
    kinds = [entry.kind for entry, _salt, _body in office.store.journal.walk()]
    assert kinds.count(OFFICE_KEYED) == 1


def test_without_a_key_the_closing_says_so(office: Office) -> None:
    closed = office.closing.close_day().result
    assert office.store.closings.signed(closed) is None
    result = office.check()
    assert (result.ok, result.vouched.seq, result.warnings) == (True, 0, ())


CUTS = {"6 the end cut off", "7 cut below the last stick"}
"""A shorter journal is whole in itself: only what lies outside the file knows of the rest."""


@pytest.mark.parametrize("edit", sorted(set(EDITS) - CUTS))
def test_each_edit_before_a_signed_evening_is_found_with_nothing_outside_the_file(
    kept: Path, clock: FixedClock, edit: str
) -> None:
    """No stick and no witness: the signature alone stands against whoever makes every hash anew."""
    edited(kept, edit)
    assert found(kept, clock) != ""


@pytest.mark.parametrize("edit", sorted(CUTS))
def test_a_cut_end_is_found_by_the_witness(evenings: Path, clock: FixedClock, edit: str) -> None:
    edited(evenings, edit)
    assert found(evenings, clock).startswith("doubt: ")


def test_a_rewritten_past_is_noticed_at_the_next_start(kept: Path, clock: FixedClock) -> None:
    """And nothing more is written on it until a person has answered."""
    edited(kept, "4 the newest dossier")
    with closing(Office.open(kept, clock=clock, officer=COMMAND_LINE)) as office:
        doubt = office.numbers.doubt
        assert doubt is not None
        assert doubt.why == "signed"
        with pytest.raises(NumbersError):
            receive(office)


def test_a_past_given_up_knowingly_is_not_asked_about_again(kept: Path, clock: FixedClock) -> None:
    edited(kept, "4 the newest dossier")
    with closing(Office.open(kept, clock=clock, officer=COMMAND_LINE)) as office:
        office.numbers.settle({}, device=2)
        receive(office)
    with closing(Office.open(kept, clock=clock, officer=COMMAND_LINE)) as again:
        assert again.numbers.doubt is None
        assert "not those that were signed" in " ".join(again.check().problems)


def test_what_is_still_good_is_told(kept: Path, clock: FixedClock) -> None:
    """The second day was rewritten: the first evening's signature still vouches for what lies before it."""
    with closing(Office.open(kept, clock=clock)) as office:
        first, second = sorted(office.store.closings.days(), key=lambda item: item.day)
        assert office.check().vouched.seq == second.to_seq
    edited(kept, "4 the newest dossier")
    result = checked(kept, clock)
    assert result.vouched.seq == first.to_seq
    text = "\n".join(
        damage_lines(result.problems, result.anchored, result.vouched.seq, result.vouched.day)
    )
    assert f"lượt ghi đến số {second.to_seq} không còn là những gì đơn vị đã ký" in text
    assert f"Lượt ghi đến số {first.to_seq} vẫn đúng như đơn vị đã ký" in text
    assert f"{first.day:%d/%m/%Y}" in text


def test_what_lies_after_an_entry_changed_in_place_is_not_called_good(
    kept: Path, clock: FixedClock
) -> None:
    """The hashes were left as they were: the heads still agree, the content does not."""
    with closing(Office.open(kept, clock=clock)) as office:
        first = min(office.store.closings.days(), key=lambda item: item.day)
        seq = office.store.journal.of("day:" + first.day.isoformat())[0][0].seq - 2

    def change(db: Db) -> None:
        db.execute("UPDATE payload SET body = '{}' WHERE seq = ?", (seq,))

    harmed(kept, change)
    assert checked(kept, clock).vouched.seq < first.to_seq


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda said: said["totals"].update(received=99), "says something else"),
        (lambda said: said.update(at="2026-11-24T17:00:00"), "says something else"),
        (lambda said: said.update(signed=flipped(said["signed"])), "the signature is not valid"),
        (lambda said: said.update(signed=by_another(said["signed"])), "signed by another key"),
    ],
)
def test_a_closing_changed_with_all_its_hashes_is_found(
    kept: Path, clock: FixedClock, change: Callable[[dict[str, Any]], object], wrong: str
) -> None:
    harmed(kept, lambda db: told(db, change))
    assert wrong in " ".join(checked(kept, clock).problems)


def flipped(text: str) -> str:
    """The last letter that counts is another one."""
    return text[:-2] + ("A" if text[-2] != "A" else "B") + text[-1]


def by_another(text: str) -> str:
    """The same statement signed by somebody who has no key of the office."""
    signed, keys = SignedClosing.from_paper_text(text), new_keys(encrypted=False)
    assert signed is not None
    own = keys.sign(signed.statement.text().encode()).hex()
    return SignedClosing(
        statement=signed.statement, key=keys.public.hex(), signature=own
    ).paper_text()


def test_signatures_taken_away_are_told_with_what_is_still_vouched_for(
    kept: Path, clock: FixedClock
) -> None:
    harmed(kept, lambda db: told(db, lambda said: said.pop("signed")))
    result = checked(kept, clock)
    assert "không còn là những gì đơn vị đã ký" in " ".join(damage_lines(result.problems, 0))
    assert "không có chữ ký của đơn vị" in " ".join(warning_lines(result.warnings))
    with closing(Office.open(kept, clock=clock)) as office:
        first = min(office.store.closings.days(), key=lambda item: item.day)
    assert result.vouched.seq == first.to_seq


def test_signatures_taken_away_are_found_by_a_witness_in_reach(
    evenings: Path, clock: FixedClock
) -> None:
    """Even where the head it saw is out of its reach: it keeps the statements themselves."""
    with closing(Office.open(evenings, clock=clock)) as office:
        outside = office.outside()
    assert len(outside.closings) == 2
    drop_witnesses(evenings)
    harmed(evenings, lambda db: told(db, lambda said: said.pop("signed")))
    with closing(Office.open(evenings, clock=clock)) as office:
        kept_only = Outside(closings=outside.closings)
        problems = " ".join(office.store.check(outside=kept_only).problems)
    assert "was signed and is not any more" in problems


def test_a_later_evening_that_is_signed_vouches_for_one_that_was_not(
    evenings: Path, clock: FixedClock
) -> None:
    with closing(Office.open(evenings, clock=clock, officer=COMMAND_LINE)) as office:
        office.closing.close_day()
        assert office.check().warnings != ()
        clock.tick(days=1)
        unlock(office)
        office.closing.close_day()
        assert office.check().warnings == ()


def test_a_key_is_replaced_by_the_one_before_it(evenings: Path, clock: FixedClock) -> None:
    with closing(Office.open(evenings, clock=clock, officer=COMMAND_LINE)) as office:
        former, fresh = unlock(office), new_keys(encrypted=False)
        with office.closing.act(Duty.CLOSE_DAY, "", OFFICE_KEYED) as act:
            tell_key(office.store, act, fresh, former)
        office.store.database.held.keys = fresh
        closed = office.closing.close_day().result
        assert [key.vouched for key in told_keys(office.store.journal)] == [True, True]
        result = office.store.check()
        assert (result.problems, result.warnings) == ((), ())
        assert (result.vouched.seq, result.vouched.key) == (closed.to_seq, fresh.public.hex())


def test_a_key_that_nobody_vouches_for_is_told(evenings: Path, clock: FixedClock) -> None:
    with closing(Office.open(evenings, clock=clock, officer=COMMAND_LINE)) as office:
        office.store.database.held.keys = new_keys(encrypted=False)
        office.closing.close_day()
        warned = " ".join(office.check().warnings)
        ring = Outside(public_key=KEYS.public.hex())
        beside = " ".join(office.store.check(outside=ring).warnings)
    assert "the one before did not sign it" in warned
    assert "is not the office's in the journal" in beside


def test_what_the_superior_took_is_compared(kept: Path, clock: FixedClock) -> None:
    """Only the place where it is compared: acknowledgements themselves come later."""
    with closing(Office.open(kept, clock=clock)) as office:
        head = office.store.journal.head()
        right = Acknowledged(
            seq=head.seq - 1, head=list(office.store.journal.walk())[-2][0].hash.hex()
        )
        wrong = Acknowledged(seq=head.seq, head="0" * 64)
        assert office.store.check(outside=Outside(acknowledged=(right,))).ok
        problems = office.store.check(outside=Outside(acknowledged=(wrong,))).problems
    assert problems == (f"superior: entries up to {head.seq} are not those it has",)


def test_the_witness_keeps_the_statements(evenings: Path, clock: FixedClock) -> None:
    with closing(Office.open(evenings, clock=clock)) as office:
        texts = [
            signed.paper_text()
            for item in sorted(office.store.closings.days(), key=lambda item: item.day)
            if (signed := office.store.closings.signed(item)) is not None
        ]
        place = office.data_dir.with_name(office.data_dir.name + ".so-chung")
    (known,) = witnesses_in(place).values()
    assert list(known.signed) == texts


def test_what_stands_on_paper_is_read_back(office: Office) -> None:
    unlock(office)
    signed = office.store.closings.signed(office.closing.close_day().result)
    assert signed is not None
    text = signed.paper_text()
    spoken = " ".join(text[start : start + 5].lower() for start in range(0, len(text), 5))
    assert SignedClosing.from_paper_text(spoken) == signed
    for wrong in ("", "QMC1", text[:-1], text + "A", text.replace("QMC1", "QMC2")):
        assert SignedClosing.from_paper_text(wrong) is None
    assert len(key_mark(signed.key)) == len("XXXX-XXXX-XXXX-XXXX")
