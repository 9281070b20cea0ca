"""Every place of the window where something can be typed, chosen or marked, brought before the officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.catalogue.procedure import Case
from counter_app.domain.dossier.dossier import Channel, Original
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.documents import Document
from counter_app.qt.dossiers.day_range import RECEIVED
from tests.makers import COPIES, MARITAL, UNLIMITED, prefer, receive

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.page import Page

FRIDAY = 5
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


def _some_days(page: Page, _ready: Dossier) -> None:
    which = _any(page).filters.days.which
    which.choose(RECEIVED)
    which.activated.emit(which.currentIndex())


def _filled(code: str) -> Show:
    def show(page: Page, _ready: Dossier) -> None:
        form, office = _any(page).form, page.place.office
        (procedure,) = [item for item in office.intake.procedures(code) if item.code == code]
        if code == MARITAL:
            cases = (Case(key="a", name="Ở nước ngoài"), Case(key="b", name="Ở trong nước"))
            procedure = office.catalogue.put_procedure(replace(procedure, cases=cases)).result
        form.procedure.take(procedure)
        form.owner.tick.setChecked(True)
        form.returning.way.choose(Channel.POSTAL)

    return show


def _passport(page: Page, _ready: Dossier) -> None:
    _any(page).form.applicant.document.kind.choose(Document.PASSPORT)


def _with_points(page: Page) -> None:
    """The office receives and gives out away from the counter too."""
    rules = page.place.office.rules
    rules.change_settings(replace(rules.settings, points=("Thôn Ba",), home_service="Tại nhà"))
    page.reload()


def _at_home(page: Page, _ready: Dossier) -> None:
    _with_points(page)
    form = _any(page).form
    form.restore(form.state())
    form.returning.points.point.choose("Tại nhà")


def _given_outside(page: Page, ready: Dossier) -> None:
    _with_points(page)
    _any(page).judge(ready.code)


def _from_elsewhere(page: Page, _ready: Dossier) -> None:
    """A sheet to another office is the only one that asks whether what it carried is complete."""
    office = page.place.office
    (partner, *_others) = office.settings.partners
    code = receive(office, MARITAL, "Đi nơi khác").code
    wanted = Wanted(
        purpose=Purpose.FORWARD,
        giver=Holder(officer=COMMAND_LINE.login),
        taker=Holder(office=partner),
        codes=[code],
        anyway=frozenset([code]),
    )
    sheet = office.handover.give(wanted).result
    shown = _any(page)
    shown.tabs.setCurrentIndex(1)
    page.reload()
    shown.taking.open_sheet(sheet.id)


def _ready(page: Page, ready: Dossier) -> None:
    _any(page).judge(ready.code)


def _by_another(page: Page, ready: Dossier) -> None:
    page.place.office.originals.keep(ready.code, [Original(name="Bằng tốt nghiệp")])
    shown = _any(page)
    shown.judge(ready.code)
    shown.form.other.click()
    shown.form.lost.setChecked(True)


def _weekend(page: Page, _ready: Dossier) -> None:
    shown = _any(page)
    shown.tabs.setCurrentIndex(1)
    for (weekday, _at), part in shown.hours.editor._parts.items():
        if weekday > FRIDAY:
            part.check.click()


def _unconfirmed(page: Page, _ready: Dossier) -> None:
    _any(page).tabs.setCurrentIndex(0)
    _any(page).year.add_year()


def _fresh_book(page: Page, _ready: Dossier) -> None:
    entry = _any(page).entry
    for at in range(entry.procedure.count()):
        entry.procedure.setCurrentIndex(at)
        entry.procedure.activated.emit(at)
        if entry.start.isVisible():
            return


def _report(name: str) -> Show:
    def show(page: Page, _ready: Dossier) -> None:
        assert _any(page).list.choose(name)

    return show


def _template(page: Page, _ready: Dossier) -> None:
    shown = _any(page)
    shown.tabs.setCurrentIndex(2)
    shown.forms.templates.example.click()


def _dossier(page: Page, ready: Dossier) -> None:
    page.enter(ready.code)


def _printers(wish: str) -> Show:
    def show(page: Page, _ready: Dossier) -> None:
        office = page.place.office
        prefer(office, printer=wish, ticket_printer=wish)
        page.reload()

    return show


STAGES = (
    Stage("board", "board", _as_opened),
    Stage("intake", "empty", _as_opened),
    *(Stage("intake", f"filled-{code}", _filled(code)) for code in (MARITAL, COPIES, UNLIMITED)),
    Stage("intake", "passport", _passport),
    Stage("intake", "at-home", _at_home),
    Stage("dossiers", "list", _as_opened),
    Stage("dossiers", "some-days", _some_days),
    Stage("returning", "empty", _as_opened),
    Stage("returning", "ready", _ready),
    Stage("returning", "by-another", _by_another),
    Stage("returning", "outside", _given_outside),
    Stage("certification", "entry", _as_opened),
    Stage("certification", "fresh-book", _fresh_book),
    Stage("queue", "line", _as_opened),
    Stage("handover", "make", _tab(0)),
    Stage("handover", "take", _tab(1)),
    Stage("handover", "from-elsewhere", _from_elsewhere),
    Stage("handover", "hold", _tab(2)),
    Stage("handover", "shelve", _tab(3)),
    Stage("official", "list", _as_opened),
    Stage("reports", "choice", _as_opened),
    Stage("reports", "due", _report("due")),
    Stage("reports", "sector", _report("fees")),
    Stage("closing", "days", _as_opened),
    Stage("catalogue", "list", _tab(0)),
    Stage("catalogue", "posting", _tab(1)),
    Stage("calendar", "year", _tab(0)),
    Stage("calendar", "own-hours", _own_hours),
    Stage("calendar", "weekend", _weekend),
    Stage("calendar", "unconfirmed", _unconfirmed),
    Stage("calendar", "hours", _tab(1)),
    Stage("staff", "known", _as_opened),
    Stage("staff", "new", _new_officer),
    Stage("settings", "computer", _tab(0)),
    Stage("settings", "network", _printers("escpos:10.0.0.9:9100")),
    Stage("settings", "folder", _printers("file:/tmp/giay")),
    Stage("settings", "office", _tab(1)),
    Stage("settings", "forms", _tab(2)),
    Stage("settings", "templates", _template),
    Stage("settings", "data", _tab(3)),
    Stage("settings", "rights", _tab(4)),
    Stage("requests", "choice", _as_opened),
    Stage("help", "guide", _as_opened),
    Stage("dossier", "facts", _dossier),
)
