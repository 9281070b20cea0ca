"""On whose word batches are taken in: who imports, and with which keys the superior opens what is sealed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.system.exchange_keys import ExchangeKeys
    from counter_app.system.office_keys import OfficeKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The way an import judges senders; without anything said only what known keys signed counts.

    ``by`` is who imports. ``keys`` are the superior's own, None while its key ring is locked: sealed batches cannot be
    opened then. ``everyone``: signatures are not asked for, which is for samples and measuring alone.
    """

    by: str = ""
    keys: ExchangeKeys | None = None
    everyone: bool = False

    @classmethod
    def of(cls, by: str, keys: OfficeKeys | None) -> Trust:
        """The trust of a superior's own office: who acts there, and what this process has unlocked of its key ring."""
        from counter_app.system.exchange_keys import ExchangeKeys

        return cls(by=by, keys=ExchangeKeys.of(keys.signing) if keys else None)


STRICT = Trust()
