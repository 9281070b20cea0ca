"""Going through the senders one at a time; what cannot be trusted is put aside by name and stops nobody else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from counter_app.errors import LockedError, StoreError
from counter_app.reports.figures.figures import ii06a_totals
from counter_app.store.core import engine
from counter_app.store.core.trouble import from_system
from counter_app.superior.book.copy_keys import key_of
from counter_app.superior.book.folder import sender_path, set_aside, stamp
from counter_app.superior.book.standing import Standing
from counter_app.superior.senders.sender import Sender
from counter_app.superior.senders.soundness import NotOursError, damaged, require_sound, told

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.register import Register

T = TypeVar("T")


class Senders:
    """The senders of a folder, or those of ``only``; ``register`` None where the book of arrivals cannot be opened."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        register: Register | None,
        only: Collection[str] | None = None,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._register = register
        self.known: dict[str, tuple[Standing, str]] = {}
        if register:
            self.known = register.all() if only is None else register.some(only)

    def fits(self, journal: str, found: str | None = None) -> bool:
        """True if the register knows a sender and its file is as it was when it was looked at.

        ``found`` is the stamp of the file as it is now, where somebody looked already.
        """
        standing, seen = self.known.get(journal, (None, ""))
        if standing is None or standing.trouble:
            return False
        return seen == (stamp(sender_path(self._folder, journal)) if found is None else found)

    def visit(self, journal: str, task: Callable[[Sender], T]) -> tuple[Standing, T | None]:
        """Open a sender, prove it where that is due, and do something with it.

        A sender for which anything of this fails comes back with its ``trouble`` and without a result.
        """
        path = sender_path(self._folder, journal)
        try:
            sender = self._proven(journal)
            try:
                standing = sender.standing()
                result = task(sender)
            finally:
                sender.close()
        except LockedError:
            raise  # that is nobody's poison
        except Exception as error:  # poison may break anything; it must stop nobody else
            standing = self._troubled(journal, told(path, error))
            self.note(standing, "")
            return standing, None
        self.note(standing, stamp(path))
        return standing, result

    def _proven(self, journal: str) -> Sender:
        """A sender whose file is as the register knows it, or has proved itself."""
        path = sender_path(self._folder, journal)
        fits, new = self.fits(journal), self._is_new(journal)
        sender = Sender.open(self._folder, journal, self._clock)
        if sender is None:
            raise damaged(path, FileNotFoundError(path.name))
        if fits:
            return sender
        try:
            # Written to by somebody else: everything is compared. Never seen before: the pages are.
            problems = (
                _page_problems(sender) if new else list(sender.store.check(received=True).problems)
            )
        except BaseException:
            sender.close()
            raise
        if problems:
            sender.close()
            raise damaged(path, ValueError(problems[0]))
        return sender

    def _is_new(self, journal: str) -> bool:
        return journal not in self.known

    def _troubled(self, journal: str, trouble: str) -> Standing:
        """The former standing of a sender, with the reason why it is put aside."""
        known, _seen = self.known.get(journal, (None, ""))
        if known is None:
            known = Standing(journal=journal, office="", name="", device=0, seq=0, last_day="")
        return replace(known, trouble=trouble)

    def note(self, standing: Standing, seen: str) -> None:
        """Keep what was found; a register that cannot be written is looked up again next time."""
        if self.known.get(standing.journal) == (standing, seen):
            return
        self.known[standing.journal] = (standing, seen)
        if self._register:
            with suppress(engine.DatabaseError):
                self._register.put(standing, seen)

    def forget(self, journal: str) -> None:
        """Drop what is known of a sender whose file is gone."""
        self.known.pop(journal, None)
        if self._register:
            self._register.drop(journal)

    def move_strangers(self, journals: list[str]) -> list[tuple[str, str]]:
        """Rename files that never were a sender; their names with what they are called now. Errors: StoreError."""
        moved = []
        for journal in journals:
            path = sender_path(self._folder, journal)
            if self.fits(journal):
                continue
            try:
                require_sound(path, key_of(self._folder, path))
            except NotOursError:
                moved.append((path.name, self._moved(path)))
                self.forget(journal)
            except StoreError:
                continue
        return moved

    def _moved(self, path: Path) -> str:
        try:
            return set_aside(path, "hong", self._clock.now()).name
        except OSError as error:
            raise from_system(error, path) from error


def _page_problems(sender: Sender) -> list[str]:
    rows = sender.store.database.connection.execute("PRAGMA quick_check").fetchall()
    return [str(row["quick_check"]) for row in rows if row["quick_check"] != "ok"]


def probed(sender: Sender) -> None:
    """Count a sender's figures for the year of its last day: poison shows before the report is asked for."""
    last = date.fromisoformat(sender.standing().last_day)
    ii06a_totals(sender.store, last.replace(month=1, day=1), last)
