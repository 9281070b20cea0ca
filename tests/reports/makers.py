"""A book of dossiers written event by event on given days, as the desk writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from counter_app.domain.clock import LOCAL, FixedClock, local_text
from counter_app.domain.dossier.dossier import Channel, State
from counter_app.domain.dossier.moves import MOVES, Act, target_state
from counter_app.settings import OfficeSettings
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.store import Store

START = date(2026, 1, 5)
SECTORS = ({"key": "ho-tich", "name": "Hộ tịch"}, {"key": "dat-dai", "name": "Đất đai"},
           {"key": "chung-thuc", "name": "Chứng thực"})  # fmt: skip
"""In the office's order, which is not that of the alphabet."""


def day_after(days: int) -> date:
    """The day so many days after ``START``."""
    return START + timedelta(days=days)


class Book:
    """Writes to a store, in memory unless a path is given. Days are numbers from ``START``."""

    def __init__(self, path: Path = Path(":memory:")) -> None:
        self.clock = FixedClock(datetime.combine(START, time(7), LOCAL))
        self.store = Store.create(path, self.clock, durable=False)
        self.store.database.clock_confirmed = True  # lives are written one after another
        with self.store.transaction() as tx:
            begin_epoch(self.store.database, tx, device=1, reason="created", actor="cli")
        self.states: dict[int, State] = {}
        self.promises: dict[int, str | None] = {}
        self.accepted: dict[int, bool] = {}
        self.ways_in: dict[int, int] = {}
        self.trails: dict[int, list[tuple[str, State, str | None, int]]] = {}
        """Of each dossier the moves that may be taken back: act, state and promise before it, its event."""
        self._minute = 0
        groups = [{"letter": "A", "name": "Tư pháp"}, {"letter": "B", "name": "Địa chính"}]
        sectors = [{**item, "queue": "A", "order": order} for order, item in enumerate(SECTORS, 1)]
        self.record("catalogue.loaded", "catalogue", {"queue_groups": groups, "sectors": sectors})
        settings = OfficeSettings(name="Trung tâm xã Thử", superior_name="Ủy ban tỉnh Thử")
        self.record("office.changed", "office", {"settings": settings.to_dict()})

    def record(self, kind: str, subject: str, payload: dict[str, Any], actor: str = "lan") -> int:
        """Write one event; its number."""
        with self.store.transaction() as tx:
            return tx.record(kind, subject, payload, actor=actor).seq

    def at(self, day: int, hour: int = 8) -> str:
        """A moment of that day, later than every earlier one of the same day; the clock stands there."""
        self._minute += 1
        moment = datetime.combine(day_after(day), time(hour), LOCAL)
        self.clock.set(moment + timedelta(seconds=self._minute))
        return local_text(self.clock.now())

    def receive(
        self,
        day: int,
        due: int | None,
        *,
        sector: str = "ho-tich",
        channel: Channel = Channel.DIRECT,
        fee: int | None = 8_000,
        name: str = "Nguyễn Văn An",
        procedure: str = "Đăng ký khai sinh",
    ) -> int:
        """A dossier received on ``day`` and promised for ``due``; its number."""
        at = self.at(day)
        number = len(self.states) + 1
        promised = None if due is None else f"{day_after(due).isoformat()}T17:00:00"
        payload = {
            **{"barcode": f"{number:018d}", "procedure_code": "1.001193", "sector": sector},
            **{
                "procedure_name": procedure,
                "applicant": {"name": name, "kind": "person"},
            },
            **{"owner": None, "authorisation": "", "content": "", "papers": [], "sets": 1},
            **{"fee": fee, "channel": int(channel), "return_channel": 1, "return_address": ""},
            **{"limit": None, "due": None, "promised_at": promised, "received_at": at},
            **{"receiver": "lan", "handler": "hai", "form_no": number, "book": sector},
            **{"book_no": number, "note": "", "ticket": None, "counters": []},
        }
        dossier = self.record("dossier.received", f"T-{number}", payload)
        self._begun(dossier, State.RECEIVED, promised, channel)
        return dossier

    def register(
        self, day: int, *, sector: str = "ho-tich", channel: Channel = Channel.DIRECT
    ) -> int:
        """A dossier handed in that nobody received yet; its number."""
        at, number = self.at(day), len(self.states) + 1
        payload = {
            **{"barcode": f"{number:018d}", "procedure_code": "1.001193", "sector": sector},
            **{"procedure_name": "Đăng ký khai sinh", "owner": None, "authorisation": ""},
            **{
                "applicant": {"name": "Nguyễn Văn An", "kind": "person"},
                "content": "",
                "papers": [],
            },
            **{"sets": 1, "fee": None, "channel": int(channel), "return_channel": 1, "note": ""},
            **{
                "return_address": "",
                "receiver": "lan",
                "handler": "",
                "ticket": None,
                "counters": [],
            },
            "submitted_at": at,
        }
        dossier = self.record("dossier.registered", f"T-{number}", payload)
        self._begun(dossier, State.REGISTERED, None, channel)
        return dossier

    def _begun(self, dossier: int, state: State, promised: str | None, channel: Channel) -> None:
        self.states[dossier], self.promises[dossier] = state, promised
        self.accepted[dossier] = state is State.RECEIVED
        self.ways_in[dossier], self.trails[dossier] = int(channel), []

    def receive_later(self, dossier: int, day: int, due: int | None) -> None:
        """What was only handed in is received."""
        promised = None if due is None else f"{day_after(due).isoformat()}T17:00:00"
        payload = {
            **{"dossier": dossier, "at": self.at(day), "receiver": "lan", "handler": "hai"},
            **{"papers": [], "fee": 8_000, "form_no": 10**6 + dossier, "book": "sau"},
            **{"book_no": dossier, "limit": None, "due": None, "promised_at": promised},
            **{"policy": {}, "counters": []},
        }
        self.record("dossier.accepted", f"D{dossier}", payload)
        self.states[dossier], self.promises[dossier] = State.RECEIVED, promised
        self.accepted[dossier], self.trails[dossier] = True, []

    def revert(self, dossier: int, day: int) -> None:
        """The last move is taken back as a mistake."""
        act, state, promised, seq = self.trails[dossier].pop()
        payload = {
            **{"dossier": dossier, "act": "revert", "state": int(state), "at": self.at(day)},
            **{"handler": "hai", "promised_at": promised, "result": None, "reason": "Ghi nhầm"},
            **{"undone": act, "undone_seq": seq},
        }
        self.record("dossier.moved", f"D{dossier}", payload)
        self.states[dossier], self.promises[dossier] = state, promised

    def promise(self, dossier: int, why: str, day: int, due: int) -> None:
        """Extended or recomputed: another promise. Reappointed: only another day named with an apology."""
        moment = f"{day_after(due).isoformat()}T17:00:00"
        named = why == "reappointed"
        payload = {
            **{"dossier": dossier, "why": why, "state": int(self.states[dossier])},
            **{"handler": "hai", "at": self.at(day), "reason": "Chờ xác minh"},
            "promised_at": self.promises[dossier] if named else moment,
            "reappointed_to": moment if named else None,
        }
        self.record("dossier.promised", f"D{dossier}", payload)
        self.promises[dossier] = self.promises[dossier] if named else moment

    def correct_channel(self, dossier: int, channel: Channel, day: int) -> None:
        """Another channel than was written down."""
        changes = {"channel": {"from": self.ways_in[dossier], "to": int(channel)}}
        payload = {"dossier": dossier, "at": self.at(day), "reason": "Nhầm", "changes": changes}
        self.record("dossier.corrected", f"D{dossier}", payload)
        self.ways_in[dossier] = int(channel)

    def move(
        self,
        dossier: int,
        act: Act | str,
        day: int,
        *,
        due: int | None = None,
        reason: str = "",
        **facts: Any,
    ) -> None:
        """An act on a day; ``due`` is a later promise. Also "refuse" and "reopen", which only corrections may do."""
        target = MOVES[act][1] if isinstance(act, Act) else CORRECTIONS[act]
        before = (str(act), self.states[dossier], self.promises[dossier])
        if due is not None:
            self.promises[dossier] = f"{day_after(due).isoformat()}T17:00:00"
        payload = {
            **{"dossier": dossier, "act": str(act), "state": int(target), "at": self.at(day)},
            **{"handler": "hai", "promised_at": self.promises[dossier], "result": None, **facts},
        }
        if act is Act.RETURN:
            self.record("dossier.returned", f"D{dossier}", {**payload, "collector": {"name": "An"}})
        else:
            seq = self.record("dossier.moved", f"D{dossier}", {**payload, "reason": reason})
            self.trails[dossier].append((*before, seq))
        self.states[dossier] = target

    def allowed(self, dossier: int, corrections: bool = True) -> list[Act | str]:
        """What may be done with the dossier now, in a fixed order; what histories weigh for themselves left out."""
        state, accepted = self.states[dossier], self.accepted[dossier]
        acts: list[Act | str] = [
            act
            for act in MOVES
            if act is not Act.MISTAKE and target_state(state, act, accepted=accepted) is not None
        ]
        extra = {"refuse": state in MOVES[Act.WITHDRAW][0], "reopen": state is State.FINISHED}
        return acts + [
            name for name, possible in extra.items() if possible and corrections and accepted
        ]


CORRECTIONS = {"refuse": State.REFUSED, "reopen": State.PROCESSING}
