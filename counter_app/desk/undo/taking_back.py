"""Taking an act back as it was done: everything of it, by new events, while nothing was built upon it.

Nothing is deleted. A number of a register that was taken stays used, and is made void with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.undo.undone_kinds import (
    FIRST,
    NAMES,
    TakingBack,
    duty_of,
    may_follow,
    not_undoable,
)
from counter_app.domain.clock import from_utc_text
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from counter_app.domain.office.staff import Officer
    from counter_app.store.core.journal import Entry

MOST_ENTRIES = 4_000
"""More than any one act writes."""
LATEST = 200
"""So many of the latest entries are looked through for acts that can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The things that stand as before: dossiers by code, sheets as "12/2026"; and the numbers of void lines."""

    codes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAct:
    """An act of today that can be taken back: its entry's number, moment, officer, kind and subject."""

    seq: int
    at: datetime
    officer: str
    name: str
    subject: str


class Undoing(Desk):
    """Everything about taking acts back."""

    def undo(self, acts: Sequence[int], *, reason: str = "", op_id: str = "") -> Done[Undone]:
        """Take back the acts with these entries in the journal, all in one act; what belongs to them goes along.

        Whoever wrote it may on the same day, later a leader. Without a ``reason`` it says that it was written down by
        mistake. Errors: RuleError: rule "not_undoable" for what is no such act, "built_upon" when something was
        written upon it since, "revert" when a leader must do it, "locked" for a number of a book that is locked.
        """
        entries = self._whole(acts)
        act = self.act(self._duty(entries), op_id, *FIRST)
        said = clean_lines(reason) or usual_reason()
        with act:
            if act.known is None:
                back = TakingBack(self, act, said)
                for entry in sorted(entries, key=lambda item: -item.seq):
                    if duty_of(self, entry) is not None:
                        self._require_own(entry, act.officer)
                    back.take(entry)
        return act.done(self._undone(act.subjects), Noun.DOSSIER, Noun.PRINT, *_BOOKS)

    def latest(self, *, most: int = 20) -> list[LateAct]:
        """Today's latest acts that can be taken back as far as their kind goes, the latest first."""
        self.signed_in()
        last = self.store.journal.head().seq
        found = [
            LateAct(
                seq=entry.seq,
                at=from_utc_text(entry.at_utc),
                officer=entry.actor,
                name=_(NAMES[entry.kind]),
                subject=entry.subject,
            )
            for entry, _salt, _body in self.store.journal.walk(max(1, last - LATEST), last)
            if entry.local_date == self.today().isoformat() and duty_of(self, entry) is not None
        ]
        return found[::-1][:most]

    def _whole(self, acts: Sequence[int]) -> list[Entry]:
        """The entries of these acts, each with those that belong to it."""
        found: dict[int, Entry] = {}
        for seq in acts:
            for entry in self._unit(seq):
                found[entry.seq] = entry
        if not found:
            raise not_undoable()
        return list(found.values())

    def _unit(self, seq: int) -> list[Entry]:
        walk = self.store.journal.walk(seq, seq + MOST_ENTRIES)
        first = next((entry for entry, _salt, _body in walk), None)
        if first is None:
            return []
        unit = [first]
        for entry, _salt, _body in walk:
            together = (entry.at_utc, entry.actor) == (first.at_utc, first.actor)
            if not together or not may_follow(self, first, entry):
                break
            unit.append(entry)
        return unit

    def _duty(self, entries: Sequence[Entry]) -> Duty:
        for entry in entries:
            duty = duty_of(self, entry)
            if duty is not None:
                return duty
        raise not_undoable()

    def _require_own(self, entry: Entry, officer: Officer) -> None:
        own = entry.actor == officer.login and entry.local_date == self.today().isoformat()
        if not own and not officer.may(Duty.OVERRULE):
            raise RuleError(
                _("Thao tác do người khác ghi hoặc ghi từ hôm trước: nhờ lãnh đạo hoàn lại."),
                rule="revert",
            )

    def _undone(self, subjects: Sequence[str]) -> Undone:
        named: dict[str, list[str]] = {"handover": [], "certification": [], "": []}
        for subject in dict.fromkeys(subjects):
            kind, colon, rest = subject.partition(":")
            if not colon:
                named[""].append(subject)
            elif kind == "handover":
                year, _dash, number = rest.partition("-")
                named[kind].append(f"{number}/{year}")
            elif kind == "certification":
                line: Any = self.store.certification.get(int(rest))
                named[kind].append(f"{line.number}" if line else rest)
        return Undone(
            codes=tuple(sorted(named[""])),
            sheets=tuple(sorted(named["handover"])),
            numbers=tuple(sorted(named["certification"], key=int)),
        )


_BOOKS = (Noun.CERTIFICATION, Noun.FEE)


@in_vietnamese()
def usual_reason() -> str:
    """The reason written for whoever takes an act back at once; the journal speaks Vietnamese."""
    return _("Ghi nhầm, hoàn tác ngay sau khi ghi")
