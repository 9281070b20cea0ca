"""A batch in quarantine, decided at the window: the key enrolled by its letters, the one batch let in, or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counter_app.office import Office
from counter_app.qt.superior.quarantine_dialog import QuarantineDialog
from counter_app.superior.sender import known_journals
from tests.superior.offices import Sending, envelope_of
from tests.superior.offices import office as sending_office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key


@pytest.fixture
def stranger(tmp_path: Path, office: Office) -> Iterator[Sending]:
    """Somebody nobody knows has sent a batch."""
    with sending_office(tmp_path / "la.db", 5) as made:
        made.envelope = envelope_of(made.keys, recipients=())
        made.export(tmp_path / "usb")
        assert len(office.superior.take_in(tmp_path / "usb").result.quarantined) == 1
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, place: Workplace, stranger: Sending) -> Iterator[QuarantineDialog]:
    """The dialog about it, as Alt+K opens it."""
    (batch,) = place.office.superior_exchange.quarantined()
    assert batch.letters == stranger.card().letters
    below = QWidget()
    qtbot.addWidget(below)
    below.show()
    made = QuarantineDialog(place, batch, below)
    made.open()
    yield made
    below.close()


def done(qtbot: QtBot, dialog: QuarantineDialog) -> None:
    """Ctrl+Enter, and what follows."""
    QTest.keyClick(dialog, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not dialog.place.jobs.working)


def test_a_key_is_enrolled_only_with_the_letters_that_were_read_out(
    qtbot: QtBot, dialog: QuarantineDialog, stranger: Sending, office: Office, tmp_path: Path
) -> None:
    done(qtbot, dialog)
    assert known_journals(office.data_dir) == []
    dialog.enrol.click()
    done(qtbot, dialog)
    card = tmp_path / stranger.card().file_name
    card.write_bytes(stranger.card().to_bytes(stranger.keys))
    dialog.take_card(str(card))
    QTest.keyClicks(dialog.letters, "0000-1111-2222-3333")
    done(qtbot, dialog)
    assert dialog.isVisible()
    assert office.superior_exchange.keys() == []
    dialog.letters.clear()
    QTest.keyClicks(dialog.letters, stranger.card().letters.lower().replace("-", " "))
    done(qtbot, dialog)
    qtbot.waitUntil(lambda: not office.superior_exchange.quarantined())
    (key,) = office.superior_exchange.keys()
    assert key.letters == stranger.card().letters
    assert known_journals(office.data_dir) == [stranger.journal]


def test_one_batch_is_let_in_with_its_reason(
    qtbot: QtBot, dialog: QuarantineDialog, stranger: Sending, office: Office
) -> None:
    dialog.let_in.click()
    done(qtbot, dialog)
    assert dialog.isVisible(), "no reason was given"
    QTest.keyClicks(dialog.reason, "Da goi don vi")
    done(qtbot, dialog)
    qtbot.waitUntil(lambda: known_journals(office.data_dir) == [stranger.journal])
    assert office.superior_exchange.keys() == []


@pytest.mark.usefixtures("stranger")
def test_a_dropped_batch_is_gone(qtbot: QtBot, dialog: QuarantineDialog, office: Office) -> None:
    dialog.drop.click()
    QTest.keyClicks(dialog.reason, "Khong ro nguon")
    done(qtbot, dialog)
    qtbot.waitUntil(lambda: not office.superior_exchange.quarantined())
    assert known_journals(office.data_dir) == []
