"""Examples of the verbs about enquiries; see ``acts``."""

from __future__ import annotations

from functools import partial
from typing import Any

from counter_app.domain.followups.followup import Asking
from counter_app.domain.followups.pasted import PastedDossier
from counter_app.office import Office
from tests.desk.examples import Sent, example
from tests.makers import MARITAL, receive


def asked(o: Office, **facts: Any) -> int:
    """The number of an enquiry; about a dossier of this counter unless something else is told of it."""
    facts = facts or {"code": receive(o, MARITAL).code}
    said = Asking(asker="Trần Thị Hỏi", asked="Bao giờ có kết quả?", officer="canbo", **facts)
    return o.followups.ask(said).result.id


ELSEWHERE = PastedDossier(official_code="H57.132-260804-0583", applicant="Lê Văn Xa")


@example
def followups__ask(o: Office) -> Sent:
    said = Asking(asker="Trần Thị Hỏi", asked="Bao giờ?", pasted=ELSEWHERE, officer="canbo")
    return partial(o.followups.ask, said)


@example
def answers__answer(o: Office) -> Sent:
    return partial(o.answers.answer, asked(o), "Đang trình ký")


@example
def answers__tell(o: Office) -> Sent:
    number = asked(o)
    o.answers.answer(number, "Đang trình ký")
    return partial(o.answers.tell, number)


@example
def answers__void(o: Office) -> Sent:
    return partial(o.answers.void, asked(o), reason="Nhầm hồ sơ")


@example
def erasure__erase_followups(o: Office) -> Sent:
    number = asked(o, pasted=ELSEWHERE)
    o.answers.answer(number, "Đã xong", told=True)
    return partial(o.erasure.erase_followups, [number], reason="Theo đơn")
