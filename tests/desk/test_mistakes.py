"""Entered by mistake: never withdrawn by the citizen, never counted, its number used, the right one beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.desk.dossier.moves import Move
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Channel, Dossier, Original, State
from counter_app.domain.dossier.facts import FACTS
from counter_app.domain.dossier.facts import Kind as FactKind
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.domain.person.birth import Birth
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.figures.figures import day_figures
from counter_app.reports.index import compute
from counter_app.wording.dossier.timeline import event_text
from tests.makers import (
    BIRTH,
    COPIES,
    MARITAL,
    PASSWORD,
    collector,
    draft,
    officer,
    person,
    receive,
)

WHY = "Chọn nhầm thủ tục"
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def figures(office: Office, first: date = NOVEMBER[0], last: date = NOVEMBER[1]) -> list[int]:
    (table, *_more) = compute(office.store, "II.06a", first, last)
    assert table.total is not None
    return [cell for cell in table.total if isinstance(cell, int)]


def told(office: Office, code: str) -> str:
    view = office.dossiers.view(code)
    return "\n".join(event_text(step.kind, step.payload, view.names) for step in view.timeline)


def mistaken(office: Office, code: str, **said: Any) -> Dossier:
    return office.moves.do(code, Move(act=Act.MISTAKE, reason=WHY, **said)).result


def as_receiver(office: Office) -> None:
    office.staff.put_officer(officer(), password=PASSWORD)
    office.session.officer = office.staff.known("lan")


def handed_out(office: Office, code: str) -> None:
    (job,) = office.paper.prints_of(code)
    office.paper.printed(job.id)
    office.paper.hand_over(job.id)


def test_nd_118_2025_dieu_21_a_mistake_is_no_withdrawal(office: Office) -> None:
    """No notice (Mẫu 05) goes to a citizen who asked for nothing; the receipt is void, the number stays used."""
    before = figures(office)
    first = receive(office)
    done = mistaken(office, first.code)
    assert (done.state, done.finished_at) == (State.MISTAKEN, None)
    assert [(job.document, job.state) for job in office.paper.prints_of(first.code)] == [
        ("receipt", "void")
    ]
    assert office.paper.unprinted() == []
    assert figures(office) == before
    again = receive(office)
    assert (again.form_no, again.book_no) == (first.form_no + 1, first.book_no + 1)
    assert "không phải công dân rút" in told(office, first.code)
    assert office.store.check().ok


def test_tt_02_2017_a_mistake_counts_in_no_figure_from_its_day_on(
    office: Office, clock: FixedClock
) -> None:
    """II.06a and the day's figures; what was reported before it was known stays as it was."""
    kept, wrong = receive(office), receive(office, MARITAL)
    monday = clock.now().date()
    then = figures(office, monday, monday)
    clock.tick(days=2)
    office.moves.move(wrong.code, Act.FINISH, result="1/KQ")
    office.moves.move(kept.code, Act.FINISH, result="2/KQ", reason="Chậm")
    mistaken(office, wrong.code)
    assert figures(office, monday, monday) == then
    total = figures(office)
    assert (total[0], total[4]) == (1, 1), "one received, one resolved"
    assert total[0] == total[4] + total[8]
    today = day_figures(office.store, clock.now().date())
    assert (today.received, today.early + today.on_time + today.late) == (0, 1)
    (officers, *_more) = compute(office.store, "officers", *NOVEMBER)
    assert officers.total is not None
    assert officers.total[2] == 1
    (unmapped, *_more) = compute(office.store, "unmapped", *NOVEMBER)
    assert wrong.code not in str(unmapped.rows)
    assert kept.code in str(unmapped.rows)
    assert wrong.code not in [item.line.code for item in office.official.owed()]


def test_a_mistake_stands_in_the_list_of_exceptions_and_in_the_book(office: Office) -> None:
    right, wrong = receive(office, MARITAL), receive(office)
    mistaken(office, wrong.code, right=right.code)
    (table,) = compute(office.store, "overrides", *NOVEMBER)
    (row,) = table.rows
    assert wrong.code in row
    assert "Hủy do nhập nhầm" in row
    assert f"{WHY} – hồ sơ đúng: {right.code}" in row
    (book,) = [
        item
        for item in compute(office.store, "register", *NOVEMBER)
        if wrong.code in str(item.rows)
    ]
    assert "Hủy do nhập nhầm" in str([line for line in book.rows if wrong.code in line])
    assert any("số đã cấp không dùng lại: 1" in note for note in book.notes)
    assert office.dossiers.get(wrong.code).right_code == right.code
    assert office.dossiers.mistaken_for(right.code) == [wrong.code]


