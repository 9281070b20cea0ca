"""Representatives: kept with the dossier, told on its papers, put right afterwards; old journals keep their bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.dossier.dossier import Collector, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.person.party import parse_birth
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.dossier.timeline import event_text
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, draft, person, receive
from tests.printing.reading import flat_text, squeezed

LITTLE = person("Nguyễn Bé Tư", birth=parse_birth("01/02/2022"), id_no="", phone="")
CHILD = person("Nguyễn Bé Bảy", birth=parse_birth("01/02/2019"), id_no="", phone="")


def test_a_parent_stands_on_the_receipt_as_a_parent(office: Office) -> None:
    paper = "Giấy khai sinh số 12/2019"
    code = receive(office, MARITAL, owner=CHILD, relation="parent", authorisation=paper).code
    assert office.dossiers.get(code).relation == "parent"
    for size in PaperSize:
        text = squeezed(flat_text(office.paper.draw_receipt(code, size)))
        assert squeezed("Nguyễn Bé Bảy") in text
        assert squeezed("cha, mẹ") in text
        assert squeezed(paper) in text
        assert squeezed("người ủy quyền") not in text.replace(squeezed("giấy ủy quyền"), "")
    correction = Correction(relation="guardian", authorisation="QĐ 5/QĐ-UBND")
    office.corrections.correct(code, correction, reason="Ghi nhầm")
    assert office.dossiers.get(code).relation == "guardian"
    view = office.dossiers.view(code)
    told = event_text(view.timeline[-1].kind, view.timeline[-1].payload, view.names)
    assert "cha, mẹ → người giám hộ" in told
    assert office.store.check().ok


def test_what_is_not_said_is_not_written(office: Office) -> None:
    code = receive(office).code
    ((_entry, payload), *_more) = office.store.journal.of(code)
    assert "relation" not in payload
    assert office.dossiers.get(code).relation == ""


def test_the_terminal_warns_of_a_minor_and_of_a_stranger(office: Office, tmp_path: Path) -> None:
    terminal = Terminal(office.data_dir)
    child = form()
    child["applicant"] |= {"birth": "01/02/2019"}
    other = form(owner={"name": "Trần Thị Chủ"})
    file = tmp_path / "hai.json"
    file.write_text(json.dumps([child, other], ensure_ascii=False), "utf-8")
    minor, stranger = terminal("receive", "--from", file)["warnings"]
    assert any("chưa đủ 18 tuổi" in text for text in minor)
    assert any("không phải chủ hồ sơ" in text for text in stranger)


def test_blds_2015_dieu_21_a_little_child_hands_nothing_in_alone(
    office: Office, tmp_path: Path
) -> None:
    """At the terminal as through the verb; what is not accepted yet may lack its representative."""
    terminal = Terminal(office.data_dir)
    said = form()
    said["applicant"] |= {"birth": "01/02/2022", "id_no": ""}
    file = tmp_path / "be.json"
    file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    assert terminal.refused("receive", "--from", file)["rule"] == "standing"
    with pytest.raises(RuleError, match="chưa đủ 6 tuổi"):
        receive(office, applicant=LITTLE)
    waiting = office.intake.register(
        draft(applicant=LITTLE), Act.SUPPLEMENT, reason="Cha, mẹ đến nộp"
    ).result
    with pytest.raises(RuleError, match="chưa đủ 6 tuổi"):
        office.intake.accept(waiting.code)
    mother = Correction(applicant=person("Trần Thị Mẹ"), owner=LITTLE, relation="parent")
    office.corrections.correct(waiting.code, mother, reason="Mẹ nộp thay")
    assert office.intake.accept(waiting.code).result.accepted


def test_nd_118_2025_dieu_6_who_is_authorised_shows_the_paper(office: Office) -> None:
    other = person("Trần Thị Chủ", id_no="")
    with pytest.raises(RuleError) as refused:
        receive(office, owner=other, relation="authorised", authorisation="không có")
    assert refused.value.field == "authorisation"
    receive(office, owner=other, relation="authorised", authorisation="GUQ số 12 ngày 20/11/2026")


@pytest.mark.parametrize("owner", [True, False])
def test_blds_2015_dieu_21_a_child_takes_no_result_alone(office: Office, owner: bool) -> None:
    if owner:
        code = receive(office, owner=CHILD, relation="parent", authorisation="GKS 12/2019").code
    else:
        code = receive(office, applicant=CHILD).code
    office.moves.move(code, Act.FINISH)
    with pytest.raises(RuleError, match="chưa đủ 15 tuổi"):
        office.returning.hand_over(code, Collector(name="Nguyễn Bé Bảy"))
    refused = Terminal(office.data_dir).refused("return", code, "--collector", "Nguyễn Bé Bảy")
    assert (refused["rule"], refused["field"]) == ("collector", "name")
    brother = Collector(
        name="Nguyễn Anh Trai", id_no="001213000123", authorised=True, authorisation="GUQ số 5"
    )
    with pytest.raises(RuleError, match="chưa đủ 15 tuổi"):
        office.returning.hand_over(code, brother)
    father = Collector(
        name="Nguyễn Văn Cha", authorised=True, authorisation="Giấy khai sinh số 12/2019"
    )
    taken = father if not owner else Collector(name="Nguyễn Văn Mẫu")
    assert office.returning.hand_over(code, taken).result.state is State.RETURNED
