"""Reception points through the window: set up, chosen at reception and at return; nothing of it without any."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.moves import Act
from counter_app.qt.kit.dossier_facts import dossier_facts
from counter_app.qt.kit.return_part import ReturnPart, places_of
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.settings.office import OfficePart
from tests.makers import COPIES, draft, receive
from tests.qt.hands import show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

POINT, HOME = "Điểm tiếp nhận thôn 3", "Tại nhà"


@pytest.fixture
def outside(place: Workplace) -> Workplace:
    settings = replace(place.office.settings, points=(POINT,), home_service=HOME)
    place.office.rules.change_settings(settings)
    return place


def test_the_settings_page_names_the_points(qtbot: QtBot, place: Workplace) -> None:
    part = OfficePart(place)
    qtbot.addWidget(part)
    part.reload()
    part.points.points.setPlainText(f" {POINT} \n\n{POINT}\n{HOME}")
    part.points.home.setText(HOME)
    part.save.click()
    kept = place.office.settings
    assert (kept.points, kept.home_service) == ((POINT,), HOME)


def test_without_points_nothing_is_asked(qtbot: QtBot, place: Workplace) -> None:
    part = ReturnPart()
    qtbot.addWidget(part)
    part.offer_places(*places_of(place.office))
    show(part)
    assert part.points.isHidden()
    assert part.fields()["return_place"].isHidden()
    page = ReturningPage(place)
    qtbot.addWidget(page)
    assert page.where.isHidden()


def test_a_home_visit_is_said_and_becomes_the_dossier(qtbot: QtBot, outside: Workplace) -> None:
    part = ReturnPart()
    qtbot.addWidget(part)
    part.offer_places(*places_of(outside.office))
    show(part)
    fields = part.fields()
    assert fields["taken_at"].isHidden()
    part.points.point.choose(POINT)
    assert fields["taken_at"].isVisible()
    assert fields["visited_by"].isHidden()
    part.points.point.choose(HOME)
    part.points.visitor.choose("canbo")
    part.points.address.setText("Số 5, thôn 1")
    part.points.taken.setText("08:10 23/11/2026")
    part.place.choose(POINT)
    assert fields["return_address"].isHidden()
    state = part.state()
    part.restore({})
    assert part.said()["point"] == ""
    part.restore(state)
    dossier = outside.office.intake.receive(draft(**part.said())).result
    assert (dossier.point, dossier.visited_by, dossier.home_address) == (
        HOME,
        "canbo",
        "Số 5, thôn 1",
    )
    assert dossier.return_place == POINT
    shown = dossier_facts(dossier, outside.office.staff.names(), {})
    assert shown["Đến nhận tại"] == "Số 5, thôn 1 · Công chức tiếp nhận"
    assert shown["Thời gian nhận"].endswith(f"({HOME})")
    number = dossier.applicant.phone
    whole = "\N{NO-BREAK SPACE}".join((number[:4], number[4:7], number[7:]))
    assert f"điện thoại {whole}" in shown["Người nộp"]
    assert dossier.received_at == datetime(2026, 11, 23, 8, 10, tzinfo=LOCAL)
    part.place.choose(HOME)
    assert fields["return_address"].isVisible()


def test_what_is_hidden_is_not_said(qtbot: QtBot, outside: Workplace) -> None:
    part = ReturnPart()
    qtbot.addWidget(part)
    part.offer_places(*places_of(outside.office))
    part.points.point.choose(HOME)
    part.points.address.setText("Số 5, thôn 1")
    part.points.taken.setText("08:10 23/11/2026")
    part.points.point.choose("")
    said = part.said()
    assert (said["home_address"], said["taken_at"], said["visited_by"]) == ("", "", "")


def test_a_result_is_given_out_where_the_dossier_says(qtbot: QtBot, outside: Workplace) -> None:
    office = outside.office
    dossier = receive(office, COPIES, return_place=POINT)
    office.moves.move(dossier.code, Act.FINISH, result="1")
    page = ReturningPage(outside)
    qtbot.addWidget(page)
    show(page)
    page.judge(dossier.code)
    assert page.where.isVisible()
    assert page.where.value() == POINT
    page.give.click()
    assert office.dossiers.get(dossier.code).returned_point == POINT
