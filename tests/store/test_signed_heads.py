"""What came after the last closing is signed too: who has the file but not the keys makes no other past of it.

Witnesses are taken away, and no stick was written: only what stands in the file itself can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as Db
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.errors import NumbersError, StoreError
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.file import anchors
from counter_app.store.file.held_keys import HeldKeys, Proved, with_holder
from counter_app.store.file.signed_head import HeadSigner, signed_head
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder, OfficeKeys, new_keys
from counter_app.wording.office.damage import damage_text, warning_lines
from tests.makers import receive
from tests.store.test_clever_edits import rewritten, seal_again
from tests.store.test_signed_closings import checked, drop_witnesses, harmed, unlock

ENEMY = new_keys(encrypted=False)


def worked(office: Office, clock: FixedClock) -> Path:
    """Two signed evenings, then a morning that no closing vouches for yet; nobody has the office open."""
    unlock(office)
    for _evening in range(2):
        receive(office)
        office.closing.close_day()
        clock.tick(days=1)
    office.moves.move(receive(office, name="Lê Văn Sáng").code, Act.FINISH, result="1/CT")
    office.close()
    drop_witnesses(office.data_dir)
    return office.data_dir


@pytest.fixture
def kept(office: Office, clock: FixedClock) -> Path:
    return worked(office, clock)


def other_result(said: dict[str, Any]) -> None:
    said["result"] = "2/CT"


def rewrite(db: Db) -> None:
    """The morning's dossier ended otherwise; the program makes the tables anew."""
    rewritten(db, "dossier.moved", -1, other_result)


def strip(db: Db) -> None:
    """The same, and nothing was ever signed."""
    rewrite(db)
    db.execute("DELETE FROM signed_head")


def forge(db: Db) -> None:
    """The same, signed by whoever did it."""
    rewrite(db)
    said = signed_head(db)
    assert said is not None
    (end,) = db.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    text = said.text().replace(said.head, end.hex()).encode()
    row = (end.hex(), ENEMY.public.hex(), ENEMY.sign(text).hex())
    db.execute("UPDATE signed_head SET head = ?, key = ?, signature = ?", row)


def cut(db: Db) -> None:
    """The morning never was, and the head of before closing the second evening is all there is."""
    (seq,) = db.execute("SELECT max(seq) FROM journal WHERE kind = 'day.closed'").fetchone()
    db.execute("DELETE FROM journal WHERE seq > ?", (seq,))
    db.execute("DELETE FROM payload WHERE seq > ?", (seq,))
    db.execute("DELETE FROM signed_head")
    db.execute(f"PRAGMA user_version = {schema.VERSION - 1}")


EDITS: dict[Callable[[Db], None], str] = {
    rewrite: "không còn là những gì đơn vị đã ký",
    strip: "bị lấy mất",
    forge: "khóa khác",
    cut: "bị lấy mất",
}


def problems(folder: Path, clock: FixedClock) -> str:
    return "\n".join(map(damage_text, checked(folder, clock).problems))


@pytest.mark.parametrize("edit", EDITS)
def test_a_morning_rewritten_by_hand_is_found(
    kept: Path, clock: FixedClock, edit: Callable[[Db], None]
) -> None:
    assert checked(kept, clock).problems == ()
    drop_witnesses(kept)

    def all_of_it(db: Db) -> None:
        edit(db)
        seal_again(db)

    harmed(kept, all_of_it)
    assert EDITS[edit] in problems(kept, clock)


@pytest.mark.parametrize("edit", [rewrite, forge])
def test_the_next_start_writes_nothing_onto_it(
    kept: Path, clock: FixedClock, edit: Callable[[Db], None]
) -> None:
    harmed(kept, edit)
    with closing(Office.open(kept, clock=clock)) as office:
        assert office.store.database.unsure
        with pytest.raises(NumbersError):
            office.store.transaction().__enter__()


def test_no_act_is_signed_on_top_of_a_file_that_was_edited_meanwhile(office: Office) -> None:
    unlock(office)
    office.moves.move(receive(office).code, Act.FINISH, result="1/CT")
    with closing(dbapi2.connect(paths.database_path(office.data_dir))) as db:
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        rewritten(db, "dossier.moved", -1, other_result)
        for text in schema.TRIGGERS.values():
            db.execute(text)
        db.commit()

    with pytest.raises(StoreError, match="vừa bị sửa"):
        receive(office)
    assert not office.check().ok


def test_what_was_written_while_the_keys_were_locked_is_said(
    office: Office, clock: FixedClock
) -> None:
    keys = unlock(office)
    office.closing.close_day()  # from then on the journal knows the key
    receive(office)
    end = office.store.journal.head().seq
    office.store.database.held.keys = None
    receive(office)
    result = office.check()
    assert (result.ok, result.signed_to) == (True, end)
    assert f"sau số {end} chưa có chữ ký" in warning_lines(result.warnings)[0]

    office.store.database.held.keys = keys
    receive(office)
    result = office.check()
    assert (result.warnings, result.signed_to) == ((), office.store.journal.head().seq)


def test_keys_that_the_journal_did_not_tell_sign_no_head(office: Office) -> None:
    unlock(office)
    receive(office)
    office.closing.close_day()
    before = signed_head(office.store.database.connection)
    office.store.database.held.keys = OfficeKeys(None, b"\7" * 32)
    receive(office)
    assert signed_head(office.store.database.connection) == before


def test_a_file_whose_heads_nobody_signs_is_rewritten_unseen(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: what the last closing does not vouch for was anybody's, and it is the signed head that finds it."""
    monkeypatch.setattr(HeadSigner, "sign", lambda *_of: None)
    monkeypatch.setattr(anchors, "head_missing", lambda *_of: "")
    folder = worked(office, clock)

    def all_of_it(db: Db) -> None:
        rewrite(db)
        db.execute("DELETE FROM signed_head")  # that of the founding
        seal_again(db)

    harmed(folder, all_of_it)
    assert checked(folder, clock).problems == ()


def test_another_office_s_ring_signs_nothing_and_is_named(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    """Whoever puts a ring he opens beside a plain file does not become its signer."""
    plain = Office.found(tmp_path / "ro", default_founding(), clock=clock)
    plain.close()
    held = HeldKeys(paths.database_path(plain.data_dir))
    opens = Proved(kind=Holder.OFFICER, name="canbo", label="", secret=FIRST_PASSWORD, mark="")
    ring = with_holder(key_ring.new_ring("f" * 16, ENEMY), ENEMY, opens)
    for path in plain.data_dir.glob("*.khoa*"):
        path.unlink()
    key_ring.write(held.ring_path, ring)
    with closing(Office.open(plain.data_dir, clock=clock)) as other:
        other.seat.sign_in("canbo", FIRST_PASSWORD)
        assert other.keys is None
        assert any("đơn vị khác" in damage_text(text) for text in other.check().problems)
    assert office.check().ok
