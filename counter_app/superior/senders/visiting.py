"""Asking every sender the same question, one file open at a time; who cannot answer is named and stops nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.folder import known_journals, stamps, viewing
from counter_app.superior.senders.senders import Senders

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""(done, total, what): told before each sender; an error it raises ends the round."""


def visit_all(
    superior_dir: Path,
    clock: Clock,
    task: Callable[[Sender], T],
    *,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> list[tuple[Standing, T | None]]:
    """The findings of ``task`` in every sender, or in those of ``only`` (journals); None for those put aside.

    Errors: whatever ``progress`` raises.
    """
    if not (superior_dir / "don-vi").is_dir():
        return []
    book = Arrivals.open_known(superior_dir)
    try:
        senders = Senders(superior_dir, clock, book.register if book else None)
        journals = [name for name in known_journals(superior_dir) if only is None or name in only]
        found = []
        with viewing(superior_dir):
            for done, journal in enumerate(journals):
                if progress:
                    known, _seen = senders.known.get(journal, (None, ""))
                    progress(done, len(journals), known.name if known else journal)
                found.append(senders.visit(journal, task))
        return found
    finally:
        if book:
            book.close()


def look_at_all(
    superior_dir: Path, clock: Clock, *, progress: Progress | None = None
) -> list[Standing]:
    """Every sender as it stands, those put aside too; a file that is as the register knows it stays closed.

    Errors: whatever ``progress`` raises.
    """
    if not (superior_dir / "don-vi").is_dir():
        return []
    book = Arrivals.open_known(superior_dir)
    try:
        senders = Senders(superior_dir, clock, book.register if book else None)
        now = stamps(superior_dir)
        changed = {name for name, found in now.items() if not senders.fits(name, found)}
        known = [
            found
            for name, (found, _seen) in senders.known.items()
            if name in now and name not in changed
        ]
    finally:
        if book:
            book.close()
    looked = visit_all(superior_dir, clock, lambda _sender: None, progress=progress, only=changed)
    found = [*known, *(standing for standing, _nothing in looked)]
    return sorted(found, key=lambda item: item.journal)
