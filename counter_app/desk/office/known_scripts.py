"""Scripting keys as the journal tells them, and whether one may act still: by its day, by who answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_utc_text, local_date
from counter_app.domain.office.events import SCRIPT_ISSUED, SCRIPT_REVOKED
from counter_app.domain.office.script_keys import ScriptKey
from counter_app.domain.office.staff import SCRIPT, Duty, Officer, Role

if TYPE_CHECKING:
    from counter_app.store.store import Store


def known_key(store: Store, name: str) -> ScriptKey | None:
    """The key of a name, as it stands now; None where there never was one."""
    key: ScriptKey | None = None
    for entry, said in store.journal.of(SCRIPT + name):
        at = from_utc_text(entry.at_utc)
        if entry.kind == SCRIPT_ISSUED:
            last = store.journal.last_at(runs_of(name))
            key = ScriptKey(
                name=name,
                rights=frozenset(duty for duty in Duty if duty in said["rights"]),
                issuer=entry.actor,
                issued=at,
                until=date.fromisoformat(said["until"]),
                used=from_utc_text(last) if last else None,
            )
        elif key is not None and entry.kind == SCRIPT_REVOKED:
            key = replace(key, revoked=at)
    return key


def runs_of(name: str) -> str:
    """What the runs of a key are about: apart from what was decided of it, which is read whole."""
    return f"script-run:{name}"


def answering(store: Store, key: ScriptKey) -> Officer | None:
    """The leader who issued the key; None where that one leads no more, or works here no more."""
    issuer = store.officers.get(key.issuer)
    led = issuer is not None and issuer.active and issuer.role is Role.LEADER
    return issuer if led else None


def last_day(store: Store) -> date:
    """The day of the last act: no clock that is set back brings an earlier one again."""
    return local_date(from_utc_text(store.journal.head().at_utc))


def opens_still(store: Store, name: str) -> bool:
    """Whether a key could act as far as the journal knows; what cannot has no business in the key ring."""
    key = known_key(store, name)
    return key is not None and key.opens(last_day(store)) and answering(store, key) is not None
