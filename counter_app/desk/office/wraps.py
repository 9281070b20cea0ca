"""The wraps of the key ring: kept in step with the office's passwords, its people and its recovery sheet.

A new secret's wrap is added before the act that makes it count, with the one before beside it; what does not go with
the office's own books is taken away after the act. Nobody else changes the ring meanwhile: another window would take
the new wrap for one that counts no more. Killed in between, one of the two still opens, and whoever signs in next
clears up (docs/adr/0061).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from counter_app.domain.office.recovery import KEPT_AS, key_text, secret_of
from counter_app.domain.office.staff import SCRIPT
from counter_app.errors import CounterError
from counter_app.store.file.anchors import password_mark
from counter_app.store.file.held_keys import Proved, with_holder
from counter_app.system.key_ring import Holder, KeyRing, OfficeKeys, Wrap, new_keys

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer
    from counter_app.store.store import Store

SHEET = "sheet"
"""The one recovery sheet that opens."""


def of_officer(officer: Officer, password: str, digest: str) -> Proved:
    """An officer with the password behind ``digest``."""
    return Proved(
        kind=Holder.OFFICER,
        name=officer.login,
        label=officer.name,
        secret=password,
        mark=password_mark(digest),
    )


def of_sheet(secret: bytes, digest: str) -> Proved:
    """The recovery sheet whose words mean ``secret``; the office keeps ``digest`` of them."""
    return Proved(
        kind=Holder.RECOVERY,
        name=SHEET,
        label="",
        secret=key_text(secret),
        mark=password_mark(digest),
    )


def of_script(name: str, secret: bytes, digest: str) -> Proved:
    """The scripting key of a name; the office keeps ``digest`` of its secret."""
    return Proved(
        kind=Holder.SCRIPT,
        name=name,
        label=name,
        secret=secret.hex(),
        mark=password_mark(digest),
    )


def let_in(store: Store, officer: Officer, password: str, digest: str) -> None:
    """Hold the office's keys once an officer's password is proved; an office of before keys gets its ring.

    Never refuses: without keys everything but signing goes on, and ``check`` says what is wrong with a ring.
    """
    held, proved = store.database.held, of_officer(officer, password, digest)
    with suppress(CounterError):
        if held.keys is None and (ring := held.ring()) and ring.office != store.journal.name():
            return  # another office's ring, put beside a plain file: nothing is signed with it
        if held.keys is None and held.ring() is None and store.database.writable:
            with held.turn():
                if held.ring() is None:  # else another window was first
                    held.found(store.journal.name(), new_keys(encrypted=False), [proved])
        if held.keys is None:
            held.unlock(proved.kind, proved.name, proved.secret)
        if store.database.writable:
            held.change(lambda ring, keys: _mended(store, ring, keys, proved))


def open_by_sheet(store: Store, words: str) -> None:
    """Hold the office's keys by the words of the sheet, where they open; never refuses."""
    held = store.database.held
    with suppress(CounterError):
        if held.keys is None:
            held.unlock(Holder.RECOVERY, SHEET, key_text(secret_of(words)))


@contextmanager
def choosing(store: Store, *chosen: Proved) -> Iterator[None]:
    """Around the act that makes new secrets count, or changes who works here. Errors: StoreError before it begins."""
    held = store.database.held
    if held.keys is None:
        yield
        return
    with held.turn(), ExitStack() as after:
        for holder in chosen:
            held.change(
                lambda ring, keys, who=holder: with_holder(ring, keys, who, keep=True),  # type: ignore[misc]
                in_turn=True,
            )
        after.callback(settle, store, in_turn=True)
        yield


def settle(store: Store, *, in_turn: bool = False) -> None:
    """Take away every wrap that does not go with the office's books, should the keys be held."""
    with suppress(CounterError):
        if store.database.held.keys is not None and store.database.writable:
            store.database.held.change(
                lambda ring, keys: _settled(store, ring, keys), in_turn=in_turn
            )


def _mended(store: Store, ring: KeyRing, keys: OfficeKeys, proved: Proved) -> KeyRing:
    known = any(
        (item.kind, item.name, item.mark) == (proved.kind, proved.name, proved.mark)
        for item in ring.wraps
    )
    # Else another window set another password since this one was proved, whose wrap it would take.
    counts = proved.mark == password_mark(store.officers.password_hash(proved.name))
    ring = with_holder(ring, keys, proved) if counts and not known else ring
    return _settled(store, ring, keys, at_door=True)


def _acts_still(store: Store, name: str) -> bool:
    """True if a scripting key may act by its day and by who issued it; else it has no business in the ring."""
    from counter_app.domain.office.script_keys import key_told

    key = key_told(name, store.journal.of(SCRIPT + name))
    if key is None or not key.opens(store.journal.last_day()):
        return False
    return key.answered(store.officers.get(key.issuer))


def _settled(store: Store, ring: KeyRing, keys: OfficeKeys, *, at_door: bool = False) -> KeyRing:
    """The ring without what does not go with the books; ``at_door`` nobody waits for scripting keys to be read."""
    officers = {item.login: item for item in store.officers.all() if item.active}
    marks = {login: password_mark(store.officers.password_hash(login)) for login in officers}
    sheet = password_mark(store.officers.password_hash(KEPT_AS))

    def stays(wrap: Wrap) -> bool:
        if wrap.kind is Holder.OFFICER:
            return wrap.mark == marks.get(wrap.name)
        if wrap.kind is Holder.SCRIPT:
            kept = store.officers.password_hash(SCRIPT + wrap.name)
            return wrap.mark == password_mark(kept) and (at_door or _acts_still(store, wrap.name))
        return wrap.kind is not Holder.RECOVERY or wrap.mark == sheet

    ring = ring.keeping(keys, stays)
    for name, label in ring.holders(Holder.OFFICER):
        if officers[name].name != label:
            ring = ring.renamed(keys, Holder.OFFICER, name, officers[name].name)
    return ring
