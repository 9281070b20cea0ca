"""The list of dossiers page by page, by key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon

from counter_app.desk.dossier.line_columns import LineWords
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import DossierLine, State
from counter_app.domain.dossier.dossier_filter import PAGE, DossierFilter, LineOrder
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.dossiers.lines import LINE_ROLE, LineColumn, LinesModel
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.returning.returned import returned_model
from tests.makers import COPIES, MARITAL, collector, draft, person, receive

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

ROOT = QModelIndex()


@pytest.fixture
def asked() -> list[tuple[DossierLine | None, int]]:
    """What the model asked the store for: the line before, and how many."""
    return []


@pytest.fixture
def model(place: Workplace, asked: list[tuple[DossierLine | None, int]]) -> LinesModel:
    office = place.office

    class Asking:
        """The office's own lists, with what was asked of them."""

        matching, find, found = (
            office.dossiers.matching,
            office.dossiers.find,
            office.dossiers.found,
        )

        @staticmethod
        def page(
            chosen: DossierFilter,
            *,
            after: DossierLine | None = None,
            size: int = PAGE,
            order: LineOrder = LineOrder.GIVEN,
            falling: bool = False,
        ) -> list[DossierLine]:
            asked.append((after, size))
            return office.dossiers.page(
                chosen, after=after, size=size, order=order, falling=falling
            )

    return LinesModel(Asking(), LineWords(office.dossiers.today))


def fill(office: Office, count: int) -> None:
    office.intake.receive_all(
        [(draft(MARITAL, f"Người thứ {number}"), f"op-{number}") for number in range(count)]
    )


def test_pages_come_by_key_without_gap_or_repeat(
    model: LinesModel,
    office: Office,
    asked: list[tuple[DossierLine | None, int]],
    qtmodeltester: ModelTester,
) -> None:
    fill(office, 2 * PAGE + 20)
    model.show_filter(DossierFilter())
    assert model.rowCount() == PAGE
    assert asked == [(None, PAGE)]

    while model.canFetchMore(ROOT):
        before = model.line(model.rowCount() - 1)
        model.fetchMore(ROOT)
        assert asked[-1] == (before, PAGE)

    names = [model.line(row).name for row in range(model.rowCount())]
    assert names == [f"Người thứ {number}" for number in reversed(range(2 * PAGE + 20))]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_full_last_page_ends_quietly(model: LinesModel, office: Office) -> None:
    fill(office, PAGE)
    model.show_filter(DossierFilter())
    model.fetchMore(ROOT)
    assert model.rowCount() == PAGE == model.total
    assert not model.canFetchMore(ROOT)


def test_a_reload_keeps_what_was_scrolled_to(
    model: LinesModel, office: Office, asked: list[tuple[DossierLine | None, int]]
) -> None:
    fill(office, 3 * PAGE)
    model.show_filter(DossierFilter())
    model.fetchMore(ROOT)
    model.show_filter(DossierFilter())
    assert model.rowCount() == 2 * PAGE
    assert asked[-1] == (None, 2 * PAGE)


def test_another_filter_begins_at_the_first_page(
    model: LinesModel, office: Office, asked: list[tuple[DossierLine | None, int]]
) -> None:
    fill(office, 3 * PAGE)
    model.show_filter(DossierFilter())
    model.fetchMore(ROOT)
    model.show_filter(DossierFilter(states=frozenset({State.RECEIVED})))
    assert asked[-1] == (None, PAGE)


def test_a_search_shows_exactly_what_was_found(
    model: LinesModel, office: Office, qtmodeltester: ModelTester
) -> None:
    fill(office, 3)
    found = office.dossiers.find("Người thứ 1")
    model.show_found("Người thứ 1")
    assert [model.line(row) for row in range(model.rowCount())] == found
    assert not model.canFetchMore(ROOT)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_an_empty_list_is_a_valid_model(model: LinesModel, qtmodeltester: ModelTester) -> None:
    model.show_filter(DossierFilter())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_due_today_overdue_and_paused_are_said_in_colour_icon_and_word(
    model: LinesModel, office: Office, clock: FixedClock
) -> None:
    late = receive(office, COPIES)
    clock.tick(days=2)
    today = receive(office, COPIES)
    waiting = receive(office, MARITAL)
    office.moves.move(waiting.code, Act.SUPPLEMENT, reason="Thiếu giấy")
    calm = receive(office, MARITAL)
    model.show_filter(DossierFilter())

    said = {}
    for row in range(model.rowCount()):
        index = model.index(row, LineColumn.DUE)
        said[model.line(row).code] = (
            index.data(),
            index.data(Qt.ItemDataRole.ForegroundRole),
            index.data(Qt.ItemDataRole.DecorationRole),
        )
    words, colours, icons = zip(
        *(said[item.code] for item in (late, today, waiting, calm)), strict=True
    )
    assert words[0].endswith("· Quá hạn")
    assert words[1].endswith("· Hẹn trả hôm nay")
    assert words[2].endswith("· Tạm dừng giải quyết")
    assert "·" not in words[3]
    assert len({colour.name() for colour in colours[:3]}) == 3
    assert colours[3] is None
    assert all(isinstance(item, QIcon) and not item.isNull() for item in icons)


def test_a_promise_in_another_year_shows_its_year(
    model: LinesModel, office: Office, clock: FixedClock
) -> None:
    receive(office, MARITAL)
    model.show_filter(DossierFilter())
    assert model.index(0, LineColumn.DUE).data().endswith(":00 27/11")
    clock.tick(days=60)
    model.show_filter(DossierFilter())
    assert model.index(0, LineColumn.DUE).data().startswith("27/11/2026")


def test_an_owner_is_told_in_the_tip(model: LinesModel, office: Office) -> None:
    receive(office, owner=person("Trần Văn Chủ"))
    model.show_filter(DossierFilter())
    tip = model.index(0, LineColumn.NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "Trần Văn Chủ" in tip


def test_the_line_behind_a_row(model: LinesModel, office: Office) -> None:
    dossier = receive(office)
    model.show_filter(DossierFilter())
    line = model.index(0, 0).data(LINE_ROLE)
    assert line.code == dossier.code
    assert model.row_of(line.id) == 0
    assert model.row_of(-5) == -1


def test_due_between_two_days(office: Office, clock: FixedClock) -> None:
    receive(office, COPIES)
    clock.tick(days=2)
    second = receive(office, COPIES)
    day = date(2026, 11, 25)
    found = office.dossiers.page(DossierFilter(due_from=day, due_until=day))
    assert [line.code for line in found] == [second.code]
    tomorrow = day + timedelta(days=1)
    assert office.dossiers.page(DossierFilter(due_from=tomorrow, due_until=tomorrow)) == []


def test_returned_today(
    qtbot: QtBot, office: Office, clock: FixedClock, qtmodeltester: ModelTester
) -> None:
    first, second = receive(office, name="Một"), receive(office, name="Hai")
    for dossier in (first, second):
        office.moves.move(dossier.code, Act.FINISH)
    office.returning.hand_over(first.code, collector("Một"))
    clock.tick(days=1)
    office.returning.hand_over(second.code, collector("Hai"))

    model = returned_model()
    model.show(office.returning.today_list())
    assert [model.index(row, 3).data() for row in range(model.rowCount())] == ["Hai"]
    first_row = model.row(0)
    assert first_row is not None
    assert first_row.code == second.code
    assert model.index(0, 0).data() == "09:00"
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
