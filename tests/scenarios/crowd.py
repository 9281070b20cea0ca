"""An office where everything is as long as it comes: names, addresses, papers, queues."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from tests.makers import BIRTH, COPIES, MARITAL, collector, officer, person, receive

LONG_NAME = " ".join(["Nguyễn Phước Hoàng Thị Quỳnh Thương"] * 9)[:300]
ADDRESS = "Nhà văn hóa thôn Nghĩa Phường Thượng, đường Nguyễn Thị Minh Khai kéo dài, " * 3
PAPER = f"Giấy ủy quyền số 5 ngày 20/11/2026, {ADDRESS}"[: len(ADDRESS)]
PAPERS = tuple(
    PaperItem(
        name=f"Giấy tờ thứ {number} chứng minh quan hệ giữa người yêu cầu và người được cấp" * 2,
        kind=PaperKind.CERTIFIED,
        quantity=12,
    )
    for number in range(1, 21)
)
OFFICE = "Trung tâm Phục vụ hành chính công đặc khu Hoàng Sa – Trường Sa và các đảo phụ cận"
LOGIN = "huong"
PASSED = 75
"""Minutes after which the crowd is looked at."""


def crowd(office: Office, clock: FixedClock) -> None:
    """Dossiers in every state, a queue, staff, an office: all with long names."""
    office.rules.change_settings(replace(office.intake.settings, name=OFFICE))
    office.staff.put_officer(
        replace(officer(login=LOGIN), name=LONG_NAME[:110]), password="mat-khau-dai"
    )
    party = person(LONG_NAME, address=ADDRESS)
    for procedure in (BIRTH, MARITAL, COPIES):
        receive(office, procedure, applicant=party, papers=PAPERS, content=ADDRESS)
    ready = receive(office, MARITAL, applicant=party, owner=person(LONG_NAME), authorisation=PAPER)
    office.moves.move(ready.code, Act.HAND, handler=LOGIN)
    office.moves.move(ready.code, Act.FINISH, result="123/XNTTHN-UBND")
    gone = receive(office, COPIES, applicant=party)
    office.moves.move(gone.code, Act.FINISH)
    office.returning.hand_over(
        gone.code, collector(LONG_NAME, authorised=True, authorisation=PAPER)
    )
    for letter in "ABCDA":
        office.queue.take(letter, priority=Priority.OTHER, reason=ADDRESS[:180])
    clock.tick(minutes=70)
    called = office.queue.call_next("A").result
    assert called is not None
    office.queue.do(called.id, TicketAct.SERVE)
    office.session.officer = office.staff.officers()[0]
    office.queue.call_next("A")
