"""Giấy khác: papers issued from a dossier's page, and printed from the window that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.dossier.dossier import Dossier
from counter_app.office import Office
from counter_app.qt.dossier.further_papers import FurtherPapersDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from tests.makers import BIRTH, receive
from tests.memory_printer import MemoryPrinter
from tests.printing.reading import flat_text
from tests.qt.hands import ALT, CTRL, commit, dialogs, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def printer(office: Office) -> MemoryPrinter:
    return with_printer(office, MemoryPrinter())


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """One paper of the checklist was not handed in."""
    procedure = office.store.catalogue.valid(BIRTH, office.dossiers.today())
    assert procedure is not None
    return receive(office, papers=procedure.papers[:1])


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, dossier: Dossier) -> DossierPage:
    made = DossierPage(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    show(made)
    made.enter(dossier.code)
    made.first_field().setFocus()
    return made


@pytest.fixture
def dialog(qtbot: QtBot, page: DossierPage) -> FurtherPapersDialog:
    """As its key opens it."""
    press(Qt.Key.Key_I, ALT)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    (opened,) = dialogs(page)
    assert isinstance(opened, FurtherPapersDialog)
    opened.activateWindow()
    qtbot.waitUntil(opened.document.hasFocus)
    return opened


def choose(dialog: FurtherPapersDialog, document: str) -> None:
    dialog.document.choose(document)
    dialog.document.chosen.emit(document)


def shown(dialog: FurtherPapersDialog) -> set[str]:
    """The fields asked for."""
    names = {name for name, field in dialog._fields.items() if field.isVisible()}
    return names - {"document"}


def test_a_control_slip_goes_to_the_printer(
    qtbot: QtBot,
    page: DossierPage,
    dialog: FurtherPapersDialog,
    printer: MemoryPrinter,
    office: Office,
    dossier: Dossier,
) -> None:
    assert shown(dialog) == {"partner"}
    dialog.partner.setFocus()
    commit(dialog.partner, "Công an xã")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(isinstance(item, PrintDialog) for item in dialogs(page)))
    window = next(item for item in dialogs(page) if isinstance(item, PrintDialog))
    assert window.paper_size.values() == ("a4", "a5")
    window.print.click()
    qtbot.waitUntil(lambda: len(printer.jobs) == 1)
    qtbot.waitUntil(lambda: not window._run.busy)
    assert "Công an xã" in flat_text(printer.jobs[0].pdf)
    assert "Đã bàn giao" in window.hand.text()
    assert office.paper.prints_of(dossier.code)[-1].state == "printed"
    assert page.prints.count() == 2
    assert "kiểm soát" in page.prints.item(0).text()


def test_each_paper_asks_what_it_needs(dialog: FurtherPapersDialog) -> None:
    for document, fields in (
        ("guidance", {"wanted", "note"}),
        ("fee_note", {"amount", "payer", "receipt_no", "method"}),
        ("receipt", set()),
        ("result_list", set()),
        ("control", {"partner"}),
    ):
        choose(dialog, document)
        assert shown(dialog) == fields
        assert dialog.save.isEnabled() is (document not in ("receipt", "result_list"))
        assert bool(dialog.refusal.text()) is (document in ("receipt", "result_list"))


def test_what_is_missing_is_ticked_already(
    dialog: FurtherPapersDialog, office: Office, dossier: Dossier
) -> None:
    choose(dialog, "guidance")
    names = {item.name for item in dialog.wanted.wanted()}
    assert names == {item.name for item in office.further_papers.missing(dossier.code)} != set()
    commit(dialog.note, "Mang bản chính")
    dialog.save.click()
    job = office.paper.prints_of(dossier.code)[-1]
    assert (job.document, job.body["note"]) == ("guidance", "Mang bản chính")


def test_a_wrong_amount_is_said_beside_it(
    dialog: FurtherPapersDialog, office: Office, dossier: Dossier
) -> None:
    choose(dialog, "fee_note")
    dialog.save.click()
    assert "Số tiền" in dialog._fields["amount"].error.text()
    dialog.amount.set_amount(15_000)
    dialog.save.click()
    job = office.paper.prints_of(dossier.code)[-1]
    assert (job.body["amount"], job.body["payer"]) == (15_000, dossier.applicant.name)
