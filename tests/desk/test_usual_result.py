"""What a result says before anybody types: its kind by the catalogue, today, and whoever signed the last one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from counter_app.domain.dossier.dossier import Outcome, Result
from counter_app.domain.dossier.moves import Act
from counter_app.domain.person.bare import bare_party
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import RuleError
from tests.makers import BIRTH, COPIES, MARITAL, person, receive

if TYPE_CHECKING:
    from counter_app.office import Office


def finished(office: Office, procedure: str, signer: str, **facts: object) -> str:
    code = receive(office, procedure).code
    result = Result(signer=signer, agency="UBND xã Thử", **facts)  # type: ignore[arg-type]
    office.moves.move(code, Act.FINISH, result="1/KQ", facts=result, reason="Thiếu căn cứ")
    return code


def test_the_kind_is_the_catalogues_and_the_day_is_today(office: Office) -> None:
    dossier = receive(office, BIRTH)
    usual = office.moves.usual_result(dossier)
    procedure = office.catalogue.valid(BIRTH, office.dossiers.today())
    assert procedure is not None
    assert usual.abstract == procedure.result != ""
    assert usual.signed_on == office.dossiers.today().isoformat()
    assert usual.signer == ""


def test_the_signer_is_the_last_of_the_procedure_else_of_the_sector(office: Office) -> None:
    finished(office, MARITAL, "Lê Thị Sen")
    assert office.moves.usual_result(receive(office, BIRTH)).signer == "Lê Thị Sen"
    finished(office, BIRTH, "Trần Văn Bốn")
    assert office.moves.usual_result(receive(office, BIRTH)).signer == "Trần Văn Bốn"
    assert office.moves.usual_result(receive(office, MARITAL)).signer == "Lê Thị Sen"
    assert office.moves.usual_result(receive(office, COPIES)).signer == "", "another sector"


def test_a_refusal_and_another_office_say_nothing_about_who_signs(office: Office) -> None:
    finished(office, BIRTH, "Người từ chối", outcome=Outcome.REFUSED)
    assert office.moves.usual_result(receive(office, BIRTH)).signer == ""
    partner = "Sở Tư pháp"
    office.rules.change_settings(replace(office.settings, partners=(partner,)))
    code = receive(office, BIRTH, resolver=partner).code
    office.confirmations.confirm([code])
    office.moves.move(code, Act.FINISH, result="2/KQ", facts=Result(signer="Người nơi khác"))
    assert office.moves.usual_result(receive(office, BIRTH)).signer == ""


def test_somebody_of_whom_only_the_name_is_known_is_asked_about(office: Office) -> None:
    bare = person(id_no="", phone="", address="")
    assert any("Mới có họ tên" in said for said in office.intake.warnings(bare))
    for known in ({"phone": "0912345678"}, {"id_no": "001090000001"}, {"address": "Thôn Mẫu"}):
        assert bare_party(person(**({"id_no": "", "phone": "", "address": ""} | known))) == ""


def test_an_organisation_is_asked_about_in_its_own_words(office: Office) -> None:
    bare = Party(PartyKind.ORGANISATION, "Công ty Mẫu")
    (said,) = office.intake.warnings(bare)
    assert "tên tổ chức" in said
    assert "họ tên" not in said
    assert "ngày sinh" not in said
    with pytest.raises(RuleError, match="Chưa có tên tổ chức") as refused:
        receive(office, applicant=replace(bare, name=""))
    assert refused.value.field == "applicant.name"
