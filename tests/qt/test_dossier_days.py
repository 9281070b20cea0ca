"""The days beside the promise on a dossier's page: another office's own, and the one named in an apology."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.desk.promise.changes import Apology
from counter_app.office import Office
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.workplace import Workplace
from tests.makers import MARITAL, receive
from tests.qt.days import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_another_office_s_day_and_the_apology_s_stand_below_the_promise(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    plain = office.store.catalogue.valid(MARITAL, office.intake.today())
    assert plain is not None
    before = receive(office, MARITAL).code
    office.catalogue.put_procedure(replace(plain, inner_wd=1))
    code = receive(office, MARITAL).code
    page = DossierPage(place)
    shown(qtbot, place, page)
    page.enter(before)
    assert "cơ quan phối hợp" not in page.promise.limit.text()
    page.enter(code)
    assert "xong trước 09:00 thứ Năm 26/11/2026" in page.promise.limit.text()
    assert "xin lỗi" not in page.promise.limit.text()
    place.hub.done(
        office.promises.apologise(
            [Apology(code=code, reason="Chờ ký", until=office.promises.proposed(6))]
        )
    )
    assert "Phiếu xin lỗi hẹn lại 17:30 thứ Tư 02/12/2026" in page.promise.limit.text()
    assert "09:00 thứ Sáu 27/11/2026" in page.promise.due.text()
