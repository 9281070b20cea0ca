"""One dossier of another office seen whole, as far as its data travelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.dossier.lookup import TimelineStep
from counter_app.domain.clock import from_utc_text
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.superior.senders.visiting import visit_all
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class FarDossier:
    """A dossier of another office with its timeline; ``names`` are its officers' by login, ``sectors`` by key.

    ``told`` is the last day its office told of: what happened since is not known here.
    """

    standing: Standing
    dossier: Dossier
    timeline: tuple[TimelineStep, ...]
    names: dict[str, str]
    sectors: dict[str, str]
    told: date | None


def far_dossier(superior_dir: Path, clock: Clock, journal: str, code: str) -> FarDossier:
    """The dossier with this code in the copy of a journal. Errors: RuleError (field "code")."""
    looked = visit_all(
        superior_dir, clock, lambda sender: _seen(sender, code.strip().upper()), only={journal}
    )
    found = next((item for _standing, items in looked for item in items or ()), None)
    if found is None:
        raise RuleError(
            _(
                "Chưa có hồ sơ {code} trong dữ liệu đơn vị đó đã gửi. Kiểm tra lại mã, hoặc nhận gói mới hơn."
            ).format(code=code),
            field="code",
        )
    return found


def _seen(sender: Sender, code: str) -> tuple[FarDossier, ...]:
    store = sender.store
    dossier = store.dossiers.by_code(code)
    if dossier is None:
        return ()
    standing = sender.standing()
    steps = tuple(
        TimelineStep(
            seq=entry.seq,
            kind=entry.kind,
            at=from_utc_text(entry.at_utc),
            actor=entry.actor,
            payload=payload,
            clock_confirmed=entry.clock_flag != 0,
        )
        for entry, payload in store.journal.of(dossier.code)
    )
    return (
        FarDossier(
            standing=standing,
            dossier=dossier,
            timeline=steps,
            names=store.officers.names(),
            sectors={sector.key: sector.name for sector in store.catalogue.sectors()},
            told=date.fromisoformat(standing.last_day) if standing.last_day else None,
        ),
    )
