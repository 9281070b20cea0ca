"""Short words for what an officer does at the intake form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from counter_app.domain.dossier.dossier import DossierLine
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.office import Office
from counter_app.qt.intake.page import IntakePage
from tests.qt.hands import ENTER, commit, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def all_lines(office: Office) -> list[DossierLine]:
    return office.dossiers.page(DossierFilter())


def choose(page: IntakePage, text: str = "dkks") -> None:
    """Find a procedure and take the first suggestion; the keyboard goes on to the next field."""
    page.form.procedure.edit.setFocus()
    QTest.keyClicks(page.form.procedure.edit, text)
    press(ENTER)


def fill(page: IntakePage, name: str = "Nguyễn Thị Ánh Nguyệt") -> None:
    """The least that makes a dossier without a question."""
    choose(page)
    page.form.applicant.name.setFocus()
    commit(page.form.applicant.name, name)
    page.form.applicant.phone.setText("0912345678")


def wait_printed(qtbot: QtBot, page: IntakePage) -> None:
    qtbot.waitUntil(lambda: not page._run.busy, timeout=10_000)
