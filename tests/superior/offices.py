"""Offices with keys of their own, and a superior that knows them by their cards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from counter_app.domain.clock import FixedClock, utc_text
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import ImportSummary, import_batches
from counter_app.superior.batches.trust import Trust
from counter_app.superior.keys import enrolment
from counter_app.superior.keys.enrolment import Enrolled
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.writer import WrittenFiles
from counter_app.sync.letters.key_card import KeyCard, Role, read_card
from counter_app.system.exchange_keys import ExchangeKeys
from tests.superior.looking import journal_of
from tests.sync.makers import KEYS, MORNING, THEIRS, busy_store, carry, head_seq

CLOCK = FixedClock(MORNING)
TRUST = Trust(by="Lê Thị Quyết", keys=THEIRS)


def keys_numbered(number: int) -> ExchangeKeys:
    """Keys that are always the same for a number."""
    return ExchangeKeys.of(number.to_bytes(32, "big"))


def envelope_of(keys: ExchangeKeys, **changes: Any) -> Envelope:
    """A batch signed with some keys, sealed for them and the superior."""
    whole = Envelope(keys=keys, content=Content.FULL, recipients=(keys.known, THEIRS.known))
    return replace(whole, **changes)


def card_of(store: Store, keys: ExchangeKeys) -> KeyCard:
    """An office's key card, as it would be read from a file."""
    settings = store.settings.office()
    card = KeyCard(
        role=Role.OFFICE,
        number=settings.number,
        name=settings.name,
        journal=journal_of(store),
        public=keys.public,
        recipient=keys.recipient,
        made_at=utc_text(MORNING),
    )
    return read_card(card.to_bytes(keys))


def introduce(here: Path, store: Store, keys: ExchangeKeys = KEYS) -> Enrolled:
    """Let the superior know an office's key, its letters compared."""
    card = card_of(store, keys)
    return enrolment.enrol(here, card, card.letters, CLOCK, TRUST)


class Sending:
    """One office that signs what it sends, seals it for its superior, and goes on from what it sent last."""

    def __init__(
        self, store: Store, keys: ExchangeKeys, *, content: Content = Content.FULL
    ) -> None:
        self.store = store
        self.keys = keys
        self.envelope = envelope_of(keys, content=content)
        self.sent = 0
        self.batches = 0

    @property
    def journal(self) -> str:
        """The name of its journal."""
        return journal_of(self.store)

    def card(self) -> KeyCard:
        """Its key card."""
        return card_of(self.store, self.keys)

    def export(self, stick: Path, *, first: int = 0, last: int = 0, **named: Any) -> WrittenFiles:
        """The next batch on a stick; ``first``: any range again."""
        stick.mkdir(parents=True, exist_ok=True)
        until = last or head_seq(self.store)
        self.batches += 1
        written = carry(
            self.store,
            stick,
            first=first or self.sent + 1,
            last=until,
            number=self.batches,
            **{"envelope": self.envelope, **named},
        )
        self.sent = max(self.sent, until)
        return written

    def enrolled(self, here: Path, **named: Any) -> Enrolled:
        """Its card compared and enrolled."""
        card = self.card()
        return enrolment.enrol(here, card, card.letters, CLOCK, TRUST, **named)

    def close(self) -> None:
        """Close its file."""
        self.store.close()


@contextmanager
def office(path: Path, number: int = 1, *, named: str = "99001", **rest: Any) -> Iterator[Sending]:
    """A small office with keys of its own."""
    made = Sending(busy_store(path, number=named), keys_numbered(number), **rest)
    try:
        yield made
    finally:
        made.close()


def take(stick: Path, here: Path, trust: Trust = TRUST) -> ImportSummary:
    """Import as the superior does: only what known keys signed counts."""
    return import_batches(stick, here, CLOCK, trust=trust)


def codes(summary: ImportSummary) -> list[str]:
    """The reason codes of what was put apart, then of what was refused."""
    apart = [item.reason[1:4] for item in summary.quarantined]
    return apart + [why[0][1:4] for _name, why in summary.refused]