def test_a_reason_is_asked_for(office: Office) -> None:
    code = receive(office).code
    with pytest.raises(RuleError) as refused:
        office.moves.do(code, Move(act=Act.MISTAKE, reason="  "))
    assert refused.value.field == "reason"


@pytest.mark.parametrize("visit", [False, True])
def test_a_leader_consents_once_the_citizen_has_the_receipt(office: Office, visit: bool) -> None:
    done = office.intake.receive_all([(draft(), ""), (draft(COPIES), "")], together=visit).result
    first, code = done[0].code, done[1].code
    handed_out(office, first if visit else code)
    as_receiver(office)
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        mistaken(office, code)
    assert refused.value.rule == "consent"
    wrong = Approval(approver="canbo", password="khong-dung")
    with pytest.raises(RuleError) as refused:
        mistaken(office, code, approval=wrong)
    assert refused.value.rule == "approver"
    assert office.store.journal.head() == head
    asked = Approval(approver="canbo", password="matkhau-2026")
    assert mistaken(office, code, approval=asked).state is State.MISTAKEN
    assert "Lãnh đạo đồng ý (Công chức tiếp nhận)" in told(office, code)


def test_before_the_receipt_went_out_nobody_has_to_consent(office: Office) -> None:
    code = receive(office).code
    as_receiver(office)
    assert mistaken(office, code).state is State.MISTAKEN


def test_nothing_of_the_citizen_s_is_left_hanging(office: Office) -> None:
    paid = receive(office, COPIES, fee=8_000).code
    office.fees.collect(paid)
    kept = receive(office, originals=(Original(name="Sổ hộ tịch"),)).code
    for code, rule in ((paid, "fee_kept"), (kept, "originals_kept")):
        with pytest.raises(RuleError) as refused:
            mistaken(office, code)
        assert refused.value.rule == rule
    office.fees.refund(paid, reason="Nhập nhầm")
    office.originals.give_back(kept)
    assert {mistaken(office, code).state for code in (paid, kept)} == {State.MISTAKEN}


@pytest.mark.parametrize("right", ["T99001-261123-019999", "same", "mistaken"])
def test_the_right_dossier_is_another_one_in_use(office: Office, right: str) -> None:
    code, other = receive(office).code, receive(office).code
    mistaken(office, other)
    with pytest.raises(RuleError) as refused:
        mistaken(office, code, right={"same": code, "mistaken": other}.get(right, right))
    assert refused.value.field == "right"


def test_what_was_given_out_is_no_mistake_and_a_mistaken_mistake_is_taken_back(
    office: Office,
) -> None:
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    with pytest.raises(RuleError) as refused:
        mistaken(office, code)
    assert refused.value.rule == "move"
    other, right = receive(office).code, receive(office).code
    mistaken(office, other, right=right)
    back = office.moves.move(other, Act.REVERT, reason="Hồ sơ này đúng").result
    assert (back.state, back.right_code) == (State.RECEIVED, "")
    assert office.returning.verdict(other).kind.value == "not_finished"


def test_what_a_finished_dossier_says_comes_back_with_it(office: Office, clock: FixedClock) -> None:
    """When it ended, with what, and why late: none of it is lost by a mistake that was none."""
    code = receive(office, MARITAL).code
    clock.tick(days=7)
    office.moves.move(code, Act.FINISH, result="12/XN", reason="Chờ xác minh")
    before = office.dossiers.get(code)
    assert before.finished_at is not None
    assert before.late_reason == "Chờ xác minh"
    clock.tick(hours=1)
    assert mistaken(office, code).finished_at is None
    clock.tick(hours=1)
    back = office.moves.move(code, Act.REVERT, reason="Hồ sơ này đúng").result
    assert replace(back, state_at=before.state_at) == before


