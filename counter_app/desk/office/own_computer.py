"""This computer opens the office's file by itself: a secret of its own, kept by its system, unlocks the key ring."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from counter_app.desk.desk import Desk
from counter_app.desk.office.unlocking import held_in
from counter_app.domain.office.staff import Duty
from counter_app.errors import CounterError, DeviceError
from counter_app.i18n import _
from counter_app.store.file.held_keys import HeldKeys, Proved, with_holder
from counter_app.system import chance, keystore
from counter_app.system.key_ring import Holder, KeyRing, OfficeKeys
from counter_app.system.office_keys import KEY_BYTES
from counter_app.values import dataclass


def keys_from_computer(data_dir: Path) -> OfficeKeys | None:
    """The office's keys where this computer may open its file by itself; None where somebody has to type a password.

    Asks the system's keystore, which may take seconds: never on a window's thread.
    """
    held = held_in(data_dir)
    with suppress(CounterError):
        ring = held.ring()
        name = keystore.computer()
        if ring is None or not ring.holds(Holder.COMPUTER, name):
            return None
        if secret := keystore.take(_kept_as(ring)):
            return held.unlock(Holder.COMPUTER, name, secret)
    return None


def opens_by_itself(held: HeldKeys) -> bool:
    """True if the ring has a wrap for this computer."""
    ring = held.ring()
    return ring is not None and ring.holds(Holder.COMPUTER, keystore.computer())


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The standing of this computer: the file encrypted or not, a keystore, an opening without a password."""

    encrypted: bool
    offered: bool
    opens: bool


class OwnComputer(Desk):
    """The lock of the office's file, and the right of this computer to open it.

    The system's keystore is asked, never on a window's thread, except where it says otherwise.
    """

    def owes_locking(self) -> bool:
        """True if the data is a plain file of before, which nobody chose, and whoever is signed in may encrypt it.

        Asks no keystore.
        """
        keys = self.store.database.held.keys
        plain = keys is not None and keys.data is None and not self.preferences.plain_file
        there = plain and not self.settings.sample and self.store.database.writable
        return there and self.may(Duty.RESTORE)

    def standing(self) -> Standing:
        """Its standing. Errors: StoreError for a ring that cannot be read."""
        held = self.store.database.held
        encrypted = bool(held.key_for(held.data_file))
        return Standing(
            encrypted=encrypted,
            offered=encrypted and keystore.offered(),
            opens=encrypted and opens_by_itself(held),
        )

    def open_by_itself(self, wish: bool) -> Standing:
        """Let it, or let it no more. Errors: RuleError for who may not set this; DeviceError, StoreError."""
        self.acting(Duty.SETTINGS)
        held = self.store.database.held
        if wish:
            let_computer_open(held)
        else:
            forbid_computer(held)
        return self.standing()


def let_computer_open(held: HeldKeys) -> None:
    """Keep a secret in the system's keystore that opens the ring from now on. Errors: DeviceError, StoreError."""
    ring, name, secret = held.ring(), keystore.computer(), chance.random_bytes(KEY_BYTES).hex()
    if ring is None:
        return
    try:
        keystore.keep(_kept_as(ring), secret)
    except keystore.KeystoreError as error:
        text = _("Kho khóa của máy này không giữ được khóa. Gõ mật khẩu mỗi lần mở chương trình.")
        raise DeviceError(text) from error
    mine = Proved(kind=Holder.COMPUTER, name=name, label=name, secret=secret, mark="")
    held.change(lambda now, keys: with_holder(now, keys, mine))


def forbid_computer(held: HeldKeys) -> None:
    """From now on somebody types a password at every start. Errors: StoreError."""
    name, ring = keystore.computer(), held.ring()
    held.change(lambda now, keys: now.without(keys, Holder.COMPUTER, name))
    if ring is not None:
        keystore.forget(_kept_as(ring))


def _kept_as(ring: KeyRing) -> str:
    return f"{ring.office}-{ring.opens[:8] or 'ro'}"
