"""A superior's copy: nothing to find citizens by, every index that questions need, however it was filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.store.core import engine, schema
from counter_app.store.store import Store
from counter_app.superior.senders import sender as sender_module
from counter_app.superior.senders.sender import sender_path
from tests.superior.looking import copy_of, journal_of, rows, same, take
from tests.sync.makers import carry


def parts(store: Store) -> set[tuple[str, str, str]]:
    """Everything a file is made of, with its text."""
    asked = store.database.connection.execute("SELECT type, name, sql FROM sqlite_master")
    return {(row["type"], row["name"], row["sql"] or "") for row in asked.fetchall()}


def test_a_first_batch_leaves_no_index_out(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "MANY", 1)
    carry(store, usb)
    take(usb, here, store)
    assert same(here, store)
    copy = copy_of(here, store)
    assert parts(copy) == parts(store)
    assert (
        copy.database.connection.execute("SELECT count(*) FROM dossier_search").fetchone()[0] == 0
    )
    copy.close()


def test_a_copy_of_an_earlier_version_is_made_anew_as_lean(
    store: Store, usb: Path, here: Path
) -> None:
    carry(store, usb)
    take(usb, here, store)
    raw = engine.connect(sender_path(here, journal_of(store)))
    raw.execute("INSERT INTO told VALUES('address', 'thon mau', 'Thôn Mẫu', 1)")
    raw.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    raw.close()
    assert same(here, store)


def test_an_office_keeps_what_finds_its_citizens(store: Store) -> None:
    path = store.database.path
    before = rows(store)
    store.close()
    raw = engine.connect(path)
    raw.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    raw.close()
    anew = Store.open(path, store.clock)
    found = anew.database.connection.execute("SELECT count(*) FROM dossier_search").fetchone()[0]
    assert (rows(anew), found) == (before, len(before["dossier"]))
    assert anew.check().ok
    anew.close()
