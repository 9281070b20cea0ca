"""Every table of the window has the same hands: sorted, copied, arranged, saved, counted, with a menu of its own."""

from __future__ import annotations

import gc
import io
import weakref
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QTableView, QVBoxLayout, QWidget

from counter_app import qt
from counter_app.desk.dossier.line_columns import ORDERS
from counter_app.desk.dossier.slices import Slice
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import PAGE, DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.qt.dossiers.kept_filters import KeepFilterDialog
from counter_app.qt.dossiers.page import DossiersPage
from counter_app.qt.kit import column_widths
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import GIVEN, RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.table_menu import menu_of
from counter_app.qt.kit.theme import apply_theme, scaled
from counter_app.qt.kit.why_dialog import WhyDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.page_list import ENTRIES
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column
from tests.makers import COPIES, MARITAL, draft, receive
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Key = Qt.Key


def put_up(qtbot: QtBot, place: Workplace, kind: type[Page], width: int = 1110) -> Page:
    """A page on the screen."""
    page = kind(place)
    qtbot.addWidget(page)
    page.resize(width, 690)
    page.reload()
    page.show()
    qtbot.waitUntil(lambda: not place.jobs.working)
    settle()
    return page


def texts(table: RowsTable, column: int) -> list[str]:
    model = table.rows_model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def said(menu: QMenu) -> list[str]:
    """What a menu offers, its submenus' own choices left out."""
    return [action.text() for action in menu.actions() if action.text()]


def pasted() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def filled(office: Office) -> Office:
    """A counter with something in most of its lists."""
    for name in ("Phạm Ân", "Đỗ An", "Lê Ánh"):
        receive(office, MARITAL, name)
    receive(office, COPIES, "Ông Út")
    return office


def test_every_table_of_every_page_has_the_same_hands(
    qtbot: QtBot, place: Workplace, filled: Office
) -> None:
    names: dict[str, str] = {}
    for entry in ENTRIES:
        page = put_up(qtbot, place, entry.load())
        for table in page.findChildren(QTableView):
            where = f"{entry.name}: {table.accessibleName()}"
            assert isinstance(table, RowsTable), where
            assert table.stem not in names or names[table.stem] == entry.name, where
            names[table.stem] = entry.name
            assert_has_hands(table, where)
        page.hide()
    assert len(names) > 15
    assert filled.dossiers.open_count() > 0


def assert_has_hands(table: RowsTable, where: str) -> None:
    assert table.foot.window() is table.window(), f"{where}: its foot is laid out nowhere"
    offered = " ".join(said(menu_of(table)))
    for wanted in ("Sắp xếp theo", "Chọn cột", "Lưu danh sách ra Excel"):
        assert wanted in offered, where
    before = [table.rows_model.key_at(row) for row in range(table.rows_model.rowCount())]
    for column in range(len(table.rows_model.columns)):
        for order in (RISING, FALLING):
            table.sort_by(column, order)
            assert len(texts(table, column)) == len(before), where
    table.sort_by(GIVEN, RISING)
    after = [table.rows_model.key_at(row) for row in range(table.rows_model.rowCount())]
    assert after == before, f"{where}: the page's own order comes back"
    if before:
        assert "Sao chép tất cả" in " ".join(said(menu_of(table))), where
        table.copy_all()
        lines = pasted().split("\n")
        assert len(lines) == len(before) + 1, where
        assert {line.count("\t") for line in lines} == {len(table.columns_in_order()) - 1}, where
        table.show_total()
        assert str(len(before)) in table.foot.total.text(), where


def test_whoever_makes_a_table_lays_out_its_foot() -> None:
    """Dialogs too: the foot is named wherever a table is made."""
    made = [
        path
        for path in Path(qt.__path__[0]).rglob("*.py")
        if "RowsTable(" in path.read_text("utf-8") and path.stem != "rows_table"
    ]
    assert len(made) > 15
    lacking = [
        path.stem
        for path in made
        if ".foot" not in (text := path.read_text("utf-8")) and "with_foot(" not in text
    ]
    assert lacking == []


