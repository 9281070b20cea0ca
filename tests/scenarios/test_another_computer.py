"""The computer is gone: from an empty folder and the evening's stick to the first receipt, by keys alone.

The rule is five minutes. What is held here is that it ends, with how few keys; how long it computes, the bench tells
(``tests/bench/copies.py``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.settings.numbers_dialog import NumbersDialog
from counter_app.qt.window.first_run import FirstRun
from tests.makers import receive as received
from tests.plugged import DISK, STICK, Plugged, plugged
from tests.scenarios.hands import CTRL, ENTER, KEY, NO, Counter, is_gone
from tests.scenarios.morning import NINE, receive

__all__ = ["plugged"]
MOST_KEYS = 37
"""Pressed and typed from the first look at the window to the paper in the citizen's hand, words of people aside."""


class Hands:
    """Counts what is pressed and typed."""

    def __init__(self, counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
        self.keys = 0
        press, typed = counter.press, counter.type

        def pressed(key: KEY, modifier: object = NO) -> None:
            self.keys += 1
            press(key, modifier)  # type: ignore[arg-type]

        def written(text: str) -> None:
            self.keys += len(text)
            typed(text)

        monkeypatch.setattr(counter, "press", pressed)
        monkeypatch.setattr(counter, "type", written)


def lost_office(counter: Counter, stick: Path, papers: Path) -> str:
    """An office that made its copy in the evening, worked on next morning, and lost its computer; the last code."""
    counter.clock.set(NINE - timedelta(days=3))
    office = Office.found(
        counter.folder.with_name("may-cu"),
        default_founding(),
        clock=counter.clock,
        officer=COMMAND_LINE,
    )
    office.rules.change_preferences(replace(office.preferences, printer=f"file:{papers}"))
    received(office)
    office.backups.name_places(str(stick))
    office.backups.make()
    counter.clock.set(NINE - timedelta(minutes=30))
    last = [received(office) for _dossier in range(2)][-1]
    office.close()
    return last.code


def test_the_first_receipt_on_another_computer(
    counter: Counter, plugged: Plugged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, stick = tmp_path / "giay", plugged.where(STICK)
    last = lost_office(counter, stick, papers)
    (tmp_path / "may-cu").rename(tmp_path / "da-mat")
    plugged.pull(DISK)
    counter.clock.set(NINE)
    counter.switch_on()
    hands = Hands(counter, monkeypatch)
    panel = counter.panel(FirstRun)
    counter.reach(panel.restore_button)
    counter.press(ENTER)
    form = panel.restore_form
    assert form is not None
    counter.wait(lambda: form.found.model.rowCount() == 1)
    counter.reach(form.found.table)
    counter.press(KEY.Key_Down)
    counter.press(ENTER)
    counter.wait(form.key.secret.hasFocus)
    counter.type(FIRST_PASSWORD)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: counter.window.currentWidget() is counter.window.sign_in)
    counter.sign_in(FIRST_PASSWORD)
    asking = counter.dialog(NumbersDialog)
    counter.reach(asking.scan)
    counter.scan(last)
    for series in (("form:01", "2026"), ("book:ho-tich", "2026")):
        counter.fill(asking.boxes[series], "3")
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_gone(asking))
    dossier = receive(counter)
    assert (dossier.form_no, dossier.book_no) == (4, 4), "above what is in people's hands"
    assert dossier.code != last
    (paper,) = papers.glob("*.pdf")
    assert dossier.code in paper.name
    assert paper.read_bytes().startswith(b"%PDF-")
    words = 2 * len(FIRST_PASSWORD) + len(dossier.applicant.name) + len(dossier.applicant.phone)
    assert hands.keys - words <= MOST_KEYS, f"{hands.keys - words} keys"
    assert counter.office.store.check().ok
