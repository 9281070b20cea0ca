"""An operation at the superior's desk: sent again, it is answered as it was the first time, and nothing is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from counter_app.desk.act import Done, Noun, changed, of_another_act
from counter_app.superior.book.arrivals import Arrivals

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.desk.desk import Desk

T = TypeVar("T")


def once(
    desk: Desk, folder: Path, op_id: str, verb: str, kind: Any, work: Callable[[], T]
) -> Done[T]:
    """The answer of ``work``, a value of ``kind``, written into the book of arrivals for whoever sends it again.

    Whoever asks has the right already; a second person is asked for by ``work``, and so not again. Errors: RuleError
    (field "op_id") for another verb's operation; StoreError.
    """
    if not op_id:
        return Done(work(), changed(Noun.BATCH))
    with book_of(folder) as known:
        before = known.operations.verb(op_id) if known else ""
        if before not in ("", verb):
            raise of_another_act()
        if known and before:
            return Done(known.operations.answer(op_id, kind), frozenset())
    result = work()
    with Arrivals(folder) as book:
        book.operations.keep(op_id, verb, result, desk.now())
    return Done(result, changed(Noun.BATCH))


@contextmanager
def book_of(folder: Path) -> Iterator[Arrivals | None]:
    """The book of arrivals for a while; None where nothing came in yet."""
    book = Arrivals.open_known(folder)
    try:
        yield book
    finally:
        if book is not None:
            book.close()
