"""What happens at any counter on a Monday morning, in words short enough for a story."""

from __future__ import annotations

from datetime import datetime

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import Dossier, DossierLine
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.qt.board.page import BoardPage
from counter_app.qt.intake.page import IntakePage
from tests.makers import prefer
from tests.scenarios.hands import CTRL, ENTER, KEY, Counter

NAME = "Lê Hoàng Phúc"
NINE = datetime(2026, 11, 23, 9, 5, tzinfo=LOCAL)
"""A little after the office was founded."""
PAPERS = "giay"
"""The folder beside the data that plays the printer."""


def print_on(counter: Counter, wish: str) -> None:
    """The printer that this computer prefers."""
    office = counter.office
    prefer(office, printer=wish)


def fill_in(counter: Counter, name: str = NAME) -> IntakePage:
    """F2 and the least that makes a dossier without a question."""
    counter.press(KEY.Key_F2)
    page = counter.page(IntakePage)
    counter.type("dkks")
    counter.press(ENTER)
    counter.fill(page.form.applicant.name, name)
    counter.fill(page.form.applicant.phone, "0912000321")
    return page


def receive(counter: Counter, name: str = NAME) -> Dossier:
    """A dossier saved by the window, its paper out."""
    page = fill_in(counter, name)
    counter.press(ENTER, CTRL)
    counter.wait(lambda: is_out(page.saved.paper.text()))
    return counter.office.dossiers.get(page.saved.code.text())


def is_out(text: str) -> bool:
    """Whether a paper is told as out: of a printer, or as a file in the folder that stands for one."""
    return "đã in" in text or "đã lưu thành tệp" in text


def saved(counter: Counter) -> list[DossierLine]:
    """Every dossier in the books."""
    return counter.office.dossiers.page(DossierFilter())


def tile(counter: Counter, name: str) -> int:
    """A number on the home page."""
    counter.press(KEY.Key_F9)
    return counter.page(BoardPage).tiles[name].value


def one_sentence(text: str) -> bool:
    """A trouble and its next step, in words."""
    return text.endswith(".") and 5 < len(text.split()) < 40
