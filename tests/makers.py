"""Valid objects for tests to change one thing about: people, forms, tickets, offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.desk.office.founding import Founding, NewOfficer, default_founding
from counter_app.domain.clock import LOCAL, Clock
from counter_app.domain.dossier.dossier import (
    Channel,
    Collector,
    Dossier,
    DossierLine,
    Outcome,
    Result,
    State,
)
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.office import Office
from counter_app.settings import OfficeSettings
from counter_app.system.office_keys import OfficeKeys

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)
"""A working Monday; the next day is a holiday."""

BIRTH = "1.001193"
"""Same day until three o'clock, no fee."""
MARITAL = "1.004873"
"""Three working days, the fee typed by the officer."""
COPIES = "2.000815"
"""Same day, the fee by pages."""
UNLIMITED = "2.000528"
"""The catalogue knows no time limit."""
PASSWORD = "mat-khau-thu"
SEED = bytes(range(32))
"""What the office's signing key is made of."""


def person(name: str = "Nguyễn Văn Mẫu", **facts: Any) -> Party:
    """A person with an id number and a phone."""
    plain = {"id_no": "001090000001", "phone": "0912345678", "address": "Thôn Mẫu, xã Thử"}
    return Party(PartyKind.PERSON, name, **(plain | facts))


def draft(procedure: str = BIRTH, name: str = "Nguyễn Văn Mẫu", **facts: Any) -> IntakeDraft:
    """A form that can be saved as it stands."""
    facts.setdefault("applicant", person(name))
    return IntakeDraft(procedure=procedure, **facts)


def ticket(number: int = 1, **facts: Any) -> Ticket:
    """A ticket waiting in line A, in the order of its number."""
    plain: dict[str, Any] = {
        **{"id": number, "day": MONDAY.date(), "queue": "A", "number": number, "line": "A"},
        **{"state": TicketState.WAITING, "place": float(number), "taken_at": MONDAY},
        "priority": Priority.NONE,
    }
    return Ticket(**(plain | facts))


def line(state: State, promised_at: datetime | None = None) -> DossierLine:
    """A list line of a dossier."""
    return DossierLine(
        id=1,
        code="T99001-261123-010001",
        state=state,
        names=("Nguyễn Văn Mẫu",),
        procedure_code=BIRTH,
        procedure_name="Đăng ký khai sinh",
        sector="ho-tich",
        phone="0912345678",
        received_at=MONDAY,
        promised_at=promised_at,
        finished_at=None,
        handler="",
        channel=Channel.DIRECT,
    )


def officer(role: Role = Role.RECEIVER, login: str = "lan", **facts: Any) -> Officer:
    """A member of staff."""
    return Officer(login=login, name=f"Công chức {login}", role=role, **facts)


def founding(number: str = "99001", officers: tuple[NewOfficer, ...] = ()) -> Founding:
    """The plain office with one leader, "canbo", and whoever is named."""
    plain = default_founding()
    return replace(
        plain,
        settings=OfficeSettings(number=number, place="Xã Thử"),
        officers=(*plain.officers, *officers),
    )


def found(folder: Path, clock: Clock, **named: Any) -> Office:
    """A new office in a folder, worked by the command line's officer, who may do everything."""
    return Office.found(folder, founding(**named), clock=clock, officer=COMMAND_LINE)


def unlock(office: Office) -> Office:
    """The office with its keys at hand, as after somebody's password."""
    held = office.store.database.held
    held.keys = held.keys or OfficeKeys(None, SEED)
    return office


def carry_away(office: Office, stick: Path) -> None:
    """Write what is new to a stick with keys that are at hand for that long."""
    held = office.store.database.held
    before = held.keys
    unlock(office).closing.export(stick)
    held.keys = before


def prefer(office: Office, **wish: Any) -> None:
    """Keep preferences of the computer, printers too, which not everybody at it may choose."""
    before, office.session.officer = office.session.officer, COMMAND_LINE
    office.rules.change_preferences(replace(office.preferences, **wish))
    office.session.officer = before


def receive(
    office: Office, procedure: str = BIRTH, name: str = "Nguyễn Văn Mẫu", **facts: Any
) -> Dossier:
    """A dossier received now."""
    return office.intake.receive(draft(procedure, name, **facts)).result


def collector(name: str = "Nguyễn Văn Mẫu", **facts: Any) -> Collector:
    """Who takes the result."""
    return Collector(name=name, **facts)


def result(pick: int = 0) -> Result:
    """What processing ended with: granted, or refused for odd numbers."""
    outcome = list(Outcome)[pick % 2]
    return Result(outcome=outcome, abstract="Giấy xác nhận", signed_on="2026-11-02")


def everything_in(folder: Path) -> bytes:
    """All bytes of a folder's files, for looking for what must not be there any more."""
    return b"".join(item.read_bytes() for item in sorted(folder.iterdir()) if item.is_file())
