"""The superior's verbs about who may send and what goes back: keys, quarantine, acknowledgements, parcels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.office.staff import Duty
from counter_app.superior.trust import Trust

if TYPE_CHECKING:
    from counter_app.desk.desk import Session
    from counter_app.store.store import Store
    from counter_app.superior.acknowledging import Acknowledged
    from counter_app.superior.enrolment import Enrolled
    from counter_app.superior.known_keys import KnownKey
    from counter_app.superior.quarantine_list import QuarantinedBatch
    from counter_app.superior.sending_down import Enclosure
    from counter_app.superior.summary import ImportSummary
    from counter_app.sync.parcel import Parcel


class SuperiorExchange(Desk):
    """Whose batches count, and what the offices are told. Every verb asks the superior's right first."""

    def __init__(self, store: Store, session: Session, data_dir: Path) -> None:
        super().__init__(store, session)
        self._folder = data_dir

    def trust(self) -> Trust:
        """Who acts, with the keys that are unlocked. Errors: RuleError without the right."""
        return Trust.of(self.acting(Duty.SUPERIOR).name, self.store.database.held.keys)

    def keys(self) -> list[KnownKey]:
        """Every key that is or was known, by office."""
        from counter_app.superior import enrolment

        self.acting(Duty.SUPERIOR)
        return enrolment.keys(self._folder)

    def enrol(self, card: bytes, letters: str, *, reason: str = "") -> Done[Enrolled]:
        """Count what the key of a card signs, its sixteen letters compared; what waited for it is taken at once.

        Errors: as ``key_card.read_card`` and ``enrolment.enrol``.
        """
        from counter_app.superior import enrolment
        from counter_app.sync.key_card import read_card

        trust, said = self.trust(), read_card(card)
        clock = self.store.clock
        done = enrolment.enrol(self._folder, said, letters, clock, trust, reason=reason)
        return Done(done, changed(Noun.BATCH))

    def revoke(self, letters: str, *, reason: str) -> Done[KnownKey]:
        """Count nothing any more that a key signs. Errors: as ``enrolment.revoke``."""
        from counter_app.superior import enrolment

        key = enrolment.revoke(self._folder, letters, reason, self.store.clock, self.trust())
        return Done(key, changed(Noun.BATCH))

    def quarantined(self) -> list[QuarantinedBatch]:
        """Batches that wait for a decision."""
        from counter_app.superior import letting_in

        self.acting(Duty.SUPERIOR)
        return letting_in.quarantined(self._folder)

    def let_in(self, numbers: Sequence[int], *, reason: str) -> Done[ImportSummary]:
        """Take batches in although nobody known has signed them. Errors: as ``letting_in.let_in``."""
        from counter_app.superior import letting_in

        trust, clock = self.trust(), self.store.clock
        return Done(
            letting_in.let_in(self._folder, numbers, reason, clock, trust), changed(Noun.BATCH)
        )

    def drop(self, numbers: Sequence[int], *, reason: str) -> Done[list[QuarantinedBatch]]:
        """Remove batches from quarantine. Errors: as ``letting_in.drop``."""
        from counter_app.superior import letting_in

        trust, clock = self.trust(), self.store.clock
        return Done(
            letting_in.drop(self._folder, numbers, reason, clock, trust), changed(Noun.BATCH)
        )

    def acknowledge(self, stick: Path) -> Acknowledged:
        """Write acknowledgements of all journals onto a stick. Errors: as ``acknowledging.acknowledge``."""
        from counter_app.superior.acknowledging import acknowledge

        name, clock = self.settings.name, self.store.clock
        return acknowledge(self._folder, stick, clock, self.trust(), superior_name=name)

    def send_down(
        self, stick: Path, enclosures: Sequence[Enclosure], offices: Sequence[str] = ()
    ) -> tuple[Parcel, Path]:
        """Write a signed parcel for some offices, or for all. Errors: as ``sending_down.send_down``."""
        from counter_app.superior.sending_down import send_down

        return send_down(
            self._folder,
            stick,
            enclosures,
            self.store.clock,
            self.trust(),
            superior_name=self.settings.name,
            offices=offices,
        )
