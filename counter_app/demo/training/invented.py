"""Invented citizens of the training, and what others of the office have done for them before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.demo.sample import papers_brought
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.person.party import Birth, Party, PartyKind, Sex

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.office import Office

COPY_OF_RECORD = "2.000635"
BIRTH = "1.001193"
MARITAL_STATUS = "1.004873"
PLACE = "Thôn Mẫu Thượng, xã An Hòa, tỉnh Mẫu"
LATE = "Bùi Thị Chậm"
"""The citizen whose dossier the training office has let wait too long."""
COLLEAGUE = "mai.pt"
"""The officer who works on dossiers while somebody else is in training."""


def person(name: str, id_no: str, *, female: bool = True, phone: str = "0300000123") -> Party:
    """An invented citizen; ``id_no`` fits a woman or a man born in 1990."""
    return Party(
        kind=PartyKind.PERSON,
        name=name,
        id_no=id_no,
        birth=Birth(1990, 5, 2),
        sex=Sex.FEMALE if female else Sex.MALE,
        phone=phone,
        address=PLACE,
    )


def card_text(who: Party) -> str:
    """The text of the QR code on the citizen's card."""
    sex = "Nữ" if who.sex is Sex.FEMALE else "Nam"
    return f"{who.id_no}||{who.name}|02051990|{sex}|{who.address}|15072025"


def received(office: Office, who: Party, procedure: str, *, handler: str = COLLEAGUE) -> Dossier:
    """A dossier that a colleague took in and ``handler`` was given to work on, as the office stands now."""
    with office.twin() as other:
        other.session.officer = other.staff.known(COLLEAGUE)
        draft = IntakeDraft(
            procedure=procedure, applicant=who, papers=papers_brought(other, procedure)
        )
        dossier = other.intake.receive(draft).result
        for job in other.paper.prints_of(dossier.code):
            other.paper.printed(job.id)
            other.paper.hand_over(job.id)
        other.moves.move(dossier.code, Act.HAND, handler=handler)
        return other.dossiers.get(dossier.code)


def finished(office: Office, who: Party, procedure: str, result: str) -> Dossier:
    """A dossier whose result lies ready."""
    dossier = received(office, who, procedure)
    with office.twin() as other:
        other.session.officer = other.staff.known(COLLEAGUE)
        other.moves.move(dossier.code, Act.FINISH, result=result)
        return other.dossiers.get(dossier.code)
