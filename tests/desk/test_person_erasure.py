"""Erasing a person: everything that may go in one act, what stays named with its ground; a draft by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.certification.books import COPY, Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.moves import Act
from counter_app.domain.followups.followup import Asking
from counter_app.domain.followups.pasted import PastedDossier
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import Role
from counter_app.domain.requests.holding import ErasurePlan, HeldKind
from counter_app.domain.requests.request import Ground
from counter_app.domain.requests.retention import Kept
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.file.erasing import fold
from counter_app.wording.requests.holdings import plan_lines
from tests.desk.acts_of_requests import ended, kept
from tests.desk.test_erasure_everywhere import Marks, listed, lived
from tests.makers import PASSWORD, everything_in, found, officer, person, receive

NAME, NUMBER = "Nguyễn Văn Mẫu", "001090000001"


def grounds(plan: ErasurePlan, kind: HeldKind) -> dict[str, Ground | None]:
    """The ground of each thing of a kind by its key."""
    return {item.key: item.ground for item in plan.things if item.kind is kind}


def certified(office: Office, name: str = NAME, **facts: Any) -> int:
    """A line of the book of copies."""
    wish = Certifying(
        procedure=COPY,
        applicant=name,
        documents=(Document(title="Bằng tốt nghiệp", pages=1, copies=1),),
        **facts,
    )
    return office.certification.record(wish).result[0].id


def test_the_plan_says_what_goes_what_stays_and_why(office: Office) -> None:
    gone, open_one = ended(office), receive(office).code
    line = certified(office)
    before = office.store.journal.head()
    plan = office.person_erasure.plan(NAME, NUMBER)
    assert office.store.journal.head() == before
    assert grounds(plan, HeldKind.DOSSIER) == {gone: None, open_one: Ground.IN_HAND}
    assert grounds(plan, HeldKind.CERTIFICATION) == {str(line): Ground.KEPT_BY_LAW}
    told = "\n".join(plan_lines(plan))
    assert f"Xóa: {gone}" in told
    assert "Hồ sơ đang giải quyết" in told
    assert "23/2015" in told


def test_nothing_goes_while_something_stays_unless_that_is_said(office: Office) -> None:
    gone, open_one = ended(office), receive(office).code
    with pytest.raises(RuleError, match="ở lại") as refused:
        office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu")
    assert refused.value.rule == "stays"
    assert open_one in refused.value.message
    assert office.dossiers.get(gone).applicant.name == NAME
    office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu", partly=True)
    assert office.dossiers.get(gone).applicant.name == BLANK_NAME
    assert office.dossiers.get(open_one).applicant.name == NAME
    with pytest.raises(RuleError) as nothing:
        office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu", partly=True)
    assert nothing.value.rule == "nothing"


def test_a_namesake_is_left_alone(office: Office) -> None:
    """The same name, another number; a line of a book and an enquiry bear only the name."""
    gone = ended(office)
    other = receive(office, applicant=person(NAME, id_no="001099000002")).code
    office.moves.move(other, Act.FINISH)
    line = certified(office)
    plan = office.person_erasure.plan(NAME, NUMBER)
    assert set(grounds(plan, HeldKind.DOSSIER)) == {gone}
    office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu", partly=True)
    assert office.dossiers.get(other).applicant.name == NAME
    assert office.certification.get(line).applicant == NAME


def test_another_citizens_dossier_goes_only_when_it_is_named(office: Office) -> None:
    code = ended(office, owner=person("Trần Thị Khác", id_no="001099000002"))
    plan = office.person_erasure.plan(NAME, NUMBER)
    assert grounds(plan, HeldKind.DOSSIER) == {code: Ground.OF_ANOTHER}
    assert "Trần Thị Khác" in "\n".join(plan_lines(plan))
    office.person_erasure.erase(NAME, NUMBER, codes=[code], reason="Cả hai yêu cầu")
    assert office.dossiers.get(code).applicant.name == BLANK_NAME


def test_kept_originals_and_kept_dossiers_stay(office: Office) -> None:
    code = receive(office, originals=(Original(name="Hộ chiếu"),)).code
    office.moves.move(code, Act.FINISH)
    done = ended(office)
    kept(office, Kept.DOSSIER, 24, must=True)
    plan = office.person_erasure.plan(NAME, NUMBER)
    assert grounds(plan, HeldKind.DOSSIER) == {code: Ground.ORIGINALS, done: Ground.KEPT_BY_LAW}
    assert "5/QĐ-UBND" in "\n".join(plan_lines(plan))


def test_a_book_goes_when_it_is_named_but_never_before_a_confirmed_period(office: Office) -> None:
    line = certified(office)
    office.person_erasure.erase(
        NAME, NUMBER, certifications=[line], reason="Quyết định của lãnh đạo"
    )
    assert office.certification.get(line).applicant == BLANK_NAME
    later = certified(office)
    kept(office, Kept.CERTIFICATION, 0, must=True, source="Nghị định 23/2015/NĐ-CP Điều 14")
    plan = office.person_erasure.plan(NAME, NUMBER, certifications=[later])
    assert grounds(plan, HeldKind.CERTIFICATION) == {str(later): Ground.KEPT_BY_LAW}
    with pytest.raises(RuleError) as refused:
        office.erasure.erase_certifications([later], reason="Theo yêu cầu")
    assert refused.value.rule == "kept"
    assert "23/2015" in refused.value.message


def test_money_stays_and_says_so(office: Office) -> None:
    code = receive(office).code
    office.corrections.correct(code, Correction(fee=5_000), reason="Có phí")
    office.fees.collect(code)
    office.moves.move(code, Act.FINISH)
    plan = office.person_erasure.plan(NAME, NUMBER)
    assert [item.kind for item in plan.stays] == [HeldKind.MONEY]
    office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu")
    assert office.store.fees.of_dossier(office.dossiers.get(code).id)[0].amount == 5_000


def test_no_mark_of_a_person_is_left_anywhere(tmp_path: Path, clock: FixedClock) -> None:
    """A dossier to which everything happened, a line of a book, an enquiry, drafts, the official list."""
    office, marks = found(tmp_path, clock), Marks()
    code = lived(office, clock, marks)
    dossier = office.dossiers.get(code)
    name, number = dossier.applicant.name, dossier.applicant.id_no
    line = certified(office, name, note=marks.at("note of a book"))
    asked = office.followups.ask(
        Asking(
            pasted=PastedDossier(official_code="H57.132-260804-0583"),
            asker=name,
            phone=marks.at("phone"),
            asked=marks.at("asked"),
            answer=marks.at("told"),
        )
    ).result.id
    office.drafts.keep("cua-nguoi-do", {"id_no": number, "note": marks.at("draft")})
    listed(office, name, marks.at("state"))
    fold(office.store.database)
    assert marks.left_in(everything_in(tmp_path)) == set(marks.places.values()), "all was kept"
    office.person_erasure.erase(
        name, number, codes=[code], certifications=[line], followups=[asked], reason="Theo đơn"
    )
    assert marks.left_in(everything_in(tmp_path)) == set()
    assert office.store.check().ok
    office.close()


def test_a_draft_of_anybody_leaves_nothing_behind(tmp_path: Path, clock: FixedClock) -> None:
    office, marks = found(tmp_path, clock), Marks()
    for text in ("first", "second"):
        office.drafts.keep("nhap", {"applicant": {"name": marks.at(text)}})
    assert marks.left_in(everything_in(tmp_path)) == {"first", "second"}, "the log holds both"
    (draft,) = office.person_erasure.drafts()
    office.person_erasure.erase_draft(draft.id, reason="Theo yêu cầu")
    assert marks.left_in(everything_in(tmp_path)) == set()
    assert office.person_erasure.drafts() == []
    with pytest.raises(RuleError, match="Không còn"):
        office.person_erasure.erase_draft("nhap", reason="Lần nữa")
    assert office.store.check().ok
    office.close()


def test_a_form_thrown_away_by_its_officer_leaves_nothing_behind(
    tmp_path: Path, clock: FixedClock
) -> None:
    office, marks = found(tmp_path, clock), Marks()
    office.drafts.keep("nhap", {"note": marks.at("dropped")})
    assert marks.left_in(everything_in(tmp_path)) == {"dropped"}
    office.drafts.drop("nhap")
    assert marks.left_in(everything_in(tmp_path)) == set()
    office.close()


def test_what_is_left_to_destroy_is_listed_once_and_ticked_by_a_leader(office: Office) -> None:
    for _time in range(2):
        ended(office)
    office.person_erasure.erase(NAME, NUMBER, reason="Theo yêu cầu")
    copies = office.person_erasure.copies()
    assert len({(item.kind, item.name, item.where) for item in copies}) == len(copies)
    assert office.board.morning().counts["copies_left"] == len(copies) > 0
    first = copies[0]
    with pytest.raises(RuleError) as refused:
        office.person_erasure.tick(first.listed, [999], reason="Đã hủy")
    assert refused.value.rule == "copy"
    office.person_erasure.tick(first.listed, [first.place], reason="Đã nghiền USB")
    (done,) = office.person_erasure.copies(reached=True)
    assert (done.reason, done.place) == ("Đã nghiền USB", first.place)
    with pytest.raises(RuleError, match="không có trong danh sách"):
        office.person_erasure.tick(first.listed, [first.place])
    assert office.store.check().ok
    office.staff.put_officer(officer(Role.ADMINISTRATOR, "quan"), password=PASSWORD)
    office.seat.sign_in("quan", PASSWORD)
    with pytest.raises(RuleError, match="lãnh đạo"):
        office.person_erasure.tick(copies[-1].listed, [copies[-1].place])
