"""An encrypted office at the terminal: opened by this computer's keystore, or by what proves who acts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
