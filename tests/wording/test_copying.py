"""A dossier field by field, exactly as it is typed into the other system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.person.birth import Birth
from counter_app.domain.person.id_number import Sex
from counter_app.domain.person.party import Party, PartyKind
from counter_app.wording.dossier.copying import copy_fields
from tests.makers import COPIES, MARITAL, person, receive

if TYPE_CHECKING:
    from counter_app.office import Office


def test_every_known_field_is_there_and_no_empty_one(office: Office) -> None:
    applicant = person(
        "Lê Ánh", birth=Birth(1990, 2, 5), sex=Sex.FEMALE, id_issued=date(2021, 5, 1), email=""
    )
    owner = Party(PartyKind.ORGANISATION, "Công ty Mẫu", id_no="0101234567")
    dossier = receive(
        office,
        MARITAL,
        applicant=applicant,
        owner=owner,
        fee=15_000,
        return_channel=Channel.POSTAL,
        return_address="Thôn Hạ",
        papers=(PaperItem(name="Tờ khai"),),
    )
    fields = {item.label: item.value for item in copy_fields(dossier)}
    assert fields["Người nộp: ngày sinh"] == "05/02/1990"
    assert fields["Người nộp: giới tính"] == "Nữ"
    assert fields["Người nộp: ngày cấp"] == "01/05/2021"
    assert fields["Chủ hồ sơ: mã số"] == "0101234567"
    assert fields["Phí, lệ phí"] == "15000"
    assert fields["Địa chỉ nhận kết quả"] == "Thôn Hạ"
    assert (fields["Ngày hẹn trả"], fields["Giờ hẹn trả"]) == ("27/11/2026", "09:00")
    assert fields["Giấy tờ 1"].endswith("1 bản")
    assert "Người nộp: email" not in fields
    assert all(fields.values())


def test_what_is_not_promised_or_posted_is_left_out(office: Office) -> None:
    dossier = replace(receive(office, COPIES), promised_at=None, fee=None)
    labels = {item.label for item in copy_fields(dossier)}
    assert labels.isdisjoint({"Ngày hẹn trả", "Phí, lệ phí", "Địa chỉ nhận kết quả"})
    assert not any(label.startswith("Chủ hồ sơ") for label in labels)
