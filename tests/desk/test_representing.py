"""Representatives: kept with the dossier, told on its papers, put right afterwards; old journals keep their bytes."""

from __future__ import annotations

import json
from pathlib import Path

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.person.party import parse_birth
from counter_app.office import Office
from counter_app.wording.timeline import event_text
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, person, receive
from tests.printing.reading import flat_text, squeezed

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