@pytest.fixture
def find(qtbot: QtBot, place: Workplace, filled: Office) -> DossiersPage:
    page = put_up(qtbot, place, DossiersPage)
    assert isinstance(page, DossiersPage)
    return page


def test_names_are_sorted_as_in_a_dictionary_over_all_rows(
    find: DossiersPage, office: Office
) -> None:
    names = [f"Trần {word}" for word in ("Bạ", "Bá", "Ba", "Băn", "Ban", "Đa", "Da")]
    many = [draft(MARITAL, name) for name in [*names, *["Vũ Yên"] * PAGE]]
    office.intake.receive_all([(form, f"op-{at}") for at, form in enumerate(many)])
    find.reload()
    find.view.sort_by(1, RISING)
    expected = ["Trần Ba", "Trần Bá", "Trần Bạ", "Trần Ban", "Trần Băn", "Trần Da", "Trần Đa"]
    assert [name for name in texts(find.view, 1) if name.startswith("Trần")] == expected
    assert texts(find.view, 1)[:2] == ["Đỗ An", "Lê Ánh"]
    total = len(many) + 4
    assert find.view.foot.total.text() == (f"{total} hồ sơ, đang xem {PAGE} · sắp theo Người nộp")
    find.view.sort_by(1, FALLING)
    assert set(texts(find.view, 1)) == {"Vũ Yên"}, "those not loaded before come first"


def test_what_a_search_found_is_counted_and_sorted_over_all_of_it(
    find: DossiersPage, office: Office
) -> None:
    many = [draft(MARITAL, f"Hoàng {word}") for word in ["Yến", *["Na"] * PAGE, "Anh"]]
    office.intake.receive_all([(form, f"op-{at}") for at, form in enumerate(many)])
    find.search.setText("hoàng")
    find.show_wanted()
    assert f"Tìm thấy {PAGE + 2} hồ sơ" in find.summary.text()
    assert find.view.foot.total.text() == f"{PAGE + 2} hồ sơ, đang xem {PAGE}"
    find.view.sort_by(1, FALLING)
    assert texts(find.view, 1)[0] == "Hoàng Yến"
    find.view.sort_by(1, RISING)
    assert texts(find.view, 1)[0] == "Hoàng Anh"


