"""The signatures that count at the superior, the batches in quarantine, and the posts to the offices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from counter_app.desk.desk import Desk, Done
from counter_app.desk.office.leader_consent import OWN, Approval, second_person
from counter_app.domain.office.staff import Duty
from counter_app.errors import StoreError
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.known_keys import KeyState, KnownKey
from counter_app.superior_desk.deciding import SETTLING
from counter_app.superior_desk.operation import book_of, once
from counter_app.sync.letters.key_card import MOST_BYTES, read_card

if TYPE_CHECKING:
    from counter_app.desk.desk import Session
    from counter_app.store.store import Store
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.quarantine_list import QuarantinedBatch
    from counter_app.superior.exchange.acknowledging import Acknowledged
    from counter_app.superior.exchange.sending_down import Enclosure
    from counter_app.superior.keys.enrolment import Enrolled
    from counter_app.superior_desk.columns import KeyLine
    from counter_app.sync.letters.key_card import KeyCard
    from counter_app.sync.letters.parcel import ItemKind, Parcel


T = TypeVar("T")
ROOM = 4 * 1024 * 1024
"""Bytes that are wanted on a stick before anything is written for the offices."""


class SenderKeys(Desk):
    """All of it needs the right to take batches in."""

    def __init__(self, store: Store, session: Session, data_dir: Path) -> None:
        super().__init__(store, session)
        self._folder = data_dir

    def _trust(self) -> Trust:
        officer = self.acting(Duty.SUPERIOR)
        return Trust.of(officer.name, self.store.database.held.keys)

    def _bound(self) -> AbstractContextManager[list[str]]:
        from counter_app.superior_desk.key_binding import bound

        return bound(self, self._folder)

    def _once(self, op_id: str, verb: str, kind: Any, work: Callable[[], T]) -> Done[T]:
        return once(self, self._folder, op_id, verb, kind, work)

    def bind(self) -> list[str]:
        """Let the book of keys and the journal agree; a sentence for what was brought back. Errors: StoreError."""
        from counter_app.superior_desk.key_binding import bind

        return bind(self, self._folder)

    def _of_two(self, approval: Approval) -> Trust:
        """The same on the word of two. Errors: as ``second_person``."""
        from counter_app.superior_desk.deciding import deciders

        return replace(self._trust(), by=deciders(self, approval))

    def known(self) -> list[KnownKey]:
        """Every key that counts or counted, by office. Errors: RuleError without the right; StoreError."""
        from counter_app.superior.keys import enrolment

        self.acting(Duty.SUPERIOR)
        return enrolment.keys(self._folder)

    def lines(self) -> list[KeyLine]:
        """The same for a list, with which key each took the place of, and whether its journal is closed."""
        from counter_app.superior_desk.columns import KeyLine

        self.acting(Duty.SUPERIOR)
        with book_of(self._folder) as book:
            if book is None:
                return []
            known = book.keys.all()
            last = {
                key.journal: book.settlements.last(key.journal, "close", "open") for key in known
            }
        closed = {journal for journal, item in last.items() if item and item.decision == "close"}
        letters = {key.public: key.letters for key in known}
        return [
            KeyLine(key=key, former=letters.get(key.former, ""), closed=key.journal in closed)
            for key in known
        ]

    def quarantined(self) -> list[QuarantinedBatch]:
        """Batches that count nowhere until a person decides. Errors: RuleError without the right; StoreError."""
        from counter_app.superior.book.quarantine_list import QuarantineState

        self.acting(Duty.SUPERIOR)
        with book_of(self._folder) as book:
            return book.quarantine.all(QuarantineState.WAITING) if book else []

    def card(self, path: Path) -> KeyCard:
        """An office's key card from its file. Errors: BatchError, RuleError without the right, or for what is none."""
        from counter_app.desk.incoming import read_file

        self.acting(Duty.SUPERIOR)
        return read_card(read_file(path, MOST_BYTES, field="card"))

    def replaces(self, card: KeyCard) -> bool:
        """True if enrolling a card ends another key of its journal, which takes two people.

        Errors: RuleError without the right; StoreError.
        """
        from counter_app.superior.keys import enrolment

        self.acting(Duty.SUPERIOR)
        in_force = [key for key in enrolment.keys(self._folder) if key.state is KeyState.KNOWN]
        ended = {key.journal for key in in_force if key.public != card.public.hex()}
        known = any(key.public == card.public.hex() for key in in_force)
        return card.journal in ended and not known

    def enrol(
        self,
        path: Path,
        letters: str,
        *,
        reason: str = "",
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Enrolled]:
        """Count what a card's key signs from here on, and take in what waited for it.

        Errors: as ``enrolment.enrol``; as ``second_person`` where the key takes another's place.
        """
        from counter_app.superior.keys import enrolment

        trust, clock = self._trust(), self.store.clock

        def enrolled() -> Enrolled:
            card = self.card(path)
            by = self._of_two(approval) if self.replaces(card) else trust
            with self._bound() as notes:
                done = enrolment.enrol(self._folder, card, letters, clock, by, reason=reason)
            done.taken.notes[:0] = notes
            return done

        return self._once(op_id, "enrol", enrolment.Enrolled, enrolled)

    def revoke(
        self, letters: str, *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[KnownKey]:
        """Count nothing any more that a key signs, by its sixteen letters.

        Errors: as ``enrolment.revoke`` and ``second_person``.
        """
        from counter_app.superior.keys import enrolment

        self.acting(SETTLING)

        def revoked() -> KnownKey:
            trust = self._of_two(approval)
            with self._bound():
                return enrolment.revoke(self._folder, letters, reason, self.store.clock, trust)

        return self._once(op_id, "revoke", KnownKey, revoked)

    def let_in(
        self, numbers: Sequence[int], *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[ImportSummary]:
        """Take batches out of quarantine on two people's word, once.

        Errors: as ``letting_in.let_in`` and ``second_person``.
        """
        from counter_app.superior.batches import letting_in
        from counter_app.superior.batches.summary import ImportSummary

        self.acting(SETTLING)

        def taken() -> ImportSummary:
            trust, clock = self._of_two(approval), self.store.clock
            with self._bound() as notes:
                done = letting_in.let_in(self._folder, numbers, reason, clock, trust)
            done.notes[:0] = notes
            return done

        return self._once(op_id, "let_in", ImportSummary, taken)

    def put_back(
        self, copy: Path, *, approval: Approval = OWN, op_id: str = ""
    ) -> Done[Path | None]:
        """Put a copy in the place of what is held, on two people's word; what was decided about keys since is done
        again. Given is where what was there lies now.

        Errors: as ``copies.put_back``, and as ``second_person`` for the right to restore.
        """
        from counter_app.superior.copies import put_back

        officer = self.acting(Duty.RESTORE)

        def aside() -> Path | None:
            second_person(self.store, officer, approval, Duty.RESTORE)
            with suppress(StoreError):  # a damaged book's acts are told to the journal
                self.bind()
            was_there = put_back(copy, self._folder, self.now())
            self.bind()
            return was_there

        return self._once(op_id, "put_back", Path | None, aside)

    def drop(
        self, numbers: Sequence[int], *, reason: str, op_id: str = ""
    ) -> Done[list[QuarantinedBatch]]:
        """Remove batches from quarantine for good. Errors: as ``letting_in.drop``."""
        from counter_app.superior.batches import letting_in
        from counter_app.superior.book.quarantine_list import QuarantinedBatch

        trust, clock = self._trust(), self.store.clock

        def dropped() -> list[QuarantinedBatch]:
            return letting_in.drop(self._folder, numbers, reason, clock, trust)

        return self._once(op_id, "drop", list[QuarantinedBatch], dropped)

    def send_down(
        self,
        stick: Path,
        enclosures: Sequence[Enclosure],
        *,
        offices: Sequence[str] = (),
        op_id: str = "",
    ) -> Done[Parcel]:
        """Write a signed parcel for some offices (numbers), or for all, onto a stick.

        Errors: RuleError without the right, while the keys are locked, or for what cannot be sent; DeviceError.
        """
        from counter_app.superior.exchange.sending_down import SEND_DOWN, send_down
        from counter_app.sync.letters.parcel import Parcel
        from counter_app.sync.stick.volumes import require_target

        trust, room = self._trust(), ROOM + sum(len(item.content) for item in enclosures)

        def sent() -> Parcel:
            parcel, _place = send_down(
                self._folder,
                require_target(stick, room, self._folder, allow_any=True).folder,
                enclosures,
                self.store.clock,
                trust,
                superior_name=self.settings.name,
                offices=offices,
                op_id=op_id,
            )
            return parcel

        return self._once(op_id, SEND_DOWN, Parcel, sent)

    def enclosure(self, kind: ItemKind, path: Path) -> Enclosure:
        """A file to send down. Errors: RuleError without the right, or for one that cannot be read or is too large."""
        from counter_app.desk.incoming import read_file
        from counter_app.superior.exchange.sending_down import Enclosure
        from counter_app.sync.letters.parcel import MOST_FILE

        self.acting(Duty.SUPERIOR)
        content = read_file(path, MOST_FILE, field="items")
        return Enclosure(kind=kind, title=path.name, name=path.name, content=content)

    def acknowledge(
        self, stick: Path, *, journals: Sequence[str] = (), op_id: str = ""
    ) -> Done[Acknowledged]:
        """Write onto a stick what is held of some journals, or of every one that ever sent something, signed.

        Errors: RuleError without the right or while the keys are locked; DeviceError for the stick; StoreError.
        """
        from counter_app.superior.exchange.acknowledging import Acknowledged, acknowledge
        from counter_app.sync.stick.volumes import require_target

        trust, name = self._trust(), self.settings.name

        def laid_down() -> Acknowledged:
            target = require_target(stick, ROOM, self._folder, allow_any=True).folder
            clock, only = self.store.clock, journals or None
            return acknowledge(
                self._folder, target, clock, trust, superior_name=name, journals=only
            )

        return self._once(op_id, "acknowledge", Acknowledged, laid_down)
