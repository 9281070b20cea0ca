"""Lines are made some hundreds at a time; nobody behind can tell, but for what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter_app.store.store import Store
from counter_app.sync.batch import reader
from counter_app.sync.batch.lines import Line, stored_bytes
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.travelling import as_it_travels, whole_beside
from tests.sync.makers import busy_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An office's journal."""
    made = busy_store(tmp_path_factory.mktemp("handfuls") / "office.db")
    yield made
    made.close()


@pytest.fixture
def line(store: Store) -> Line:
    """One of its lines."""
    entry, salt, body = next(iter(store.journal.walk(2, 2)))
    return Line(entry=entry, salt=salt, body=body, residue=None)


@pytest.mark.parametrize(
    "good", [0, 1, reader._HANDFUL - 1, reader._HANDFUL, 2 * reader._HANDFUL + 3]
)
def test_the_lines_before_a_wrong_one_come_first_and_then_its_reason(line: Line, good: int) -> None:
    def lines() -> Iterator[Line]:
        yield from [line] * good
        raise ValueError("wrong")

    met = 0
    with pytest.raises(ValueError, match="wrong"):  # noqa: PT012 - how many came before is the question
        for _line in reader._by_handfuls(lines()):
            met += 1
    assert met == good


@pytest.mark.parametrize("known", [True, False])
def test_large_lines_are_not_kept_in_memory_by_hundreds(line: Line, *, known: bool) -> None:
    """What is left of a payload may be as long; where nobody knows how long, no other line waits beside it."""
    body = "x" * 300_000
    large = replace(line, body=body) if known else replace(line, body=None, residue={"a": body})
    made = 0

    def lines() -> Iterator[Line]:
        nonlocal made
        for _number in range(20):
            made += 1
            yield large

    most = 0
    for number, _line in enumerate(reader._by_handfuls(lines()), start=1):
        most = max(most, made - number + 1)
    assert made == 20
    assert most == (2 if known else 1)


@pytest.mark.parametrize("content", list(Content))
def test_a_line_is_spelled_the_same_whoever_spells_what_is_left_of_it(
    store: Store, content: Content
) -> None:
    for row in store.journal.read():
        going = as_it_travels(row, None, content, None)
        stored, residue, was = going.stored, going.residue, going.was
        assert stored_bytes(stored, residue, was, going.left) == stored_bytes(stored, residue, was)


def test_what_an_office_keeps_of_its_own_is_judged_as_if_nothing_was_known_of_it(
    store: Store,
) -> None:
    spoiled = 0
    for row in store.journal.read():
        body = row.body or b""
        for text in (body, b" " + body, body.replace(b'"applicant":{', b'"applicant":{"phone":7,')):
            told = row._replace(body=text)
            going = as_it_travels(told, None, Content.MINIMAL, None)
            beside, alone = (
                whole_beside(told, going, None),
                as_it_travels(told, None, Content.FULL, None),
            )
            assert beside == alone
            spoiled += bool(going.read and not going.troubles and alone.troubles)
    assert spoiled
