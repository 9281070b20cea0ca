"""What other processes do in the tests of numbers; started afresh, as a second computer program would be."""

from __future__ import annotations

import sys
from pathlib import Path

from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.domain.queue.tickets import TicketAct
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES, MONDAY, receive


def take_numbers(folder: str, dossiers: int, tickets: int) -> None:
    """Receive dossiers and draw tickets, turn about."""
    office = Office.open(Path(folder), clock=FixedClock(MONDAY), officer=COMMAND_LINE)
    for _time in range(dossiers):
        receive(office)
    for _time in range(tickets):
        office.queue.take("A")
    office.close()


def certify_visits(folder: str, visits: int, out: str) -> None:
    """Certify one to three documents a visit; note the numbers of each."""
    office = Office.open(Path(folder), clock=FixedClock(MONDAY), officer=COMMAND_LINE)
    lines = []
    for visit in range(visits):
        wish = Certifying(procedure=COPIES, documents=(Document(),) * (visit % 3 + 1), paid=True)
        done = office.certification.record(wish).result
        lines.append(" ".join(str(item.number) for item in done))
    office.close()
    Path(out).write_text("\n".join(lines), encoding="utf-8")


def serve_everybody(folder: str, counter: str, out: str) -> None:
    """Call and serve until nobody waits; note whom."""
    officer = Officer(login=f"quay{counter}", name="Quầy", role=Role.RECEIVER, counter=counter)
    office = Office.open(Path(folder), clock=FixedClock(MONDAY), officer=officer)
    served: list[str] = []
    while (called := office.queue.call_next("A").result) is not None:
        try:
            office.queue.do(called.id, TicketAct.SERVE)
            office.queue.do(called.id, TicketAct.DONE)
        except RuleError:
            sys.exit(3)
        served.append(called.label)
    office.close()
    Path(out).write_text("\n".join(served), encoding="utf-8")
