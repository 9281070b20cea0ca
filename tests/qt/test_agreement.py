"""The intake form asks for a longer limit only when an agreement is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.catalogue.limits import parse_limit
from counter_app.qt.intake.page import IntakePage
from tests.makers import COPIES, MARITAL
from tests.qt.hands import commit, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


def test_an_agreement_opens_the_limit(qtbot: QtBot, place: Workplace) -> None:
    page = IntakePage(place)
    qtbot.addWidget(page)
    show(page)
    form, fields = page.form, page.form.amounts.fields()
    form.procedure.take(place.office.intake.procedures(MARITAL)[0])
    assert not fields["agreement"].isVisible()
    form.procedure.take(place.office.intake.procedures(COPIES)[0])
    assert fields["agreement"].isVisible()
    assert not fields["limit"].isVisible()
    commit(form.amounts.agreement, "số 05/TT ngày 23/11/2026")
    assert fields["limit"].isVisible()
    form.amounts.limit.value.setText("4")
    assert form.draft().agreement == "số 05/TT ngày 23/11/2026"
    assert form.draft().limit == parse_limit("4wd")
    form.amounts.agreement.setText("")
    assert (form.draft().agreement, form.draft().limit) == ("", None)
