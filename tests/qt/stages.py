"""Every place of the window where something can be typed, chosen or marked, brought before the officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget

from tests.makers import MARITAL

if TYPE_CHECKING:
    from counter_app.domain.dossier import Dossier
    from counter_app.qt.page import Page

Show = Callable[["Page", "Dossier"], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """A page as somebody has it in front; ``show`` gets the page and a dossier whose result waits."""

    page: str
    what: str
    show: Show

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.page}-{self.what}"


def _any(page: Page) -> Any:
    return page


def _tab(at: int) -> Show:
    def show(page: Page, _ready: Dossier) -> None:
        tabs = page.findChild(QTabWidget)
        assert tabs is not None
        tabs.setCurrentIndex(at)

    return show


def _as_opened(_page: Page, _ready: Dossier) -> None:
    """Nothing more to do."""


def _new_officer(page: Page, _ready: Dossier) -> None:
    _any(page).new.click()


def _own_hours(page: Page, _ready: Dossier) -> None:
    form = _any(page).year.form
    form.kind.setCurrentIndex(1)
    form.kind.activated.emit(1)
    form.hours.own.click()


def _filled(page: Page, _ready: Dossier) -> None:
    form = _any(page).form
    procedure = next(iter(form._office.intake.procedures(MARITAL)))
    form.procedure.take(procedure)
    form.owner.tick.click()


def _ready(page: Page, ready: Dossier) -> None:
    _any(page).judge(ready.code)


def _dossier(page: Page, ready: Dossier) -> None:
    page.enter(ready.code)


def _printers(wish: str) -> Show:
    def show(page: Page, _ready: Dossier) -> None:
        office = page.place.office
        office.rules.change_preferences(
            replace(office.preferences, printer=wish, ticket_printer=wish)
        )
        page.reload()

    return show


STAGES = (
    Stage("home", "board", _as_opened),
    Stage("intake", "empty", _as_opened),
    Stage("intake", "filled", _filled),
    Stage("dossiers", "list", _as_opened),
    Stage("returning", "empty", _as_opened),
    Stage("returning", "ready", _ready),
    Stage("certify", "entry", _as_opened),
    Stage("queue", "line", _as_opened),
    Stage("handover", "make", _tab(0)),
    Stage("handover", "take", _tab(1)),
    Stage("handover", "hold", _tab(2)),
    Stage("handover", "shelve", _tab(3)),
    Stage("mapping", "list", _as_opened),
    Stage("reports", "choice", _as_opened),
    Stage("closing", "days", _as_opened),
    Stage("catalogue", "list", _tab(0)),
    Stage("catalogue", "posting", _tab(1)),
    Stage("calendar", "year", _tab(0)),
    Stage("calendar", "own-hours", _own_hours),
    Stage("calendar", "hours", _tab(1)),
    Stage("staff", "known", _as_opened),
    Stage("staff", "new", _new_officer),
    Stage("settings", "computer", _tab(0)),
    Stage("settings", "network", _printers("escpos:10.0.0.9:9100")),
    Stage("settings", "folder", _printers("file:/tmp/giay")),
    Stage("settings", "office", _tab(1)),
    Stage("settings", "forms", _tab(2)),
    Stage("settings", "data", _tab(3)),
    Stage("help", "guide", _as_opened),
    Stage("dossier", "facts", _dossier),
)