def test_a_search_that_finds_more_than_can_be_sorted_says_so(
    find: DossiersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.qt.dossiers.lines.MOST_FOUND", 1)
    find.search.setText("an")
    find.show_wanted()
    assert not find.model.can_sort()
    assert "Gõ thêm chữ để sắp xếp được" in find.summary.text()


def test_a_row_is_copied_by_keys_and_takes_no_formula_along(
    find: DossiersPage, office: Office
) -> None:
    receive(office, MARITAL, "=HYPERLINK(1)")
    find.reload()
    find.view.setFocus()
    find.view.go_to(0)
    QTest.keyClick(find.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert pasted().split("\t")[1] == "'=HYPERLINK(1)"
    html = QGuiApplication.clipboard().mimeData().html()
    assert "mso-number-format:'\\@'" in html
    find.view.setCurrentIndex(find.model.index(0, 3))
    find.view.copy_cell()
    line = find.model.line(0)
    assert pasted() == f"{line.received_at:%H:%M %d/%m/%Y}", "whole, though the window says the day"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(find.view, Key.Key_C, both)
    assert pasted().startswith("Mã hồ sơ\tNgười nộp\t")


def test_the_menu_key_opens_the_menu_at_the_row_in_hand(find: DossiersPage) -> None:
    find.view.setFocus()
    find.view.go_to(1)
    QTest.keyClick(find.view, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = [item for item in find.view.findChildren(QMenu) if item.isVisible()]
    menu.close()
    QApplication.processEvents()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(find.view, event)
    (menu,) = [item for item in find.view.findChildren(QMenu) if item.isVisible()]
    row = find.view.visualRect(find.view.currentIndex())
    assert menu.pos().y() >= find.view.viewport().mapToGlobal(row.topLeft()).y()
    assert "Mở dòng này (Enter)" in said(menu)
    menu.close()


@pytest.mark.usefixtures("filled")
def test_the_menu_has_what_the_page_does_with_a_row(qtbot: QtBot, place: Workplace) -> None:
    entry = next(item for item in ENTRIES if item.name == "official")
    page = put_up(qtbot, place, entry.load())
    table = page.findChildren(RowsTable)[0]
    table.choose(0)
    offered = said(menu_of(table))
    assert any("Không khớp" in text for text in offered)
    assert any("Không phải nhập" in text for text in offered)


def test_columns_and_widths_are_kept_for_each_officer(
    qtbot: QtBot, place: Workplace, office: Office, find: DossiersPage
) -> None:
    officers = [Officer(login=name, name=name, role=Role.LEADER) for name in ("an", "binh")]
    office.session.officer = officers[0]
    find.hide()
    find.show()
    find.view.setColumnWidth(1, 333)
    handler = len(ORDERS) - 1
    assert find.view.isColumnHidden(handler), "it comes only if asked for"
    find.view.turn_column(handler)
    find.view.turn_column(3)
    for officer, width, shown in ((officers[1], None, False), (officers[0], 333, True)):
        office.session.officer = officer
        page = put_up(qtbot, place, DossiersPage)
        assert isinstance(page, DossiersPage)
        assert (page.view.columnWidth(1) == 333) == (width == 333)
        assert page.view.isColumnHidden(handler) is not shown
        assert page.view.isColumnHidden(3) is shown
        if shown:
            page.view.forget_view()
            assert page.view.isColumnHidden(handler)
            assert not page.view.isColumnHidden(3)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("scale", "width"), [(100, 740), (150, 640)])
def test_nothing_needed_is_hidden_on_a_small_screen(
    qtbot: QtBot, place: Workplace, scale: int, width: int
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, replace(place.office.preferences, text_scale=scale))
    page = put_up(qtbot, place, DossiersPage, width)
    assert isinstance(page, DossiersPage)
    header = page.view.horizontalHeader()
    for column in (0, 1, 2):
        assert not header.isSectionHidden(column)
        assert header.sectionSize(column) > 60
    apply_theme(application, replace(place.office.preferences, text_scale=100))


def test_the_longest_texts_give_way_first() -> None:
    level = column_widths._level
    assert level([(100, 100), (80, 400)], 500) == 400, "there is room for all"
    assert level([(100, 100), (80, 400)], 300) == 200
    assert level([(100, 100), (80, 400), (50, 120)], 400) == 180, "short texts stay whole"
    assert level([(100, 100), (80, 400)], 10) == 0, "what is needed is kept, and scrolled to"


def test_what_stands_in_rows_is_whole_before_titles_are(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    columns: list[Column[str]] = [
        Column("Trạng thái", lambda text: text),
        Column("Một tên cột dài hơn mọi chữ bên dưới", lambda _text: "1"),
    ]
    model: RowsModel[str] = RowsModel(columns, holder, key=str)
    table = RowsTable(model, "Thử", stem="thu")
    QVBoxLayout(holder).addWidget(with_foot(table))
    holder.resize(260, 200)
    model.show(["Đang phục vụ"])
    holder.show()
    settle()
    words = table.fontMetrics().horizontalAdvance("Đang phục vụ")
    assert table.columnWidth(0) > words
    assert table.horizontalScrollBar().maximum() == 0
    holder.resize(900, 200)
    settle()
    title = table.fontMetrics().horizontalAdvance(columns[1].title)
    assert table.columnWidth(1) > title, "where there is room, titles are whole too"


def test_a_path_that_is_cut_all_the_same_leaves_a_status_whole(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    status = "Không thấy ổ đĩa hoặc thư mục"
    columns: list[Column[str]] = [
        Column("Tệp", lambda text: text),
        Column("Tình trạng", lambda _text: Label(status, "muted", "stop")),
    ]
    model: RowsModel[str] = RowsModel(columns, holder, key=str)
    table = RowsTable(model, "Thử", stem="thu")
    QVBoxLayout(holder).addWidget(with_foot(table))
    words = table.fontMetrics().horizontalAdvance(status)
    holder.resize(words + scaled(column_widths.PADDING * 2 + column_widths.ENOUGH_TEXT + 60), 200)
    model.show(["/media/usb/" + "thu-muc-rat-dai" * 4])
    holder.show()
    settle()
    assert table.columnWidth(1) > words
    assert table.horizontalScrollBar().maximum() == 0


def test_all_rows_go_into_the_workbook_not_those_seen(
    qtbot: QtBot, find: DossiersPage, office: Office, tmp_path: Path
) -> None:
    many = [draft(MARITAL, f"Người {at:02}") for at in range(PAGE)]
    office.intake.receive_all([(form, f"op-{at}") for at, form in enumerate(many)])
    find.reload()
    find.filters.state.choose(int(State.RECEIVED))
    find.view.sort_by(1, FALLING)
    find.view.foot.export.click()
    qtbot.waitUntil(lambda: bool(find.view.findChildren(WhyDialog)))
    (why,) = find.view.findChildren(WhyDialog)
    why.usual[0].click()
    qtbot.waitUntil(lambda: bool(find.view.findChildren(QFileDialog)), timeout=15_000)
    (dialog,) = find.view.findChildren(QFileDialog)
    (name,) = dialog.selectedFiles() or [""]
    assert Path(name).name == "danh-sach-ho-so-2026-11-23.xlsx"
    path = tmp_path / "ra.xlsx"
    dialog.fileSelected.emit(str(path))
    dialog.done(QFileDialog.DialogCode.Accepted)
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    assert sheet is not None
    column = [str(row[1]) for row in sheet.iter_rows(values_only=True) if row[1]]
    assert column[0] == "Người nộp"
    assert len(column) == 1 + PAGE + 4
    above = str(sheet["A3"].value).split(" – ")[0]
    assert above == "54 hồ sơ · Mới tiếp nhận · sắp theo Người nộp, giảm dần", above
    assert column[1:3] == ["Phạm Ân", "Ông Út"]
    assert find.view.foot.folder.isVisible(), "with a button that opens the folder"
    assert str(path) in find.view.foot.total.text()


@pytest.mark.usefixtures("place")
def test_ticks_go_with_their_rows_when_these_are_sorted(qtbot: QtBot) -> None:
    from counter_app.qt.kit.ticked import TickedModel

    holder = QWidget()
    qtbot.addWidget(holder)
    model: TickedModel[str] = TickedModel(
        [Column("Tên", lambda name: name)], holder, key=str, propose=lambda _row: False
    )
    model.show(["c", "a", "b"])
    model.tick(0, True)
    model.sort(0, RISING)
    assert model.rows() == ("a", "b", "c")
    assert model.ticked() == ["c"]
    model.change(2, "ć")
    model.sort(GIVEN)
    assert model.rows() == ("ć", "a", "b"), "what was put in its place stays there"


def test_days_narrow_the_list_and_half_a_day_does_not(
    find: DossiersPage, office: Office, clock: FixedClock
) -> None:
    clock.tick(days=3)
    receive(office, MARITAL, "Bùi Mới")
    find.reload()
    days = find.filters.days
    days.which.choose("received")
    days._on_which()
    assert find.model.total == 5
    QTest.keyClicks(days.first, "26/11/2026")
    assert texts(find.view, 1) == ["Bùi Mới"]
    days.first.clear()
    QTest.keyClicks(days.first, "26/1")
    assert "Chưa thành ngày" in days.wrong.text()
    days.first.clear()
    QTest.keyClick(days.first, Key.Key_Backspace)
    QTest.keyClicks(days.last, "25/11/2026")
    assert find.model.total == 4
    days.which.choose("promised")
    days._on_which()
    assert {line.code for line in find.model.rows()} == {
        line.code for line in office.dossiers.page(DossierFilter(promised_until=date(2026, 11, 25)))
    }
    find.filters.show_part(find.filters.part())
    assert days.is_plain(), "a part chosen by another page asks for no days"


def test_a_filter_gets_its_name_by_keys_alone(find: DossiersPage, qtbot: QtBot) -> None:
    named: list[str] = []
    find.filters.kept.named.connect(named.append)
    find.show()
    find.filters.kept.keep.setFocus()
    QTest.keyClick(find.filters.kept.keep, Qt.Key.Key_Return)
    dialog = find.findChild(KeepFilterDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.name.hasFocus)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert named == []
    assert dialog._field.error.text()
    QTest.keyClicks(dialog.name, "hom nay")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert named == ["hom nay"]
    qtbot.waitUntil(lambda: find.findChild(KeepFilterDialog) is None)


def test_filters_are_kept_for_each_officer(find: DossiersPage, office: Office) -> None:
    names = ("an", "binh")
    officers = [Officer(login=name, name=name, role=Role.LEADER) for name in names]
    office.session.officer = officers[0]
    find.filters.buttons[Slice.DUE_TODAY].click()
    find.filters.kept.named.emit("Hôm nay")
    find.filters.show_part(Slice.ALL)
    find.show_wanted()
    find.filters.kept.offer(office.views.filters())
    find.filters.kept.choice.choose("Hôm nay")
    find.filters.kept.wanted.emit("Hôm nay")
    assert find.filters.part() is Slice.DUE_TODAY
    assert texts(find.view, 1) == ["Ông Út"]
    office.session.officer = officers[1]
    assert office.views.filters() == {}
    office.views.keep_filter("Của bình", {"officer": "nguoi-da-nghi"})
    assert find.filters.put(office.views.filters()["Của bình"]) == "người giải quyết"
    office.views.drop_filter("Của bình")
    assert office.views.filters() == {}
    office.session.officer = None
    with pytest.raises(RuleError):
        office.views.keep_filter("Ai cũng được", {})


def test_a_moment_and_a_number_are_not_cut_where_words_are() -> None:
    split = column_widths._BREAKS.split
    assert split("03/12 07:45") == ["03/12 07:45"]
    assert split("0912 345 678") == ["0912 345 678"]
    assert split("Nguyễn Văn A") == ["Nguyễn", "Văn", "A"]


def test_several_dossiers_go_on_one_sheet_and_what_does_not_fit_says_why(
    qtbot: QtBot, place: Workplace, office: Office, find: DossiersPage
) -> None:
    wanted: list[tuple[str, object]] = []
    place.hub.wanted.connect(lambda page, argument: wanted.append((page, argument)))
    gone = receive(office, MARITAL, "Trịnh Rút").code
    office.moves.move(gone, Act.WITHDRAW, reason="Công dân rút")
    find.reload()
    find.view.selectAll()
    ((text, _sign, act),) = find.view.row_acts()
    assert text == "Đưa 5 hồ sơ đang chọn vào phiếu bàn giao"
    act()
    ((name, codes),) = wanted
    assert name == "handover"
    entry = next(item for item in ENTRIES if item.name == name)
    page = put_up(qtbot, place, entry.load())
    page.enter(codes)
    making = page.making  # type: ignore[attr-defined]
    assert len(making.model.rows()) == 5
    unfit = [item for item in making.model.rows() if not item.counts]
    assert gone in {item.scan.scanned for item in unfit}
    page.enter(codes)
    assert len(making.model.rows()) == 5, "none is put on it twice"


def test_a_table_that_is_gone_takes_its_rows_along(qapp: QApplication) -> None:
    columns = (Column[str]("Tên", lambda item: item),)
    model: RowsModel[str] = RowsModel(columns, key=lambda item: item)
    part = QWidget()
    layout = QVBoxLayout(part)
    table = RowsTable(model, "Tên", stem="ten")
    layout.addWidget(table)
    layout.addWidget(table.foot)
    known = weakref.ref(model)
    part.deleteLater()
    qapp.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    del part, layout, table, model
    gc.collect()
    assert known() is None
