"""Two people change the same form: each keeps what he touched, and nobody overwrites unseen.

Every form that holds values (``Held``) is on the list; a new one without an entry fails here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import counter_app.qt
from counter_app.desk.desk import Noun
from counter_app.domain.calendar.working_calendar import DayMark
from counter_app.domain.dossier.dossier import Mapping
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.forms import forms_of
from counter_app.office import Office
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.held import Held, in_hand, show
from counter_app.qt.window.other_windows import Elsewhere
from counter_app.qt.window.page_stack import PageStack
from tests.makers import MARITAL, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

DAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Form:
    """A form that two people change. ``mine`` and ``other`` are inputs of the part; both hold texts.

    ``stored`` tells what is kept of both; ``write`` keeps others in their place, None for what stays as it is.
    """

    part: str
    page: str
    tab: int
    find: Callable[[Any], Any]
    mine: Callable[[Any], Any]
    other: Callable[[Any], Any]
    typed: str
    stored: Callable[[Office], tuple[str, str]]
    write: Callable[[Office, str | None, str | None], object]
    theirs: tuple[str, str]
    save: Callable[[Any], object] = lambda part: part.save.click()


def _computer(office: Office, mine: str | None, other: str | None) -> None:
    kept = office.preferences
    wish = replace(kept, counter=mine or kept.counter, printer=other or kept.printer)
    office.rules.change_preferences(wish)


def _office(office: Office, mine: str | None, other: str | None) -> None:
    kept = office.settings
    place, days = mine or kept.place, int(other or kept.supplement_days)
    office.rules.change_settings(replace(kept, place=place, supplement_days=days))


def _forms(office: Office, mine: str | None, other: str | None) -> None:
    wished = {"01": mine, "02": other}
    versions = [
        replace(item, title=wished.get(item.form) or item.title)
        for item in forms_of(office.settings)
    ]
    forms = [item.to_dict() for item in versions]
    office.rules.change_settings(replace(office.settings, forms=tuple(forms)))


def _titles(office: Office) -> tuple[str, str]:
    titles = {item.form: item.title for item in forms_of(office.settings)}
    return titles["01"], titles["02"]


def _hours(office: Office, mine: str | None, other: str | None) -> None:
    sessions = list(office.store.calendar.sessions())
    for at, end in ((0, mine), (1, other)):
        if end:
            sessions[at] = replace(sessions[at], end=time.fromisoformat(end))
    office.calendar.set_sessions(sessions)


def _ends(office: Office) -> tuple[str, str]:
    first, second = office.store.calendar.sessions()[:2]
    return f"{first.end:%H:%M}", f"{second.end:%H:%M}"


def _mark(office: Office) -> DayMark:
    return next(item for item in office.calendar.year(2026).days if item.day == DAY)


def _day(office: Office, mine: str | None, other: str | None) -> None:
    year, mark = office.calendar.year(2026), _mark(office)
    marks = [item for item in year.days if item.day != DAY]
    marks.append(replace(mark, name=mine or mark.name, source=other or mark.source))
    office.calendar.set_year(2026, marks, state=year.state, source=year.source)


def _officer(office: Office, mine: str | None, other: str | None) -> None:
    known = office.staff.officers()[0]
    wish = replace(known, name=mine or known.name, title=other or known.title)
    office.staff.put_officer(wish)


def _names(office: Office) -> tuple[str, str]:
    known = office.staff.officers()[0]
    return known.name, known.title


def _code(office: Office) -> str:
    (item,) = office.official.owed() or office.official.entered(office.official.today())
    return item.line.code


def _mapped(office: Office, mine: str | None, other: str | None) -> None:
    known = office.dossiers.get(_code(office))
    office.official.enter(
        known.code,
        mine or known.official_code,
        state=Mapping.MISMATCH,
        note=other or known.mapping_note or "Không khớp",
    )


def _codes(office: Office) -> tuple[str, str]:
    known = office.dossiers.get(_code(office))
    return known.official_code, known.mapping_note


FORMS = (
    Form("settings/computer", "settings", 0, lambda page: page.computer,
         lambda part: part.counter, lambda part: part.printer, "7",
         lambda office: (office.preferences.counter, office.preferences.printer),
         _computer, ("4", "escpos:10.0.0.7:9100")),
    Form("settings/office", "settings", 1, lambda page: page.office,
         lambda part: part.form.place, lambda part: part.supplement, "An Phu",
         lambda office: (office.settings.place, str(office.settings.supplement_days)),
         _office, ("Bình Minh", "21")),
    Form("settings/forms", "settings", 2, lambda page: page.forms,
         lambda part: part.titles["01"], lambda part: part.titles["02"],
         "Ten toi dat", _titles, _forms, ("Tên người khác đặt", "Tên khác nữa")),
    Form("calendar/hours", "calendar", 1, lambda page: page.hours,
         lambda part: part.editor._parts[1, 0].end, lambda part: part.editor._parts[1, 1].end,
         "11:00", _ends, _hours, ("11:15", "16:45")),
    Form("calendar/day_form", "calendar", 0, lambda page: page.year.form,
         lambda part: part.name, lambda part: part.source, "Hop dan", lambda office: (
             _mark(office).name, _mark(office).source), _day, ("Họp xã", "Công văn 12")),
    Form("staff/officer_form", "staff", 0, lambda page: page.form,
         lambda part: part.name, lambda part: part.job, "Le Van Tam", _names, _officer,
         ("Lê Văn Bốn", "Phó Chủ tịch")),
    Form("official/page", "official", 0, lambda page: page,
         lambda part: part.official, lambda part: part.note, "H55.1-261123-000015", _codes,
         _mapped, ("H55.1-261123-000099", "Khác tên"), lambda part: part.differs.click()),
)  # fmt: skip
ELSEWHERE = {
    "settings/rights": "ticks and no texts; the stage of tests/qt/test_in_hand.py",
    "staff/assignments": "what is stored is today's date",
    "staff/signing_authority": "what is stored is an empty line from today; tests/qt/test_certification_books.py",
    "catalogue/posting": "one number, kept when the box is left; tests/qt/test_catalogue.py",
    "kit/held": "the mechanism",
}


@pytest.fixture
def other(place: Workplace) -> Iterator[Office]:
    """Another window over the same file."""
    receive(place.office, MARITAL)
    year = place.office.calendar.year(2026)
    mark = DayMark(day=DAY, work=False, name="Họp", official=True, source="Thông báo 1")
    days = [*year.days, mark]
    place.office.calendar.set_year(2026, days, state=year.state, source=year.source)
    made = Office.open(place.office.data_dir, clock=place.office.store.clock, officer=COMMAND_LINE)
    yield made
    made.close()


@pytest.fixture
def pages(qtbot: QtBot, place: Workplace) -> PageStack:
    """The pages as the window holds them."""
    made = PageStack(place)
    qtbot.addWidget(made)
    made.resize(1130, 690)
    with qtbot.waitActive(made):
        made.show()
    return made


def opened(pages: PageStack, form: Form) -> Any:
    """The part in front, its first input typed over by hand."""
    pages.open(form.page)
    page = cast("Any", pages.currentWidget())
    if hasattr(page, "tabs"):
        page.tabs.setCurrentIndex(form.tab)
    part = form.find(page)
    edit = form.mine(part)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, form.typed)
    QApplication.processEvents()
    return part


def look(place: Workplace) -> None:
    """What two seconds bring."""
    Elsewhere(place, QObject(place.hub)).look()


each = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.part)


@each
def test_the_input_in_hand_stays_the_other_follows_and_it_is_said(
    pages: PageStack, place: Workplace, other: Office, form: Form
) -> None:
    part = opened(pages, form)
    form.write(other, None, form.theirs[1])
    look(place)
    assert in_hand(form.mine(part)) == form.typed
    assert in_hand(form.other(part)) == form.theirs[1]
    assert "Ô đang sửa giữ nguyên" in part.held.band.text()
    form.save(part)
    assert form.stored(place.office) == (form.typed, form.theirs[1]), "both are kept"
    assert part.held.band.text() == ""


@each
def test_a_value_changed_on_both_sides_is_told_before_it_is_overwritten(
    pages: PageStack, place: Workplace, other: Office, form: Form
) -> None:
    part = opened(pages, form)
    form.write(other, *form.theirs)
    form.save(part)
    assert form.stored(place.office) == form.theirs, "not before he is told"
    assert in_hand(form.mine(part)) == form.typed
    assert "Vừa đổi ở nơi khác" in part.held.band.text()
    assert part.held.band.isVisible()
    form.save(part)
    assert form.stored(place.office) == (form.typed, form.theirs[1])


@each
def test_the_new_value_can_be_taken_instead(
    pages: PageStack, place: Workplace, other: Office, form: Form
) -> None:
    part = opened(pages, form)
    form.write(other, *form.theirs)
    look(place)
    assert "Vừa đổi ở nơi khác" in part.held.band.text()
    part.held.band.drop.click()
    assert (in_hand(form.mine(part)), in_hand(form.other(part))) == form.theirs
    assert not part.held.band.isVisible()


@pytest.mark.parametrize(
    "form",
    [form for form in FORMS if form.part != "calendar/hours"],  # digits are never composed
    ids=lambda form: form.part,
)
def test_a_word_half_composed_stays(
    pages: PageStack, place: Workplace, other: Office, form: Form
) -> None:
    part = opened(pages, form)
    part.held.drop()
    edit = form.mine(part)
    before = in_hand(edit)
    QApplication.sendEvent(edit, QInputMethodEvent("nghie", []))
    form.write(other, *form.theirs)
    look(place)
    assert edit.composing
    assert in_hand(edit) == before
    assert "Vừa đổi ở nơi khác" in part.held.band.text()


@each
@pytest.mark.parametrize("weak", ["put", "may_save"])
def test_canary_a_form_that_overwrites_unseen_is_seen(
    pages: PageStack,
    place: Workplace,
    other: Office,
    form: Form,
    weak: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    substitutes: dict[str, Callable[..., object]] = {
        "put": lambda _self, edit, stored: show(edit, stored),
        "may_save": lambda _self: True,
    }
    monkeypatch.setattr(Held, weak, substitutes[weak])
    with pytest.raises(AssertionError):
        test_a_value_changed_on_both_sides_is_told_before_it_is_overwritten(
            pages, place, other, form
        )


def test_every_form_that_holds_values_is_on_the_list() -> None:
    root = Path(counter_app.qt.__file__).parent
    found = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Held"
    }
    assert found == {form.part for form in FORMS} | (ELSEWHERE.keys() - {"kit/held"})


def test_a_list_that_hangs_open_is_changed_when_it_is_closed(qtbot: QtBot) -> None:
    choice = Choice([(1, "một"), (2, "hai")])
    qtbot.addWidget(choice)
    with qtbot.waitExposed(choice):
        choice.show()
    choice.showPopup()
    choice.offer([(0, "không"), (1, "một"), (2, "hai")])
    assert choice.view().isVisible()
    assert choice.values() == (1, 2)
    choice.hidePopup()
    qtbot.waitUntil(lambda: choice.values() == (0, 1, 2))
    assert choice.value() == 1


def test_a_chosen_value_that_is_offered_no_more_stays_in_hand(qtbot: QtBot) -> None:
    choice = Choice([("a", "A"), ("b", "B")])
    qtbot.addWidget(choice)
    choice.choose("b")
    choice.offer([("a", "A"), ("c", "C")], keep=True)
    assert (choice.value(), choice.values()) == ("b", ("a", "c", "b"))
    choice.offer([("a", "A"), ("c", "C")])
    assert choice.value() == "a"


def test_the_value_somebody_else_also_chose_stays_mine(
    pages: PageStack, place: Workplace, other: Office
) -> None:
    form = FORMS[1]
    part = opened(pages, form)
    form.write(other, form.typed, None)
    look(place)
    assert part.held.band.text() == "", "both say the same"
    form.write(other, "Nơi thứ ba", None)
    look(place)
    assert in_hand(form.mine(part)) == form.typed


def test_a_dossier_that_left_the_list_keeps_its_typed_code(
    pages: PageStack, place: Workplace, other: Office
) -> None:
    form = FORMS[-1]
    receive(other, MARITAL, "Người sau")
    part = opened(pages, form)
    code = part._dossier.code
    other.official.enter(code, form.theirs[0])
    look(place)
    assert part._dossier.code == code, "the next dossier does not slip under the hand"
    assert in_hand(form.mine(part)) == form.typed
    assert "Vừa đổi ở nơi khác" in part.held.band.text()


def test_hours_taken_back_elsewhere_are_told(
    pages: PageStack, place: Workplace, other: Office
) -> None:
    later = date(2027, 1, 4)
    other.calendar.set_sessions(other.store.calendar.sessions(), valid_from=later)
    form = FORMS[3]
    pages.open("calendar")
    page = cast("Any", pages.currentWidget())
    page.tabs.setCurrentIndex(1)
    look(place)
    page.hours.table.choose(page.hours.model.find(lambda item: item.since == later))
    edit = form.mine(page.hours)
    edit.selectAll()
    QTest.keyClicks(edit, "1100")
    other.calendar.drop_sessions(later)
    page.hours.save.click()
    assert "vừa bị bỏ ở nơi khác" in page.hours.held.band.text()
    assert all(item.valid_from is None for item in other.store.calendar.sessions())
    place.hub.hear(*Noun)
    assert edit.text() in ("1100", "11:00")
    page.hours.save.click()
    assert any(item.valid_from == later for item in place.office.store.calendar.sessions())
