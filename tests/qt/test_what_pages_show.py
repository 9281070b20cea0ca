"""Each page is read again when what it shows was changed elsewhere, in front or when it comes back."""

from __future__ import annotations

import pytest

from counter_app.desk.desk import Noun
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.page_list import ENTRIES, UNLISTED, entry

SHOWN = {
    "board": "dossier ticket print batch closing staff settings calendar catalogue certification followup request",
    "intake": "catalogue calendar settings",
    "dossiers": "dossier staff catalogue",
    "dossier": "dossier print staff",
    "queue": "ticket catalogue staff settings",
    "requests": "request draft settings",
    "returning": "dossier",
    "certification": "certification catalogue staff settings",
    "handover": "dossier staff settings",
    "official": "dossier",
    "closing": "dossier ticket print closing batch",
    "reports": "settings staff catalogue",
    "catalogue": "catalogue",
    "calendar": "calendar dossier",
    "staff": "staff catalogue",
    "settings": "settings staff catalogue",
    "help": "",
}
"""What stands on each page, named by who knows the counter and not by the page."""
PAGES = [item.name for item in (*ENTRIES, *UNLISTED)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_again_for_what_it_shows(name: str) -> None:
    wanted = {Noun(word) for word in SHOWN[name].split()}
    assert set(entry(name).load().nouns) == wanted


@pytest.mark.parametrize("noun", [Noun.SETTINGS, Noun.CALENDAR, Noun.CATALOGUE, Noun.TICKET])
def test_the_form_in_front_is_reckoned_anew(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, noun: Noun
) -> None:
    """The intake form promises by settings, calendar and catalogue; a ticket elsewhere is nothing to it."""
    view = window.view
    assert view is not None
    view.go("intake", None)
    page = view.pages.page("intake")
    assert page is not None
    read: list[str] = []
    monkeypatch.setattr(page, "reload", lambda: read.append("again"))
    view.place.hub.changed.emit(frozenset({noun}))
    assert read == ([] if noun is Noun.TICKET else ["again"])
    view.go("board", None)
    view.place.hub.changed.emit(frozenset({noun}))
    del read[:]
    view.go("intake", None)
    assert read == ([] if noun is Noun.TICKET else ["again"])
