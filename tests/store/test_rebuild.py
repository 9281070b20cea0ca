"""The strongest promise: whatever was done, the tables are what the journal says, and nothing else."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.facts import FACTS
from counter_app.domain.dossier.moves import Act
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.journal.kinds import KINDS
from counter_app.domain.office.passwords import FREE_TRIES
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store import projection
from counter_app.store.core import access_book, schema
from counter_app.store.core.journal import Entry
from counter_app.store.projection import projectors
from tests.data_folder import data_folder
from tests.makers import MONDAY, collector, everything_in, receive, unlock
from tests.store.player import VERBS, Player

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables

STEPS = st.lists(
    st.tuples(st.integers(0, len(VERBS) - 1), st.integers(0, 40), st.integers(0, 40)),
    min_size=5,
    max_size=45,
)
ASKED = {fact.name for fact in FACTS if fact.asked}
"""Facts that an event says by their table."""
EVERY_VERB = [(verb, verb % 7, choice) for choice in range(4) for verb in range(len(VERBS))]


@settings(max_examples=60)
@given(steps=STEPS)
@example(steps=EVERY_VERB)
def test_the_tables_are_what_the_journal_says(
    founded: Path, steps: list[tuple[int, int, int]]
) -> None:
    with data_folder() as data:
        shutil.copyfile(founded, paths.database_path(data))
        clock = FixedClock(MONDAY)
        office = Office.open(data, clock=clock, officer=COMMAND_LINE)
        try:
            Player(office, clock).play(steps)
            result = office.store.check()
            assert result.problems == ()
            assert result.entries == office.store.journal.head().seq
        finally:
            office.close()


def test_the_random_days_reach_every_kind_of_event(office: Office, clock: FixedClock) -> None:
    """Otherwise the property above would be silent about a kind it never saw."""
    player = Player(office, clock)
    chance = random.Random(1)
    player.play([(n, chance.randrange(41), chance.randrange(41)) for n in range(30 * len(VERBS))])
    kinds = {entry.kind for entry, _salt, _body in office.store.journal.walk()}
    elsewhere = {
        *("batch.exported", "officer.signed_in", "officer.sign_in_failed", "office.keyed"),
        *("clock.confirmed", "officer.signed_out", "printer.chosen"),
        *("script.issued", "script.used", "script.revoked"),
        *("superior.keyed", "superior.revoked", "batch.handed", "batch.acknowledged"),
        *("parcel.applied", "notice.received", "journal.mended", "sender.keyed"),
    }
    assert kinds >= set(projectors()) - elsewhere
    assert player.refused > 0
    undeclared = {
        (entry.kind, name)
        for entry, _salt, body in office.store.journal.walk()
        for name in json.loads(body or "{}")
        if name not in KINDS[entry.kind].fields() and name not in ASKED
    }
    assert not undeclared
    assert office.store.check().ok


def test_an_exported_evening_is_rebuilt_too(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    for _time in range(FREE_TRIES):
        with pytest.raises(RuleError):
            office.seat.sign_in("canbo", "sai")
    clock.tick(seconds=10)
    office.seat.sign_in("canbo", "matkhau-2026")
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    office.closing.close_day()
    stick = tmp_path / "usb"
    stick.mkdir()
    unlock(office).closing.export(stick)
    receive(office)
    unlock(office).closing.export(stick)
    result = office.store.check()
    assert result.ok
    assert len(office.closing.batches()) == 2


def test_an_erasure_keeps_the_chain_and_the_rebuild(office: Office, tmp_path: Path) -> None:
    secret = "Phan Thị Bí Mật"
    code = receive(office, name=secret, note="Nhà ở cạnh chợ").code
    office.moves.move(code, Act.SUPPLEMENT, reason=f"{secret} thiếu giấy")
    office.moves.move(code, Act.RESUME)
    office.moves.move(code, Act.FINISH, result="7/KQ")
    office.returning.hand_over(code, collector(secret))
    other = receive(office, name="Người Khác").code
    hashes = [entry.hash for entry, _salt, _body in office.store.journal.walk()]
    office.erasure.erase(code, reason="Công dân yêu cầu")
    kept = [entry.hash for entry, _salt, _body in office.store.journal.walk()]
    assert kept[:-2] == hashes, "the erasure, and the list of what it did not reach"
    assert office.store.check().problems == ()
    dossier = office.dossiers.get(code)
    assert dossier.applicant.name == BLANK_NAME
    assert (dossier.result, dossier.collector) == ("", None)
    assert office.dossiers.find("bí mật") == []
    assert office.dossiers.find("0912345678")[0].code == other
    office.close()
    content = everything_in(office.data_dir)
    for word in (secret, "cạnh chợ", "phan_thi_bi_mat"):
        assert word.encode() not in content, word


def test_every_table_is_compared(office: Office) -> None:
    rows = office.store.database.connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
        "AND name NOT LIKE 'sqlite_%'"
    )
    compared = {name for name, _order in schema.STATE_TABLES} | {
        "journal",
        "payload",
        "dossier_search",
    }
    local = {"meta", "preference", "credential", "draft", "_sqlite_migrations"}
    local |= {"official_list", "official_line"}
    local |= {"local_seal", "password_state", "clear_file", "signed_head", *access_book.TABLES}
    assert {row[0] for row in rows} == compared | local


def test_a_projection_that_knows_more_than_the_journal_is_caught(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary of the property above."""
    whole = projectors()["dossier.received"]
    notes = iter(("một", "hai", "ba"))

    def leaking(db: Tables, entry: Entry, payload: dict[str, Any]) -> None:
        whole(db, entry, {**payload, "note": next(notes)})

    monkeypatch.setitem(projectors(), "dossier.received", leaking)
    monkeypatch.setattr(projection, "_projector", lambda kind: projectors()[kind])  # none it met
    receive(office)
    assert "table dossier" in office.store.check().problems[0]
