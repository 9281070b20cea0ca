"""Examples of what is done with the books of certifications."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from counter_app.domain.certification.authority import Authorisation
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.office import Office
from tests.desk.examples import TODAY, Sent, example

AUTHORISATION = Authorisation(
    officer="canbo",
    since=TODAY,
    number="12/QĐ-UBND",
    issued_on=TODAY,
    books=("chung-thuc-ban-sao",),
)
"""The only officer, authorised for copies."""


def certified(office: Office) -> Certifying:
    """A visit of one document."""
    procedure = office.certification.procedures()[0].code
    return Certifying(procedure=procedure, documents=(Document(title="Bằng"),), paid=True)


@example
def certification__record(o: Office) -> Sent:
    return partial(o.certification.record, certified(o))


@example
def voiding__void(o: Office) -> Sent:
    (line,) = o.certification.record(certified(o)).result
    return partial(o.voiding.void, line.id, reason="Hỏng")


@example
def authorities__authorise(o: Office) -> Sent:
    return partial(o.authorities.authorise, AUTHORISATION)


@example
def authorities__end(o: Office) -> Sent:
    given = o.authorities.authorise(AUTHORISATION).result
    return partial(o.authorities.end, given.id, TODAY, reason="Chuyển công tác")


@example
def volumes__print_month(o: Office) -> Sent:
    return partial(o.volumes.print_month, "chung-thuc-ban-sao", 2026, 10)


@example
def volumes__lock(o: Office) -> Sent:
    o.certification.record(certified(o))
    clock = o.store.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2026, 12, 1, 9, tzinfo=LOCAL))
    o.volumes.print_month("chung-thuc-ban-sao", 2026, 11)
    clock.set(datetime(2026, 12, 31, 9, tzinfo=LOCAL))
    return partial(o.volumes.lock, "chung-thuc-ban-sao", 2026)


@example
def erasure__erase_certifications(o: Office) -> Sent:
    (line,) = o.certification.record(certified(o)).result
    return partial(o.erasure.erase_certifications, [line.id], reason="Theo yêu cầu")
