"""Whatever the terminal can correct the window can, and the other way round: generated from the declared facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from counter_app.desk.dossier.corrections import Correction, changes_of, correction_from
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.facts import CORRECTABLE, Kind
from counter_app.domain.person.party import Party
from counter_app.office import Office
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, person, receive
from tests.qt.hands import show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

POINT, HOME, PARTNER = "Nhà văn hóa thôn 1", "Dịch vụ tại nhà", "UBND xã Đông"
OWNER = person("Trần Thị Chủ", id_no="001190000009")
TEXTS: Mapping[str, str] = {
    "authorisation": "GUQ 15 ngày 20/11/2026",
    "relation": "guardian",
    "content": "Nội dung mới\nhai dòng",
    "papers": json.dumps(["Đơn đề nghị", "Giấy khác"], ensure_ascii=False),
    "sets": "3",
    "fee": "12000",
    "channel": "online",
    "return_channel": "postal",
    "return_address": "Số 9, thôn 3",
    "note": "Ghi chú mới",
    "return_place": PARTNER,
    "resolver": PARTNER,
    "territory": "nationwide",
    "point": POINT,
    "home_address": "Nhà ông Bảy",
    "visited_by": "canbo",
}
"""A value of every fact, as it is typed at the terminal."""
OF_PERSONS: Mapping[str, str] = {
    "kind": "organisation",
    "name": "Lê Tên Khác",
    "id_no": "001195000001",
    "id_kind": "passport",
    "nationality": "Lào",
    "id_issued": "2020-05-06",
    "old_id": "123456789",
    "birth": "05/02/1999",
    "sex": "female",
    "phone": "0911222333",
    "email": "a@b.vn",
    "address": "Thôn 9",
}
BESIDE: Mapping[str, Mapping[str, str]] = {
    "home_address": {"point": HOME},
    "visited_by": {"point": HOME},
    "return_address": {"return_channel": "postal"},
    "return_channel": {"return_address": "Số 9"},
    "nationality": {"id_kind": "passport"},
}
"""What a value makes sense with."""


def cases() -> list[dict[str, str]]:
    """One correction for every fact there is, and for every fact of both people."""
    plain = [
        {name: TEXTS[name], **BESIDE.get(name, {})}
        for name, fact in CORRECTABLE.items()
        if fact.kind is not Kind.PERSON
    ]
    people = [
        {
            f"{where}.{item.name}": OF_PERSONS[item.name],
            **{f"{where}.{name}": text for name, text in BESIDE.get(item.name, {}).items()},
        }
        for where in ("applicant", "owner")
        for item in fields(Party)
    ]
    return [*plain, *people, {"owner": ""}]


@pytest.fixture
def outside(place: Workplace) -> Workplace:
    settings = replace(
        place.office.settings, points=(POINT,), home_service=HOME, partners=(PARTNER,)
    )
    place.office.rules.change_settings(settings)
    return place


def given(office: Office) -> Dossier:
    return receive(
        office, MARITAL, owner=OWNER, relation="legal", authorisation="QĐ 5", note="Cũ\nhai dòng"
    )


def changed(before: Dossier, said: Mapping[str, Any]) -> Dossier:
    """The dossier as it would be."""
    return replace(before, **said)


def test_every_correction_of_the_terminal_can_be_made_in_the_window(
    qtbot: QtBot, outside: Workplace
) -> None:
    dossier = given(outside.office)
    dialog = CorrectDialog(outside, dossier)
    qtbot.addWidget(dialog)
    for texts in cases():
        wish = correction_from(dossier, texts)
        wanted = changes_of(dossier, wish)
        assert wanted, texts
        assert changes_of(dossier, dialog.correction()) == {}, "what is only shown changes nothing"
        dialog.show_facts(changed(dossier, wish.said))
        assert changes_of(dossier, dialog.correction()) == wanted, texts
        dialog.show_facts(dossier)  # nothing of it stays behind for the next


def test_every_fact_of_the_window_is_one_of_the_terminal_s(
    qtbot: QtBot, outside: Workplace
) -> None:
    dossier = given(outside.office)
    dialog = CorrectDialog(outside, dossier)
    qtbot.addWidget(dialog)
    assert dialog.correction().said.keys() == CORRECTABLE.keys()
    assert TEXTS.keys() == {n for n, f in CORRECTABLE.items() if f.kind is not Kind.PERSON}
    assert OF_PERSONS.keys() == {item.name for item in fields(Party)}


def test_what_is_offered_no_more_stays_as_it_was(qtbot: QtBot, outside: Workplace) -> None:
    """A point, a partner and an officer of former times; a service at home under an older name."""
    office = outside.office
    code = receive(
        office, MARITAL, point=HOME, home_address="Nhà ông Bảy", resolver=PARTNER, territory="province",
        return_place=HOME, return_address="Nhà ông Tám",
    ).code  # fmt: skip
    office.rules.change_settings(
        replace(office.settings, points=(), home_service="Tên mới", partners=())
    )
    dossier = office.dossiers.get(code)
    dialog = CorrectDialog(outside, dossier)
    qtbot.addWidget(dialog)
    assert changes_of(dossier, dialog.correction()) == {}
    assert dialog.returning.points.point.value() == HOME
    dialog.applicant.phone.setText("0911222333")
    assert changes_of(dossier, dialog.correction()).keys() == {"applicant"}


def test_a_point_is_put_right_in_the_window(qtbot: QtBot, outside: Workplace) -> None:
    office = outside.office
    dossier = receive(office, MARITAL)
    dialog = CorrectDialog(outside, dossier)
    qtbot.addWidget(dialog)
    show(dialog)
    dialog.returning.points.point.choose(HOME)
    assert dialog.returning.points.fields["taken_at"].isHidden(), "the moment was said already"
    dialog.returning.points.address.setText("Nhà bà Chín")
    dialog.reason.setPlainText("Ghi thiếu nơi nhận")
    dialog.save.click()
    now = office.dossiers.get(dossier.code)
    assert (now.point, now.home_address) == (HOME, "Nhà bà Chín")
    assert now.received_at == dossier.received_at


def test_correction_names_what_it_holds() -> None:
    with pytest.raises(TypeError):
        Correction(taken_at="x")
