"""Erasing a person by law: the payload goes, the numbers stay, and only for what has ended."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.file.erasing import drop_payloads
from tests.makers import collector, person, receive, unlock


def ended(office: Office, name: str = "Phan Thị Bí Mật") -> str:
    code = receive(office, name=name, owner=person("Chủ Bí Mật"), content="Chuyện nhà").code
    office.moves.move(code, Act.FINISH, result="7/KQ")
    office.returning.hand_over(code, collector(name))
    return code


def test_the_person_goes_and_the_numbers_stay(office: Office) -> None:
    code = ended(office)
    before = office.dossiers.get(code)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    after = office.dossiers.get(code)
    assert (after.code, after.form_no, after.book_no) == (code, before.form_no, before.book_no)
    assert (after.received_at, after.finished_at) == (before.received_at, before.finished_at)
    assert (after.applicant.name, after.owner, after.content) == (BLANK_NAME, None, "")
    assert office.dossiers.find("bi mat") == office.dossiers.find("0912345678") == []
    steps = office.dossiers.view(code).timeline
    assert [step.kind for step in steps][-2:] == ["journal.erased", "copies.listed"]
    assert steps[0].payload["applicant"]["name"] == BLANK_NAME
    assert office.store.check().ok


def test_reports_of_the_day_stay_what_they_were(office: Office) -> None:
    code = ended(office)
    day = office.intake.today()
    before = office.reports.compute("II.06a", day, day)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    assert office.reports.compute("II.06a", day, day) == before


@pytest.mark.parametrize("acts", [(), (Act.SUPPLEMENT,)])
def test_an_open_case_is_not_erased(office: Office, acts: tuple[Act, ...]) -> None:
    code = receive(office).code
    for act in acts:
        office.moves.move(code, act, reason="Vì vậy")
    with pytest.raises(RuleError) as refused:
        office.erasure.erase(code, reason="Công dân yêu cầu")
    assert refused.value.field == "code"
    assert office.dossiers.get(code).applicant.name == "Nguyễn Văn Mẫu"


def test_an_unknown_code_and_a_missing_reason_are_refused(office: Office) -> None:
    code = ended(office)
    with pytest.raises(RuleError) as refused:
        office.erasure.erase(code, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(RuleError):
        office.erasure.erase("T99001-261123-019999", reason="Công dân yêu cầu")


def test_what_was_erased_is_not_erased_again(office: Office) -> None:
    code = ended(office)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    head = office.store.journal.head()
    with pytest.raises(RuleError, match="đã được xóa"):
        office.erasure.erase(code, reason="Công dân yêu cầu")
    assert office.store.journal.head() == head


def test_what_came_after_an_erasure_is_erased_by_the_next(office: Office) -> None:
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    office.returning.hand_over(
        code, collector("Người Nhận", lost_receipt=True, identity_checked="CC")
    )
    office.erasure.erase(code, reason="Công dân yêu cầu")
    assert office.dossiers.get(code).collector is None
    assert office.store.check().ok


def test_no_payload_goes_without_an_erasure_event(office: Office) -> None:
    ended(office)
    with pytest.raises(engine.IntegrityError):
        drop_payloads(office.store.database, [office.store.journal.head().seq])


def test_an_erased_day_is_still_exported(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    code = ended(office)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    exported = unlock(office).closing.export(tmp_path_factory.mktemp("usb")).result
    assert exported.batch.to_seq == office.store.journal.head().seq - 1


def test_a_residue_keeps_all_but_the_person() -> None:
    payload = {
        "applicant": {"name": "A", "id_no": "1"},
        "owner": {"name": "B"},
        "collector": {"name": "C", "phone": "2"},
        "reason": "vì A",
        "note": "nhà A",
        "fee": 5,
    }
    assert residue(payload) == {
        "applicant": {"kind": "person", "name": BLANK_NAME},
        "owner": None,
        "collector": {"name": BLANK_NAME},
        "reason": "",
        "note": "",
        "fee": 5,
    }
    assert residue({"state": 9}) == {"state": 9}
