"""An open data file beside its witness: what each act adds to it, and what it means when they disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.errors import StoreError
from counter_app.store.core.journal import KEY_SUBJECT, Journal
from counter_app.store.file.number_series import NumberSeries
from counter_app.store.file.witness import MOST_SIGNED, Mark, Series, Witness, WitnessPlace
from counter_app.system import files
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.file.database import Database, Transaction
    from counter_app.store.file.outside import Acknowledged, Outside

_DAY = len("2026-11-28")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why nobody can say which numbers were given, and what is known all the same.

    ``why`` is "restored" (from a copy, with nothing to say what came after it), "behind" (the file has lost acts that
    its witness knows), "stick" (or that a batch on a stick holds), "other" (the file's past is not the one its witness
    saw, or nobody knows any more) or "signed" (it is not the one that was signed when the day was closed). ``epoch``
    and ``seq`` are the last act that is known of, ``at`` its moment; ``counters`` the highest numbers known from
    anywhere.
    """

    why: str
    epoch: str = ""
    seq: int = 0
    at: str = ""
    counters: tuple[tuple[str, str, int], ...] = ()

    def to_text(self) -> str:
        """A JSON text for the data file."""
        return json.dumps(
            {
                "why": self.why,
                "epoch": self.epoch,
                "seq": self.seq,
                "at": self.at,
                "counters": [list(item) for item in self.counters],
            }
        )

    @classmethod
    def from_text(cls, text: str) -> Doubt:
        """The inverse of ``to_text``; of a text that was spoiled nothing is known but that there was a doubt."""
        try:
            facts = json.loads(text)
            counters = tuple((name, period, int(last)) for name, period, last in facts["counters"])
            return cls(
                why=facts["why"],
                epoch=facts["epoch"],
                seq=facts["seq"],
                at=facts["at"],
                counters=counters,
            )
        except (ValueError, TypeError, KeyError):
            return cls(why="other")


class Witnessing:
    """Keeps the witness of one open data file."""

    def __init__(self, database: Database, folders: Sequence[Path]) -> None:
        self._database = database
        self.witness = Witness(folders, database.journal.name())

    def begin(self) -> None:
        """Compare the file with its witness: add what it does not know yet, or put the file in doubt. Then attach."""
        for place in self.witness.places:
            with self.witness.noticing(place):
                self._compare(place)
                self._list_erasures(place)
        self._compare_signed()
        self.attach()

    def attach(self) -> None:
        """From here on add every act."""
        if not self._database.read_only:
            self._database.noted = self._note

    def _compare(self, place: WitnessPlace) -> None:
        database, mark = self._database, place.read()
        database.seen_at = max(database.seen_at, mark.at if mark else "")
        doubt = doubt_of(database.connection, mark) if mark else None
        if doubt is not None:
            database.doubt(doubt.to_text())
        elif database.unsure or database.read_only:
            return
        elif mark is None or not _seen_in(database.journal, mark):
            place.begin_anew(self.whole())
        elif mark.seq < database.journal.head().seq:
            whole = self.whole()
            place.add(whole, lambda: whole)

    def _compare_signed(self) -> None:
        """Put a file in doubt that is not the one signed last; no more than one head and one closing are looked at."""
        database = self._database
        if database.unsure:
            return
        doubt = head_doubt(database.journal, database.connection)
        if doubt is None and database.journal.last_of(
            KEY_SUBJECT
        ):  # else no closing was ever signed
            doubt = signed_doubt(database.journal)
        if doubt is not None:
            database.doubt(doubt.to_text())

    def outside(self) -> Outside:
        """The knowledge of witness and key ring; read before a check begins: it is never ahead of it."""
        from counter_app.domain.closing.statement import SignedClosing
        from counter_app.store.file.outside import Outside

        marks = []
        for place in self.witness.places:
            with self.witness.noticing(place):
                marks.append(place.read())
        found = tuple(mark for mark in marks if mark is not None)
        texts = dict.fromkeys(text for mark in found for text in mark.signed)
        read = map(SignedClosing.from_paper_text, texts)
        signed = tuple(item for item in read if item is not None)
        taken = tuple(self._acknowledged())
        key, office = self._ring_says()
        return Outside(
            marks=found, closings=signed, acknowledged=taken, public_key=key, ring_of=office
        )

    def _acknowledged(self) -> Iterator[Acknowledged]:
        """The acts a superior signed to have; none where the file is too spoiled to be asked."""
        from counter_app.store.core import engine
        from counter_app.store.file.outside import Acknowledged

        asked = "SELECT to_seq, head, at FROM acknowledged WHERE to_seq > 0 ORDER BY seq"
        with suppress(engine.DatabaseError):
            for row in self._database.connection.execute(asked).fetchall():
                yield Acknowledged(seq=row["to_seq"], head=row["head"], at=row["at"])

    def _ring_says(self) -> tuple[str, str]:
        """Key and journal that the ring says in clear; one that is damaged is told where somebody is let in."""
        try:
            ring = self._database.held.ring()
        except StoreError:
            return "", ""
        return (ring.public.hex(), ring.office) if ring is not None else ("", "")

    def _list_erasures(self, place: WitnessPlace, since: int = 0) -> None:
        """Let a place's list hold every erasure of this file; a restore does them again."""
        from counter_app.store.file.erasure_list import (
            add_erasures,
            erasures_in,
            read_erasures,
        )

        database = self._database
        if database.read_only or database.unsure or not place.folder.is_dir():
            return
        if since and read_erasures(place.folder, place.journal) is None:
            since = 0  # it was taken away meanwhile
        add_erasures(place.folder, place.journal, erasures_in(database.connection, since))

    def apart(self) -> bool:
        """True if a place that works lies on another volume than the data."""
        disk = files.identity(self._database.path)[0]
        return any(
            place.folder not in self.witness.failing
            and files.identity(place.folder)[0] not in (0, disk)
            for place in self.witness.places
        )

    def settle(self) -> None:
        """Put what was added on the disk."""
        self.witness.settle()

    def whole(self) -> Mark:
        """Everything the file knows; numbers of days that are over are left out."""
        from counter_app.store.file.signed_closings import last_statements

        database = self._database
        oldest = (local_date(database.clock.now()) - timedelta(days=1)).isoformat()
        return self._mark(
            {
                (name, period): last
                for name, period, last in NumberSeries(database).all()
                if len(period) != _DAY or period >= oldest
            },
            tuple(last_statements(database.journal, MOST_SIGNED)),
        )

    def _note(self, tx: Transaction | None) -> None:
        """Add an act, or, without one, lines of the access book that were written alone."""
        if tx is None:
            self.witness.add(self._mark({}, ()), self.whole)
            return
        from counter_app.domain.office.events import EPOCH_BEGAN

        if any(entry.kind == EPOCH_BEGAN for entry in tx.entries):
            for place in self.witness.places:
                with self.witness.noticing(place):
                    place.begin_anew(self.whole())
        elif tx.entries:
            taken = NumberSeries(self._database).last_of(tx.series)
            self.witness.add(self._mark(taken, self._signed_in(tx)), self.whole)
        self._note_erasures(tx)

    def _signed_in(self, tx: Transaction) -> tuple[str, ...]:
        days = [entry for entry in tx.entries if entry.kind.startswith("day.")]
        if not days:
            return ()
        from counter_app.domain.closing.events import DAY_CLOSED

        closed = [entry.seq for entry in days if entry.kind == DAY_CLOSED]
        told = (self._database.journal.payload(seq).get("signed", "") for seq in closed)
        return tuple(filter(None, told))

    def _note_erasures(self, tx: Transaction) -> None:
        from counter_app.domain.office.events import JOURNAL_ERASED

        erased = [entry.seq for entry in tx.entries if entry.kind == JOURNAL_ERASED]
        for place in self.witness.places if erased else ():
            with self.witness.noticing(place):
                self._list_erasures(place, min(erased) - 1)

    def _mark(self, counters: dict[Series, int], signed: tuple[str, ...]) -> Mark:
        from counter_app.store.core.access_book import AccessLines

        database, head = self._database, self._database.journal.head()
        book = AccessLines(database.connection).head()
        settings = dict(
            database.connection.execute(
                "SELECT key, value FROM office_setting WHERE key IN ('number', 'sample')"
            ).fetchall()
        )
        return Mark(
            journal=self.witness.places[0].journal if self.witness.places else "",
            epoch=database.epoch,
            device=database.device,
            seq=head.seq,
            head=head.hash.hex(),
            at=head.at_utc,
            office=json.loads(settings.get("number", '""')),
            sample=bool(json.loads(settings.get("sample", "false"))),
            counters=counters,
            signed=signed,
            looks=(book.seq, book.hash.hex()) if book.seq else (0, ""),
        )


