"""Papers that never came out of a printer are listed until they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.person.party import Party, PartyKind
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.unprinted import UnprintedDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def dossier(place: Workplace) -> Dossier:
    """One dossier whose receipt was not printed."""
    draft = IntakeDraft(procedure="1.001193", applicant=Party(PartyKind.PERSON, "Nguyễn Thị Hường"))
    return place.office.intake.receive(draft).result


def test_an_issued_paper_is_listed_until_it_is_printed(
    qtbot: QtBot, place: Workplace, dossier: Dossier
) -> None:
    dialog = UnprintedDialog(place)
    qtbot.addWidget(dialog)
    assert dialog.model.rowCount() == 1
    texts = [str(dialog.model.index(0, column).data()) for column in range(4)]
    assert "Giấy tiếp nhận" in texts[0]
    assert dossier.code in texts[1]
    assert texts[3] == "Chờ in"
    job = place.office.paper.unprinted()[0]
    place.hub.done(place.office.paper.printed(job.id))
    assert dialog.model.rowCount() == 0
    assert dialog.empty.isVisibleTo(dialog)
    assert not dialog.print.isEnabled()


def test_enter_opens_the_print_window(qtbot: QtBot, place: Workplace, dossier: Dossier) -> None:
    assert dossier.code
    dialog = UnprintedDialog(place)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.print.click()
    opened = dialog.findChildren(PrintDialog)
    assert len(opened) == 1
    opened[0].reject()
