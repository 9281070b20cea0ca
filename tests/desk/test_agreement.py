"""Much to certify: a longer limit that the citizen agreed to in writing (Nghị định 23/2015/NĐ-CP Điều 21)."""

from __future__ import annotations

import pytest

from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES, MARITAL, MONDAY, draft, receive
from tests.printing.reading import flat_text

PAPER = "văn bản số 05/TT ngày 23/11/2026"


def test_the_agreed_limit_is_promised_and_printed(office: Office) -> None:
    dossier = receive(office, COPIES, agreement=f"  {PAPER} ", limit=parse_limit("4wd"), pages=200)
    assert dossier.promised_at == MONDAY.replace(day=30)
    assert dossier.policy.agreement == PAPER
    text = flat_text(office.paper.draw_receipt(dossier.code, PaperSize.A4))
    assert f"4 ngày làm việc, theo thỏa thuận {PAPER}" in text
    assert office.store.check().problems == ()


def test_without_an_agreement_the_day_itself_is_promised(office: Office) -> None:
    dossier = receive(office, COPIES, limit=parse_limit("4wd"), pages=200)
    assert dossier.promised_at == MONDAY.replace(hour=17, minute=30)
    assert dossier.policy.agreement == ""


@pytest.mark.parametrize(
    ("procedure", "limit", "field"), [(COPIES, None, "limit"), (MARITAL, "4wd", "agreement")]
)
def test_an_agreement_needs_its_limit_and_a_same_day_procedure(
    office: Office, procedure: str, limit: str | None, field: str
) -> None:
    form = draft(procedure, agreement=PAPER, limit=parse_limit(limit) if limit else None)
    with pytest.raises(RuleError) as refused:
        office.intake.receive(form)
    assert refused.value.field == field
    assert office.store.dossiers.count() == 0
