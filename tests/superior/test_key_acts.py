"""Whose signature counts at the superior cannot be changed by hand: what was decided about keys is chained and signed.

Each edit is one that a person with the file, its key and a database browser can make; all hashes are made anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

import pytest

from counter_app.domain.clock import FixedClock, utc_text
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.key_acts import KeyAct, KeyActs, broken, key_problems, told_acts
from counter_app.superior.book.known_keys import KeyState
from counter_app.superior.proof import prove
from counter_app.sync.letters.key_card import KeyCard, Role
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.key_ring import OfficeKeys, new_keys
from tests.superior.offices import keys_numbered
from tests.superior_offices import TODAY, superior_office

BEFORE_ACTS = 5
"""The last version of the book in which keys were a table."""
ENEMY = new_keys(encrypted=False)
"""Whoever edits has keys of his own, and all of the program."""


@dataclass(frozen=True)
class World:
    """A superior that knows keys 1 and 2 and has revoked key 1; ``before`` is its book with both known."""

    folder: Path
    before: Path
    keys: OfficeKeys


def card(number: int) -> tuple[KeyCard, ExchangeKeys]:
    """The card of an office that is always the same for a number."""
    keys = keys_numbered(number)
    made = KeyCard(
        role=Role.OFFICE,
        number=f"{99000 + number}",
        name=f"xã Số {number}",
        journal=f"{number:016x}",
        public=keys.public,
        recipient=keys.recipient,
        made_at=utc_text(TODAY),
    )
    return made, keys


def enrol(office: Office, folder: Path, number: int) -> None:
    """Its card compared and enrolled."""
    made, keys = card(number)
    path = folder / f"khoa-{number}.json"
    path.write_bytes(made.to_bytes(keys))
    office.sender_keys.enrol(path, made.letters)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    root = tmp_path_factory.mktemp("khoa")
    clock = FixedClock(TODAY)
    office = superior_office(root / "cap-tren", clock)
    for number in (1, 2):
        enrol(office, root, number)
        clock.tick(minutes=1)
    shutil.copy(root / "cap-tren" / "cap-tren.db", root / "before.db")
    office.sender_keys.revoke(card(1)[0].letters, reason="Máy bị mất.")
    keys = office.keys
    office.close()
    assert keys is not None
    return World(root / "cap-tren", root / "before.db", keys)


@pytest.fixture
def above(world: World, tmp_path: Path) -> Iterator[Office]:
    here = tmp_path / "cap-tren"
    shutil.copytree(world.folder, here)
    opened = Office.open(here, clock=FixedClock(TODAY), officer=COMMAND_LINE, keys=world.keys)
    yield opened
    opened.close()


def said(office: Office) -> tuple[str, ...]:
    """What a check says of the superior's book."""
    told = told_acts(office.store.journal)
    return prove(office.data_dir, office.store.clock, told=told).problems


def states(office: Office) -> dict[str, KeyState]:
    """Each office's number with how its key stands."""
    return {key.office: key.state for key in office.sender_keys.known()}


def edit(office: Office, change: Callable[[Connection], object]) -> None:
    """Change the book as somebody does who has its key."""
    assert office.keys is not None
    book = engine.connect(office.data_dir / "cap-tren.db", key=office.keys.data)
    with closing(book):
        change(book)


def forged(book: Connection, number: int, key: str, state: str) -> None:
    """One act that says so, chained like the others, signed with the enemy's key."""
    _sign(book, number, json.loads(_texts(book)[-1]) | {"public": key, "state": state})


def _texts(book: Connection) -> list[str]:
    return [row[0] for row in book.execute("SELECT text FROM key_act ORDER BY number").fetchall()]


def _sign(book: Connection, number: int, facts: dict[str, object]) -> None:
    before = KeyAct(number=number - 1, text=_texts(book)[-1]).hash if number > 1 else ""
    rest = json.dumps(
        {name: facts[name] for name in sorted(facts) if name != "after"} | {"number": number},
        ensure_ascii=False,
    )
    act = KeyAct(number=number, text=f'{{"after": "{before}", {rest[1:]}')
    book.execute(
        "INSERT INTO key_act VALUES(?, ?, ?, ?)",
        (number, act.text, ENEMY.public.hex(), ENEMY.sign(act.signed_text).hex()),
    )


def test_a_card_enrolled_once_more_is_no_second_act(above: Office, tmp_path: Path) -> None:
    """A kill after the act and before the answer has somebody do it again."""
    before = told_acts(above.store.journal).acts
    enrol(above, tmp_path, 2)
    assert told_acts(above.store.journal).acts == before
    assert states(above)["99002"] is KeyState.KNOWN


def add(book: Connection) -> None:
    """A key of the enemy's own."""
    forged(book, 4, ENEMY.public.hex(), "known")


