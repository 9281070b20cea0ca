"""The facts promises are counted from, read back: one dossier's turns, or those of every open one at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel, Dossier, State
from counter_app.domain.dossier.events import DOSSIER_ENTRUSTED
from counter_app.domain.dossier.promises import Clock, Turn
from counter_app.store.core.states_sql import OPEN
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

_TURN = (
    "span.state, span.from_at, coalesce(act.act, ''), json_extract(act.detail, '$.days'), "
    "json_extract(act.detail, '$.clock'), json_extract(act.detail, '$.undone_seq'), span.seq, "
    "json_extract(act.detail, '$.counted_from')"
)
_OPEN = f"dossier.state IN {OPEN} AND dossier.promised_at >= ''"


_ACTED = f"(SELECT kind FROM journal WHERE journal.seq = span.seq) <> '{DOSSIER_ENTRUSTED}'"
"""A dossier that goes to another officer with a caseload makes no turn: nothing of its time changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPromise:
    """An open, accepted dossier with a promise, and what that is counted from."""

    code: str
    name: str
    phone: str
    procedure: str
    state: State
    promised_at: datetime
    version: str
    clock: Clock

    @property
    def alone(self) -> bool:
        """True if nothing but reception bears on the promise: its calendar version tells all then."""
        return not any(turn.act in _BEARING for turn in self.clock.turns)


_BEARING = frozenset({"resume", "extended", "recomputed", "revert", "accept", "confirmed"})


class Promises(Reading):
    """Reads clocks of dossiers."""

    def turns(self, dossier: int) -> tuple[Turn, ...]:
        """The dossier's turns in order."""
        rows = self.rows(
            f"SELECT {_TURN} FROM dossier_span AS span LEFT JOIN dossier_act AS act ON act.seq = span.seq "
            f"WHERE span.dossier = ? AND {_ACTED} ORDER BY span.seq",
            (dossier,),
        )
        return tuple(map(_turn, rows))

    def due_before(self, code: str, seq: int, undone: frozenset[int]) -> dict[str, Any] | None:
        """The promise as it was worked out before event ``seq``, as the journal says; ``undone`` count for nothing."""
        rows = self.rows(
            "SELECT j.seq, json_extract(p.body, '$.due') AS due FROM journal j JOIN payload p ON p.seq = j.seq "
            "WHERE j.subject = ? AND j.seq < ? AND j.kind IN ('dossier.received', 'dossier.accepted', "
            "'dossier.promised') AND json_extract(p.body, '$.due') IS NOT NULL ORDER BY j.seq DESC",
            (code, seq),
        )
        return next((json.loads(row["due"]) for row in rows if row["seq"] not in undone), None)

    def clock(self, dossier: Dossier) -> Clock:
        """The facts a dossier's promise is counted from, until now. Errors: ValueError where no time is promised."""
        if dossier.limit is None:
            raise ValueError(dossier.code)
        return Clock(
            received_at=dossier.received_at,
            limit=dossier.limit,
            policy=dossier.policy.resume,
            turns=self.turns(dossier.id),
            channel=dossier.channel if dossier.policy.elsewhere else None,
        )

    def open(self) -> list[OpenPromise]:
        """Every open dossier that was promised a day, by promise."""
        return self._promises("")

    def restarted(self) -> list[OpenPromise]:
        """Those of them whose limit was once counted anew after a pause, whatever for."""
        return self._promises(
            "AND EXISTS (SELECT 1 FROM dossier_act AS act WHERE act.dossier = dossier.id "
            "AND act.act = 'resume' AND json_extract(act.detail, '$.clock') = 'restart')"
        )

    def _promises(self, more: str) -> list[OpenPromise]:
        rows = self.rows(
            "SELECT id, code, names, phone_tail, procedure_name, state, received_at, time_limit, promised_at, "
            "json_extract(policy, '$.resume') AS resume, channel, "
            "json_extract(policy, '$.elsewhere') AS elsewhere, json_extract(due, '$.calendar_version') AS version "
            f"FROM dossier WHERE {_OPEN} AND time_limit IS NOT NULL {more} ORDER BY promised_at, id"
        )
        turns = self._open_turns(more) if rows else {}
        return [
            OpenPromise(
                code=row["code"],
                name=row["names"].split("\n")[0],
                phone=row["phone_tail"][::-1],
                procedure=row["procedure_name"],
                state=State(row["state"]),
                promised_at=from_local_text(row["promised_at"]),
                version=row["version"] or "",
                clock=Clock(
                    received_at=from_local_text(row["received_at"]),
                    limit=TimeLimit.from_dict(json.loads(row["time_limit"])),
                    policy=row["resume"] or "",
                    turns=tuple(turns.get(row["id"], ())),
                    channel=Channel(row["channel"]) if row["elsewhere"] else None,
                ),
            )
            for row in rows
        ]

    def _open_turns(self, more: str) -> dict[int, list[Turn]]:
        rows: Iterable[Any] = self.rows(
            f"SELECT span.dossier, {_TURN} FROM dossier CROSS JOIN dossier_span AS span "
            "ON span.dossier = dossier.id LEFT JOIN dossier_act AS act ON act.seq = span.seq "
            f"WHERE {_OPEN} AND {_ACTED} {more} ORDER BY span.dossier, span.seq"
        )
        found: dict[int, list[Turn]] = {}
        for dossier, *turn in rows:
            found.setdefault(dossier, []).append(_turn(turn))
        return found


def _turn(row: Any) -> Turn:
    state, at, act, days, policy, undone, seq, since = row
    return Turn(
        state=State(state),
        at=from_local_text(at),
        act=act,
        seq=seq,
        days=days or 0,
        policy=policy or "",
        undone=undone or 0,
        since=from_local_text(since) if since else None,
    )
