"""Signing what a day ended with, by the office's key; and telling the journal which key that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.closing.statement import (
    SignedClosing,
    Statement,
    key_text,
    totals_digest,
)
from counter_app.domain.office.events import OFFICE_KEYED, OfficeKeyed
from counter_app.store.core.journal import KEY_SUBJECT, payload_text
from counter_app.store.file.signed_closings import told_keys

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.act import OfficeAct
    from counter_app.store.store import Store
    from counter_app.system.office_keys import OfficeKeys


def tell_key(
    store: Store, act: OfficeAct, keys: OfficeKeys, former: OfficeKeys | None = None
) -> str:
    """Let the journal know whose key signs from here on, unless it does; the public key in hex.

    ``former`` are the keys that these replace, which vouch for them; without those only paper does.
    """
    journal, key = store.journal, keys.public.hex()
    told = told_keys(journal)
    before = told[-1].key if told else ""
    if key == before:
        return key
    said = OfficeKeyed(public_key=key)
    if before:
        said["former_key"] = before
    if before and former is not None and former.public.hex() == before:
        text = key_text(journal=journal.name(), key=key, before=before)
        said["vouched"] = former.sign(text.encode()).hex()
    act.record(OFFICE_KEYED, KEY_SUBJECT, said)
    return key


def signed_closing(
    store: Store, keys: OfficeKeys, day: date, at: str, totals: dict[str, Any]
) -> str:
    """The office's statement that a day is closed with what the journal holds now, as it stands on paper.

    Within the transaction that records the closing, before it does.
    """
    database, head = store.database, store.journal.head()
    statement = Statement(
        office=store.settings.office().number,
        journal=database.journal.name(),
        device=database.device,
        day=day,
        seq=head.seq,
        head=head.hash.hex(),
        epoch=database.epoch,
        at=at,
        totals=totals_digest(payload_text(totals)),
    )
    signature = keys.sign(statement.text().encode()).hex()
    signed = SignedClosing(statement=statement, key=keys.public.hex(), signature=signature)
    return signed.paper_text()