def un_revoke(book: Connection) -> None:
    """The lost key counts again."""
    forged(book, 4, card(1)[1].public.hex(), "known")


def change(book: Connection) -> None:
    """Key 2 speaks for another office, and all that comes after is chained anew."""
    texts = _texts(book)
    book.execute("DELETE FROM key_act WHERE number > 1")
    for number, text in enumerate(texts[1:], 2):
        _sign(book, number, json.loads(text) | {"office": "99009"})


def cut(book: Connection) -> None:
    """The revocation never happened."""
    book.execute("DELETE FROM key_act WHERE number = 3")


def empty(book: Connection) -> None:
    """A book as of before there were acts, with the lost key in the table of that time."""
    book.execute("DELETE FROM key_act")
    book.execute(
        "INSERT INTO known_key VALUES(?, '', ?, '99001', 'xã', 'known', '', ?, '', NULL, '', '', NULL)",
        (card(1)[1].public.hex(), f"{1:016x}", utc_text(TODAY)),
    )


@pytest.mark.parametrize("made", [add, un_revoke, change])
def test_what_was_written_by_hand_is_found_and_counts_for_nothing(
    above: Office, made: Callable[[Connection], None]
) -> None:
    assert said(above) == ()
    edit(above, made)

    assert any("sửa bằng tay" in text for text in said(above))
    with pytest.raises(StoreError, match="put-back"):
        above.sender_keys.known()


@pytest.mark.parametrize("made", [cut, empty])
def test_what_was_taken_out_by_hand_is_found_and_brought_back(
    above: Office, made: Callable[[Connection], None]
) -> None:
    edit(above, made)

    assert any("thiếu các lượt" in text for text in said(above))
    notes = above.sender_keys.bind()

    assert "nhật ký" in notes[0]
    assert said(above) == () or made is empty
    assert states(above) == {"99001": KeyState.REVOKED, "99002": KeyState.KNOWN}


def test_a_copy_of_before_brings_no_revoked_key_back(above: Office, world: World) -> None:
    shutil.copy(world.before, above.data_dir / "cap-tren.db")

    assert any("thiếu các lượt 3–3" in text for text in said(above))
    assert above.sender_keys.bind()
    assert states(above)["99001"] is KeyState.REVOKED


def test_a_table_of_before_that_nobody_reads_is_named(above: Office) -> None:
    edit(above, lambda book: book.execute(
        "INSERT INTO known_key VALUES('aa', '', '', '99007', '', 'known', '', '', '', NULL, '', '', NULL)"
    ))  # fmt: skip

    assert any("ghi vào bằng tay" in text for text in said(above))
    assert "99007" not in states(above)


def test_a_kill_between_book_and_journal_is_made_good(above: Office) -> None:
    with Arrivals(above.data_dir) as book, book.together():
        known = book.keys.of(card(2)[1].public.hex())
        assert known is not None
        book.keys.change(known)
    assert len(told_acts(above.store.journal).acts) == 3

    above.sender_keys.bind()

    assert len(told_acts(above.store.journal).acts) == 4
    assert above.store.check().ok
    assert said(above) == ()


def test_no_key_is_enrolled_while_the_own_one_is_locked(world: World, tmp_path: Path) -> None:
    plain = tmp_path / "cap-tren"
    shutil.copytree(world.folder, plain)
    with Arrivals(plain) as book:  # nobody has unlocked: the book is another, and there is a ring
        assert not book.keys.acts.may_sign
        with pytest.raises(RuleError) as refused:
            book.keys.acts.add({})
    assert refused.value.rule == "locked"


def test_an_older_book_is_signed_once(world: World, tmp_path: Path, above: Office) -> None:
    del world, tmp_path

    def older(book: Connection) -> None:
        book.execute("DELETE FROM key_act")
        empty(book)
        for table in ("key_act", "key_use", "book_seal", "operation"):
            book.execute(f"DROP TABLE {table}")
        book.execute(f"PRAGMA user_version = {BEFORE_ACTS}")

    edit(above, older)
    office = above
    with Arrivals(office.data_dir) as book:
        assert [key.office for key in book.keys.all()] == ["99001"]
        with book.together():
            book.keys.adopt()
        acts = book.keys.acts.all()
    assert len(acts) == 1
    assert acts[0].is_signed
    assert not broken(acts)
    assert key_problems(acts, told_acts(office.store.journal), [])


def test_a_book_that_no_signature_guards_would_be_believed(
    above: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without the signature of the last act the enemy's key counts."""
    monkeypatch.setattr(KeyActs, "_unsigned", lambda *_of: 0)
    edit(above, add)

    with Arrivals(above.data_dir) as book:
        assert book.keys.of(ENEMY.public.hex()) is not None