def test_a_wrong_procedure_is_changed_in_one_step(office: Office) -> None:
    owner = person("Trần Thị Chủ", id_no="001190000009")
    papers = (PaperItem(name="Tờ khai"), PaperItem(name="Giấy khác", quantity=2))
    kept = (Original(name="Sổ hộ tịch"),)
    wrong = receive(
        office, BIRTH, owner=owner, papers=papers, originals=kept, note="Gọi trước"
    ).code
    form = office.replacing.form(wrong, procedure=MARITAL)
    assert (form.applicant, form.owner, form.note) == (person(), owner, "Gọi trước")
    assert [paper.name for paper in form.papers or ()] == ["Tờ khai", "Giấy khác"]
    done = office.replacing.replace(wrong, form, reason=WHY, op_id="mot-lan")
    right, old = done.result, office.dossiers.get(wrong)
    assert (right.procedure_code, right.state, right.originals_kept) == (
        MARITAL,
        State.RECEIVED,
        kept,
    )
    assert right.promised_at is not None
    assert (old.state, old.right_code, old.originals_kept) == (State.MISTAKEN, right.code, ())
    assert f"Thay cho hồ sơ nhập nhầm {wrong}" in told(office, right.code)
    assert f"Hồ sơ đúng: {right.code}" in told(office, wrong)
    again = office.replacing.replace(wrong, form, reason=WHY, op_id="mot-lan")
    assert (again.result.code, again.changes) == (right.code, frozenset())
    assert figures(office)[0] == 1
    assert office.store.check().ok


def test_the_same_form_again_puts_nothing_right(office: Office) -> None:
    wrong = receive(office).code
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.replacing.replace(wrong, office.replacing.form(wrong), reason=WHY)
    assert refused.value.rule == "nothing_changed"
    with pytest.raises(RuleError) as refused:
        office.replacing.replace(wrong, office.replacing.form(wrong, procedure=MARITAL), reason=" ")
    assert refused.value.field == "reason"
    assert office.store.journal.head() == head


def test_the_receiver_asks_a_leader_to_change_what_went_out(office: Office) -> None:
    wrong = receive(office).code
    handed_out(office, wrong)
    as_receiver(office)
    form = office.replacing.form(wrong, procedure=MARITAL)
    with pytest.raises(RuleError) as refused:
        office.replacing.replace(wrong, form, reason=WHY)
    assert refused.value.rule == "consent"
    asked = Approval(approver="canbo", password="matkhau-2026")
    right = office.replacing.replace(wrong, form, reason=WHY, approval=asked).result
    assert office.dossiers.get(wrong).right_code == right.code


def test_the_personal_data_of_a_wrong_person_can_be_erased(office: Office) -> None:
    wrong = receive(office, name="Phan Thị Bí Mật").code
    mistaken(office, wrong)
    office.session.officer = officer(Role.LEADER, "truong")
    consent = Approval(approver="canbo", password=FIRST_PASSWORD)
    office.erasure.erase(wrong, reason="Nhập nhầm người", approval=consent)
    assert "Bí Mật" not in office.dossiers.get(wrong).applicant.name


def test_the_right_dossier_is_held_to_the_same_days(office: Office) -> None:
    wrong = receive(office).code
    form = replace(
        office.replacing.form(wrong, procedure=MARITAL),
        applicant=person("Lê Tương Lai", birth=Birth(2030, 12, 31)),
    )
    with pytest.raises(RuleError) as refused:
        office.replacing.replace(wrong, form, reason=WHY)
    assert refused.value.field == "applicant.birth"
    assert office.dossiers.get(wrong).state is State.RECEIVED


def test_a_move_s_operation_is_no_replacement(office: Office) -> None:
    moved, wrong = receive(office).code, receive(office).code
    office.moves.move(moved, Act.HAND, handler="canbo", op_id="da-dung")
    form = office.replacing.form(wrong, procedure=MARITAL)
    with pytest.raises(RuleError) as refused:
        office.replacing.replace(wrong, form, reason=WHY, op_id="da-dung")
    assert refused.value.field == "op_id"


def test_every_fact_that_is_not_asked_anew_goes_along(office: Office) -> None:
    """Generated from the declarations: a fact added tomorrow is in the second form too."""
    said: dict[str, Any] = {
        fact.name: f"Lời {fact.name}"
        for fact in FACTS
        if fact.kind in (FactKind.TEXT, FactKind.LINES) and not fact.anew and not fact.among
    }
    office.rules.change_settings(replace(office.settings, home_service="Tại nhà"))
    said |= {"point": "Tại nhà", "visited_by": "canbo", "owner": person("Trần Thị Chủ"), "sets": 3}
    said |= {"relation": "parent", "return_channel": Channel.POSTAL}
    wrong = receive(office, **said)
    form = office.replacing.form(wrong.code, procedure=MARITAL)
    kept = {name: getattr(form, name) for name in said}
    assert kept == {name: getattr(wrong, name) for name in said} == said
