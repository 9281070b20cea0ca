"""Every page at the counter's usual screen, with names and lists as long as they come: all can be read and reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from counter_app.domain.person.party import Sex
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.reports.page import ReportsPage
from counter_app.qt.window.page_list import ENTRIES, UNLISTED
from tests.makers import MARITAL
from tests.scenarios.crowd import ADDRESS, LONG_NAME, PAPERS
from tests.scenarios.hands import TAB, Counter
from tests.scenarios.looks import clipped, focused, name_of, shown, stands, takes_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable


SCALES = (100, 150)
PAGES = tuple(item.name for item in (*ENTRIES, *UNLISTED))


def turn_to(counter: Counter, name: str) -> None:
    """Open a page with as much on it as it can hold."""
    lines = counter.office.dossiers.find(LONG_NAME[:40])
    ready = next(line.code for line in lines if line.finished_at is not None)
    argument = {"dossier": lines[0].code, "returning": ready}.get(name)
    counter.view.place.hub.go(name, argument)
    page = counter.view.pages.currentWidget()
    if isinstance(page, IntakePage) and page.form.is_empty():
        page.form.restore(typed_form())
        page.form.identified.emit()
    if isinstance(page, ReportsPage):
        page.list.choose("II.06a")
        page.run.click()
        counter.wait(lambda: page.tabs.count() == 1)
    settle(counter)


def typed_form() -> dict[str, object]:
    """The intake form with everything filled in."""
    party = {
        **{"kind": "person", "name": LONG_NAME, "id_no": "00109000000", "birth": "05/02/1990"},
        **{
            "sex": Sex.FEMALE.value,
            "phone": "091234567",
            "email": "",
            "address": ADDRESS,
            "id_issued": "",
        },
    }
    return {
        **{"procedure": MARITAL, "content": ADDRESS, "applicant": party},
        "papers": [{**paper.to_dict(), "given": False, "own": False} for paper in PAPERS],
    }


def settle(counter: Counter) -> None:
    """Until nothing is computed any more and every layout stands."""
    counter.wait(lambda: not counter.view.place.jobs.working)
    counter.wait(stands(counter.view))


@pytest.mark.parametrize("scale", SCALES)
def test_no_words_are_cut_off_tab_comes_to_everything_and_everything_has_a_name(
    at_work: Callable[[int], Counter], scale: int
) -> None:
    counter = at_work(scale)
    cut, nameless, unreached = [], [], []
    for name in PAGES:
        turn_to(counter, name)
        assert (counter.window.width(), counter.window.height()) == (1366, 768), name
        cut += [f"{name}: {part}" for part in clipped(counter.window)]
        wanted = takes_keyboard(counter.window)
        nameless += [f"{name}: {shown(widget)}" for widget in wanted if not name_of(widget)]
        reached = walk(counter, 2 * len(wanted))
        unreached += [f"{name}: {shown(widget)}" for widget in wanted if widget not in reached]
    assert not cut, "\n".join(cut)
    assert not nameless, "\n".join(nameless)
    assert not unreached, "\n".join(unreached)


def walk(counter: Counter, most: int) -> list[object]:
    """What Tab comes to from here, once around."""
    begun = counter.view.navigation.buttons["board"]
    begun.setFocus()
    reached: list[object] = []
    for _step in range(most):
        now = focused()
        if now is begun and reached:
            break
        reached.append(now)
        counter.press(TAB)
    return reached
