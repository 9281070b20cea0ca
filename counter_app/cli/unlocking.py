"""An encrypted office at the terminal: opened by this computer's keystore, or by what proves who acts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError, StoreError

if TYPE_CHECKING:
    from counter_app.cli.proof import Claim
    from counter_app.system.key_ring import OfficeKeys


def asked_keys(data: Path, claim: Claim) -> OfficeKeys | None:
    """The keys of the office in a folder; None for a plain file, and where nobody says who acts.

    Errors: RuleError for a wrong password or key, StoreError for a ring that cannot be read.
    """
    from counter_app.office import Office

    if not Office.locked(data):
        return None
    from counter_app.desk.office.own_computer import keys_from_computer

    keys = keys_from_computer(data)
    return keys if keys is not None or not claim.provable else claim.keys_of(data)


def keys_of_copy(
    file: Path, data: Path, claim: Claim, *, words: str | None = None
) -> OfficeKeys | None:
    """The keys of an encrypted copy: those of the office in place, or of the copy's own ring; None for a plain one.

    The ring is opened by the claimed officer's password of when the copy was made, or by the sheet's ``words``.
    Errors: RuleError for a wrong one; StoreError for a ring that cannot be read.
    """
    from counter_app import paths
    from counter_app.desk.office.restore import copy_is_locked, held_of_copy
    from counter_app.store.file.held_keys import HeldKeys

    if not file.is_file() or not copy_is_locked(file, data):
        return None
    if words is not None:
        from counter_app.desk.office.wraps import SHEET
        from counter_app.domain.office.recovery import key_text, secret_of
        from counter_app.system.key_ring import Holder

        said = key_text(secret_of(words))
        return held_of_copy(file, data).unlock(Holder.RECOVERY, SHEET, said)
    with suppress(StoreError):  # another office's copy, or a key that is not known here
        if (keys := asked_keys(data, claim)) is not None:
            return HeldKeys(paths.database_path(data), keys).keys_of(file)
    return claim.keys_of_copy(held_of_copy(file, data))


def keys_for_sticks(
    file: Path, data: Path, claim: Claim, *, words: str | None = None
) -> OfficeKeys | None:
    """The keys of a plain copy's ring, which alone open what a stick holds for the office; None where nothing does.

    Whether the secret is right is asked elsewhere: here a wrong one only opens nothing.
    """
    from counter_app.desk.office.restore import held_of_copy
    from counter_app.desk.office.wraps import SHEET
    from counter_app.domain.office.recovery import key_text, secret_of
    from counter_app.system.key_ring import Holder

    with suppress(RuleError, StoreError):
        held = held_of_copy(file, data)
        if held.ring() is None:
            return None
        if words is not None:
            return held.unlock(Holder.RECOVERY, SHEET, key_text(secret_of(words)))
        if claim.provable:
            return claim.keys_of_copy(held)
    return None
