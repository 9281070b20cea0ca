"""What is looked at column by column at the superior is refused exactly where the office could not read the dossier."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counter_app.store.read.dossier_rows import dossier_from
from counter_app.superior.senders.readable import READERS, require_readable
from tests.sync.makers import busy_store

_PARTY = {"kind": "person", "name": "Trần Văn Nền"}
_DUE = {
    "at": "2026-11-25T09:00",
    "calendar_version": "x",
    "trace": [{"kind": "due", "day": "2026-11-25"}],
}
_JUNK = (
    "x",
    "2026-02-31",
    "2026-11-25T25:00:00",
    "[]",
    "{}",
    "[1]",
    "3",
    "null",
    '{"kind":"x","name":"y"}',
)
TRIED: dict[str, tuple[Any, ...]] = {
    "state": (1, 11, 12, 0, "x"),
    "channel": (1, 9), "return_channel": (1, 9),
    "mapping": ("entered", "x"),
    "applicant": tuple(json.dumps(said) for said in (
        _PARTY, {"kind": "person"}, {"name": "a"}, {**_PARTY, "kind": "x"}, {**_PARTY, "sex": "x"},
        {**_PARTY, "birth": "31/02/1990"}, {**_PARTY, "birth": "1990"}, {**_PARTY, "id_issued": "2026-13-01"},
        {**_PARTY, "id_kind": "x"}, {**_PARTY, "odd": 1},
    )),
    "due": tuple(json.dumps(said) for said in (
        _DUE, {**_DUE, "at": "x"}, {**_DUE, "at": ""}, {"at": _DUE["at"], "trace": []}, {**_DUE, "trace": 3},
        {**_DUE, "trace": [{"kind": "x", "day": "2026-11-25"}]}, {**_DUE, "trace": [{"kind": "due"}]},
        {**_DUE, "trace": [{"kind": "due", "day": "x"}]}, {**_DUE, "trace": [3]}, {**_DUE, "trace": None},
    )),
    "collector": ('{"name":"a"}', '{"name":"a","odd":1}', '{"phone":"1"}', '{"authorised":true,"name":"a"}'),
    "result_facts": ('{"outcome":"refused"}', '{"outcome":"x"}', '{"odd":1}'),
    "policy": ('{"allowed":3}', '{"odd":3}'),
    "time_limit": ('{"unit":"working_days","value":3}', '{"unit":"x","value":3}', '{"value":3}'),
    "papers": ('[{"name":"a"}]', "[{}]", '[{"kind":"x","name":"a"}]'),
    "originals_kept": ('[{"name":"a"}]', '[{"odd":1}]'),
}  # fmt: skip


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A dossier's row as it should be."""
    store = busy_store(tmp_path_factory.mktemp("row") / "office.db")
    found = store.database.connection.execute("SELECT * FROM dossier LIMIT 1").fetchone()
    store.close()
    return dict(found)


def refused(read: Any, columns: Any) -> bool:
    try:
        read(columns)
    except Exception:
        return True
    return False


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_column_is_readable_when_the_dossier_is(row: dict[str, Any], name: str) -> None:
    tried = (row[name], *TRIED.get(name, ()), *(_JUNK if isinstance(row[name], str | None) else ()))
    told = [(refused(dossier_from, {**row, name: value}), value) for value in tried]
    assert [(refused(require_readable, {name: value}), value) for value in tried] == told
    assert {verdict for verdict, _value in told} == {False, True}


def test_every_column_that_is_more_than_a_text_has_its_reader(row: dict[str, Any]) -> None:
    for name in row.keys() - READERS.keys():
        assert not refused(dossier_from, {**row, name: "no number, no day, no JSON"}), name