def doubt_of(connection: Connection, mark: Mark) -> Doubt | None:
    """The doubt a mark casts on a file; None when they agree, or when the file gave that past up knowingly."""
    journal = Journal(connection)
    lost = max((seq for epoch, seq in journal.given_up() if epoch == mark.epoch), default=0)
    if _seen_in(journal, mark) or mark.seq <= lost:
        return None
    return Doubt(
        why="behind" if mark.seq > journal.head().seq else "other",
        epoch=mark.epoch,
        seq=mark.seq,
        at=mark.at,
        counters=tuple(mark.triples()),
    )


def signed_doubt(journal: Journal) -> Doubt | None:
    """The doubt from the last signed closing; None when it agrees, or when that past was given up knowingly."""
    from counter_app.store.file.signed_closings import closing_problem, last_signed, told_keys

    closing = last_signed(journal)
    if closing is None or closing.signed is None:
        return None
    said = closing.signed.statement
    lost = max((seq for epoch, seq in journal.given_up() if epoch == said.epoch), default=0)
    if said.seq <= lost or not closing_problem(journal, closing, told_keys(journal)):
        return None
    return Doubt(why="signed", epoch=said.epoch, seq=said.seq, at=closing.entry.at_utc)


def head_doubt(journal: Journal, connection: Connection) -> Doubt | None:
    """The doubt from the head that was signed last; None when it agrees, or none is signed."""
    rows = connection.execute("SELECT seq, head FROM signed_head").fetchall()
    told = journal.last_of(KEY_SUBJECT)
    if not rows or (not told and journal.holds(rows[0]["seq"], _digest(rows[0]["head"]))):
        return None  # before a key was told anybody's may have signed
    from counter_app.store.file.head_proof import head_problem
    from counter_app.store.file.signed_head import signed_head

    said = signed_head(connection)
    if said is None or not head_problem(journal, said):
        return None
    return Doubt(why="signed", epoch=said.epoch, seq=said.seq, at=journal.head().at_utc)


def _digest(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _seen_in(journal: Journal, mark: Mark) -> bool:
    """True if the last act that a witness knows is a link of the file's chain."""
    return journal.holds(mark.seq, bytes.fromhex(mark.head))


def highest(*counters: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """The highest number of each series among (name, period, last) triples."""
    found: dict[Series, int] = {}
    for name, period, last in chain.from_iterable(counters):
        found[name, period] = max(last, found.get((name, period), 0))
    return [(name, period, last) for (name, period), last in sorted(found.items())]
