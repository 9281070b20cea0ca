"""One person's data handed out: all that is held of them, nothing of anybody else."""

from __future__ import annotations

import json

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.requests.holdings import is_person
from counter_app.domain.dossier.moves import Act
from counter_app.domain.requests.request import Outcome, Wish
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.acts_of_requests import requested
from tests.desk.test_person_erasure import certified
from tests.makers import MARITAL, collector, person, receive, unlock
from tests.printing.reading import flat_text

OTHERS = ("Trần Thị Khác", "001099000002", "0988777666", "Xóm Khác", "Lê Văn Nhận", "001088000003")


def shared(office: Office) -> str:
    """A dossier of the person whose owner, earlier applicant and collector are others."""
    owner = person("Trần Thị Khác", id_no="001099000002", phone="0988777666", address="Xóm Khác")
    code = receive(office, MARITAL, owner=owner, content="Giúp Trần Thị Khác xin xác nhận").code
    office.corrections.correct(
        code,
        Correction(applicant=person(address="Thôn Mới")),
        reason="Người nộp không phải Trần Thị Khác",
    )
    office.moves.move(code, Act.FINISH)
    taker = collector(
        "Lê Văn Nhận", id_no="001088000003", authorised=True, authorisation="Giấy của Trần Thị Khác"
    )
    office.returning.hand_over(code, taker)
    return code


def test_everything_of_the_person_and_nothing_of_another(office: Office) -> None:
    code = shared(office)
    stranger = receive(office, applicant=person("Nguyễn Văn Mẫu", id_no="001077000009")).code
    found = office.own_data.of(requested(office, Wish.COPY))
    told = found.json.decode()
    for word in ("Nguyễn Văn Mẫu", "001090000001", "0912345678", "Thôn Mới", code, "xin xác nhận"):
        assert word in told
    for word in (*OTHERS, stranger):
        assert word not in told, word
    assert "(người khác)" in told
    paper = flat_text(found.pdf)
    assert "Thôn Mới" in paper
    assert not [word for word in OTHERS if word in paper]
    (dossier,) = json.loads(told)["dossiers"]
    assert dossier["others"] == 1
    assert len(dossier["events"]) == len(office.store.journal.of(code))


def test_a_collector_of_the_same_family_name_is_not_cut_out_of_a_word(office: Office) -> None:
    code = receive(office, MARITAL, content="Anh An nhờ thành An").code
    office.moves.move(code, Act.FINISH)
    taker = collector("An", authorised=True, authorisation="Giấy ủy quyền số 5 ngày 01/11/2026")
    office.returning.hand_over(code, taker)
    (dossier,) = office.own_data.of(requested(office)).facts["dossiers"]
    assert dossier["said"]["content"] == "Anh (người khác) nhờ thành (người khác)"


def test_lines_with_only_the_name_are_left_out_and_counted(office: Office) -> None:
    receive(office)
    line = certified(office)
    number = requested(office)
    found = office.own_data.of(number)
    assert (found.facts["certifications"], found.left_out) == ([], 1)
    sure = office.own_data.of(number, certifications=[line])
    assert sure.left_out == 0
    assert "Bằng tốt nghiệp" in sure.json.decode()


def test_a_form_somebody_fills_in_is_theirs_but_not_the_others_in_it(office: Office) -> None:
    office.drafts.keep(
        "nhap",
        {
            "applicant": {"name": "Nguyễn Văn Mẫu", "id_no": "001090000001"},
            "owner": {"name": "Trần Thị Khác", "id_no": "001099000002"},
        },
    )
    (draft,) = office.own_data.of(requested(office)).facts["drafts"]
    assert draft["form"]["applicant"]["name"] == "Nguyễn Văn Mẫu"
    assert draft["form"]["owner"] == {"name": "(người khác)"}


def test_who_received_it_is_told(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    code = receive(office).code
    for job in office.paper.prints_of(code):
        office.paper.hand_over(job.id)
    unlock(office).closing.export(tmp_path_factory.mktemp("usb"))
    (dossier,) = office.own_data.of(requested(office)).facts["dossiers"]
    assert {one["to"] for one in dossier["given_to"]} == {
        "công dân",
        office.settings.superior_name,
    }


def test_who_looked_is_told_and_handing_out_is_a_look(office: Office) -> None:
    code = receive(office).code
    office.access.opened(office.dossiers.get(code), why="Công dân hỏi")
    assert office.access.write()
    number = requested(office)
    (dossier,) = office.own_data.of(number).facts["dossiers"]
    assert [one["what"] for one in dossier["seen_by"]] == ["Mở hồ sơ"]
    (again,) = office.own_data.of(number).facts["dossiers"]
    assert len(again["seen_by"]) == 2, "what was gathered before"


def test_nothing_found_is_told_and_nothing_goes_out(office: Office) -> None:
    with pytest.raises(RuleError, match="không giữ") as refused:
        office.own_data.of(requested(office, id_no="001055000005"))
    assert refused.value.rule == "nothing"
    number = requested(office)
    office.requests.void(number, reason="Nhầm")
    with pytest.raises(RuleError, match="đã hủy"):
        office.own_data.of(number)


def test_handing_out_is_noted_with_the_request(office: Office) -> None:
    receive(office)
    number = requested(office, Wish.COPY)
    found = office.own_data.of(number)
    sha256, pdf_sha256 = found.sha256
    office.requests.handed_out(number, sha256=sha256, pdf_sha256=pdf_sha256)
    assert office.requests.get(number).handed_out_at == office.now()
    assert office.requests.answer(number, Outcome.GRANTED, "Đã giao tệp").result.outcome


@pytest.mark.parametrize(
    ("id_no", "old_id", "asked", "name", "is_he"),
    [
        ("001090000001", "", "001 090 000 001", "Ai đó", True),
        ("001090000001", "012345678", "012345678", "Ai đó", True),
        ("001090000001", "", "001090000002", "Nguyễn Văn Mẫu", False),
        ("", "", "001090000001", "nguyễn văn  mẫu", True),
        ("001090000001", "", "", "Nguyễn Văn Mẫu", True),
        ("", "", "", "Nguyễn Văn Mậu", False),
        ("", "", "", "", False),
    ],
)
def test_a_number_decides_who_somebody_is_and_a_name_where_one_has_none(
    id_no: str, old_id: str, asked: str, name: str, is_he: bool
) -> None:
    party = person("Nguyễn Văn Mẫu", id_no=id_no, old_id=old_id)
    assert is_person(party, asked, name) is is_he
