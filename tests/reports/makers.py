"""A book of dossiers written event by event on given days, as the desk writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from counter_app.domain.clock import LOCAL, FixedClock, local_text
from counter_app.domain.dossier import Channel, State
from counter_app.domain.moves import MOVES, Act
from counter_app.settings import OfficeSettings
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
        self.states: dict[int, State] = {}
        self.promises: dict[int, str | None] = {}
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
        self.states[dossier], self.promises[dossier] = State.RECEIVED, promised
        return dossier

    def move(self, dossier: int, act: Act | str, day: int, *, due: int | None = None) -> None:
        """An act on a day; ``due`` is a later promise. Also "refuse" and "reopen", which only corrections may do."""
        target = MOVES[act][1] if isinstance(act, Act) else CORRECTIONS[act]
        if due is not None:
            self.promises[dossier] = f"{day_after(due).isoformat()}T17:00:00"
        payload = {
            **{"dossier": dossier, "act": str(act), "state": int(target), "at": self.at(day)},
            **{"handler": "hai", "promised_at": self.promises[dossier], "result": None},
        }
        if act is Act.RETURN:
            self.record("dossier.returned", f"D{dossier}", {**payload, "collector": {"name": "An"}})
        else:
            self.record("dossier.moved", f"D{dossier}", {**payload, "reason": ""})
        self.states[dossier] = target

    def allowed(self, dossier: int, corrections: bool = True) -> list[Act | str]:
        """What may be done with the dossier now, in a fixed order."""
        state = self.states[dossier]
        acts: list[Act | str] = [act for act, (froms, _to) in MOVES.items() if state in froms]
        extra = {"refuse": state in MOVES[Act.WITHDRAW][0], "reopen": state is State.FINISHED}
        return acts + [name for name, possible in extra.items() if possible and corrections]


CORRECTIONS = {"refuse": State.REFUSED, "reopen": State.PROCESSING}
